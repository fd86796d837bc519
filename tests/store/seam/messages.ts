import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '#dialect'
import { approvalMac, revisionHash } from '../../../src/core/review.ts'
import { addressKey } from '../../../src/core/suppression.ts'
import * as t from '../../../src/store/schema/index.ts'
import { dayMs, hourMs, key, now, salt, today } from './moment.ts'

const words = (revisionId: string, body: string) => ({
  revisionId,
  from: 'Ida Example <desk@brightshift.example>',
  to: 'mara@northwind.example',
  replyTo: 'ida@brightshift.example',
  subject: 'Northwind and its new round',
  text: body,
  html: `<p>${body}</p>`,
  footerVersion: '1',
})

export const secondText = words('r2', 'Dear Mara, in words of my own.')

export const drafts = (tx: Tx) => [
  tx.insert(t.drafts).values([
    { ...draftRow('draft'), createdAt: now - hourMs },
    { ...draftRow('other'), state: 'quarantined' as const, createdAt: now - 2 * hourMs },
  ]),
  ...[words('r1', 'Hi Mara.'), secondText].flatMap((text, i) => [
    tx.insert(t.revisionTexts).values(text),
    tx.insert(t.revisions).values({
      id: text.revisionId,
      draftId: 'draft',
      number: i + 1,
      hash: revisionHash(text),
      briefId: 'b2',
      contactId: 'mara',
      addressKey: addressKey(salt, text.to),
      addressDomain: 'northwind.example',
      writer: i === 0 ? ('composer' as const) : ('person' as const),
      authorId: i === 0 ? null : 'ida',
      needsManager: 'Tier 1',
      blocks: 0,
      at: now - hourMs,
    }),
    tx.insert(t.revisionChecks).values({ revisionId: text.revisionId, findings: [], marks: [], stats: { words: 6 } }),
  ]),
  // The guards of SQLite move the head themselves; PostgreSQL has none yet.
  tx.update(t.drafts).set({ headRevisionId: 'r2' }).where(eq(t.drafts.id, 'draft')),
]

const draftRow = (id: string) => ({
  id,
  pursuitId: 'pursuit',
  kind: 'first_touch' as const,
  ownerId: 'ida',
  accountId: 'north',
  state: 'pending' as const,
  changedAt: now - hourMs,
})

export const approvalRow = {
  id: 'approval',
  draftId: 'draft',
  revisionId: 'r2',
  hash: revisionHash(secondText),
  approverId: 'ben',
  at: now - 30 * 60_000,
  expiresAt: now + dayMs,
}

const recipient = {
  accountId: 'north',
  contactId: 'mara',
  country: 'NL',
  timeZone: null,
  accountCountry: 'NL',
  accountTimeZone: null,
  basis: null,
}

export const sendRow = {
  id: 'send',
  draftId: 'draft',
  approvalId: 'approval',
  hash: approvalRow.hash,
  route: 'folder' as const,
  messageId: '<send@brightshift.example>',
  state: 'queued' as const,
  mailbox: 'desk@brightshift.example',
  addressKey: addressKey(salt, secondText.to),
  changedAt: now - 20 * 60_000,
}

export const approval = (tx: Tx) => [
  tx
    .insert(t.decisions)
    .values([
      { ...decision('submitted', 'ida', 'submit'), at: now - 40 * 60_000 },
      decision('approved', 'ben', 'approve'),
    ]),
  tx.update(t.drafts).set({ state: 'submitted' }).where(eq(t.drafts.id, 'draft')),
  tx.insert(t.approvals).values({ ...approvalRow, mac: approvalMac(key, approvalRow, recipient) }),
  tx
    .update(t.drafts)
    .set({ state: 'approved' })
    .where(and(eq(t.drafts.id, 'draft'), ne(t.drafts.state, 'approved'))),
  tx.insert(t.sends).values(sendRow),
  tx
    .update(t.drafts)
    .set({ state: 'queued' })
    .where(and(eq(t.drafts.id, 'draft'), ne(t.drafts.state, 'queued'))),
]

const decision = (id: string, personId: string, kind: 'submit' | 'approve') => ({
  id,
  draftId: 'draft',
  revisionId: 'r2',
  personId,
  sequence: 1,
  kind,
  at: approvalRow.at,
})

export const moveSend = (tx: Tx, state: 'sending' | 'sent') => [
  tx
    .update(t.sends)
    .set({
      state,
      changedAt: now,
      ...(state === 'sending' ? { attempts: 1, leaseUntil: now + hourMs, day: today } : {}),
    })
    .where(eq(t.sends.id, 'send')),
  tx
    .update(t.drafts)
    .set({ state, changedAt: now })
    .where(and(eq(t.drafts.id, 'draft'), ne(t.drafts.state, state))),
]

export const aftermath = (tx: Tx) => [
  tx.insert(t.touches).values([
    {
      ...touch('touch', now),
      route: 'folder' as const,
      sendId: 'send',
      draftId: 'draft',
      triggerId: 't1',
      triggerKind: 'funding',
      tier: 1,
    },
    touch('earlier', now - 100 * dayMs),
  ]),
  tx.insert(t.outcomes).values([
    { ...outcome('o1', 'reply'), touchId: 'touch', replyClass: 'interested', at: now + 1 },
    { ...outcome('o2', 'meeting'), touchId: 'touch', amountUsd: 100.25 },
  ]),
  tx.insert(t.followUps).values([
    { ...followUp(1), dueDay: '2026-11-27' },
    { ...followUp(2), dueDay: '2026-12-04', closedAt: now, closeReason: 'They answered' },
  ]),
  tx.insert(t.notices).values([
    { ...notice('n1', today), error: 'no route to host', attempts: 1 },
    { ...notice('n2', '2026-11-23'), sentAt: now - dayMs },
  ]),
  tx
    .insert(t.suppressions)
    .values({ id: 'sup', kind: 'domain', key: 'never.example', reason: 'asked', by: 'ada', at: now }),
]

const touch = (id: string, at: number) => ({
  id,
  externalId: `out-${id}`,
  accountId: 'north',
  contactId: 'mara',
  ownerId: 'ida',
  channel: 'email' as const,
  route: 'import' as const,
  addressKey: sendRow.addressKey,
  at,
})

const outcome = (id: string, kind: 'reply' | 'meeting') => ({
  id,
  externalId: id,
  accountId: 'north',
  kind,
  source: 'hand' as const,
  by: 'ida',
  at: now + hourMs,
  recordedAt: now + hourMs,
})

const followUp = (number: number) => ({
  id: `follow-${number}`,
  touchId: 'touch',
  number,
  accountId: 'north',
  contactId: 'mara',
  ownerId: 'ida',
  note: 'Ask again',
})

const notice = (id: string, onceKey: string) => ({
  id,
  userId: 'ida',
  kind: 'digest' as const,
  onceKey,
  subject: 'One account today',
  text: 'Northwind',
  html: '<p>Northwind</p>',
  createdAt: now - hourMs,
})
