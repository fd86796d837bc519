import punycode from 'punycode/punycode.js'
import { hmacHex, sha256Hex } from './hash.ts'
import { sameMac } from './review.ts'

export const suppressionKinds = ['address', 'domain', 'account'] as const
export type SuppressionKind = (typeof suppressionKinds)[number]

/** What is stored and compared for something that must not be contacted; null when the value is none of its kind. */
export const suppressionKey = (kind: SuppressionKind, value: string, salt: string): string | null => {
  if (kind === 'address') return addressKey(salt, value) || null
  if (kind === 'domain') return addressDomain(`anyone@${value}`) || null
  return value
}

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u

/** Characters nobody sees, as they come with text from a web page: no address that is written to may hold one. */
export const hasInvisible = (text: string): boolean => invisible.test(text)

/** One spelling for all that look alike; what is left out may bring letters together, so it is folded again. */
const fold = (text: string): string => {
  const once = (part: string) => part.normalize('NFKC').toLowerCase().normalize('NFKC')
  return once(once(text).replace(new RegExp(invisible, 'gu'), '')).trim()
}

/**
 * The one spelling of an address that suppression compares: trimmed, NFKC, lower case, without what nobody sees,
 * without a plus-tag and without a trailing dot, the domain in its ASCII (IDN) form. Null when it is no address.
 */
export const normalizeAddress = (address: string): string | null => {
  const text = fold(address)
  const at = text.lastIndexOf('@')
  if (at < 1 || /[\s\p{Cc}<>",;:\\()[\]]/u.test(text)) return null
  const local = text.slice(0, at).split('+')[0]
  const domain = normalizeHost(text.slice(at + 1))
  return local && domain?.includes('.') ? `${local}@${domain}` : null
}

/** Lower case, ASCII (IDN), no trailing dot; null when it is no host name. */
export const normalizeHost = (host: string): string | null => {
  let ascii: string
  try {
    ascii = punycode.toASCII(fold(host).replace(/\.+$/, ''))
  } catch {
    return null
  }
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(ascii) ? ascii : null
}

/** What is kept of an address where the address itself must be erasable. Empty for no address. */
export const addressKey = (salt: string, address: string): string => {
  const normal = normalizeAddress(address)
  return normal ? sha256Hex(`${salt}\n${normal}`) : ''
}

export const addressDomain = (address: string): string => normalizeAddress(address)?.split('@')[1] ?? ''

/** The link and the one-click header of an opt-out name the recipient without telling the address. */
export const unsubscribeToken = (key: string, recipientKey: string): string =>
  `${recipientKey}${hmacHex(key, `unsubscribe\n${recipientKey}`)}`

/** The address key that a token is for; null when it is not one of ours. */
export const verifyUnsubscribe = (key: string, token: string): string | null => {
  const recipientKey = token.slice(0, 64)
  return token.length === 128 && sameMac(token, unsubscribeToken(key, recipientKey)) ? recipientKey : null
}
