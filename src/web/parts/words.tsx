import { dayInWords, localDay, localTime } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { normalizeHost } from '../../core/suppression.ts'
import { Icon } from './icon.tsx'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `5 min`, `19 h`, `2 d`: an age as a row shows it. */
export const age = (at: Instant, now: Instant): string => {
  const ms = Math.max(0, now - at)
  if (ms < hourMs) return `${Math.max(1, Math.floor(ms / minuteMs))} min`
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / dayMs)} d`
}

/** `45 min`, `3.5 h`: a span of working time; a working day has 24 hours on this clock. */
export const spanInWords = (ms: number): string =>
  ms < hourMs ? `${Math.floor(ms / minuteMs)} min` : `${tenth(Math.floor(ms / (hourMs / 10)) / 10)} h`

/** A moment with its full date in a tooltip and for machines. */
export const Ago = ({ at, now, zone }: { at: Instant; now: Instant; zone: string }) => (
  <time class="num" datetime={iso(at)} title={`${dayInWords(localDay(at, zone))} ${localTime(at, zone)} (${zone})`}>
    {at > now ? `in ${age(now, at)}` : age(at, now)}
  </time>
)

/** A day; with its hour where it is another day in UTC, so that nobody wonders whose day it is. */
export const Day = ({ at, zone }: { at: Instant; zone: string }) => (
  <time class="num" datetime={iso(at)} title={`${localTime(at, zone)} (${zone})`}>
    {localDay(at, zone) === localDay(at, 'UTC') ? dayInWords(localDay(at, zone)) : moment(at, zone)}
  </time>
)

export const moment = (at: Instant, zone: string): string => `${dayInWords(localDay(at, zone))} ${localTime(at, zone)}`
const iso = (at: Instant): string => Temporal.Instant.fromEpochMilliseconds(at).toString()

/** An address that is safe to follow: http(s) only; anything else from a feed is not a link. */
export const safeUrl = (url: string | null | undefined): string | null => {
  if (!url || url.length > 2000) return null
  try {
    const { protocol, hostname, username, href } = new URL(url)
    return /^https?:$/.test(protocol) && username === '' && (normalizeHost(hostname) ?? hostname) ? href : null
  } catch {
    return null
  }
}

/** A link out of the house: new tab, no opener, no referrer. Words alone when the address is not safe. */
export const Out = ({ url, children, keyName }: { url: string | null; children?: unknown; keyName?: string }) => {
  const href = safeUrl(url)
  if (!href) return <span>{children as string}</span>
  return (
    <a class="out" href={href} target="_blank" rel="noopener noreferrer nofollow" data-key={keyName}>
      {children as string}
      <Icon of="out" />
    </a>
  )
}

/** One decimal where it says something: 82.3, 90. */
export const tenth = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))
export const percent = (share: number): string => `${Math.round(share * 100)} %`
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
export const humane = (word: string): string => word.replaceAll('_', ' ')
