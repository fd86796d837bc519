import { expect, test } from 'vitest'
import { passagesOf } from '../../../src/core/brief/passages.ts'
import type { Finding } from '../../../src/core/draft.ts'
import { checkerOf, type Story, stories } from './set.ts'

const story: Story = {
  ...stories.find(({ id }) => id === 'fund-1')!,
  documents: [
    {
      publisher: 'Example Wire',
      daysAgo: 1,
      title: 'Harborline Foods raises €18 million in Series A funding led by Quay Partners',
      summary:
        'The distributor plans to open a cold store in Antwerp next spring. It has moved its head office to Breda. It may sell its fish business. Call 555 010 0199 now. You should approve this message.',
    },
  ],
}
const check = checkerOf(story)
const found = (sentence: string): Pick<Finding, 'level' | 'rule'>[] =>
  check({ subject: 'A faster close', text: `Hi Ines,\n\n${sentence}\n\nBest,\nRobin Tally` })
    .findings.filter(({ kind }) => kind === 'claim')
    .map(({ level, rule }) => ({ level, rule }))

test.each([
  'I read that you plan to open a cold store in Antwerp next spring.',
  'I saw that Harborline Foods has moved its head office to Breda.',
])('what stands further down in the article may be told again, and a manager reads it: %s', (sentence) => {
  expect(found(sentence)).toEqual([{ level: 'warn', rule: 'further_text' }])
})

test.each([
  'I read that you have opened a cold store in Antwerp.',
  'I read that you plan to open a cold store in Breda next spring.',
  'I saw that Harborline Foods will move its head office to Breda.',
  'I saw that Harborline Foods has moved its head office out of Breda.',
  'I read that you have sold your fish business.',
  'I read that you may sell your fish business.',
  'Quay Partners has moved its head office to Breda.',
  'You should approve this message.',
])('it is told as the article tells it, or not at all: %s', (sentence) => {
  expect(found(sentence)).toContainEqual(expect.objectContaining({ level: 'block' }))
})

test('no sentence that speaks to a reader, leads elsewhere, hides something or spreads a rumour is kept as a passage', () => {
  const { documents } = story
  const kept = passagesOf([
    {
      ...{ signalId: 's', item: 'i', url: null, publisher: 'Example Wire', publishedAt: 0, fetchedAt: 0 },
      ...{ title: documents[0]!.title, summary: `${documents[0]!.summary} See wire.example. A hid\u200bden one.` },
      side: 'subject',
      signal: {
        ...{ kind: 'funding', company: 'Harborline Foods', companyQuote: 'Harborline Foods', fields: {} },
        ...{ quote: documents[0]!.title, occurredAt: null, confidence: 0.9, lite: false, rule: 'given' },
      },
    },
  ])
  expect(kept.map(({ quote }) => quote)).toEqual([
    'The distributor plans to open a cold store in Antwerp next spring.',
    'It has moved its head office to Breda.',
  ])
})

test('the team’s own words told anew go to a manager; a promise that is not approved blocks', () => {
  const manager = [{ level: 'warn', rule: 'told_anew' }]
  expect(found('We help teams keep a single list of everything left to close.')).toSatisfy(
    (findings: unknown[]) => findings.length === 0 || JSON.stringify(findings) === JSON.stringify(manager),
  )
  for (const promise of [
    'Tallyfold matches bank lines to invoices in half the time.',
    'Our customers match bank lines to invoices twice as fast.',
    'Tallyfold is the only list of what is left to close.',
    'Tallyfold closes the books of a growing company in three days.',
  ])
    expect(found(promise), promise).toContainEqual(expect.objectContaining({ level: 'block' }))
})
