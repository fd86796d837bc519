import { expect, test } from 'vitest'
import { afterLook, ownBoards } from '../../src/core/careers.ts'
import { msPerDay } from '../../src/core/day.ts'

const account = { names: ['Quillmark Instruments'], domains: ['quillmark.example', 'qm.example'] }
const own = (boards: string[], isJobsPage: boolean) =>
  ownBoards(
    boards.map((board) => ({ settings: { board } })),
    account,
    isJobsPage,
  ).map(({ settings }) => settings.board)

test('a board called as the account is its own, wherever it stands and whatever else stands there', () => {
  expect(own(['quillmark', 'birch'], false)).toEqual(['quillmark'])
  expect(own(['birch', 'QuillmarkInstruments', 'quill-mark-eu'], true)).toEqual([
    'QuillmarkInstruments',
    'quill-mark-eu',
  ])
})

test('another name is believed of a single board on a page about jobs, and nowhere else', () => {
  expect(own(['birch'], true)).toEqual(['birch'])
  expect(own(['birch'], false)).toEqual([])
  expect(own(['birch', 'cedar'], true)).toEqual([])
})

test('two letters are too few to be called alike', () => {
  expect(own(['qmaster'], false)).toEqual([])
})

test('a site that was read is looked at again in a month, one that cannot be ever more rarely', () => {
  const days = (failures: number, wasRead: boolean) => afterLook({ failures }, wasRead, 0).nextLookAt / msPerDay
  expect([days(0, true), days(5, true)]).toEqual([30, 30])
  expect([0, 1, 2, 3, 4, 9].map((failures) => days(failures, false))).toEqual([7, 14, 28, 56, 60, 60])
  expect(afterLook({ failures: 3 }, true, 0).failures).toBe(0)
})
