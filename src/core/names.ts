/** The same person's name whatever its case, accents, spacing or middle initials. */
export const sameName = (a: string, b: string): boolean => personKey(a) !== '' && personKey(a) === personKey(b)

const personKey = (name: string): string => {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
  return words.length < 2 ? words.join(' ') : `${words[0]} ${words.at(-1)}`
}
