import { findMoney } from '../draft/money.ts'
import type { Money } from '../signal.ts'
import { tellingOf } from './events.ts'
import { findDates, findNumbers } from './figures.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, normal, openTitles, stemsOf, wordsIn } from './words.ts'

/** What is wrong with a stretch of a sentence; `start`/`end` within the sentence. */
export type Problem = { rule: string; message: string; start: number; end: number }

type Span = { start: number; end: number }

/** Every money, number, date, name and address of `text` must stand in one of `groups`. */
export const factProblems = (
  text: string,
  groups: readonly Group[],
  knowledge: Knowledge,
  { asserted = false } = {},
): Problem[] => {
  const money = findMoney(text)
  const dates = findDates(text, knowledge.day).filter(
    (date) => !overlaps(date, money) && (asserted || !/^(?:today|this (?:week|month|quarter|year))$/iu.test(date.text)),
  )
  const numbers = findNumbers(text).filter((number) => !overlaps(number, money) && !overlaps(number, dates))
  return [
    ...money
      .filter(({ money: m }) => !groups.some((group) => hasMoney(group, m)))
      .map((hit) => problem('amount', 'No source gives this amount', text, hit)),
    ...dates
      .filter((date) => !groups.some((group) => group.days.some(date.holds) || saysDate(group, date.text)))
      .map((hit) => problem('date', 'No source gives this date', text, hit)),
    ...numbers
      .filter(
        ({ value }) =>
          !groups.some((group) => group.numbers.has(value)) && (asserted || !knowledge.oursNumbers.has(value)),
      )
      .map((hit) => problem('number', 'No source gives this number', text, hit)),
    ...nameProblems(text, groups, knowledge, [...money, ...dates]),
    ...comparatorProblems(text, groups),
    ...addressProblems(text, groups, knowledge),
  ]
}

export const hasMoney = (group: Group, money: Money): boolean =>
  group.money.some(({ value, currency }) => currency === money.currency && Math.abs(value - money.value) < 1)

const saysDate = (group: Group, date: string): boolean => group.folded.includes(` ${normal(date)} `)

const problem = (rule: string, message: string, text: string, { start, end }: Span): Problem => ({
  rule,
  message: `${message}: "${text.slice(start, end)}".`,
  start,
  end,
})

const overlaps = (span: Span, others: readonly Span[]): boolean =>
  others.some((other) => span.start < other.end && other.start < span.end)

const capitalised =
  /\p{Lu}[\p{L}\p{M}\p{N}'’&+-]*(?:\.(?=\p{L}|\d)[\p{L}\p{N}]+)*(?:[ ](?=\p{Lu}|\d)[\p{L}\p{M}\p{N}'’&+.-]*[\p{L}\p{N}])*/gu

/** Runs of capitalised words must stand together somewhere; a title before or after a name may be joined to it. */
const nameProblems = (
  text: string,
  groups: readonly Group[],
  knowledge: Knowledge,
  taken: readonly Span[],
): Problem[] =>
  nameRuns(text, knowledge)
    .filter((run) => !overlaps(run, taken))
    .filter((run) => !isKnownName(text.slice(run.start, run.end), groups, knowledge))
    .map((run) => problem('name', 'No source names this', text, run))

export const nameRuns = (text: string, knowledge: Knowledge): Span[] =>
  [...text.matchAll(capitalised)].flatMap((hit) => {
    let start = hit.index
    let run = hit[0]
    if (/^(?:I|I'm|I've|I'd)\b/u.test(run)) {
      const rest = run.replace(/^\S+ ?/u, '')
      start += run.length - rest.length
      run = rest
    }
    if (start === 0 || /[.!?:"“(]\s*$/u.test(text.slice(0, start))) {
      const first = /^\S+/u.exec(run)?.[0] ?? ''
      if (isPlainWord(first, knowledge)) {
        const rest = run.slice(first.length).trimStart()
        start += run.length - rest.length
        run = rest
      }
    }
    return run === '' ? [] : [{ start, end: start + run.length }]
  })

/** A first word with its ordinary capital: general vocabulary, or nothing that marks a name. */
const isPlainWord = (word: string, knowledge: Knowledge): boolean => {
  const [known] = stemsOf(word)
  if (
    known &&
    (functionWords.has(known) || frameWords.has(known) || courtesyWords.has(known) || knowledge.ours.has(known))
  )
    return true
  return !/\p{L}.*[\p{Lu}\d&]|['’]s?$/u.test(word)
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

const comparator =
  /\b(?:over|under|more than|less than|fewer than|nearly|almost|up to|at least|at most|around|roughly|approximately|some|just under|just over|above|below|about)\s+(?=(?:us|au|[acs])?[$€£₹¥]?\s?\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)\b)/giu

const comparatorProblems = (text: string, groups: readonly Group[]): Problem[] =>
  [...text.matchAll(comparator)]
    .filter((hit) => !groups.some(({ folded }) => folded.includes(` ${normal(hit[0])} `)))
    .map((hit) =>
      problem('amount', 'The sources give the figure without this', text, {
        start: hit.index,
        end: hit.index + hit[0].trimEnd().length,
      }),
    )

const address =
  /\b(?:https?:\/\/|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|net|org|io|ai|co|dev|app|example|eu|uk|de|fr|in)\b(?:\/\S*)?/giu

const addressProblems = (text: string, groups: readonly Group[], { identity, sender }: Knowledge): Problem[] =>
  [...text.matchAll(address)]
    .filter((hit) => {
      const told = ` ${normal(hit[0])} `
      return (
        ![identity, ...groups].some(({ folded }) => folded.includes(told)) && fold(sender.fromEmail) !== fold(hit[0])
      )
    })
    .map((hit) =>
      problem('address', 'No source gives this address', text, { start: hit.index, end: hit.index + hit[0].length }),
    )

const fold = (text: string): string => text.toLowerCase()

/** Words that any telling of a kind may use besides the evidence's own. */
const kindWords: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    funding: 'round raise funding money capital investor investors backing financing fresh',
    executive_hire: 'leader hire arrival post position seat role start month',
    champion_move: 'start arrival role post',
    executive_departure: 'role seat post position change handover leader longer parting ways',
    acquisition: 'deal acquisition purchase buyer target company business firm',
    expansion: 'expansion growth grow growing presence site',
    hiring: 'role job opening hire hiring position vacancy seat open posting growing grow add people',
    product_launch: 'launch product release market brought out',
    technology_change: 'technology stack tool tools part use ask asks experience work',
    layoff: 'job cut role staff people',
    contact: 'lead run head own manage oversee charge responsible look',
    bankruptcy: 'insolvency proceedings court filing',
  }).map(([kind, words]) => [kind, stemsOf(words)]),
)

const governorWords = stemsOf(
  'will plan plans agree set expect aim intend about going soon upcoming reportedly said talks deal signed definitive agreement proposed',
)

/** Words of a claim that nothing backs: the evidence does not say them and they are no words of mere telling. */
export const uncoveredWords = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const kind = group.trigger?.kind
  const words = kindWords[kind ?? (group.isContact ? 'contact' : '')]
  const money = findMoney(text)
  const skipped: Span[] = [...money, ...findDates(text, knowledge.day), ...findNumbers(text)]
  if (kind)
    for (const hit of text.matchAll(tellingOf(kind))) skipped.push({ start: hit.index, end: hit.index + hit[0].length })
  const backed = (stem: string): boolean =>
    functionWords.has(stem) ||
    frameWords.has(stem) ||
    group.stems.has(stem) ||
    knowledge.identity.stems.has(stem) ||
    words?.has(stem) === true ||
    governorWords.has(stem)
  return wordsIn(text)
    .filter(
      (word) => !overlaps(word, skipped) && !backed(word.stem) && ![...stemsOf(openTitles(word.text))].every(backed),
    )
    .map((word) => problem('unsupported', 'No source says this', text, word))
}
