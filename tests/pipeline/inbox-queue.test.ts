import { expect, it } from 'vitest'
import { extract } from '../../src/pipeline/extract.ts'
import { fit } from '../../src/pipeline/fit.ts'
import { receiveSignal } from '../../src/pipeline/inbox.ts'
import { match } from '../../src/pipeline/match.ts'
import { rank } from '../../src/pipeline/rank.ts'
import { why } from '../../src/pipeline/why.ts'
import { openSampleWorkspace } from '../support/sample.ts'

const quiet = 'Beaconry'
const pushed = [
  { kind: 'custom', text: 'Four people from Beaconry read the price list.', source: 'Our web site' },
  { kind: 'technology_change', technology: 'Salesforce', text: 'Beaconry connected Salesforce in its trial.' },
  {
    kind: 'funding',
    amount: 9_000_000,
    currency: 'USD',
    text: 'Beaconry closed a seed extension.',
    source: 'A vendor',
  },
]

it('a web visit, use of the product and a vendor’s news put a quiet account into the same queue as news that was read', async () => {
  const w = await openSampleWorkspace()
  const run = async () => {
    for (const stage of [extract, match, fit, rank]) await stage.run(w.app)
  }
  await run()
  expect((await why(w.app, quiet)).reason).toMatchObject({ gate: 'no_trigger' })
  for (const signal of pushed)
    await receiveSignal(w.app, 'key', {
      ...{ ...signal, company: quiet, domain: 'beaconry.example' },
      ...{ idempotency_key: signal.kind, occurred_at: '2026-11-22' },
    })
  w.state.now += 33 * 3_600_000 // the next day, when it is morning in America as well
  await run()
  const { queued, reason, triggers } = await why(w.app, quiet)
  expect([queued, reason]).toEqual([expect.objectContaining({ rank: expect.any(Number) }), null])
  expect(triggers.map(({ kind }) => kind).sort()).toEqual(['custom', 'funding', 'technology_change'])
  await w.close()
})
