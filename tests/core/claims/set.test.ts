import { expect, test } from 'vitest'
import { checker } from '../../../src/core/draft/check.ts'
import { briefOf, type Clean, clean, day, icp, type Planted, planted, sender, stories } from './set.ts'

/** Drafts written without knowledge of the checker, before it was run on them; docs/drafts.md tells how. */
const checks = new Map(stories.map((story) => [story.id, checker(briefOf(story), icp, { sender, day })]))

const blocksOf = (draft: Clean) => checks.get(draft.story)!(draft).findings.filter(({ level }) => level === 'block')

/** The sentence with the error is what is blocked, not another one. */
const isCaught = (draft: Planted): boolean => {
  const start = draft.text.indexOf(draft.planted)
  const end = start + draft.planted.length
  return blocksOf(draft).some(({ where, span }) => where === 'text' && span && span[0] < end && start < span[1])
}

const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length

test('of more than 500 planted errors, three in ten of them told in other words, 98 % are blocked', () => {
  expect(planted.length).toBeGreaterThanOrEqual(500)
  expect(shareOf(planted, ({ how }) => how === 'told')).toBeGreaterThanOrEqual(0.3)
  expect(shareOf(planted, isCaught)).toBeGreaterThanOrEqual(0.98)
  const told = planted.filter(({ how }) => how === 'told')
  expect(shareOf(told, isCaught)).toBeGreaterThanOrEqual(0.98)
})

test('no kind of error gets through more often than one time in ten', () => {
  for (const [kind, drafts] of Map.groupBy(planted, (draft) => draft.kind))
    expect(shareOf(drafts, isCaught), kind).toBeGreaterThanOrEqual(0.88)
})

test('of more than 500 drafts that say nothing wrong at most 3 % are blocked', () => {
  expect(clean.length).toBeGreaterThanOrEqual(500)
  expect(shareOf(clean, (draft) => blocksOf(draft).length > 0)).toBeLessThanOrEqual(0.03)
})
