import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/core/extract.ts'

const read = (title: string, summary: string | null = null) =>
  extract({ title, summary, url: null, publishedAt: null }).signals

describe('funding', () => {
  test('the subject of a raise is found behind place, trade and backer', () => {
    for (const title of [
      'London-based fintech start-up Quillmark raises $12M in Series A led by Ferngate Ventures',
      'Harrowby-backed Quillmark raises $12 million Series A',
      'Quillmark, which makes ledgers for bakeries, has raised $12M in a Series A round',
      'Ferngate Ventures leads $12M Series A round in Quillmark',
    ]) {
      const [signal] = read(title)
      expect(signal?.kind, title).toBe('funding')
      expect(signal?.company, title).toBe('Quillmark')
      expect(signal?.fields.amount?.value, title).toEqual({ value: 12_000_000, currency: 'USD' })
      expect(signal?.fields.round?.value, title).toBe('Series A')
    }
  })

  test('a plan, a loan, an own fund and a price rise are no funding', () => {
    for (const title of [
      'Quillmark in talks to raise $12M',
      'Quillmark secures $12 million loan to expand ledger line',
      'Ferngate Ventures raises $400 million for third fund',
      'Quillmark raises prices of its ledgers by 5%',
    ]) {
      expect(read(title), title).toEqual([])
    }
  })
})
