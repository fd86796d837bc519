import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { extract } from '../../src/core/extract.ts'
import { ownSignals } from '../../src/core/own-signals.ts'
import { formD } from '../../src/sources/form-d.ts'
import type { Body, Request } from '../../src/sources/source.ts'

const settings = { contact: 'Example Inc ops@example.com' }
const fixture = (file: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file), 'utf8')
const answer = (text: string, request: Request): Body => ({
  bytes: new TextEncoder().encode(text),
  url: request.url,
  status: 200,
  headers: {},
  fetchedAt: 0,
  ...(request.note ? { note: request.note } : {}),
})
const followed = async () => {
  const [first] = formD.request(settings, { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null })
  return (await formD.parse(answer(fixture('form-d.xml'), first!), settings)).next
}
const form = fixture('form-d.offering.xml')
const read = async (text = form) => (await formD.parse(answer(text, (await followed())[0]!), settings)).documents

test('forms that only begin with D are not followed, and each form is asked for beside its index', async () => {
  expect((await followed()).map(({ url }) => url)).toEqual([
    'https://www.sec.gov/Archives/edgar/data/9990011/000999001126000001/primary_doc.xml',
    'https://www.sec.gov/Archives/edgar/data/9990012/000999001226000002/primary_doc.xml',
  ])
})

test('an offering of equity is a round, with the sum that was sold and the day of the first sale', async () => {
  const [document] = await read()
  expect(document).toMatchObject({
    identity: '0009990011-26-000001',
    title: 'Tern Robotics Example, Inc. raised $4,200,000 in equity financing',
    publisher: 'SEC EDGAR',
    publishedAt: Date.UTC(2026, 2, 3, 21, 58, 10),
    extra: { form: 'D', cik: '0009990011', industry: 'Other Technology' },
  })
  expect(document?.summary?.split('\n')).toEqual([
    'Issuer: Tern Robotics Example, Inc.',
    'Industry group: Other Technology',
    'Securities offered: equity',
    'Total offering amount: $6,000,000',
    'Total amount sold: $4,200,000',
    'Date of first sale: 2026-02-24',
    'Investors: 9',
  ])
  expect(ownSignals(document!)).toMatchObject([
    {
      kind: 'funding',
      company: 'Tern Robotics Example, Inc.',
      fields: { amount: { value: { value: 4_200_000, currency: 'USD' } } },
      occurredAt: Date.UTC(2026, 1, 24),
    },
  ])
})

test('the rules read the same round in the words of the title', async () => {
  const [document] = await read(form.replace('Tern Robotics Example, Inc.', 'Tern Robotics'))
  expect(extract(document!).signals).toMatchObject([{ kind: 'funding', company: 'Tern Robotics' }])
})

test('an amendment is kept beside the filing that it amends and tells of no new round', async () => {
  const amended = form
    .replace('<submissionType>D<', '<submissionType>D/A<')
    .replace(
      '<isAmendment>false<',
      '<previousAccessionNumber>0009990011-25-000007</previousAccessionNumber><isAmendment>true<',
    )
  const [document] = await read(amended)
  expect(document?.title).toBe('Tern Robotics Example, Inc.: Form D/A, an amendment of 0009990011-25-000007')
  expect(document?.extra).toMatchObject({ amends: '0009990011-25-000007', signals: [] })
  expect(ownSignals(document!)).toEqual([])
})

test('an offering before its first sale tells of no round', async () => {
  const planned = form.replace('<value>2026-02-24</value>', '<yetToOccur>true</yetToOccur>').replace('4200000', '0')
  expect(ownSignals((await read(planned))[0]!)).toEqual([])
})

describe('what is no company’s round is dropped', () => {
  test.each([
    ['a pooled fund', 'Other Technology', 'Pooled Investment Fund'],
    ['a REIT', 'Other Technology', 'REITS and Finance'],
    ['a house', 'Other Technology', 'Residential'],
    ['a fund by its name', 'Tern Robotics Example, Inc.', 'Gannet Growth Fund II, LLC'],
    ['a series', 'Tern Robotics Example, Inc.', 'TR-7, a series of Gannet Master LLC'],
    ['a partnership', '>Corporation<', '>Limited Partnership<'],
    ['a merger', '<isBusinessCombinationTransaction>false', '<isBusinessCombinationTransaction>true'],
    ['pure debt', 'isEquityType', 'isDebtType'],
    [
      'a fund’s interests',
      '<isEquityType>true</isEquityType>',
      '<isPooledInvestmentFundType>true</isPooledInvestmentFundType>',
    ],
    ['a test filing', '>LIVE<', '>TEST<'],
  ])('%s', async (_, from, to) => {
    expect(form).toContain(from)
    expect(await read(form.replaceAll(from, to))).toEqual([])
  })
})

test('what is no Form D is Unreadable', async () => {
  for (const other of ['', '<html/>', form.slice(0, -30), form.replace('>D<', '>X-17A-5<')])
    await expect(read(other)).rejects.toThrow('Not a Form D')
})
