import { addDays, type LocalDay } from '../day.ts'
import { type NamedDay, namedDays, workdayFrom } from './named-day.ts'

const joint = String.raw`(?:\s(?:on|by|from|in|at|is|the|around|approximately|:))*[\s:]*$`
const returning = new RegExp(
  String.raw`\b(?:back|return(?:ing|s|ed)?|return date|resum(?:e|ing)|reopen(?:s|ing)?|available again|reachable again|online again)(?: (?:in|at|to|from) (?:the |my |our )?(?:office|desk|work|leave|holiday))?` +
    joint,
  'i',
)
const until = new RegExp(String.raw`\b(?:until|till|til)` + joint, 'i')
const through = new RegExp(String.raw`\b(?:through|thru|up to|including)` + joint, 'i')
const numberedRange = /\d(?:st|nd|rd|th)?\s?(?:-|–|to|and|until|till)\s?(?:the )?$/i
const range = /^\s{0,2}(?:-|–|—|to|through|until|till|and|bis)\s{0,2}(?:the\s)?$/i

/**
 * The first working day on which the sender is there again, as an absence says it: "back on" names it, "until" is taken
 * for it, and a span ends the day before. Null when no such day is named, or when it has gone by.
 */
export const returnDay = (text: string, today: LocalDay): LocalDay | null => {
  const days = namedDays(text, today)
  const before = ({ at }: NamedDay) => text.slice(Math.max(0, at - 60), at)
  const told = (pattern: RegExp) => days.filter((one) => pattern.test(before(one)))
  const spanEnds = days.filter((one, index) => {
    const start = days[index - 1]
    return numberedRange.test(before(one)) || (start && range.test(text.slice(start.end, one.at)))
  })
  const back = last(told(returning), today) ?? last(told(until), today)
  if (back) return workdayFrom(back)
  const ended = last([...told(through), ...spanEnds], today)
  return ended && workdayFrom(addDays(ended, 1))
}

/** The last day the text names from today on, within two years: when "not now" wants to hear again. */
export const namedAgain = (text: string, today: LocalDay): LocalDay | null => last(namedDays(text, today), today)

const last = (days: readonly NamedDay[], today: LocalDay): LocalDay | null =>
  days.filter(({ day }) => day > today && day < addDays(today, 730)).at(-1)?.day ?? null
