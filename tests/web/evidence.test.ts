import { expect, test } from 'vitest'
import type { TriggerRow } from '../../src/store/pages/queue.ts'
import { WhyNow } from '../../src/web/parts/evidence.tsx'
import { tuesday } from '../support/workspace.ts'

const shown = (counterpart?: { value: string; quote: string }): string => {
  const person = { value: 'Pernilla Askevold', quote: 'Pernilla Askevold' }
  const fields = { person, ...(counterpart ? { counterpart } : {}) }
  const trigger = { fields, publishers: ['Example Wire'], contradictions: [], lite: false }
  const row = { id: 't', kind: 'champion_move', at: tuesday, firstSeenAt: tuesday, trigger } as unknown as TriggerRow
  return String(WhyNow({ triggers: [row], evidence: [], clock: { now: tuesday, zone: 'UTC' } }))
}

test('a champion’s move says where we know the person from, with the sentence that tells it', () => {
  const html = shown({ value: 'Lumenforge', quote: 'She joins from Lumenforge.' })
  expect(html).toContain('We know this person from Lumenforge: <q>She joins from Lumenforge.</q>')
})

test('a move that a person confirmed says so where the story names no former employer', () => {
  expect(shown()).toContain('as somebody here has confirmed')
})
