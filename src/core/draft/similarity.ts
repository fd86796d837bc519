import { wordsOf } from './sentences.ts'

/** A sentence with its names and figures taken out: what two messages of one mould have in common. */
export const skeleton = (text: string): string =>
  wordsOf(text)
    .map((word, place) =>
      (place > 0 && /^\p{Lu}/u.test(word)) || /\d/.test(word) ? '#' : word.toLowerCase().replace(/[’']s$/u, ''),
    )
    .join(' ')
    .replace(/#(?: #)+/g, '#')

/** Share of three-word runs two texts have in common, 0–1, names and figures aside. */
export const similarity = (a: string, b: string): number => {
  const one = runs(a)
  const other = runs(b)
  if (one.size === 0 || other.size === 0) return 0
  let common = 0
  for (const run of one) if (other.has(run)) common++
  return common / (one.size + other.size - common)
}

const runs = (text: string): Set<string> => {
  const words = skeleton(text).split(' ')
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`))
}
