import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { addDays, type LocalDay, msPerDay } from '../core/day.ts'

/** The IANA zones of an ISO 3166-1 alpha-2 country; none when the code is no country's. */
export const zonesOf = (country: string): readonly string[] => {
  try {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
    return locale.getTimeZones?.() ?? []
  } catch {
    return []
  }
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const noCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']

/** A country by the one code it has today ("uk" is GB, an old DD is DE); null when it is no country's. */
export const countryOf = (text: string): string | null => {
  const code = text.trim().toUpperCase()
  const country = /^[A-Z]{2}$/.test(code) ? (new Intl.Locale(`und-${code}`).region ?? code) : ''
  return country && names.of(country) && !noCountries.includes(country) ? country : null
}

const known = new Map<string, ReadonlySet<LocalDay>>()

/** Public holidays of a country in a year and the next, from the kept calendars of date-holidays. */
export const holidaysOf = (country: string, year: number): ReadonlySet<LocalDay> => {
  const key = `${country} ${year}`
  const found = known.get(key) ?? read(country, year)
  known.set(key, found)
  return found
}

const read = (country: string, year: number): ReadonlySet<LocalDay> => {
  // Loaded when first asked: its calendars are two megabytes.
  const Calendar = createRequire(import.meta.url)('date-holidays') as typeof Holidays
  const calendar = new Calendar(country)
  const days = [year, year + 1].flatMap((each) => calendar.getHolidays(each) ?? [])
  return new Set(days.filter(({ type }) => type === 'public').flatMap(daysOf))
}

type Feast = { date: string; start: Date; end: Date }

/** A feast of several days is one entry; its first or last day may be half of one. */
const daysOf = ({ date, start, end }: Feast): LocalDay[] => {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / msPerDay))
  return Array.from({ length: count }, (_, later) => addDays(date.slice(0, 10), later))
}
