import type { PublisherHints } from '../../core/poll.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const periods: Record<string, number> = {
  hourly: hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
  monthly: 30 * dayMs,
  yearly: 365 * dayMs,
}
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Where RSS 2.0 and RSS 1.0's syndication module say how often to come. */
export const hintFields = ['ttl', 'sy:updateperiod', 'sy:updatefrequency', 'skiphours', 'skipdays']

/** Elements of a list that hold one word each. */
export const isListed = (name: string): boolean => name === 'hour' || name === 'day'

export function readHints(text: (field: string) => string | undefined): PublisherHints {
  const everyMs = Math.max((wholeNumber(text('ttl')) ?? 0) * minuteMs, updateMs(text))
  const skipHours = words(text('skiphours'))
    .map(wholeNumber)
    .filter((hour) => hour !== null && hour <= 24)
  const skipDays = words(text('skipdays')).map((name) => days.indexOf(name.toLowerCase()))
  return {
    ...(everyMs > 0 ? { everyMs: Math.min(everyMs, dayMs) } : {}),
    ...(skipHours.length > 0 ? { skipHours: unique(skipHours.map((hour) => hour! % 24)) } : {}),
    ...(skipDays.some((day) => day >= 0) ? { skipDays: unique(skipDays.filter((day) => day >= 0)) } : {}),
  }
}

const updateMs = (text: (field: string) => string | undefined): number => {
  const period = periods[text('sy:updateperiod')?.trim().toLowerCase() ?? ''] ?? 0
  return period / Math.max(1, wholeNumber(text('sy:updatefrequency')) ?? 1)
}

const wholeNumber = (text: string | undefined): number | null => {
  const digits = text?.trim() ?? ''
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null
}

const words = (text = ''): string[] =>
  text
    .slice(0, 1_000)
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b)
