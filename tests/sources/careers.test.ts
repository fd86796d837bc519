import { expect, test } from 'vitest'
import { readCareers } from '../../src/sources/careers.ts'
import { Unreadable } from '../../src/sources/source.ts'

const read = (html: string, url = 'https://www.quillmark.example/') =>
  readCareers({
    ...{ bytes: new TextEncoder().encode(html), url, status: 200, headers: {}, fetchedAt: 0 },
  })
const boards = (html: string, url?: string) =>
  read(html, url).boards.map(({ kind, settings }) => `${kind} ${settings.board}`)

test.each([
  ['<a href="https://jobs.ashbyhq.com/quillmark">All jobs</a>', 'ashby quillmark'],
  ['<iframe src="//boards.greenhouse.io/embed/job_app?b=1&amp;for=quillmark"></iframe>', 'greenhouse quillmark'],
  ['<script src="https://boards.greenhouse.io/embed/job_board/js?for=quillmark"></script>', 'greenhouse quillmark'],
  ['<script>{"jobs":"https:\\/\\/jobs.lever.co\\/quillmark"}</script>', 'lever quillmark'],
  ['<div data-url="https://quillmark.recruitee.com/api/offers/"></div>', 'recruitee quillmark'],
  ['<form action="https://apply.workable.com/quillmark/"></form>', 'workable quillmark'],
])('a board is found in %s', (html, board) => {
  expect(boards(`<html><body>${html}</body></html>`)).toEqual([board])
})

test('a page that is the board itself names it by its address', () => {
  expect(boards('<p>Jobs</p>', 'https://quillmark.teamtailor.com/jobs')).toEqual(['teamtailor quillmark'])
})

test('words and comments name no board', () => {
  expect(boards('<p>https://jobs.lever.co/quillmark</p><!-- https://jobs.lever.co/quillmark -->')).toEqual([])
})

test('pages about jobs are those named so, of the same company, in their order', () => {
  const { links } =
    read(`<a href="/blog/jobs-report-2026">Our long report on the jobs of the many, read by very many people</a>
    <a href="/company/openings#top">We’re hiring</a> <a href="https://careers.quillmark.example/">Work</a>
    <a href="https://www.linkedin.com/company/quillmark/jobs">Jobs</a> <a href="mailto:jobs@quillmark.example">Jobs</a>
    <a href="javascript:jobs()">Jobs</a> <a href="/de/karriere/">Karriere</a> <a href="/jobs">Jobs</a>`)
  expect(links).toEqual([
    'https://www.quillmark.example/company/openings',
    'https://careers.quillmark.example/',
    'https://www.quillmark.example/de/karriere/',
  ])
})

test('what is no page, or too deep, is said', () => {
  expect(() => read('')).toThrow(Unreadable)
  expect(() => read('<div>'.repeat(100_000))).toThrow('too deep')
})
