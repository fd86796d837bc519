import { plain } from './text.ts'

/**
 * The first of these texts' own words for the words given, verbatim: whole words, where nothing but the kind of quote
 * mark, dash and space may differ. Null when none of them holds the words.
 */
export const verbatim = (texts: readonly string[], words: string): string | null => {
  const wanted = folded(words.trim()).text.trim()
  if (wanted === '') return null
  for (const text of texts) {
    const { text: line, at } = folded(text)
    for (let start = line.indexOf(wanted); start >= 0; start = line.indexOf(wanted, start + 1)) {
      const end = start + wanted.length
      if (isWholeWord(line, start, end)) return text.slice(at[start], at[end - 1]! + 1)
    }
  }
  return null
}

/** Plain, each run of spaces one space; `at` says where each unit stood. */
const folded = (original: string): { text: string; at: number[] } => {
  const units = plain(original).split('')
  const at = units.flatMap((unit, index) => (unit === ' ' && units[index - 1] === ' ' ? [] : [index]))
  return { text: at.map((index) => units[index]).join(''), at }
}

const isWholeWord = (line: string, start: number, end: number): boolean => {
  const joins = (a: string | undefined, b: string | undefined) => wordUnit.test(a ?? '') && wordUnit.test(b ?? '')
  return !joins(line[start - 1], line[start]) && !joins(line[end - 1], line[end])
}
const wordUnit = /[\p{L}\p{N}]/u
