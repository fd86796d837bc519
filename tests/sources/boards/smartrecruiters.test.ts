import { describe, expect, test } from 'vitest'
import { smartrecruiters } from '../../../src/sources/smartrecruiters.ts'
import { json, recorded, settings } from './bodies.ts'

describe('SmartRecruiters', () => {
  test('a job has its place with the country in words, and its page', async () => {
    const { snapshot, next } = await smartrecruiters.parse(recorded('smartrecruiters.json'), settings)
    expect(next).toEqual([])
    expect(snapshot?.postings).toEqual([
      {
        externalId: '990000000000001',
        title: 'Tidal Data Engineer',
        url: 'https://jobs.smartrecruiters.com/quillmarkexample/990000000000001',
        department: 'Platform',
        location: 'Lisbon, Portugal',
        description: null,
        postedAt: Date.UTC(2026, 1, 16, 9),
      },
      expect.objectContaining({ department: 'Administrative', location: 'United Kingdom', postedAt: null }),
    ])
  })

  test('pages are followed until all that was found is read', async () => {
    const content = Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, name: 'Job' }))
    const first = await smartrecruiters.parse(json({ totalFound: 201, content }, '0'), settings)
    expect(first.next.map(({ url }) => new URL(url).searchParams.get('offset'))).toEqual(['100'])
    const last = await smartrecruiters.parse(json({ totalFound: 201, content: content.slice(0, 1) }, '2'), settings)
    expect(last.next).toEqual([])
    const cut = await smartrecruiters.parse(json({ totalFound: 9_000, content }, '49'), settings)
    expect([cut.next, cut.snapshot?.partial]).toEqual([[], true])
    // A page that came back empty ends it, whatever the total promises.
    expect((await smartrecruiters.parse(json({ totalFound: 999, content: [] }, '1'), settings)).next).toEqual([])
  })
})
