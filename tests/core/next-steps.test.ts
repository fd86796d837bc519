import { expect, test } from 'vitest'
import { openAnswers } from '../../src/core/next-steps.ts'
import type { ReplyClass } from '../../src/core/outcome.ts'

const now = Date.UTC(2026, 10, 24)
const reply = (id: string, replyClass: ReplyClass, hoursAgo: number, contactId = 'mara') => {
  return { id, contactId, kind: 'reply' as const, replyClass, at: now - hoursAgo * 3_600_000 }
}
const open = (
  came: Parameters<typeof openAnswers>[0],
  { lastTouchAt = null, given = [] }: Partial<Omit<Parameters<typeof openAnswers>[1], 'now'>> = {},
) => openAnswers(came, { lastTouchAt, given, now }).map(({ id }) => id)

test('a wish to talk stays open behind a later absence, a later word and a later touch', () => {
  const came = [reply('other', 'other', 1), reply('away', 'out_of_office', 2), reply('meet', 'meeting', 3)]
  expect(open(came)).toEqual(['other', 'meet'])
  expect(open(came, { lastTouchAt: now })).toEqual(['meet'])
})

test('a wish to talk ends when it, or a later one, was handed over', () => {
  const came = [reply('second', 'interested', 1, 'nils'), reply('first', 'meeting', 3)]
  const given = (outcomeId: string, answer: 'accepted' | 'returned' | null) => ({ outcomeId, answer, at: now })
  expect(open(came)).toEqual(['second', 'first'])
  expect(open(came, { given: [given('second', null)] })).toEqual(['second'])
  expect(open(came, { given: [given('first', 'accepted')] })).toEqual([])
  expect(open(came, { given: [given('first', 'returned')] })).toEqual(['second', 'first'])
})

test('of other words only the newest of a person counts, and an absence hides none', () => {
  expect(open([reply('b', 'not_now', 1), reply('a', 'objection', 2)])).toEqual(['b'])
  expect(open([reply('b', 'not_now', 1, 'nils'), reply('a', 'objection', 2)])).toEqual(['b', 'a'])
  expect(open([reply('b', 'out_of_office', 1), reply('a', 'objection', 2)])).toEqual(['b', 'a'])
})

test('an opt-out ends what the same person wished, and an old answer asks for nothing', () => {
  expect(open([reply('b', 'unsubscribe', 1), reply('a', 'interested', 2)])).toEqual(['b'])
  expect(open([reply('a', 'interested', 24 * 31)])).toEqual([])
})
