import { expect, test } from 'vitest'
import { type Progress, progressInWords, seldom, stageInWords } from '../../src/core/progress.ts'
import { stages } from '../../src/pipeline/index.ts'

test('a stage says what it does, how much of it is done, and of how much where that is known', () => {
  expect(progressInWords({ stage: 'poll', done: 120, total: 400 })).toBe('Reading feeds · 120 of 400')
  expect(progressInWords({ stage: 'extract', done: 12_500, total: null })).toBe('Reading what was published · 12,500')
  expect(progressInWords({ stage: 'rank', done: 0, total: null })).toBe('Building the queue')
  expect(progressInWords({ stage: 'poll', done: 0, total: 0 })).toBe('Reading feeds')
})

test('every stage has words of its own', () => {
  for (const { name } of stages) expect(stageInWords(name), name).not.toBe(name)
})

test('a count is passed on at most every so often; another stage, and its end, at once', () => {
  let at = 1_000
  const told: Progress[] = []
  const tell = seldom(
    (progress) => told.push(progress),
    250,
    () => at,
  )
  for (let done = 0; done <= 100; done++) {
    tell({ stage: 'poll', done, total: 100 })
    at += 10
  }
  tell({ stage: 'extract', done: 0, total: null })
  expect(told.map(({ done }) => done)).toEqual([0, 25, 50, 75, 100, 0])
  at -= 10_000 // the clock was set back
  tell({ stage: 'extract', done: 7, total: null })
  expect(told.at(-1)).toEqual({ stage: 'extract', done: 7, total: null })
})
