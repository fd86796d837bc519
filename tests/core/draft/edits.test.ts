import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedWords, editReport } from '../../../src/core/draft/edits.ts'

test('the distance counts words cut and words added, wherever they stand', () => {
  expect(changedWords('We plan the daily shifts.', 'We plan shifts.')).toEqual({ cut: ['the', 'daily'], added: [] })
  expect(changedWords('A short list', 'A brief list')).toEqual({ cut: ['short'], added: ['brief'] })
  expect(changedWords('Same words', 'same words')).toEqual({ cut: [], added: [] })
})

test('what is kept and cut makes the first text, what is kept and added the second', () => {
  const words = fc.array(fc.constantFrom('shift', 'robot', 'list', 'plan', 'day'), { maxLength: 12 })
  let moved = 0
  fc.assert(
    fc.property(words, words, (a, b) => {
      const { cut, added } = changedWords(a.join(' '), b.join(' '))
      expect(a.length - cut.length).toBe(b.length - added.length)
      expect(changedWords(b.join(' '), a.join(' '))).toMatchObject({ cut: { length: added.length } })
      if (cut.length > 0 && added.length > 0) moved++
    }),
  )
  expect(moved).toBeGreaterThan(20)
})

test('the report has a median for each rep and kind, and the words that several drafts lost', () => {
  const draft = (ownerId: string, kind: string, machine: string, approved: string) => ({
    ...{ ownerId, kind, machine, approved },
  })
  const { groups, cut } = editReport([
    draft('ida', 'funding', 'Honestly great news for Mara', 'News for Mara'),
    draft('ida', 'funding', 'Honestly a short note', 'A short note'),
    draft('ida', 'funding', 'A list', 'A list'),
    draft('otto', 'hiring', 'Truly new list', 'New list'),
  ])
  expect(groups).toEqual([
    { ownerId: 'ida', kind: 'funding', drafts: 3, untouched: 1, medianWords: 1 },
    { ownerId: 'otto', kind: 'hiring', drafts: 1, untouched: 0, medianWords: 1 },
  ])
  expect(cut).toEqual([{ word: 'honestly', drafts: 2 }])
})
