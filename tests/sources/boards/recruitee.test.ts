import { describe, expect, test } from 'vitest'
import { recruitee } from '../../../src/sources/recruitee.ts'
import { recorded, settings } from './bodies.ts'

describe('Recruitee', () => {
  test('places, description and the day of publication are read; internal offers are left', async () => {
    const { snapshot } = await recruitee.parse(recorded('recruitee.json'), settings)
    expect(snapshot?.postings.map(({ title }) => title)).toEqual(['Harbour Account Manager', 'Boat Hand'])
    expect(snapshot?.postings[0]).toMatchObject({
      externalId: '990001',
      location: 'Leith, United Kingdom; Porto, Portugal',
      description: 'Look after our harbours.\nHubSpot',
      postedAt: Date.UTC(2026, 1, 16, 10, 10, 39),
    })
    expect(snapshot?.postings[1]).toMatchObject({ location: 'Anywhere by the sea', postedAt: null, url: null })
  })
})
