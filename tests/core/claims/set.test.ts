import { expect, test } from 'vitest'
import { checker } from '../../../src/core/draft/check.ts'
import { batches, briefOf, type Clean, day, icp, type Planted, sender, stories } from './set.ts'

/** Drafts written without knowledge of the checks, before they were run on them; docs/drafts.md tells how. */
const checks = new Map(stories.map((story) => [story.id, checker(briefOf(story), icp, { sender, day })]))

const blocksOf = (draft: Clean) => checks.get(draft.story)!(draft).findings.filter(({ level }) => level === 'block')

/** The sentence with the error is what is blocked, not another one. */
const isCaught = (draft: Planted): boolean => {
  const start = draft.text.indexOf(draft.planted)
  const end = start + draft.planted.length
  return blocksOf(draft).some(({ where, span }) => where === 'text' && span && span[0] < end && start < span[1])
}

const judged = batches.map(({ planted, clean }) => ({
  planted: planted.map((draft) => ({ ...draft, caught: isCaught(draft) })),
  clean: clean.map((draft) => ({ ...draft, blocked: blocksOf(draft).length > 0 })),
}))
const planted = judged.flatMap((batch) => batch.planted)
const shareCaught = (drafts: readonly { caught: boolean }[]): number =>
  drafts.filter(({ caught }) => caught).length / drafts.length
const shareBlocked = (drafts: readonly { blocked: boolean }[]): number =>
  drafts.filter(({ blocked }) => blocked).length / drafts.length

test('of a thousand planted errors, most of them told in other words, 98 % are blocked', () => {
  const told = planted.filter(({ how }) => how === 'told')
  expect(planted.length).toBeGreaterThanOrEqual(1000)
  expect(told.length / planted.length).toBeGreaterThanOrEqual(0.5)
  expect(shareCaught(planted)).toBeGreaterThanOrEqual(0.98)
  expect(shareCaught(told)).toBeGreaterThanOrEqual(0.98)
})

test('no kind of error gets through more often than one time in eight', () => {
  for (const [kind, drafts] of Map.groupBy(planted, (draft) => draft.kind))
    expect(shareCaught(drafts), kind).toBeGreaterThanOrEqual(0.875)
})

test('of more than 500 plain drafts that the checks were mended by at most 3 % are blocked', () => {
  const clean = judged.slice(0, 3).flatMap((batch) => batch.clean)
  expect(clean.length).toBeGreaterThanOrEqual(500)
  expect(shareBlocked(clean)).toBeLessThanOrEqual(0.03)
})

test('of all plain drafts at most one in twenty is blocked', () => {
  expect(shareBlocked(judged.flatMap((batch) => batch.clean))).toBeLessThanOrEqual(0.05)
})
