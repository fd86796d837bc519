import { findMoney, type MoneyMention } from '../draft/money.ts'
import type { Money } from '../signal.ts'
import { findAddresses } from './addresses.ts'
import { findDates, findNumbers, type NumberMention } from './figures.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { nameProblems } from './names.ts'
import { functionWords, normal, stemsOf, wordsIn } from './words.ts'

/** What is wrong with a stretch of a sentence; `start`/`end` within the sentence. */
export type Problem = { rule: string; message: string; start: number; end: number }

export type Span = { start: number; end: number }

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
      .filter(
        (date) =>
          !groups.some(
            (group) => (group.days.some(date.holds) && mayDate(text, date, group)) || saysDate(group, date.text),
          ),
      )
      .map((hit) => problem('date', 'No source gives this date', text, hit)),
    ...numbers
      .filter((number) => !isKnownNumber(text, number, groups, knowledge, asserted))
      .map((hit) => problem('number', 'No source gives this number', text, hit)),
    ...nameProblems(text, groups, knowledge, [...money, ...dates]),
    ...comparatorProblems(text, groups),
    ...bareAmounts(text, money, groups),
    ...addressProblems(text, groups, knowledge),
  ]
}

/** The day of publication dates the telling and what is done; it says nothing about when a plan comes true. */
const mayDate = (text: string, { start, end }: Span, { trigger }: Group): boolean =>
  trigger === null ||
  trigger.certainty === 'done' ||
  trigger.certainty === 'agreed' ||
  /\b(?:reported|wrote|said|read|saw|seen|news|announced|covered|published|posted|story|piece|noticed)\s(?:\S+\s){0,2}$/iu.test(
    text.slice(0, start),
  ) ||
  /^\s(?:that|about|of)\b/iu.test(text.slice(end))

const isKnownNumber = (
  text: string,
  mention: NumberMention,
  groups: readonly Group[],
  knowledge: Knowledge,
  asserted: boolean,
): boolean => {
  const { value, end } = mention
  if (!asserted && (knowledge.oursNumbers.has(value) || /^\s(?:minutes?|lines?|words?)\b/iu.test(text.slice(end))))
    return true
  const counted = asserted ? countedAfter(text, end) : []
  const thing = counted.find((noun) => !scaleWords.has(noun))
  const isSum = thing === undefined || sumWords.has(thing)
  return groups.some((group) => {
    const there = group.texts.flatMap((each) => {
      const money = isSum ? [] : findMoney(each)
      return findNumbers(each)
        .filter((other) => other.value === value && other.percent === mention.percent && !overlaps(other, money))
        .map((other) => countedBy(each, other))
    })
    const nouns = there.filter((list) => list.length > 0)
    return (
      there.length > 0 &&
      (counted.length === 0 || nouns.length === 0 || nouns.some((list) => counted.includes(list.at(-1)!)))
    )
  })
}

/** "80 staff", "a team of 25". */
const countedBy = (text: string, { start, end }: Span): string[] => {
  const after = countedAfter(text, end)
  const before = /([\p{L}'’-]+) of $/u.exec(text.slice(Math.max(0, start - 40), start))?.[1]
  return after.length > 0 || before === undefined ? after : countedAfter(`0 ${before}`, 1)
}

/** What a number counts: the words up to five after it, people of every name as one. */
const countedAfter = (text: string, end: number): string[] => {
  const near = /^[\s-]+([\p{L}'’-]+(?:\s[\p{L}'’-]+){0,4})/u.exec(text.slice(end, end + 80))?.[1] ?? ''
  const nouns: string[] = []
  for (const { stem } of wordsIn(near)) {
    if (functionWords.has(stem)) break
    nouns.push(peopleWords.has(stem) ? 'people' : roleWords.has(stem) ? 'role' : stem)
  }
  return nouns
}

/** What a sum told without its currency may stand before: "the 25 million round". */
const sumWords = stemsOf('round series raise raising funding financing seed growth deal investment euro dollar pound')
const scaleWords = stemsOf('thousand million billion')
const peopleWords = stemsOf('people person staff employee worker job hire colleague heads team member')
const roleWords = stemsOf('role opening position vacancy seat')

export const hasMoney = (group: Group, money: Money): boolean =>
  group.money.some(({ value, currency }) => currency === money.currency && Math.abs(value - money.value) < 1)

const saysDate = (group: Group, date: string): boolean => group.folded.includes(` ${normal(date)} `)

export const problem = (rule: string, message: string, text: string, { start, end }: Span): Problem => ({
  rule,
  message: `${message}: "${text.slice(start, end)}".`,
  start,
  end,
})

export const overlaps = (span: Span, others: readonly Span[]): boolean =>
  others.some((other) => span.start < other.end && other.start < span.end)

/** A word within a name, figure or date that no source gives is told by that; the words left over are told at once. */
export const onePerSpan = (problems: readonly Problem[], text: string): Problem[] => {
  const facts = problems.filter(({ rule }) => factRules.has(rule))
  const apart = problems.filter((one) => factRules.has(one.rule) || !facts.some((fact) => covers(fact, one)))
  const unsaid = apart.filter(({ rule }) => rule === 'unsupported')
  const [first] = unsaid
  if (!first || unsaid.length < 2) return apart
  const words = unsaid.map(({ start, end }) => `"${text.slice(start, end)}"`).join(', ')
  const start = Math.min(...unsaid.map((each) => each.start))
  const end = Math.max(...unsaid.map((each) => each.end))
  const joined = { rule: first.rule, message: `No source says this: ${words}.`, start, end }
  return apart.flatMap((each) => (each === first ? [joined] : each.rule === 'unsupported' ? [] : [each]))
}

const factRules: ReadonlySet<string> = new Set(['amount', 'date', 'number', 'name', 'address'])
const covers = (one: Span, other: Span): boolean => one.start <= other.start && other.end <= one.end

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

/** "Up to $2 billion" told as "$2 billion". */
const bareAmounts = (text: string, money: readonly MoneyMention[], groups: readonly Group[]): Problem[] =>
  money
    .filter((hit) => {
      const there = groups.flatMap((group) =>
        group.texts.flatMap((each) =>
          findMoney(each)
            .filter((other) => other.money.value === hit.money.value)
            .map((other) => hedges.test(each.slice(0, other.start))),
        ),
      )
      // The field's own words stand without their sentence: what counts is whether any sentence hedges.
      return there.includes(true) && !hedges.test(text.slice(0, hit.start))
    })
    .map((hit) => problem('amount', 'The sources hedge this figure', text, hit))

const hedges =
  /\b(?:up to|over|more than|less than|under|at least|nearly|almost|around|about|approximately|roughly)\s+$/iu

const addressProblems = (text: string, groups: readonly Group[], { identity, sender }: Knowledge): Problem[] =>
  findAddresses(text)
    .filter((hit) => {
      const told = ` ${normal(hit.text)} `
      return (
        ![identity, ...groups].some(({ folded }) => folded.includes(told)) && fold(sender.fromEmail) !== fold(hit.text)
      )
    })
    .map((hit) => problem('address', 'No source gives this address', text, hit))

const fold = (text: string): string => text.toLowerCase()
