import { z } from 'zod'

export const longestUrl = 4_000

/**
 * An address on the web, absolute and normalised, or null. `javascript:`, `data:` and the like are not addresses;
 * nor are user names and passwords within one.
 */
export function webAddress(href: string, ...bases: readonly (string | null)[]): string | null {
  const written = href.trim()
  if (written === '' || written.length > longestUrl) return null
  const url = URL.parse(written, /^https?:\/\//.test(written) ? undefined : innermost(bases))
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  if (url.username) url.username = ''
  if (url.password) url.password = ''
  return url.href
}

/** Each base is relative to those after it. */
const innermost = (bases: readonly (string | null)[]): string | undefined =>
  bases.reduceRight<string | undefined>((outer, inner) => (inner && URL.parse(inner, outer)?.href) || outer, undefined)

/** A setting that holds a feed's address. Everyone who signs in reads it, and nobody would send its password. */
export const httpUrl = z
  .string()
  .refine((text) => webAddress(text) !== null, 'must be an http or https address')
  .refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, 'must be without a name and password')
