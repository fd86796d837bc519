import { expect, test } from 'vitest'
import { asWritten, ownSignals } from '../../src/core/own-signals.ts'
import type { Signal } from '../../src/core/signal.ts'

const signal: Signal = {
  kind: 'hiring',
  company: 'Quillmark',
  companyQuote: 'Quillmark',
  fields: { place: asWritten('Leith') },
  occurredAt: null,
  quote: 'Quillmark hires in Leith',
  confidence: 0.9,
  lite: false,
  rule: 'test',
}
const document = (title: string, extra?: Record<string, unknown>) => ({ title, summary: null, body: null, extra })

test('a signal stands only while the text holds every word that it quotes', () => {
  const extra = { signals: [signal] }
  expect(ownSignals(document('Quillmark hires in Leith', extra))).toEqual([signal])
  expect(ownSignals(document('Quillmark hires in Lisbon', extra))).toEqual([])
  expect(ownSignals(document('Quillmark hires in Leith', { signals: [{ ...signal, companyQuote: 'Other' }] }))).toEqual(
    [],
  )
})

test('a document whose source knows no signal is left to the rules', () => {
  expect(ownSignals(document('Quillmark hires in Leith'))).toBeNull()
  expect(ownSignals(document('Quillmark hires in Leith', { guid: '1' }))).toBeNull()
})
