import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { morning } from '../../src/pipeline/index.ts'
import { verdictOn } from '../../src/pipeline/replay.ts'
import { why } from '../../src/pipeline/why.ts'
import { allAccounts, findAccount } from '../../src/store/accounts.ts'
import { insertTouch } from '../../src/store/touches.ts'
import { openSampleWorkspace, type SampleWorkspace } from '../support/sample.ts'

let w: SampleWorkspace
beforeAll(async () => {
  w = await openSampleWorkspace()
  for (const stage of morning) await stage.run(w.app)
})
afterAll(() => w.close())

describe('why', () => {
  it('finds an account by domain, name or id', async () => {
    const byDomain = await why(w.app, 'https://www.harrowgate.example/')
    const byName = await why(w.app, 'harrowgate systems')
    expect(byName).toEqual(byDomain)
    expect(await why(w.app, byDomain.account.id)).toEqual(byDomain)
    expect((await findAccount(w.db, byDomain.account.id))!.name).toBe('Harrowgate Systems')
    await expect(why(w.app, 'Nobody Ltd')).rejects.toThrow(
      'There is no account with the id, domain or name "Nobody Ltd"',
    )
  })

  it('shows a queued account with the numbers it was frozen with, and they add up', async () => {
    const { queued, basis, fit, heat, alpha, priority, triggers } = await why(w.app, 'harrowgate.example')
    expect(basis).toBe('frozen')
    expect(queued).toMatchObject({ owner: 'Juniper Ashgrove', lane: 'new', rank: 1 })
    const tenths = fit!.contributions.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0)
    expect(tenths).toBe(Math.round(fit!.fit! * 10))
    expect(priority).toBeCloseTo(fit!.fit! ** alpha * heat ** (1 - alpha), 0)
    const [lead] = triggers
    const product = lead!.importance * lead!.magnitude * lead!.confidence * lead!.corroboration * lead!.decay
    expect(lead!.points).toBeCloseTo(Math.min(95, product), 0)
  })

  it('names the first gate that stops an account', async () => {
    const gates = {
      'glimmerport.example': 'cooldown',
      'halewright.example': 'disqualified',
      'sablewood.example': 'no_trigger',
    }
    for (const [domain, gate] of Object.entries(gates))
      expect((await why(w.app, domain)).reason, domain).toMatchObject({ gate })
  })

  it('says that a queue was full when that is all', async () => {
    const { queued, reason } = await why(w.app, 'amberfold.example')
    expect(queued).toBeNull()
    expect(reason).toEqual({ gate: 'capacity', sentence: "Tomas Brackwater's queue of 12 is full without it" })
  })

  it('needs no more than the family and the seated to judge a built day as the whole book did', async () => {
    const reasons = new Set<string | null>()
    for (const { id } of await allAccounts(w.db)) {
      const whole = await verdictOn(w.app, id, '2026-11-23')
      const near = await verdictOn(w.app, id, '2026-11-23', { near: true })
      expect(near?.row, id).toEqual(whole?.row)
      reasons.add(near?.row.reason ?? null)
    }
    expect([...reasons]).toEqual(expect.arrayContaining([null, 'capacity', 'relationship', 'no_trigger']))
  })

  it('answers for another day by what is known now', async () => {
    const account = await why(w.app, 'caldervik.example')
    await atomically(w.db, (tx) => [
      insertTouch(tx, {
        id: 'touch',
        externalId: 'touch',
        accountId: account.account.id,
        channel: 'email',
        route: 'import',
        at: w.state.now,
      }),
    ])
    expect((await why(w.app, 'caldervik.example')).queued).toMatchObject({ lane: 'new' })
    expect(await why(w.app, 'caldervik.example', '2026-11-24')).toMatchObject({
      basis: 'now',
      queued: null,
      reason: { gate: 'cooldown' },
    })
  })
})
