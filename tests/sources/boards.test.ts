import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ashby } from '../../src/sources/ashby.ts'
import { greenhouse } from '../../src/sources/greenhouse.ts'
import { lever } from '../../src/sources/lever.ts'
import type { Body } from '../../src/sources/source.ts'

const bytesOf = (file: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file)))
const body = (bytes: Uint8Array, note?: string): Body => ({
  bytes,
  url: 'https://boards.example/',
  status: 200,
  headers: {},
  fetchedAt: 0,
  ...(note ? { note } : {}),
})
const json = (value: unknown, note?: string) => body(new TextEncoder().encode(JSON.stringify(value)), note)

describe('Greenhouse', () => {
  const settings = { board: 'quillmarkexample' }

  test('one job with several posts is one posting in several places', async () => {
    const { snapshot } = await greenhouse.parse(body(bytesOf('greenhouse.json')), settings)
    expect(snapshot?.postings[0]).toEqual({
      externalId: '4100001',
      title: 'Revenue Operations Manager',
      url: 'https://job-boards.greenhouse.io/quillmarkexample/jobs/5100001',
      department: 'Go to market',
      location: 'Leith, Scotland; Lisbon, Portugal',
      description: 'The work\nYou will own our CRM & our forecasts.\nSalesforce\ndbt',
      postedAt: Date.UTC(2026, 1, 16, 16, 55, 32),
    })
  })

  test('a job is as old as the oldest of its posts', async () => {
    const post = (id: number, first_published: string | null) => ({
      id,
      internal_job_id: 7,
      title: 'Cooper',
      first_published,
    })
    const jobs = [post(1, null), post(2, '2026-02-20T09:00:00Z'), post(3, '2026-02-16T09:00:00Z')]
    const { snapshot } = await greenhouse.parse(json({ jobs }), settings)
    expect(snapshot?.postings.map(({ postedAt }) => postedAt)).toEqual([Date.UTC(2026, 1, 16, 9)])
  })

  test('a talent pool is no opening, and a missing date is no date', async () => {
    const { snapshot } = await greenhouse.parse(body(bytesOf('greenhouse.json')), settings)
    expect(snapshot?.postings.map(({ title }) => title)).toEqual(['Revenue Operations Manager', 'Hydrologist'])
    expect(snapshot?.postings[1]).toMatchObject({ postedAt: null, url: null, department: null, location: null })
  })

  test('a job that cannot be read is told and costs no other', async () => {
    const read = await greenhouse.parse(json({ jobs: [{ id: 1, title: 'Chemist' }, { id: 'x' }, null] }), settings)
    expect(read.snapshot?.postings).toHaveLength(1)
    expect(read.snapshot?.partial).toBe(true)
    expect(read.warnings).toEqual(['2 of 3 jobs could not be read'])
  })
})

describe('Lever', () => {
  const settings = lever.settings({ board: 'quillmarkexample', host: 'eu' })
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `j${i}`, text: `Job ${i}` }))

  test('a European board is asked at the European host', () => {
    const state = { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null }
    expect(lever.request(settings, state)[0]?.url).toBe(
      'https://api.eu.lever.co/v0/postings/quillmarkexample?mode=json&skip=0&limit=100',
    )
  })

  test('places, lists and the time of creation are read where they are there', async () => {
    const { snapshot, next } = await lever.parse(body(bytesOf('lever.json')), settings)
    expect(next).toEqual([])
    expect(snapshot?.postings[0]).toMatchObject({
      department: 'Sales; Ports',
      location: 'Leith; Lisbon',
      description: 'Sell tidal maps to harbours.\nYou bring\nHubSpot\nPatience',
      postedAt: 1771200000000,
    })
    expect(snapshot?.postings[1]).toMatchObject({ department: 'Platform', location: 'Lisbon', postedAt: null })
  })

  test('a full page leads to the next, a shorter one is the last', async () => {
    const full = await lever.parse(json(many(100), '1'), settings)
    expect(full.next.map(({ url, note }) => [new URL(url).searchParams.get('skip'), note])).toEqual([['200', '2']])
    expect((await lever.parse(json(many(99), '1'), settings)).next).toEqual([])
  })

  test('a board without end is left after fifty pages, and none of it can be gone', async () => {
    const { next, snapshot, warnings } = await lever.parse(json(many(100), '49'), settings)
    expect([next, snapshot?.partial, warnings]).toEqual([[], true, ['The board goes on beyond what we read']])
    expect((await lever.parse(json(many(100), '48'), settings)).snapshot?.partial).toBeUndefined()
  })
})

describe('Ashby', () => {
  test('a company of several words is asked for as its address writes it', () => {
    const state = { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null }
    const [request] = ashby.request(ashby.settings({ board: 'Quill Mark' }), state)
    expect(new URL(request!.url).pathname).toBe('/posting-api/job-board/Quill%20Mark')
  })

  test('unlisted jobs stay unseen', async () => {
    const { snapshot } = await ashby.parse(body(bytesOf('ashby.json')), { board: 'quillmarkexample' })
    expect(snapshot?.postings).toHaveLength(1)
    expect(snapshot?.postings[0]).toMatchObject({
      title: 'Head of Security',
      department: 'Engineering; Security',
      location: 'Leith; Lisbon',
      postedAt: Date.UTC(2026, 1, 20, 9),
    })
  })
})
