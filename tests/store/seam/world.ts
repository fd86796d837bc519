import { and, eq, ne } from 'drizzle-orm'
import { atomically, type Db, type Tx } from '#dialect'
import type { Brief } from '../../../src/core/brief.ts'
import type { FitResult } from '../../../src/core/fit.ts'
import type { Icp } from '../../../src/core/icp.ts'
import { approvalMac, revisionHash } from '../../../src/core/review.ts'
import type { Signal } from '../../../src/core/signal.ts'
import { addressKey } from '../../../src/core/suppression.ts'
import { openStore } from '../../../src/store/open.ts'
import * as t from '../../../src/store/schema/index.ts'

/** Tuesday, 24 November 2026, 09:00 UTC. */
export const now = Date.UTC(2026, 10, 24, 9)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const today = '2026-11-24'
const key = 'a key that is kept outside the database'
const salt = 'salt'

/**
 * One row or two of every word of the domain, in whichever database this run is about: a rep with an account whose
 * funding was read, matched, ranked, drafted, approved, sent and answered, and a second account without any of it.
 */
export const openWorld = async (): Promise<Db> => {
  const db = await openStore({ file: ':memory:', key, now })
  for (const part of [people, book, evidence, ranking, drafts, approval]) await atomically(db, part)
  for (const state of ['sending', 'sent'] as const) await atomically(db, (tx) => moveSend(tx, state))
  await atomically(db, aftermath)
  return db
}

const people = (tx: Tx) => [
  tx.insert(t.workspace).values({
    id: 1,
    name: 'Bright Shift',
    timeZone: 'Europe/Berlin',
    sendingOn: true,
    salt,
    epoch: 'first',
    settings: { sender: { company: 'Bright Shift' } },
    createdAt: now - 90 * dayMs,
  }),
  tx.insert(t.users).values([
    { ...user('ada', 'admin'), name: 'Ada Example' },
    { ...user('ben', 'manager'), name: 'Ben Example' },
    { ...user('ida', 'rep'), name: 'Ida Example', managerId: 'ben' },
    { ...user('otto', 'rep'), name: 'Otto Example', active: false },
  ]),
  tx
    .insert(t.absences)
    .values({ id: 'away', userId: 'ida', fromDay: '2026-12-01', toDay: '2026-12-04', coverUserId: 'ben' }),
]

const user = (id: string, role: 'rep' | 'manager' | 'admin') => ({
  id,
  role,
  email: `${id}@brightshift.example`,
  timeZone: 'Europe/Berlin',
  createdAt: now - 90 * dayMs,
})

const account = (id: string, name: string) => ({
  id,
  name,
  familyId: id,
  createdAt: now - 60 * dayMs,
  changedAt: now - 60 * dayMs,
  factsChangedAt: now - 60 * dayMs,
})

const book = (tx: Tx) => [
  tx.insert(t.accounts).values([
    { ...account('north', 'Northwind Robotics'), externalId: 'crm-1' },
    { ...account('harbour', 'harbour Analytics'), parentId: 'north', familyId: 'north' },
    { ...account('old', 'Northwind Labs'), mergedInto: 'north' },
    { ...account('bare', 'Quarry Without Site'), incomplete: true },
  ]),
  tx.insert(t.accountDomains).values([
    { domain: 'northwind.example', accountId: 'north', primary: true },
    { domain: 'northwind-robotics.example', accountId: 'north' },
    { domain: 'harbour.example', accountId: 'harbour', primary: true },
  ]),
  tx.insert(t.aliases).values({ id: 'alias', accountId: 'north', name: 'Nordwind', kind: 'former', source: 'import' }),
  tx.insert(t.facts).values([
    { id: 'f1', accountId: 'north', field: 'country', value: 'NL', source: 'import', from: now - 60 * dayMs },
    {
      id: 'f2',
      accountId: 'north',
      field: 'employees',
      value: 90,
      source: 'import',
      from: now - 60 * dayMs,
      to: now - dayMs,
    },
    { id: 'f3', accountId: 'north', field: 'employees', value: 240, source: 'signal', from: now - dayMs },
    {
      id: 'f4',
      accountId: 'north',
      field: 'products',
      value: ['Pallet One', 'Dock'],
      source: 'import',
      from: now - 60 * dayMs,
    },
    { id: 'f5', accountId: 'north', field: 'ticker', value: 'NWR', source: 'import', from: now - 60 * dayMs },
  ]),
  tx.insert(t.relationships).values({
    id: 'rel',
    externalId: 'opp-1',
    accountId: 'harbour',
    kind: 'open_opportunity',
    ownerId: 'ida',
    amountUsd: 12_500.5,
    stage: 'proposal',
    from: now - 20 * dayMs,
    asOf: now - dayMs,
  }),
  tx.insert(t.ownerships).values([
    { id: 'own', accountId: 'north', userId: 'ida', source: 'import', from: now - 60 * dayMs },
    {
      id: 'owned',
      accountId: 'harbour',
      userId: 'otto',
      source: 'import',
      from: now - 60 * dayMs,
      to: now - 5 * dayMs,
    },
  ]),
  tx.insert(t.territories).values([
    { id: 'rest', name: 'Everywhere else', position: 2.5, rules: [], userIds: ['ben'] },
    { id: 'nl', name: 'Netherlands', position: 1, rules: [{ field: 'country', test: { is: 'NL' } }], userIds: ['ida'] },
  ]),
  tx
    .insert(t.contacts)
    .values([
      contact('mara', 'Mara Example'),
      contact('nils', 'Nils Example'),
      { ...contact('gone', 'Erased'), email: null, addressKey: null, erasedAt: now - dayMs },
    ]),
  tx.insert(t.employments).values([
    { id: 'e1', contactId: 'mara', accountId: 'north', title: 'VP Sales', source: 'import', from: now - 300 * dayMs },
    {
      id: 'e2',
      contactId: 'nils',
      accountId: 'north',
      title: 'CFO',
      source: 'import',
      from: now - 300 * dayMs,
      to: now - dayMs,
    },
    { id: 'e3', contactId: 'gone', accountId: 'north', title: 'CTO', source: 'import', from: now - 300 * dayMs },
  ]),
]

const contact = (id: string, name: string) => ({
  id,
  name,
  email: `${id}@northwind.example`,
  addressKey: addressKey(salt, `${id}@northwind.example`),
  country: 'NL',
  source: 'import',
  verifiedAt: now - 10 * dayMs,
  createdAt: now - 60 * dayMs,
})

export const signal: Signal = {
  kind: 'funding',
  company: 'Northwind Robotics',
  companyQuote: 'Northwind Robotics',
  fields: { amount: { value: { value: 40_000_000, currency: 'USD' }, quote: '$40 million' } },
  occurredAt: null,
  quote: 'Northwind Robotics raised $40 million.',
  confidence: 0.95,
  lite: false,
  rule: 'sample',
}

const document = (id: string, fetchedAt: number) => ({
  id,
  feedId: 'wire',
  identity: id,
  contentHash: 'hash',
  url: `https://wire.example/${id}`,
  title: signal.quote,
  publisher: 'Example Wire',
  fetchedAt,
})

const evidence = (tx: Tx) => [
  tx
    .insert(t.feeds)
    .values([
      feed('wire', now - hourMs),
      { ...feed('board', now + hourMs), kind: 'greenhouse', category: 'hiring', accountId: 'north' },
      { ...feed('paused', now - hourMs), state: 'paused' as const },
      { ...feed('off', now - hourMs), enabled: false },
    ]),
  tx.insert(t.documents).values([
    { ...document('d1', now - 3 * hourMs), publishedAt: now - 20 * hourMs, extractedBy: 'x1', drops: [] },
    { ...document('d2', now - 2 * hourMs), extra: { page: 2 } },
  ]),
  tx
    .insert(t.signals)
    .values([
      signalRow('s1', { matchedAt: now - 2 * hourMs }),
      signalRow('s2', {}),
      signalRow('s3', { withdrawnAt: now - hourMs }),
    ]),
  tx.insert(t.matches).values([match('m1', 's1', 'auto'), match('m2', 's2', 'review'), match('m3', 's3', 'auto')]),
  tx.insert(t.triggers).values([
    { ...trigger('t1'), firstSeenAt: now - 2 * hourMs },
    { ...trigger('t2'), removedAt: now - hourMs },
  ]),
  tx.insert(t.triggerEvidence).values({ triggerId: 't1', signalId: 's1' }),
  tx.insert(t.postings).values([posting('p1', null), posting('p2', now - 5 * dayMs), posting('p3', now - 2 * dayMs)]),
]

const feed = (id: string, nextPollAt: number) => ({
  id,
  key: id,
  name: id,
  publisher: 'Example Wire',
  category: 'funding',
  kind: 'feed',
  settings: { url: `https://wire.example/${id}.xml` },
  nextPollAt,
  createdAt: now - 60 * dayMs,
})

const signalRow = (id: string, change: { matchedAt?: number; withdrawnAt?: number }) => ({
  id,
  documentId: 'd1',
  extractor: 'x1',
  fingerprint: id,
  kind: signal.kind,
  company: signal.company,
  signal,
  confidence: signal.confidence,
  lite: false,
  foundAt: now - 2 * hourMs,
  ...change,
})

const match = (id: string, signalId: string, decision: 'auto' | 'review') => ({
  id,
  signalId,
  accountId: 'north',
  side: 'subject' as const,
  method: 'name' as const,
  decision,
  confidence: 0.95,
  cues: ['named as a company'],
  createdAt: now - 2 * hourMs,
})

const trigger = (id: string) => ({
  id,
  accountId: 'north',
  kind: signal.kind,
  at: now - 20 * hourMs,
  firstSeenAt: now - 3 * hourMs,
  trigger: { id, publishers: ['Example Wire'], fields: signal.fields, contradictions: [] } as never,
  evidenceHash: 'hash',
  changedAt: now - 2 * hourMs,
})

const posting = (id: string, postedAt: number | null) => ({
  id,
  feedId: 'board',
  externalId: id,
  title: 'Account Executive',
  postedAt,
  firstSeenAt: now - 2 * dayMs,
  lastSeenAt: now - hourMs,
})

const ranking = (tx: Tx) => [
  tx.insert(t.icpVersions).values([{ ...icpVersion('v1', 1), retiredAt: now - 10 * dayMs }, icpVersion('v2', 2)]),
  tx
    .insert(t.fits)
    .values([{ ...it('fit1', 61.5, 2), from: now - 20 * dayMs, to: now - 5 * dayMs }, it('fit2', 82.3, 1)]),
  tx
    .insert(t.pursuits)
    .values([
      pursuit('pursuit'),
      { ...pursuit('closed'), openedAt: now - 30 * dayMs, closedAt: now - hourMs, closeReason: 'expired' },
    ]),
  tx.insert(t.briefs).values([
    { id: 'b1', pursuitId: 'pursuit', evidenceHash: 'one', brief: {} as Brief, createdAt: now - 2 * hourMs },
    {
      id: 'b2',
      pursuitId: 'pursuit',
      evidenceHash: 'two',
      brief: { account: { id: 'north' } } as Brief,
      createdAt: now - hourMs,
    },
  ]),
  tx.insert(t.queueDays).values({
    id: 'day',
    ownerKey: 'ida',
    day: today,
    timeZone: 'Europe/Berlin',
    builtAt: now - hourMs,
    formulaVersion: '1',
    icpVersionIds: ['v2'],
    settingsHash: 'hash',
    watermarks: { facts: now - hourMs },
    reasons: { capacity: 3 },
  }),
  tx.insert(t.queueItems).values({
    id: 'item',
    queueDayId: 'day',
    ownerKey: 'ida',
    day: today,
    accountId: 'north',
    pursuitId: 'pursuit',
    lane: 'new',
    leadTriggerId: 't1',
    rank: 1,
    priority: 70.4,
    fit: 82.3,
    heat: 60.2,
    tier: 1,
    firstSeenAt: now - 2 * hourMs,
    why: { fit: null, strengths: [], alpha: 0.5, forOwnerId: null },
  }),
  tx.insert(t.holds).values([
    { ...hold('h1'), until: now + 3 * dayMs },
    { ...hold('h2'), untilNextTrigger: true },
    { ...hold('h3'), until: now + dayMs, endedAt: now - hourMs },
  ]),
  tx.insert(t.corrections).values([
    { id: 'c1', accountId: 'north', what: 'contact', subjectId: 'nils', by: 'ida', at: now - hourMs },
    { id: 'c2', accountId: 'north', what: 'fit', subjectId: 'fit1', by: 'ida', at: now - hourMs },
  ]),
  tx.insert(t.triggerSpends).values({ id: 'spend', triggerId: 't2', reason: 'stale', by: 'ida', at: now - hourMs }),
]

const icpVersion = (id: string, number: number) => ({
  id,
  number,
  icpKey: 'warehouses',
  name: 'Warehouse teams',
  yaml: 'name: Warehouse teams',
  icp: { name: 'Warehouse teams' } as Icp,
  publishedAt: now - (40 - number) * dayMs,
})

const _fit = (id: string, score: number, tier: number) => ({
  id,
  accountId: 'north',
  icpVersionId: 'v2',
  fit: score,
  tier,
  disqualified: false,
  coverage: 0.75,
  result: { fit: score } as FitResult,
  resultHash: id,
  from: now - 5 * dayMs,
})

const pursuit = (id: string) => ({
  id,
  accountId: 'north',
  ownerId: 'ida',
  leadTriggerId: 't1',
  triggerIds: ['t1'],
  icpVersionId: 'v2',
  openedAt: now - hourMs,
})

const hold = (id: string) => ({
  id,
  accountId: 'north',
  reason: 'waits for their new budget',
  by: 'ida',
  createdAt: now - dayMs,
})

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

const drafts = (tx: Tx) => [
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

const approval = (tx: Tx) => [
  tx
    .insert(t.decisions)
    .values([
      { ...decision('submitted', 'ida', 'submit'), at: now - 40 * 60_000 },
      decision('approved', 'ben', 'approve'),
    ]),
  tx.update(t.drafts).set({ state: 'submitted' }).where(eq(t.drafts.id, 'draft')),
  tx.insert(t.approvals).values({ ...approvalRow, mac: approvalMac(key, approvalRow) }),
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

const moveSend = (tx: Tx, state: 'sending' | 'sent') => [
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

const aftermath = (tx: Tx) => [
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
    { ...outcome('o1', 'reply'), touchId: 'touch', replyClass: 'interested' },
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
