import { parse } from 'tldts'
import { normalizeHost } from './suppression.ts'

/** The registrable domain of a domain, host, address or mailbox ("https://www.x.example/a" → "x.example"); null when there is none. */
export const registrableDomain = (text: string): string | null => {
  const trimmed = text.trim().replace(/^mailto:/i, '')
  const { hostname, domain, isIp } = parse(trimmed, { validateHostname: false })
  if (!hostname || isIp) return null
  return normalizeHost(domain ?? '')
}
