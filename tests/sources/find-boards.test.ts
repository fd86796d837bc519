import { expect, test } from 'vitest'
import { findBoards } from '../../src/sources/find-boards.ts'
import { sourceOf } from '../../src/sources/index.ts'
import { cpuMs } from '../support/cpu.ts'

const found = (html: string) =>
  findBoards(html).map(({ kind, settings }) => [kind, ...Object.values(settings)].join(' '))

test.each([
  ['<a href="https://boards.greenhouse.io/quillmark">Jobs</a>', 'greenhouse quillmark'],
  ['<a href="https://job-boards.eu.greenhouse.io/quillmark/jobs/123">Job</a>', 'greenhouse quillmark'],
  ['<script src="https://boards.greenhouse.io/embed/job_board/js?for=quillmark"></script>', 'greenhouse quillmark'],
  [
    '<iframe src="//boards.greenhouse.io/embed/job_app?b=1&amp;for=quillmark&token=1"></iframe>',
    'greenhouse quillmark',
  ],
  ['<script>fetch("https://boards-api.greenhouse.io/v1/boards/quillmark/jobs")</script>', 'greenhouse quillmark'],
  ['<script>{"jobs":"https:\\/\\/boards.greenhouse.io\\/quillmark"}</script>', 'greenhouse quillmark'],
  ['<a href="https:&#x2F;&#x2F;jobs.lever.co&#x2F;quillmark">Jobs</a>', 'lever quillmark'],
  ['<a href="https://jobs.lever.co/quill-mark/6f1c">Job</a>', 'lever quill-mark'],
  ['<a href="https://jobs.eu.lever.co/quillmark?team=Sales">Job</a>', 'lever quillmark eu'],
  ['<a href="https://jobs.ashbyhq.com/Quillmark/embed?version=2">Jobs</a>', 'ashby Quillmark'],
  ['<a href="https://jobs.ashbyhq.com/Quill%20Mark/1">Job</a>', 'ashby Quill Mark'],
  ['<a href="https://careers.smartrecruiters.com/QuillmarkExample">Jobs</a>', 'smartrecruiters QuillmarkExample'],
  ['<a href="https://apply.workable.com/quillmark/j/AAAA000001/">Job</a>', 'workable quillmark'],
  ['<a href="https://quillmark.recruitee.com/o/pilot">Job</a>', 'recruitee quillmark'],
  ['<a href="https://quillmark.teamtailor.com/jobs">Jobs</a>', 'teamtailor quillmark'],
  ['<a href="https://quillmark.jobs.personio.com/job/1?language=en">Job</a>', 'personio quillmark com'],
])('%s', (html, board) => {
  expect(found(html)).toEqual([board])
})

test.each([
  '<a href="https://www.greenhouse.io/quillmark">Maker</a>',
  '<a href="https://boards.greenhouse.io/embed/job_board">Nobody</a>',
  '<a href="https://apply.workable.com/j/AAAA000001">A job without its company</a>',
  '<a href="https://www.teamtailor.com/">Maker</a>',
  '<a href="https://support.recruitee.com/x">Help</a>',
  '<a href="https://evil.example/?x=boards.greenhouse.io/quillmark">Not there</a>',
  '',
])('none: %s', (html) => {
  expect(found(html)).toEqual([])
})

test('each board is named once, with settings that its source takes', () => {
  const html = ['a', 'b', 'c'].map((job) => `<a href="https://jobs.lever.co/quillmark/${job}">${job}</a>`).join('')
  const boards = findBoards(`${html}<a href="https://quillmark.jobs.personio.de/">P</a>`)
  expect(boards).toHaveLength(2)
  for (const { kind, settings } of boards) expect(() => sourceOf(kind)!.settings(settings)).not.toThrow()
})

test('a page of any depth is read in bounded time', () => {
  const started = cpuMs()
  findBoards(`${'<div>'.repeat(200_000)}${'//boards.greenhouse.io/'.repeat(20_000)}`)
  findBoards(`<a href="${'//boards.greenhouse.io/embed/job_board?&'.repeat(20_000)}">x</a>`)
  expect(cpuMs() - started).toBeLessThan(1_000)
})
