import { addDays, type LocalDay } from '../day.ts'

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

const month = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
const year = String.raw`(?:,?\s{0,2}(20\d\d))?\b`

type Reader = {
  shape: RegExp
  day: (found: RegExpExecArray, today: Temporal.PlainDate) => Temporal.PlainDate | null
  /** What has to stand right before it: "may" and "march" are words, too. */
  after?: RegExp
  /** A weekday before a date is part of it. */
  weekday?: true
}

/** One shape of a date each; the first that fits at a place counts. All are anchored, so the text is read once. */
const readers: readonly Reader[] = [
  {
    shape: /^(20\d\d)-(\d\d)-(\d\d)\b/,
    day: ([, y, m, d]) => dated(Number(y), Number(m), Number(d)),
  },
  {
    shape: /^(\d{1,2})([./-])(\d{1,2})\2(20\d\d|\d\d)\b/,
    day: ([, first, separator, second, y]) => inFigures(Number(first), Number(second), fullYear(y!), separator!),
  },
  {
    shape: new RegExp(String.raw`^(\d{1,2})(?:st|nd|rd|th)?\s{1,2}(?:of\s)?${month}${year}`, 'i'),
    day: ([, d, m, y], today) => inferred(today, y, m!, Number(d)),
  },
  {
    shape: new RegExp(String.raw`^${month}\s{1,2}(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)${year}`, 'i'),
    day: ([, m, d, y], today) => inferred(today, y, m!, Number(d)),
  },
  {
    shape: /^(?:next |this |coming )?(mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:afternoons?|mornings?)\b)/i,
    day: ([, name], today) => nextWeekday(today, `${name!.toLowerCase()}day`),
    weekday: true,
  },
  { shape: /^(?:tomorrow)\b/i, day: (_, today) => today.add({ days: 1 }) },
  { shape: /^next week\b/i, day: (_, today) => nextWeekday(today, 'monday') },
  {
    shape:
      /^in (?:about )?(a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (day|week|month)s?\b/i,
    day: ([, count, unit], today) => today.add({ [`${unit!.toLowerCase()}s`]: counted(count!) }),
  },
  {
    shape: new RegExp(`^${month}${year}`, 'i'),
    day: ([, m, y], today) => inferred(today, y, m!, 1),
    after: /\b(?:in|until|till|by|after|from|before|early|mid|late|of|around|about|to)[ -]$/i,
  },
  {
    shape: /^(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/i,
    day: ([, d], today) => monthday(today, Number(d)),
    after: /\b(?:until|till|by|on|after|from|to|through|back|return|returning)(?: the)? $/i,
  },
  {
    shape: /^q([1-4])(?: (?:of )?(20\d\d))?\b/i,
    day: ([, quarter, y], today) => quarterStart(today, Number(quarter), y),
  },
  { shape: /^next quarter\b/i, day: (_, today) => quarterAfter(today) },
  { shape: /^(?:the )?(?:new|next) year\b/i, day: (_, today) => dated(today.year + 1, 1, 1) },
  { shape: /^next month\b/i, day: (_, today) => today.add({ months: 1 }).with({ day: 1 }) },
]

/** `at` and `end`: where its words stand in the text. */
export type NamedDay = { day: LocalDay; at: number; end: number }

/** Every day the text names, in its order. */
export const namedDays = (whole: string, today: LocalDay): NamedDay[] => {
  const text = whole.slice(0, mostCharacters)
  const now = Temporal.PlainDate.from(today)
  const found: (NamedDay & { weekday: boolean })[] = []
  const words = /(?<![\p{L}\d./])[\p{L}\d]/gu
  for (let start = words.exec(text); start && found.length < mostDays; start = words.exec(text)) {
    const read = dayAt(text, start.index, now)
    if (!read) continue
    words.lastIndex = read.end
    const before = found.at(-1)
    const joined = before?.weekday && /^[,.]?\s{0,2}(?:the\s)?$/i.test(text.slice(before.end, read.at))
    if (joined) found.pop()
    found.push({ ...read, at: joined ? before.at : read.at })
  }
  return found
}
const mostDays = 30
const mostCharacters = 4000

const dayAt = (text: string, at: number, today: Temporal.PlainDate) => {
  const rest = text.slice(at, at + 40)
  for (const { shape, day, after, weekday } of readers) {
    const fits = shape.exec(rest)
    if (!fits || (after && !after.test(text.slice(Math.max(0, at - 12), at)))) continue
    const named = day(fits, today)
    return named && { day: named.toString(), at, end: at + fits[0].length, weekday: weekday === true }
  }
  return null
}

const dated = (y: number, m: number, d: number): Temporal.PlainDate | null => {
  try {
    return Temporal.PlainDate.from({ year: y, month: m, day: d }, { overflow: 'reject' })
  } catch {
    return null
  }
}

const fullYear = (text: string): number => Number(text.length === 2 ? `20${text}` : text)

/** With dots the day comes first. With slashes only a figure above twelve tells; else it may be either and is neither. */
const inFigures = (first: number, second: number, y: number, separator: string): Temporal.PlainDate | null => {
  if (separator === '.' || first > 12 || first === second) return dated(y, second, first)
  return second > 12 ? dated(y, first, second) : null
}

/** Without a year it is the next such day, but one of the last weeks was meant as past. */
const inferred = (
  today: Temporal.PlainDate,
  stated: string | undefined,
  name: string,
  day: number,
): Temporal.PlainDate | null => {
  const index = monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
  if (stated) return dated(Number(stated), index, day)
  const date = dated(today.year, index, day)
  const gone = date === null ? 0 : date.until(today).days
  return gone > pastDays ? dated(today.year + 1, index, day) : date
}
const pastDays = 30

const nextWeekday = (today: Temporal.PlainDate, name: string): Temporal.PlainDate =>
  today.add({ days: ((weekdays.indexOf(name) + 1 - today.dayOfWeek + 6) % 7) + 1 })

const counted = (text: string): number => {
  const word = numbers.indexOf(text.toLowerCase()) + 1
  return word || Number(text) || 1
}

/** This month's, or when that has gone by the next one's. */
const monthday = (today: Temporal.PlainDate, day: number) => {
  const start = today.with({ day: 1 })
  const date = dated(start.year, start.month, day)
  return date && Temporal.PlainDate.compare(date, today) > 0
    ? date
    : dated(start.add({ months: 1 }).year, start.add({ months: 1 }).month, day)
}

const quarterStart = (today: Temporal.PlainDate, quarter: number, stated: string | undefined) => {
  const start = dated(stated ? Number(stated) : today.year, quarter * 3 - 2, 1)!
  return !stated && Temporal.PlainDate.compare(start, today) <= 0 ? start.add({ years: 1 }) : start
}

const quarterAfter = (today: Temporal.PlainDate) => quarterStart(today, (Math.ceil(today.month / 3) % 4) + 1, undefined)

/** The day itself when somebody works on it, else the next such. */
export const workdayFrom = (day: LocalDay): LocalDay => {
  const { dayOfWeek } = Temporal.PlainDate.from(day)
  return dayOfWeek > 5 ? addDays(day, 8 - dayOfWeek) : day
}
