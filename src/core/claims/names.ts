import { overlaps, type Problem, problem, type Span } from './facts.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, normal, stemsOf, wordsIn } from './words.ts'

const capitalised =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}'’&+-]*(?:\.(?=\p{L}|\d)[\p{L}\p{N}]+)*(?:[ ](?=\p{Lu}|\d)[\p{L}\p{M}\p{N}'’&+.-]*[\p{L}\p{N}])*/gu

/** Runs of capitalised words must stand together somewhere; a title before or after a name may be joined to it. */
export const nameProblems = (
  text: string,
  groups: readonly Group[],
  knowledge: Knowledge,
  taken: readonly Span[],
): Problem[] =>
  nameRuns(text, knowledge)
    .filter((run) => !overlaps(run, taken) && !isGeneral(text.slice(run.start, run.end)))
    .filter((run) => !isKnownName(text.slice(run.start, run.end), groups, knowledge))
    .map((run) => problem('name', 'No source names this', text, run))

/** Departments, tools, languages, feasts and months have capitals and name no party of a story. */
const isGeneral = (name: string): boolean =>
  name.split(/[ /&-]/u).every((word) => general.has(word.replace(/['’]s$|(?<=\p{Lu})s$|[.]$/gu, '')))
const general: ReadonlySet<string> = new Set(
  `HR IT PR PC ERP CRM API PDF FAQ SaaS AI VAT KPI CEO CFO COO CTO CIO RFP ROI GDPR PS Excel Word Outlook Zoom Teams Google Meet LinkedIn Slack WhatsApp PowerPoint
  English Spanish French German Italian Dutch Portuguese Polish Christmas Easter January February March April May June July August September October November December
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays`.split(/\s+/),
)

const nameRuns = (text: string, knowledge: Knowledge): Span[] =>
  [...text.matchAll(capitalised)].flatMap(withoutI).flatMap((hit) => {
    let { start, run } = hit
    if (start === 0 || /[.!?:"“(]\s*$/u.test(text.slice(0, start))) {
      const first = /^\S+/u.exec(run)?.[0] ?? ''
      if (isPlainWord(first, run !== first, knowledge)) {
        const rest = run.slice(first.length).trimStart()
        start += run.length - rest.length
        run = rest
      }
    }
    return run === '' ? [] : [{ start, end: start + run.length }]
  })

/** "Shall I" and "I" name nobody; what stands around the pronoun may. */
const withoutI = ({ 0: all, index }: RegExpExecArray): { start: number; run: string }[] =>
  [
    ...all
      .replace(/(?<![\p{L}\p{N}])I(?:['’]\p{L}+)?(?![\p{L}\p{N}'’-])/gu, (word) => '|'.repeat(word.length))
      .matchAll(/[^|]+/gu),
  ].flatMap((part) => {
    const run = part[0].trim()
    return run === '' ? [] : [{ start: index + part.index + part[0].indexOf(run), run }]
  })

/** A first word with its ordinary capital: general vocabulary, or nothing that makes it a name. */
const isPlainWord = (word: string, leadsName: boolean, knowledge: Knowledge): boolean => {
  const [known] = stemsOf(word)
  if (
    known &&
    (functionWords.has(known) || frameWords.has(known) || courtesyWords.has(known) || knowledge.ours.has(known))
  )
    return true
  return !leadsName && !/\p{L}.*[\p{Lu}\d&]|['’]s?$/u.test(word)
}

const isKnownName = (name: string, groups: readonly Group[], knowledge: Knowledge): boolean => {
  const words = normal(name).split(' ').filter(Boolean)
  const known = (from: number, to: number): boolean => {
    const phrase = ` ${words.slice(from, to).join(' ')} `
    return (
      [knowledge.identity, ...groups].some(({ folded }) => folded.includes(phrase)) ||
      knowledge.oursFolded.includes(phrase)
    )
  }
  if (words.length === 0 || known(0, words.length)) return true
  for (let cut = 1; cut < words.length; cut++)
    if (known(0, cut) && known(cut, words.length) && (isTitle(words.slice(0, cut)) || isTitle(words.slice(cut))))
      return true
  return false
}

const titleWords = new Set(
  'chief officer president vice senior head director manager lead executive managing general founder chair chairman chairwoman partner series seed ceo cfo round'.split(
    ' ',
  ),
)
const isTitle = (words: readonly string[]): boolean => words.some((word) => titleWords.has(word))

/** A party of the sources other than the account, the reader and ourselves. */
export const namesOthers = (text: string, { identity, oursFolded, groups }: Knowledge): boolean =>
  wordsIn(text).some(
    ({ text: word, start }) =>
      start > 0 &&
      /^\p{Lu}\p{L}+/u.test(word) &&
      !identity.folded.includes(` ${normal(word)} `) &&
      !oursFolded.includes(` ${normal(word)} `) &&
      !groups.some((group) => group.isContact && group.folded.includes(` ${normal(word)} `)),
  )
