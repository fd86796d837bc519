import { expect, test } from 'vitest'
import { relationshipsFrom } from '../../src/core/outcome.ts'

test('deals make relationships, in whatever order they were told', () => {
  const deals = [
    { kind: 'won', at: 20 },
    { kind: 'reply', at: 5 },
    { kind: 'opportunity', at: 10 },
  ] as const
  const held = [
    { kind: 'open_opportunity', from: 10, to: 20 },
    { kind: 'customer', from: 20, to: null },
  ]
  expect(relationshipsFrom(deals)).toEqual(held)
  expect(relationshipsFrom([...deals].reverse())).toEqual(held)
})

test('a customer that left and came back is one again, and a deal lost ends its opportunity', () => {
  expect(
    relationshipsFrom([
      { kind: 'won', at: 1 },
      { kind: 'churned', at: 2 },
      { kind: 'won', at: 3 },
    ]),
  ).toContainEqual({ kind: 'customer', from: 3, to: null })
  expect(relationshipsFrom([{ kind: 'lost', at: 4 }])).toEqual([{ kind: 'open_opportunity', from: null, to: 4 }])
  expect(relationshipsFrom([{ kind: 'meeting', at: 4 }])).toEqual([])
})
