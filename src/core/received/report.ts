import { normalizeAddress } from '../suppression.ts'

/** One recipient of a delivery report: `hard` = the address itself is bad, and will be tomorrow. */
export type Undelivered = { address: string | null; hard: boolean; status: string }
export type Fields = ReadonlyMap<string, string>

const mostGroups = 20
const mostCharacters = 64_000

/** The groups of header-like fields that a report consists of (RFC 3464, RFC 5965); folded lines are joined. */
export const fieldGroups = (text: string): Fields[] =>
  text
    .slice(0, mostCharacters)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .slice(0, mostGroups)
    .map(
      (group) =>
        new Map(
          group.split('\n').flatMap((line) => {
            const colon = line.indexOf(':')
            return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : []
          }),
        ),
    )
    .filter((fields) => fields.size > 0)

/** Who could not be reached, as a delivery report says; empty when it reports a delivery or a delay. */
export const undelivered = (text: string): Undelivered[] =>
  fieldGroups(text).flatMap((fields) => {
    const action = (fields.get('action') ?? '').toLowerCase()
    if (!/^fail/.test(action)) return []
    const diagnostic = (fields.get('diagnostic-code') ?? '').slice(0, 1000)
    const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
    return [{ address, ...verdict(fields.get('status') ?? '', diagnostic) }]
  })

/** `rfc822; mara@northwind.example` as an address of one spelling. */
const addressIn = (field: string | undefined): string | null => {
  if (!field) return null
  const [, bracketed] = /<([^<>]{3,320})>/.exec(field) ?? []
  return normalizeAddress((bracketed ?? field.slice(field.indexOf(';') + 1)).trim())
}

/** Nobody there, mailbox shut, domain gone: RFC 3463. A full mailbox or a filter's no says nothing about the address. */
const badAddress = /^5\.(?:1\.(?:0|1|2|3|6|10)|2\.1|4\.4)$/
const vague = /^5\.(?:0\.0|5\.0|3\.0|2\.0|4\.0|7\.1)$/
const nobodyThere =
  /\b(?:user|mailbox|recipient|account|address|inbox)\b.{0,40}\b(?:unknown|not found|does(?: not|n't) exist|not exist|disabled|inactive|no longer|rejected: user|invalid)\b|\b(?:no such|unknown|invalid|non-?existent) (?:user|mailbox|recipient|address|account|person|local)\b|\bhost (?:or domain name )?not found\b|\bdomain not found\b/i

/** The more exact of the two codes decides; a vague one needs words that name the address. */
const verdict = (stated: string, diagnostic: string): { hard: boolean; status: string } => {
  const codes = [
    /^\s*([245]\.\d{1,3}\.\d{1,3})\b/.exec(stated)?.[1],
    /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(diagnostic)?.[1],
  ]
  const known = codes.filter((code) => code !== undefined)
  const status =
    known.find((code) => badAddress.test(code)) ?? known.find((code) => !vague.test(code)) ?? known[0] ?? ''
  if (status.startsWith('4')) return { hard: false, status }
  if (badAddress.test(status)) return { hard: true, status }
  const plainly = status === '' || vague.test(status)
  return { hard: plainly && /\b5\d\d\b|^5/.test(`${diagnostic} ${status}`) && nobodyThere.test(diagnostic), status }
}

/** A bounce in words alone, as old mail servers write them: null when no code tells that it is one. */
export const undeliveredInWords = (text: string): Undelivered | null => {
  const words = text.slice(0, 4000)
  const [, code] = /\b([45]\.\d{1,3}\.\d{1,3}|[45][05]\d)\b/.exec(words) ?? []
  if (!code && !nobodyThere.test(words)) return null
  const [, named] = /<([^<>\s@]{1,64}@[^<>\s]{1,253})>|(?:^|\s)([^\s<>@]{1,64}@[^\s<>@]{1,253}):/m.exec(words) ?? []
  return { address: named ? normalizeAddress(named) : null, ...verdict(code ?? '', words) }
}
