import { expect, test } from 'vitest'
import { checker } from '../../../src/core/draft/check.ts'
import { briefOf, type Clean, clean, day, icp, type Planted, planted, sender, stories } from './set.ts'

/** Drafts written without knowledge of the checks, before they were run on them; docs/drafts.md tells how. */
const checks = new Map(stories.map((story) => [story.id, checker(briefOf(story), icp, { sender, day })]))

const blocksOf = (draft: Clean) => checks.get(draft.story)!(draft).findings.filter(({ level }) => level === 'block')

/** The sentence with the error is what is blocked, not another one. */
const isCaught = (draft: Planted): boolean => {
  const start = draft.text.indexOf(draft.planted)
  const end = start + draft.planted.length
  return blocksOf(draft).some(({ where, span }) => where === 'text' && span && span[0] < end && start < span[1])
}

const judged = planted.map((draft) => ({ ...draft, caught: isCaught(draft) }))
const shareCaught = (drafts: readonly { caught: boolean }[]): number =>
  drafts.filter(({ caught }) => caught).length / drafts.length

test('of more than 500 planted errors, three in ten of them told in other words, 98 % are blocked', () => {
  const told = judged.filter(({ how }) => how === 'told')
  expect(judged.length).toBeGreaterThanOrEqual(500)
  expect(told.length / judged.length).toBeGreaterThanOrEqual(0.3)
  expect(shareCaught(judged)).toBeGreaterThanOrEqual(0.98)
  expect(shareCaught(told)).toBeGreaterThanOrEqual(0.98)
})

test('no kind of error gets through more often than one time in eight', () => {
  for (const [kind, drafts] of Map.groupBy(judged, (draft) => draft.kind))
    expect(shareCaught(drafts), kind).toBeGreaterThanOrEqual(0.875)
})

test('of more than 500 drafts that say nothing wrong at most 3 % are blocked', () => {
  expect(clean.length).toBeGreaterThanOrEqual(500)
  expect(clean.filter((draft) => blocksOf(draft).length > 0).length / clean.length).toBeLessThanOrEqual(0.03)
})
