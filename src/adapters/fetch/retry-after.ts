const dayMs = 24 * 60 * 60 * 1000
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** How long a `Retry-After` header asks to wait: seconds or an HTTP date, at most a day. Null when it says neither. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? ''
  const wait = /^\d{1,12}$/.test(value)
    ? Number(value) * 1000
    : httpDate.test(value)
      ? Date.parse(value) - now
      : Number.NaN
  return Number.isFinite(wait) ? Math.min(dayMs, Math.max(0, wait)) : null
}
