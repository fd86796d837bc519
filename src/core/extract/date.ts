import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`

const monthFirst = new RegExp(
  String.raw`(?:\bon\s+|^\s*)${month}\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?![\d%])`,
  'iu',
)
const dayFirst = new RegExp(
  String.raw`(?:\bon\s+|^\s*)(\d{1,2})(?:st|nd|rd|th)?\s+${month}(?:,?\s+(\d{4}))?(?![\d%])`,
  'iu',
)
const weekday = /\b(?:on|late|early|earlier)\s+(sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b/iu

/** The day the text says it happened, as UTC midnight; a weekday is the last such day up to publication. */
export const statedDate = (text: string, publishedAt: Instant | null): Instant | null => {
  const first = monthFirst.exec(text)
  const second = first ? null : dayFirst.exec(text)
  const date = first
    ? dateOf(first[3], first[1], first[2], publishedAt)
    : second
      ? dateOf(second[3], second[2], second[1], publishedAt)
      : null
  return plausible(date ?? lastWeekday(weekday.exec(text)?.[1], publishedAt), publishedAt)
}

const dateOf = (
  year: string | undefined,
  name: string | undefined,
  day: string | undefined,
  publishedAt: Instant | null,
): Instant | null => {
  const index = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
  const published =
    publishedAt === null ? null : Temporal.Instant.fromEpochMilliseconds(publishedAt).toZonedDateTimeISO('UTC')
  const stated = year ? Number(year) : published?.year
  if (stated === undefined || index === 0) return null
  try {
    const date = Temporal.PlainDate.from({ year: stated, month: index, day: Number(day) }, { overflow: 'reject' })
    const turned =
      !year && publishedAt !== null && instantOf(date) > publishedAt + msPerDay ? date.subtract({ years: 1 }) : date
    return instantOf(turned)
  } catch {
    return null
  }
}

const instantOf = (date: Temporal.PlainDate): Instant => date.toZonedDateTime('UTC').epochMilliseconds

const lastWeekday = (name: string | undefined, publishedAt: Instant | null): Instant | null => {
  if (!name || publishedAt === null) return null
  const today = Temporal.Instant.fromEpochMilliseconds(publishedAt).toZonedDateTimeISO('UTC').toPlainDate()
  const back = ((today.dayOfWeek % 7) - days.indexOf(name.toLowerCase()) + 7) % 7
  return instantOf(today.subtract({ days: back }))
}

/** A stated day far from publication belongs to something else the text mentions. */
const plausible = (date: Instant | null, publishedAt: Instant | null): Instant | null =>
  date !== null && (publishedAt === null || (date <= publishedAt + msPerDay && date >= publishedAt - 60 * msPerDay))
    ? date
    : null
