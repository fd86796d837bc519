import { type Holidays, isWorkingDay, type LocalDay, localDay, localTime } from './day.ts'
import type { Instant } from './document.ts'
import type { Settings } from './settings.ts'

/** Where a recipient is, as far as anybody knows; `assumed` when only the account says so. */
export type Place = { country: string | null; zones: readonly string[]; assumed: boolean; basis: string | null }

type Known = { country: string | null; timeZone: string | null }

/** The contact's own country and zone before the account's; a country alone stands for all of its zones. */
export const placeOf = (
  contact: Known,
  account: Known & { basis: string | null },
  zonesOf: (country: string) => readonly string[],
): Place => {
  const country = contact.country ?? account.country
  const zone = contact.timeZone ?? (contact.country === null ? account.timeZone : null)
  return {
    country,
    zones: zone ? [zone] : country ? zonesOf(country) : [],
    assumed: contact.country === null && contact.timeZone === null,
    basis: account.basis,
  }
}

export type Leaving = {
  now: Instant
  route: 'folder' | 'smtp'
  /** The guards of the database are exactly as they were made. */
  guardsIntact: boolean
  /** This is the database that was armed, not a copy or a restored one. */
  armed: boolean
  /** What was changed outside of Daybreak, in words: rules, or somebody's rights. */
  tampered: readonly string[]
  /** People can reach the opt-out link. */
  publicAddress: boolean
  settings: Pick<Settings, 'quietHours' | 'countries' | 'otherCountries'>
  place: Place
  /** Of the recipient's country and the workspace. */
  holidays: Holidays
}

/** `all`: nothing may leave at all. `wait`: this one, later, by itself. `decide`: a person has to say something first. */
export type Verdict = { leaves: true } | { leaves: false; stop: 'all' | 'wait' | 'decide'; why: string }

/** What code asks before each claim, beside everything that the guards ask in the claim itself. */
export const mayLeave = (leaving: Leaving): Verdict => {
  const { route, settings, place } = leaving
  const stop = (kind: 'all' | 'wait' | 'decide', why: string): Verdict => ({ leaves: false, stop: kind, why })
  if (!leaving.guardsIntact) return stop('all', 'The guards of the database are not as they were made: nothing is sent')
  if (!leaving.armed)
    return stop('all', 'This database was restored or copied: nothing is sent until an admin re-arms it')
  if (leaving.tampered.length > 0)
    return stop('all', `${leaving.tampered.join('; ')}: nothing is sent until an admin has looked and re-arms it`)
  if (route === 'smtp' && !leaving.publicAddress)
    return stop('all', 'Sending by SMTP needs a public https address, so that people can opt out')
  const undecided = undecidedOf(settings, place)
  if (undecided) return stop('decide', undecided)
  const quiet = place.zones.flatMap((zone) => quietIn(leaving, zone) ?? [])
  return quiet[0] ? stop('wait', quiet[0]) : { leaves: true }
}

/** What a person has to say about a place before anything is sent there, in words; null when nothing is missing. */
export const undecidedOf = (settings: Leaving['settings'], { country, basis, zones }: Place): string | null => {
  if (country === null) return 'The country of the recipient is not known: set it on the account'
  const rule = settings.countries[country] ?? settings.otherCountries
  if (rule === 'blocked') return `Nothing is sent to ${country}: the country policy blocks it`
  if (rule === 'needs_basis' && !basis) return `Writing to ${country} needs a recorded basis: set it on the account`
  return zones.length === 0 ? 'The time zone of the recipient is not known: set it on the account' : null
}

/** Why nothing is sent now to somebody in that zone, in words; null when it may be. */
const quietIn = ({ now, settings, holidays }: Leaving, zone: string): string | null => {
  const { from, to, weekends, holidays: restOnHolidays } = settings.quietHours
  const time = localTime(now, zone)
  const day: LocalDay = localDay(now, zone)
  if (restOnHolidays && holidays.has(day)) return `It is a holiday there (${zone})`
  if (weekends && !isWorkingDay(day)) return `It is the weekend there (${zone})`
  const hour = Number(time.slice(0, 2))
  const quiet = from <= to ? hour >= from && hour < to : hour >= from || hour < to
  return quiet ? `It is ${time} there (${zone}); quiet hours end at ${String(to).padStart(2, '0')}:00` : null
}
