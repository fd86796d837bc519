import { z } from 'zod'

/** Cells: an empty one is not known. */
export const words = z
  .string()
  .transform((cell) => cell.trim())
  .transform((cell) => (cell === '' ? undefined : cell))
  .optional()

export const needed = (what: string) =>
  z
    .string({ error: `${what} is missing` })
    .trim()
    .min(1, `${what} is missing`)

/** "1,200" and "1200" are numbers; anything else is not guessed. */
export const number = words.transform((cell, context) => {
  if (cell === undefined) return undefined
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell
  const value = Number(plain)
  if (/^-?\d+(\.\d+)?$/.test(plain) && Number.isFinite(value)) return value
  context.addIssue({ code: 'custom', message: `"${cell}" is not a number` })
  return z.NEVER
})

/** "a|b" as a list. */
export const list = words.transform((cell) =>
  cell
    ?.split('|')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

export const yesNo = words.transform((cell, context) => {
  if (cell === undefined) return undefined
  if (/^(yes|true|1|y)$/i.test(cell)) return true
  if (/^(no|false|0|n)$/i.test(cell)) return false
  context.addIssue({ code: 'custom', message: `"${cell}" is neither yes nor no` })
  return z.NEVER
})

/** An ISO day or moment (UTC when it names no zone) as epoch ms. */
export const moment = words.transform((cell, context) => {
  if (cell === undefined) return undefined
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return Temporal.PlainDate.from(cell).toZonedDateTime('UTC').epochMilliseconds
    const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(cell) ? cell : `${cell}Z`
    return Temporal.Instant.from(zoned.replace(' ', 'T')).epochMilliseconds
  } catch {
    context.addIssue({ code: 'custom', message: `"${cell}" is not a date such as 2026-11-23 or 2026-11-23T07:41:00Z` })
    return z.NEVER
  }
})

/** The day that an ISO day or moment names, as it is written. */
export const day = words.transform((cell, context) => {
  if (cell === undefined) return undefined
  try {
    return Temporal.PlainDate.from(cell.replace(/[T ].*$/, '')).toString()
  } catch {
    context.addIssue({ code: 'custom', message: `"${cell}" is not a date such as 2026-11-23` })
    return z.NEVER
  }
})

const regionNames = (['long', 'short'] as const).map(
  (style) => new Intl.DisplayNames('en', { type: 'region', fallback: 'none', style }),
)
const plainName = (name: string): string => name.toLowerCase().replaceAll('&', 'and')
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const codeOf = new Map<string, string>([
  ...letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`) // FX is an old word for FR
    .filter((code) => !['EU', 'EZ', 'QO', 'UN', 'ZZ'].includes(code)) // unions and the unknown
    .flatMap((code) =>
      regionNames.flatMap((names): [string, string][] => {
        const name = names.of(code)
        return name ? [[plainName(name), code]] : []
      }),
    ),
  ['usa', 'US'],
  ['u.s.', 'US'],
  ['uk', 'GB'],
  ['u.k.', 'GB'],
  ['england', 'GB'],
  ['korea', 'KR'],
  ['czech republic', 'CZ'],
  ['turkey', 'TR'],
])

const countryCodes = new Set(codeOf.values())

/** ISO 3166-1 alpha-2 from a code or an English name. */
export const country = words.transform((cell, context) => {
  if (cell === undefined) return undefined
  const code = codeOf.get(plainName(cell)) ?? cell.toUpperCase()
  if (countryCodes.has(code)) return code
  context.addIssue({ code: 'custom', message: `"${cell}" is not a country such as NL or Netherlands` })
  return z.NEVER
})

export const oneOf = <T extends string>(names: readonly T[]) =>
  words.transform((cell, context): T | undefined => {
    if (cell === undefined) return undefined
    const found = names.find((name) => name === cell.toLowerCase().replace(/[\s-]+/g, '_'))
    if (found) return found
    context.addIssue({ code: 'custom', message: `"${cell}" is none of ${names.join(', ')}` })
    return z.NEVER
  })
