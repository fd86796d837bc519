/** A sentence or a line that stands alone (greeting, signature); `start`/`end` in the whole text. */
export type Sentence = { text: string; start: number; end: number }

const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|corp|vs|no|approx|est|e\.g|i\.e|u\.s|u\.k|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$/iu

/** Lines are boundaries; within a line a stop, question or exclamation mark before a space and a new start is one. */
export const sentencesOf = (text: string): Sentence[] => {
  const found: Sentence[] = []
  for (const line of text.matchAll(/[^\n]+/g)) {
    let from = 0
    for (const mark of line[0].matchAll(/[.!?…]+["')\]”’]*(?=\s)/gu)) {
      const end = mark.index + mark[0].length
      const next = line[0].slice(end).trimStart()
      if (isAbbreviation(line[0].slice(0, end), next) || !/^["'(“‘[]?[\p{Lu}\p{Lt}\d$€£₹]/u.test(next)) continue
      add(found, line[0].slice(from, end), line.index + from)
      from = end
    }
    add(found, line[0].slice(from), line.index + from)
  }
  return found
}

/** "Mara J. Example" goes on; "a Series A. That …" does not. */
const isAbbreviation = (before: string, next: string): boolean =>
  abbreviation.test(before) || (initial.test(before) && !lettered.test(before) && !starter.test(next))

const initial = /(?:^|[\s(])[A-Z]\.$/u
const lettered = /\b(?:series|class|group|type|phase|tier|plan|round|team|hall) [A-Z]\.$/iu
const starter =
  /^(?:The|That|This|These|Those|A|An|I|We|It|If|In|On|At|As|And|But|So|Or|Our|Your|You|He|She|They|What|Who|How|When|Where|Why|Is|Are|Do|Does|Can|Could|Would|Will|After|New|More|Many|Most|Teams|Congratulations|Happy|Worth|With)\b/u

const add = (found: Sentence[], raw: string, at: number): void => {
  const text = raw.trim()
  if (text === '') return
  const start = at + raw.indexOf(text)
  found.push({ text, start, end: start + text.length })
}

/** Words as people count them: "$4.5 million" is two, "follow-up" one. */
export const wordsOf = (text: string): string[] =>
  text.match(/[\p{Sc}\p{L}\p{N}][\p{L}\p{N}\p{Sc}\p{M}'’.,&+%/-]*/gu) ?? []
