import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of the text's UTF-8 bytes after NFC, in lower-case hex. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text.normalize('NFC'))))

/** HMAC-SHA-256 in lower-case hex; `key` and `text` as UTF-8. */
export const hmacHex = (key: string, text: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text.normalize('NFC'))))

/** The hash of anything that is plain data, independent of the order of object keys. */
export const dataHash = (data: unknown): string => sha256Hex(stableJson(data))

/** JSON with sorted keys and without undefined members. */
export const stableJson = (data: unknown): string => {
  if (Array.isArray(data)) return `[${data.map(stableJson).join(',')}]`
  if (data !== null && typeof data === 'object') {
    const members = Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${stableJson(value)}`).join(',')}}`
  }
  return JSON.stringify(data) ?? 'null'
}
