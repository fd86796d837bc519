import { describe, expect, test } from 'vitest'
import { day, everyday, job, start, watched } from './hiring/boards.ts'

const ids = (board: ReturnType<typeof watched>) => board.kept().map(({ externalId }) => externalId)

describe('a job is gone', () => {
  test('when two complete readings in a row lack it', () => {
    const board = watched()
    board.read(0, everyday)
    board.read(1, everyday.slice(1))
    expect(board.gone()).toEqual([])
    board.read(2, everyday.slice(1))
    expect(board.gone()).toEqual(['old0'])
  })

  test('also when the second reading is the first one unchanged', () => {
    const board = watched()
    board.read(0, everyday)
    board.read(1, everyday.slice(1))
    board.readSame(1.1)
    expect(board.gone()).toEqual(['old0'])
  })

  test('and is back when it is listed again', () => {
    const board = watched()
    board.read(0, everyday)
    for (const at of [1, 2]) board.read(at, everyday.slice(1))
    board.read(3, everyday)
    expect(board.gone()).toEqual([])
    expect(board.kept()).toHaveLength(12)
  })
})

describe('nothing is gone', () => {
  test.each([
    ['on an empty answer', [], true],
    ['on an incomplete reading', everyday.slice(1), false],
    ['when more than half vanish at once', everyday.slice(7), true],
  ] as const)('%s', (_, openings, complete) => {
    const board = watched()
    board.read(0, everyday)
    for (const at of [1, 2, 3]) board.read(at, openings, complete)
    expect(board.gone()).toEqual([])
  })

  test('by the jobs that went long ago: they do not make the next one suspicious', () => {
    const board = watched()
    board.read(0, everyday)
    for (let left = 11; left >= 6; left--)
      for (const at of [0.1, 0.2]) board.read(12 - left + at, everyday.slice(12 - left))
    expect(board.gone()).toHaveLength(6)
  })
})

test('a board that stays half empty for a week did close those jobs', () => {
  const board = watched()
  board.read(0, everyday)
  for (const at of [1, 2, 8, 9]) board.read(at, everyday.slice(7))
  expect(board.gone()).toHaveLength(7)
})

describe('a repost', () => {
  test('is the same job under its new id, as old as it was', () => {
    const board = watched()
    board.read(0, [...everyday, job('a', 'Harbour Pilot', { postedAt: start - 40 * day })])
    for (const at of [1, 2]) board.read(at, everyday)
    board.read(30, [...everyday, job('b', 'Harbour  pilot', { postedAt: start + 30 * day })])
    expect(ids(board)).not.toContain('a')
    expect(board.kept().find(({ externalId }) => externalId === 'b')).toMatchObject({
      postedAt: start - 40 * day,
      firstSeenAt: start,
      goneAt: null,
    })
  })

  test('after sixty days, or in another place, is a new job', () => {
    const board = watched()
    board.read(0, [...everyday, job('a', 'Harbour Pilot')])
    for (const at of [1, 2]) board.read(at, everyday)
    board.read(30, [...everyday, job('b', 'Harbour Pilot', { location: 'Lisbon' })])
    board.read(70, [...everyday, job('c', 'Harbour Pilot')])
    expect(ids(board)).toEqual(expect.arrayContaining(['a', 'b', 'c']))
  })
})

test('a job that was edited keeps its age and its text, and takes the new words', () => {
  const board = watched()
  board.read(0, [job('a', 'Pilot', { postedAt: start - day, description: 'Old' })])
  board.read(1, [job('a', 'Senior Pilot', { postedAt: start + day })])
  expect(board.kept()[0]).toMatchObject({ title: 'Senior Pilot', postedAt: start - day, description: 'Old' })
})

test('undated jobs that come in a flood were there before', () => {
  const board = watched()
  board.read(0, everyday.slice(0, 3), false)
  board.read(1, everyday)
  expect(new Set(board.kept().map(({ firstSeenAt }) => firstSeenAt))).toEqual(new Set([start]))
})
