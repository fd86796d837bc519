import { describe, expect, test } from 'vitest'
import { inboxDocument, pushedSignal, refusedAt } from '../../src/core/inbox.ts'
import { ownSignals } from '../../src/core/own-signals.ts'

const now = Date.UTC(2026, 2, 4, 12)
const funding = {
  ...{ kind: 'funding', company: 'Quillmark', domain: 'https://www.quillmark.example/', idempotency_key: 'crm-1' },
  ...{ text: 'Quillmark closed its Series B.', amount: 4_200_000, currency: 'EUR', round: 'Series B' },
  ...{ investors: ['Harbour Ventures', 'Tidal Capital'], occurred_at: '2026-03-02', source: 'Our CRM' },
}
const read = (body: object) => inboxDocument(pushedSignal.parse(body), now)

test('a pushed signal is a document whose text holds every word that the signal quotes', () => {
  const document = read(funding)
  expect(document).toMatchObject({ identity: 'crm-1', title: 'Quillmark: funding', publisher: 'Our CRM' })
  expect(ownSignals(document)).toEqual(document.extra?.signals)
  expect(ownSignals(document)).toMatchObject([
    {
      kind: 'funding',
      quote: 'Quillmark closed its Series B.',
      occurredAt: Date.UTC(2026, 2, 2),
      fields: {
        domain: { value: 'quillmark.example' },
        amount: { value: { value: 4_200_000, currency: 'EUR' } },
        investors: { value: ['Harbour Ventures', 'Tidal Capital'] },
      },
      lite: false,
    },
  ])
})

test('a kind without what it needs supports others and never leads', () => {
  const hire = { kind: 'executive_hire', company: 'Quillmark', text: 'Someone joins.', idempotency_key: '1' }
  expect(ownSignals(read(hire))?.[0]?.lite).toBe(true)
  expect(ownSignals(read({ ...hire, role: 'CFO' }))?.[0]?.lite).toBe(false)
  expect(ownSignals(read({ ...hire, kind: 'custom' }))?.[0]?.lite).toBe(false)
})

test('invisible characters do not make one company read as another', () => {
  expect(read({ ...funding, company: 'Quill\u202emark\u0000' }).title).toBe('Quillmark: funding')
})

describe('refused, with the key that is wrong', () => {
  test.each([
    [{ ...funding, kind: 'gossip' }, 'kind'],
    [{ ...funding, company: ' ' }, 'company'],
    [{ ...funding, text: 'x'.repeat(4_001) }, 'text'],
    [{ ...funding, domain: 'not a domain' }, 'domain'],
    [{ ...funding, url: 'javascript:alert(1)' }, 'url'],
    [{ ...funding, occurred_at: 'last week' }, 'occurred_at'],
    [{ ...funding, occurred_at: '2026-02-30' }, 'occurred_at'],
    [{ ...funding, currency: undefined }, 'currency'],
    [{ ...funding, idempotency_key: undefined }, 'idempotency_key'],
    [{ ...funding, ammount: 1 }, 'ammount'],
    [null, ''],
  ])('%#', (body, key) => {
    const result = pushedSignal.safeParse(body)
    expect(result.success).toBe(false)
    expect(JSON.stringify(result.error?.issues)).toContain(key)
  })

  test('what has not happened yet, and what a machine dates by mistake', () => {
    const at = (occurred_at: string) => refusedAt(pushedSignal.parse({ ...funding, occurred_at }), now)
    expect(at('2026-03-06T00:00:00Z')).toContain('future')
    expect(at('2026-03-05T09:00:00+02:00')).toBeNull()
    for (const zero of ['1970-01-01', '-271821-04-20T00:00:00Z']) expect(at(zero)).toContain('before')
  })
})
