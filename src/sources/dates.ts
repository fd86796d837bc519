import type { Instant } from '../core/document.ts'

const clock = String.raw`(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?<half>[ap])\.?m\.?)?`
const zone = String.raw`(?<zone>(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{1,2})?|[a-z]{1,5})?`
const weekday = String.raw`(?:\p{L}{2,10}(?:[.,]+\s*|\s+))?`
const pattern = (source: string) => new RegExp(`^${source}$`, 'iu')

/**
 * RFC 822 as nearly every feed writes it, found out quickly; W3CDTF and its relatives; RFC 822 and its relatives; asctime
 * and "March 5, 2026 4:30 PM".
 */
const patterns = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2}) (?<zone>GMT|[+-]\d{4})$/,
  pattern(
    String.raw`(?<year>\d{4})(?<sep>[-/]?)(?<month>\d{2})(?:\k<sep>(?<day>\d{2}))?(?:\s*[t\s]\s*${clock}\s*${zone})?`,
  ),
  pattern(
    String.raw`${weekday}(?<day>\d{1,2})[\s-]+(?<month>\p{L}{3,12})\.?,?[\s-]+(?<year>\d{4}|\d{2})(?:[,\s]+${clock}\s*${zone})?`,
  ),
  pattern(String.raw`${weekday}(?<month>\p{L}{3,12})\.?\s+(?<day>\d{1,2})\s+${clock}\s*${zone}\s+(?<year>\d{4})`),
  pattern(
    String.raw`${weekday}(?<month>\p{L}{3,12})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,?\s+(?:at\s+)?${clock}\s*${zone})?`,
  ),
]

// Month names by their beginnings, in the languages of the feeds we know.
const months = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev'],
  ['mar', 'mrt', 'maerz'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mei', 'mag', 'maj'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'ago', 'aou'],
  ['sep', 'set'],
  ['oct', 'okt', 'out', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]

// Hours east of Greenwich. RFC 2822 takes single letters as "unknown", which is UTC.
const zoneHours: Record<string, number> = {
  ...{ utc: 0, gmt: 0, ut: 0, wet: 0, west: 1, bst: 1, cet: 1, met: 1, mez: 1, cest: 2, mest: 2, mesz: 2 },
  ...{ eet: 2, eest: 3, sast: 2, msk: 3, gst: 4, ist: 5.5, sgt: 8, hkt: 8, awst: 8, jst: 9, kst: 9 },
  ...{ acst: 9.5, aest: 10, aedt: 11, nzst: 12, nzdt: 13, brt: -3, art: -3, ast: -4, at: -4, adt: -3 },
  ...{ est: -5, et: -5, edt: -4, cst: -6, ct: -6, cdt: -5, mst: -7, mt: -7, mdt: -6, pst: -8, pt: -8, pdt: -7 },
  ...{ akst: -9, akdt: -8, hst: -10 },
}

const minuteMs = 60_000

/** With what stands around it. */
const longestDate = 500

/** A date as feeds write it, in UTC where no zone is named. Null when it is not surely a moment: never a guess. */
export function readDate(text: string): Instant | null {
  const written = text.trim()
  if (written.length > longestDate) return null
  const value = written.replace(/\([^)]*\)\s*$/, '').trim()
  if (value.length < 6 || value.length > 60) return null
  for (const form of patterns) {
    const found = form.exec(value)?.groups
    if (found) return momentOf(found)
  }
  return null
}

function momentOf(found: Record<string, string | undefined>): Instant | null {
  const year = yearOf(found.year!)
  const month = /^\d+$/.test(found.month!) ? Number(found.month) - 1 : monthOf(found.month!)
  const day = Number(found.day ?? 1)
  const hour = hourOf(found)
  const minute = Number(found.minute ?? 0)
  const second = Math.min(59, Number(found.second ?? 0))
  const offset = offsetMinutes(found.zone)
  if (year === null || offset === null || hour > 24 || minute > 59 || Number(found.second ?? 0) > 60) return null
  const midnight = Date.UTC(year, month, day)
  if (new Date(midnight).getUTCMonth() !== month || day < 1) return null
  return midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000
}

/** Two digits as RFC 2822 reads them; the years 0000 and 0001 are a program's way to say "none". */
function yearOf(digits: string): number | null {
  const year = Number(digits)
  if (digits.length === 2) return year + (year < 50 ? 2000 : 1900)
  return year >= 100 ? year : null
}

const monthOf = (name: string): number => {
  const lower = name.toLowerCase()
  const plain = /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
  return months.findIndex((starts) => starts.some((start) => plain.startsWith(start)))
}

function hourOf({ hour, half }: Record<string, string | undefined>): number {
  const value = Number(hour ?? 0)
  if (!half) return value
  return (value % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** Minutes east of UTC; null for a zone we do not know. */
function offsetMinutes(name: string | undefined): number | null {
  if (!name) return 0
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{1,2})?$/.exec(name) ?? []
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0))
  if (name.length === 1) return 0
  const east = zoneHours[name.toLowerCase()]
  return east === undefined ? null : east * 60
}

const dayMs = 24 * 60 * minuteMs

/** A date more than a day ahead of the reading is the publisher's mistake: it counts as now, and is said so. */
export const clampFuture = (at: Instant | null, now: Instant): { at: Instant | null; clamped: boolean } =>
  at !== null && at > now + dayMs ? { at: now, clamped: true } : { at, clamped: false }
