import { parse } from 'tldts'
import { normalizeHost } from './suppression.ts'

/**
 * The registrable domain of a domain, host, address or mailbox ("https://www.x.example/a" → "x.example"); null when
 * there is none. Sites under one host that lets everybody have a name there ("acme.github.io") are each their own.
 */
export const registrableDomain = (text: string): string | null => {
  const trimmed = text.trim().replace(/^mailto:/i, '')
  const { hostname, domain, publicSuffix, isPrivate, isIp } = parse(trimmed, {
    validateHostname: false,
    allowPrivateDomains: true,
  })
  if (!hostname || isIp) return null
  const itsHost = isPrivate && (domain === null || domain === `www.${publicSuffix}`)
  return normalizeHost((itsHost ? publicSuffix : domain) ?? '')
}
