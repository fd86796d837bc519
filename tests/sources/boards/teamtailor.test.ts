import { describe, expect, test } from 'vitest'
import { teamtailor } from '../../../src/sources/teamtailor.ts'
import { json, recorded, settings } from './bodies.ts'

describe('Teamtailor', () => {
  test('every place of a job is named', async () => {
    const { snapshot } = await teamtailor.parse(recorded('teamtailor.json'), settings)
    expect(snapshot?.postings[0]).toMatchObject({
      location: 'Visby, Sweden; Aarhus, Denmark',
      description: 'Open the Baltic with Salesforce.',
      postedAt: Date.UTC(2026, 1, 16, 8, 26, 20),
    })
  })

  test('the next page is followed on the same site only', async () => {
    const items = [{ id: '1', title: 'Pilot' }]
    const next = async (next_url: unknown, note = '1') =>
      (await teamtailor.parse(json({ items, next_url }, note), settings)).next.map(({ url }) => url)
    expect(await next('/jobs.json?page=2')).toEqual(['https://quillmarkexample.teamtailor.com/jobs.json?page=2'])
    expect(await next('https://elsewhere.example/jobs.json')).toEqual([])
    expect(await next('https://quillmarkexample.teamtailor.com/jobs.json')).toEqual([])
    expect(await next('/jobs.json?page=51', '50')).toEqual([])
    const cut = await teamtailor.parse(json({ items, next_url: '/jobs.json?page=51' }, '50'), settings)
    expect(cut.snapshot?.partial).toBe(true)
  })
})
