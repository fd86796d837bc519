import { z } from 'zod'

export const longestUrl = 4_000

/**
 * An address on the web, absolute and normalised, or null. `javascript:`, `data:` and the like are not addresses;
 * nor are user names and passwords within one.
 */
export function webAddress(href: string, ...bases: readonly (string | null)[]): string | null {
  const written = href.trim()
  if (written === '' || written.length > longestUrl) return null
  const base = bases.reduceRight<string | undefined>(
    (outer, inner) => (inner && URL.parse(inner, outer)?.href) || outer,
    undefined,
  )
  const url = URL.parse(written, base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  url.username = ''
  url.password = ''
  return url.href
}

/** A setting that holds a feed's address. */
export const httpUrl = z.string().refine((text) => webAddress(text) !== null, 'must be an http or https address')
