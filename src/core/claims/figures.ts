import { daysBetween, type LocalDay } from '../day.ts'
import { months, weekdays } from '../draft/days.ts'
import { smallNumber, spelledNumber, spokenNumber } from '../draft/number-words.ts'
import { fold } from './words.ts'

export type NumberMention = { value: number; percent: boolean; start: number; end: number }

const spelled = new RegExp(`\\b${spelledNumber}\\b`, 'giu')

/** Every number in figures or words, from two on: "one" is mostly a pronoun. */
export const findNumbers = (text: string): NumberMention[] => {
  const found: NumberMention[] = []
  for (const hit of text.matchAll(
    /(?<![\p{L}\d.,])\d{1,12}(?:,\d{2,3})*(?:\.\d{1,4})?(?:\s?(%|per ?cent|percent))?/giu,
  )) {
    const scale = /^[ -]?(k|thousand|m|mn|million|bn|billion)\b/iu.exec(
      text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 12),
    )
    const by =
      { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9 }[
        scale?.[1]?.toLowerCase() ?? ''
      ] ?? 1
    const value = Number.parseFloat(hit[0].replaceAll(',', '')) * by
    found.push({ value, percent: hit[1] !== undefined, start: hit.index, end: hit.index + hit[0].length })
  }
  for (const hit of text.matchAll(spelled)) {
    const percent = /^\s?(?:%|per ?cent)/iu.test(text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 9))
    found.push({ value: spokenNumber(hit[0]), percent, start: hit.index, end: hit.index + hit[0].length })
  }
  return found
}

export type DateMention = { text: string; start: number; end: number; holds: (day: LocalDay) => boolean }

const monthNames = months.map((month) => `${month}|${month.slice(0, 3)}\\.?`).join('|')
const datePattern = new RegExp(
  [
    `(?<dayFirst>\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${monthNames})(?:,? \\d{4})?(?![\\p{L}]))`,
    `(?<monthFirst>\\b(?:${monthNames}) \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b)`,
    `(?<iso>\\b\\d{4}-\\d{2}-\\d{2}\\b)`,
    `(?<month>\\b(?:in|since|last|this|early|late|mid|before|by|until|till|from|after|during|end of|start of|beginning of)[ -](?:early |late |mid-|the end of |the start of )?(?:${monthNames})(?:,? \\d{4})?(?![\\p{L}]))`,
    `(?<weekday>\\b(?:${weekdays.join('|')})\\b)`,
    `(?<relative>\\b(?:yesterday|today|this morning|last night|(?:earlier )?(?:this|last) (?:week|month|quarter|year|weekend|spring|summer|autumn|fall|winter)|(?:a|one|two|three|four|five|six|\\d{1,2}) (?:day|week|month|year)s? ago)\\b)`,
    `(?<quarter>\\bQ[1-4](?: \\d{4})?\\b)`,
    `(?<year>\\b(?:19|20)\\d{2}\\b)`,
  ].join('|'),
  'giu',
)

/** Every date told in a text, with the question whether a day is meant by it, seen from `today`. */
export const findDates = (text: string, today: LocalDay): DateMention[] =>
  [...text.matchAll(datePattern)].map((hit) => {
    const kind = Object.entries(hit.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? ''
    return {
      text: hit[0],
      start: hit.index,
      end: hit.index + hit[0].length,
      holds: (day) => holds(kind, fold(hit[0]), day, today),
    }
  })

const monthOf = (text: string): number =>
  months.findIndex((month) => new RegExp(`\\b${month.slice(0, 3)}`, 'iu').test(text)) + 1

const holds = (kind: string, text: string, day: LocalDay, today: LocalDay): boolean => {
  const date = Temporal.PlainDate.from(day)
  const now = Temporal.PlainDate.from(today)
  const year = /\d{4}/.exec(text)?.[0]
  const rightYear = year ? date.year === Number(year) : daysBetween(day, today) < 360
  if (kind === 'iso') return text === day
  if (kind === 'year') return date.year === Number(text)
  if (kind === 'quarter') return rightYear && Math.ceil(date.month / 3) === Number(text[1])
  if (kind === 'month') return rightYear && date.month === monthOf(text)
  if (kind === 'dayFirst' || kind === 'monthFirst')
    return rightYear && date.month === monthOf(text) && date.day === Number(/\b\d{1,2}(?!\d)/.exec(text)?.[0])
  const age = daysBetween(day, today)
  if (kind === 'weekday') return age >= 0 && age <= 13 && weekdays[date.dayOfWeek - 1]?.toLowerCase() === text
  return relativeHolds(text, age, date, now)
}

const relativeHolds = (text: string, age: number, date: Temporal.PlainDate, now: Temporal.PlainDate): boolean => {
  const weeks = (from: Temporal.PlainDate): number =>
    Math.floor((from.toZonedDateTime('UTC').epochMilliseconds / 86_400_000 + 3) / 7)
  const weeksBack = weeks(now) - weeks(date)
  const monthsBack = (now.year - date.year) * 12 + now.month - date.month
  if (text === 'yesterday' || text === 'last night') return age === 1
  if (text === 'today' || text === 'this morning') return age === 0
  if (/week$/.test(text)) return weeksBack === (text.includes('last') ? 1 : 0)
  if (/month$/.test(text)) return monthsBack === (text.includes('last') ? 1 : 0)
  if (/year$/.test(text)) return now.year - date.year === (text.includes('last') ? 1 : 0)
  if (/quarter$/.test(text)) return quarterIndex(now) - quarterIndex(date) === (text.includes('last') ? 1 : 0)
  const ago = /^(\w+) (day|week|month|year)/.exec(text)
  if (text.endsWith('ago') && ago) {
    const n = smallNumber(ago[1]!) ?? 1
    const span = { day: 1, week: 7, month: 30.4, year: 365 }[ago[2]!]!
    return Math.abs(age - n * span) <= (span === 1 ? 0 : span / 2)
  }
  return false
}

const quarterIndex = (date: Temporal.PlainDate): number => date.year * 4 + Math.ceil(date.month / 3)
