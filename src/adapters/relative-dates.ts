/** How a date is written: RSS, Atom/JSON/CSV, and Lever's milliseconds. */
export type DateFormat = 'rfc822' | 'iso' | 'epoch'

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

const placeholder = /\{\{([+-])(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?\}\}/g

const write: Record<DateFormat, (at: number) => string> = {
  rfc822: (at) => new Date(at).toUTCString(),
  iso: (at) => new Date(at).toISOString(),
  epoch: String,
}

/**
 * Sample files carry dates as `{{-12d}}`, `{{-3h}}` or `{{+1d6h}}`: days, hours, minutes before or after `anchor`
 * (epoch ms). In JSON a placeholder stands in quotes; `epoch` takes the quotes away, because it is a number.
 */
export const renderRelativeDates = (text: string, anchor: number, format: DateFormat): string =>
  text.replace(format === 'epoch' ? new RegExp(`"?${placeholder.source}"?`, 'g') : placeholder, (...groups) =>
    write[format](anchor + offsetMs(groups)),
  )

/** The moments that a sample text names, in epoch ms. */
export const relativeDatesIn = (text: string, anchor: number): number[] =>
  [...text.matchAll(placeholder)].map((groups) => anchor + offsetMs(groups))

const offsetMs = ([, sign, days, hours, minutes]: readonly (string | number | undefined)[]): number =>
  (sign === '-' ? -1 : 1) *
  (Number(days ?? 0) * unitMs.d + Number(hours ?? 0) * unitMs.h + Number(minutes ?? 0) * unitMs.m)
