/** A sentence or a line that stands alone (greeting, signature); `start`/`end` in the whole text. */
export type Sentence = { text: string; start: number; end: number }

const abbreviation =
  /(?:^|[\s(])(?:[A-Z]|mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|corp|vs|no|approx|est|e\.g|i\.e|u\.s|u\.k|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$/iu

/** Lines are boundaries; within a line a stop, question or exclamation mark before a space and a new start is one. */
export const sentencesOf = (text: string): Sentence[] => {
  const found: Sentence[] = []
  for (const line of text.matchAll(/[^\n]+/g)) {
    let from = 0
    for (const mark of line[0].matchAll(/[.!?…]+["')\]”’]*(?=\s)/gu)) {
      const end = mark.index + mark[0].length
      const next = line[0].slice(end).trimStart()
      if (abbreviation.test(line[0].slice(0, end)) || !/^["'(“‘[]?[\p{Lu}\p{Lt}\d$€£₹]/u.test(next)) continue
      add(found, line[0].slice(from, end), line.index + from)
      from = end
    }
    add(found, line[0].slice(from), line.index + from)
  }
  return found
}

const add = (found: Sentence[], raw: string, at: number): void => {
  const text = raw.trim()
  if (text === '') return
  const start = at + raw.indexOf(text)
  found.push({ text, start, end: start + text.length })
}

/** Words as people count them: "$4.5 million" is two, "follow-up" one. */
export const wordsOf = (text: string): string[] =>
  text.match(/[\p{Sc}\p{L}\p{N}][\p{L}\p{N}\p{Sc}\p{M}'’.,&+%/-]*/gu) ?? []
