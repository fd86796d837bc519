import { expect, test } from 'vitest'
import { recruitee } from '../../../src/sources/recruitee.ts'
import { smartrecruiters } from '../../../src/sources/smartrecruiters.ts'
import { teamtailor } from '../../../src/sources/teamtailor.ts'
import { workable } from '../../../src/sources/workable.ts'
import { json, settings } from './bodies.ts'

test('a board that is empty or unknown says so', async () => {
  const answers: [{ parse: typeof recruitee.parse }, object][] = [
    [smartrecruiters, { totalFound: 0, content: [] }],
    [recruitee, { offers: [] }],
    [workable, { name: null, jobs: [] }],
    [teamtailor, { items: [] }],
  ]
  for (const [source, answer] of answers) {
    const { snapshot, warnings } = await source.parse(json(answer), settings)
    expect([snapshot?.postings, warnings?.[0]]).toEqual([[], expect.stringContaining('none of this name')])
  }
})
