import { describe, expect, test } from 'vitest'
import { workable } from '../../../src/sources/workable.ts'
import { never, recorded, settings } from './bodies.ts'

describe('Workable', () => {
  test('one job in two places is one posting, as old as it was created', async () => {
    const { snapshot } = await workable.parse(recorded('workable.json'), settings)
    expect(snapshot?.postings).toHaveLength(2)
    expect(snapshot?.postings[0]).toMatchObject({
      location: 'Vigo, Spain; Portugal',
      description: 'Read the tides in dbt.',
      postedAt: Date.UTC(2026, 1, 10),
    })
    expect(snapshot?.postings[1]).toMatchObject({ location: 'Cobh, Ireland', postedAt: null })
  })

  test('is asked slowly', () => {
    expect(workable.request(settings, never)[0]?.pauseMs).toBe(2_000)
  })
})
