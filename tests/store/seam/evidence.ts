import type { Tx } from '#dialect'
import type { Brief } from '../../../src/core/brief.ts'
import type { FitResult } from '../../../src/core/fit.ts'
import type { Icp } from '../../../src/core/icp.ts'
import type { Signal } from '../../../src/core/signal.ts'
import * as t from '../../../src/store/schema/index.ts'
import { dayMs, hourMs, now, today } from './moment.ts'

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

export const evidence = (tx: Tx) => [
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
  toldAt: now - 20 * hourMs,
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

export const ranking = (tx: Tx) => [
  tx.insert(t.icpVersions).values([{ ...icpVersion('v1', 1), retiredAt: now - 10 * dayMs }, icpVersion('v2', 2)]),
  tx
    .insert(t.fits)
    .values([{ ...fitRow('fit1', 61.5, 2), from: now - 20 * dayMs, to: now - 5 * dayMs }, fitRow('fit2', 82.3, 1)]),
  tx
    .insert(t.pursuits)
    .values([
      pursuit('pursuit'),
      { ...pursuit('closed'), openedAt: now - 30 * dayMs, closedAt: now - hourMs, closeReason: 'expired' },
    ]),
  tx.insert(t.briefs).values([
    {
      id: 'b1',
      pursuitId: 'pursuit',
      evidenceHash: 'one',
      brief: {} as Brief,
      createdAt: now - 2 * hourMs,
      currentAt: now - 2 * hourMs,
    },
    {
      id: 'b2',
      pursuitId: 'pursuit',
      evidenceHash: 'two',
      brief: { account: { id: 'north' } } as Brief,
      createdAt: now - hourMs,
      currentAt: now - hourMs,
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

const fitRow = (id: string, score: number, tier: number) => ({
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
