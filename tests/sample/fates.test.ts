import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { morning } from '../../src/pipeline/index.ts'
import { runStages } from '../../src/pipeline/runs.ts'
import { type Why, why } from '../../src/pipeline/why.ts'
import { allUsers } from '../../src/store/users.ts'
import { openSampleWorkspace, type SampleWorkspace } from '../support/sample.ts'
import { expected } from './read.ts'

let w: SampleWorkspace
let ends: Awaited<ReturnType<typeof runStages>>
beforeAll(async () => {
  w = await openSampleWorkspace()
  ends = await runStages(w.app, morning, w.state.now)
})
afterAll(() => w.close())

/** A rep's key in `expected.yaml` is their first name. */
const fateOf = ({ queued, reason, owner }: Why): string => {
  const fullQueue = reason?.gate === 'capacity' || reason?.gate === 'kind_limit'
  if (queued && queued.lane !== 'your_accounts') return queued.owner.split(' ')[0]!.toLowerCase()
  if (queued) return 'relationship'
  return fullQueue ? owner!.split(' ')[0]!.toLowerCase() : reason!.gate
}

describe('the first morning of the sample', () => {
  it('runs every stage, and loses only the feed that is out of order', () => {
    expect(ends.filter(({ error }) => error)).toEqual([])
    const failed = ends.map(({ stage, counts }) => [stage, counts.failed ?? 0]).filter(([, n]) => n !== 0)
    expect(failed).toEqual([['poll', 1]])
  })

  it('gives every account the fate that is foreseen for it', async () => {
    const fates: Record<string, string> = {}
    for (const domain of Object.keys(expected.accounts)) fates[domain] = fateOf(await why(w.app, domain))
    const foreseen = Object.fromEntries(Object.entries(expected.accounts).map(([domain, { fate }]) => [domain, fate]))
    expect(fates).toEqual(foreseen)
  })

  it('leaves those alone of whom only rumours speak', async () => {
    for (const domain of expected.silent) expect((await why(w.app, domain)).queued, domain).toBeNull()
  })

  it('fills both reps’ mornings', async () => {
    for (const user of (await allUsers(w.app.db)).filter(({ role }) => role === 'rep')) {
      const queued = Object.keys(expected.accounts)
        .map((domain) => why(w.app, domain))
        .map(async (answer) => (await answer).queued?.owner === user.name)
      const count = (await Promise.all(queued)).filter(Boolean).length
      expect(count, user.name).toBeGreaterThanOrEqual(8)
    }
  })
})
