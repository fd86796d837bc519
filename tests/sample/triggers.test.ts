import { beforeAll, expect, test } from 'vitest'
import type { AccountNames } from '../../src/core/account.ts'
import { boardChanges } from '../../src/core/board.ts'
import type { Document } from '../../src/core/document.ts'
import { extract } from '../../src/core/extract.ts'
import { hiringDocuments } from '../../src/core/hiring/documents.ts'
import { createMatcher, type MatchCandidate } from '../../src/core/match.ts'
import { ownSignals } from '../../src/core/own-signals.ts'
import type { Signal } from '../../src/core/signal.ts'
import { mergeTriggers } from '../../src/core/trigger/merge.ts'
import type { Evidence, Trigger } from '../../src/core/trigger.ts'
import { anchor, expected, readSample, sampleRows } from './read.ts'

const rows = sampleRows('accounts.csv')
const domainOf = new Map(rows.map(({ external_id, domain, name }) => [external_id, domain || name]))
const domainNamed = new Map(rows.map(({ domain, name }) => [name, domain || name]))
const people = Map.groupBy(sampleRows('contacts.csv'), ({ account_domain }) => account_domain)

const accounts: AccountNames[] = rows.map((row) => ({
  id: row.external_id ?? '',
  name: row.name ?? '',
  domains: row.domain ? [row.domain] : [],
  aliases: row.aliases ? row.aliases.split('|').map((name) => ({ name, kind: 'brand' })) : [],
  cues: {
    industry: row.industry || null,
    city: row.city || null,
    country: row.country || null,
    people: (people.get(row.domain) ?? []).map(({ name }) => name ?? ''),
    products: [],
  },
}))

const found: { signal: Signal; document: Document; candidates: MatchCandidate[] }[] = []
let triggers: Map<string, Trigger[]>

beforeAll(async () => {
  const matcher = createMatcher(accounts)
  for (const { feed, parsed } of (await readSample()).values()) {
    const postings = parsed.snapshot?.postings ?? []
    const board = { company: feed.publisher, url: null, known: [], openings: postings, complete: true, now: anchor }
    for (const document of [...parsed.documents, ...hiringDocuments(board, boardChanges(board).added)]) {
      const { title, summary, url } = document
      for (const signal of ownSignals(document) ?? extract(document).signals) {
        const candidates = matcher.match({ company: signal.company, title, summary, url })
        found.push({ signal, document, candidates: candidates.filter(({ side }) => side === 'subject') })
      }
    }
  }
  const matched = found.flatMap(({ signal, document, candidates }, index) =>
    candidates
      .filter(({ decision }) => decision === 'auto')
      .map(({ accountId }) => ({ accountId, evidence: evidenceOf(signal, document, index) })),
  )
  triggers = new Map(
    [...Map.groupBy(matched, ({ accountId }) => accountId)].map(([accountId, each]) => [
      domainOf.get(accountId) ?? '',
      mergeTriggers(
        accountId,
        each.map(({ evidence }) => evidence),
      ),
    ]),
  )
})

const evidenceOf = (signal: Signal, document: Document, index: number): Evidence => ({
  signalId: `s${index}`,
  item: `d${index}`,
  url: document.url,
  title: document.title,
  publisher: document.publisher ?? '',
  publishedAt: document.publishedAt,
  fetchedAt: anchor,
  side: 'subject',
  signal,
})

test('every event is told of its own account, a stranger or namesake of none, and a doubt goes to a person', () => {
  for (const { signal, candidates } of found) {
    const told = candidates.map(({ accountId }) => domainOf.get(accountId))
    if (signal.company in expected.strangers) expect(told, signal.company).toEqual([])
    else if (!(signal.company in expected.unsure))
      expect(told, signal.company).toEqual([domainNamed.get(signal.company)])
  }
  const review = found.filter(({ candidates }) => candidates.some(({ decision }) => decision === 'review'))
  expect(new Set(review.map(({ signal }) => signal.company))).toEqual(new Set(Object.keys(expected.unsure)))
})

test('several voices about one event are one trigger, and a reprint is no voice', () => {
  for (const [domain, { signals }] of Object.entries(expected.accounts)) {
    for (const { kind, publishers } of signals.filter((told) => told.publishers)) {
      const those = (triggers.get(domain) ?? []).filter((trigger) => trigger.kind === kind)
      expect(those.length, `${domain} ${kind}`).toBe(1)
      expect(those[0]?.publishers.length, `${domain} ${kind}`).toBe(publishers)
    }
  }
})

test('the contradicting amount is kept and not asserted', () => {
  const funding = triggers.get('kestrelworks.example')?.find(({ kind }) => kind === 'funding')
  const amounts = funding?.contradictions.find(({ field }) => field === 'amount')?.values.map(({ value }) => value)
  expect(amounts).toEqual([
    { value: 40_000_000, currency: 'USD' },
    { value: 45_000_000, currency: 'USD' },
  ])
  expect(funding?.fields.amount).toBeUndefined()
  expect(funding?.fields.round?.value).toBe('Series B')
})

test('each job board tells of hiring in sales', () => {
  for (const [domain, { hiring }] of Object.entries(expected.accounts)) {
    if (!hiring) continue
    const told = (triggers.get(domain) ?? []).find(({ kind }) => kind === 'hiring')
    expect(told?.fields.hiringFunction?.value, domain).toBe('sales')
    expect(told?.fields.openings?.value, domain).toBeGreaterThanOrEqual(4)
  }
})

test('each rep has six to fifteen accounts with a trigger that no gate of the sample stops', () => {
  const fates = Object.entries(expected.accounts).filter(([domain]) => triggers.has(domain))
  for (const rep of ['tomas', 'juniper']) {
    const own = fates.filter(([, { fate }]) => fate === rep)
    expect(own.length, rep).toBeGreaterThanOrEqual(6)
    expect(own.length, rep).toBeLessThanOrEqual(15)
  }
})
