import { expect, test } from 'vitest'
import { sentencesOf } from '../../../src/core/draft/sentences.ts'
import { batches, type Clean, checkerOf, type Planted, stories } from './set.ts'

/** Drafts written without knowledge of the checks, before they were run on them; docs/drafts.md tells how. */
const checks = new Map(stories.map((story) => [story.id, checkerOf(story)]))

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

test('no batch has more than one error in fifty get through', () => {
  for (const [i, batch] of judged.entries())
    expect(shareCaught(batch.planted), `batch ${i + 1}`).toBeGreaterThanOrEqual(0.98)
})

test('of more than 700 plain drafts that the checks were mended by at most 3 % are blocked, in every batch', () => {
  const mended = judged.slice(0, 5)
  expect(mended.flatMap(({ clean }) => clean).length).toBeGreaterThanOrEqual(700)
  for (const [i, { clean }] of mended.entries()) expect(shareBlocked(clean), `batch ${i + 1}`).toBeLessThanOrEqual(0.03)
})

test('of the sentences of whole e-mails, which tell more than headlines and approved words, six in ten stand', () => {
  const refused = batches.slice(5).flatMap(({ clean }) =>
    clean.flatMap((draft) => {
      const spans = blocksOf(draft).flatMap(({ where, span }) => (where === 'text' && span ? [span] : []))
      return sentencesOf(draft.text).map(({ start, end }) => spans.some((span) => span[0] < end && start < span[1]))
    }),
  )
  expect(refused.length).toBeGreaterThan(1800)
  expect(refused.filter(Boolean).length / refused.length).toBeLessThanOrEqual(0.4)
})
