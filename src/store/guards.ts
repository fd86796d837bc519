import { type Db, rows } from '#dialect'
import { registrableDomain } from '../core/domain.ts'
import { holdsSeal } from '../core/gate-seal.ts'
import { sha256Hex, stableJson } from '../core/hash.ts'
import { approvalMac, type Recipient, revisionHash, sameMac } from '../core/review.ts'
import { settingsSchema } from '../core/settings.ts'
import { standInAs } from '../core/stand-in.ts'
import { addressDomain, addressKey } from '../core/suppression.ts'
import type { OpenOptions } from './seam.ts'

/**
 * What the guards of `migrations/sqlite/0001_guards.sql` call. The key is not in the database, and these functions only
 * verify, so SQL alone can make no approval that holds, nor change what the gate obeys.
 */
export const guardFunctions = (key: string): NonNullable<OpenOptions['functions']> => ({
  revision_hash: (from, to, replyTo, subject, text, html, footerVersion) =>
    revisionHash({
      from: String(from),
      to: String(to),
      replyTo: String(replyTo),
      subject: String(subject),
      text: String(text),
      html: String(html),
      footerVersion: String(footerVersion),
    }),
  address_key: (salt, address) => addressKey(String(salt), String(address)),
  address_domain: (address) => addressDomain(String(address)),
  registrable_domain: (host) => registrableDomain(String(host)) ?? String(host),
  approval_mac_ok: (mac, id, draftId, revisionId, hash, approverId, at, expiresAt, known) => {
    const approval = {
      id: String(id),
      draftId: String(draftId),
      revisionId: String(revisionId),
      hash: String(hash),
      approverId: String(approverId),
      at: Number(at),
      expiresAt: Number(expiresAt),
    }
    return Number(sameMac(String(mac), approvalMac(key, approval, recipientIn(String(known)))))
  },
  stands_in: (userId, settings, zone, submittedAt, tier, at) => {
    const submission = { at: Number(submittedAt), tier: tier === null ? null : Number(tier) }
    const rules = settingsSchema.parse(JSON.parse(String(settings)))
    return Number(standInAs(String(userId), rules, String(zone), submission, Number(at)) !== null)
  },
  person_sealed: (seal, ...cells) => Number(holdsSeal(key, 'person', String(seal), cells)),
  rules_sealed: (seal, settings, people, ...cells) =>
    Number(holdsSeal(key, 'rules', String(seal), [...cells, stableJson(JSON.parse(String(settings))), people])),
})

/** As the view of recipients tells it. */
const recipientIn = (known: string): Recipient => {
  const [accountId, contactId, country, timeZone, accountCountry, accountTimeZone, basis] = JSON.parse(known)
  return { accountId, contactId, country, timeZone, accountCountry, accountTimeZone, basis }
}

/** A hash of the whole schema and of the list of allowed changes; differs when anything was dropped, weakened or added. */
export const guardFingerprint = async (db: Db): Promise<string> => {
  const schema = await rows<{ name: string; sql: string }>(
    db,
    `select type || ' ' || name as name, sql from sqlite_master where sql is not null
      and not (type = 'table' and name in ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')) order by 1`,
  )
  const edges = await rows<{ edge: string }>(db, "select f || '>' || t as edge from allowed_edges order by 1")
  return sha256Hex(JSON.stringify([schema.map((part) => [part.name, part.sql]), edges.map((e) => e.edge)]))
}
