import { foldWords } from './match/fold.ts'

/** The same person's name whatever its case, accents, spacing, titles or middle initials. */
export const sameName = (a: string, b: string): boolean => personKey(a) !== '' && personKey(a) === personKey(b)

/** First and last word of a name: equal keys may be one person. */
export const personKey = (name: string): string => {
  const words = foldWords(name).filter((word) => word.length > 1 && !/\d/.test(word) && !titles.has(word))
  return words.length < 2 ? words.join(' ') : `${words[0]} ${words.at(-1)}`
}

/** What stands before or behind a name without belonging to it. */
const titles = new Set('dr mr mrs ms prof professor sir dame jr sr ii iii iv phd md mba'.split(' '))

/** A title or an initial, which others may leave out of a name. */
export const isAside = (word: string): boolean =>
  /^(?:\p{Lu}\.)+$|^\p{Lu}$/u.test(word) || titles.has(foldWords(word).join(''))

/** Lower-case words without accents or punctuation, a space between each: how titles and names are compared. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
