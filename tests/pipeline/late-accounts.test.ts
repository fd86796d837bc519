import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rows } from '#dialect'
import { importCsv } from '../../src/pipeline/import.ts'
import { morning } from '../../src/pipeline/index.ts'
import { openSampleWorkspace, type SampleWorkspace } from '../support/sample.ts'

let w: SampleWorkspace
beforeEach(async () => {
  w = await openSampleWorkspace()
})
afterEach(() => w.close())

const runMorning = async () => {
  for (const stage of morning) await stage.run(w.app)
}
const triggersOf = (name: string) =>
  rows<{ kind: string }>(
    w.db,
    'select t.kind from triggers t join accounts a on a.id = t.account_id where a.name = ? and t.removed_at is null',
    [name],
  )

it('an account imported after its news was read still gets its trigger, with the hour at which the news came', async () => {
  await runMorning()
  const seenAt = w.state.now
  expect(await triggersOf('Osprellan')).toEqual([])
  w.state.now += 3_600_000
  const csv = 'name,domain,industry,employees,country\nOsprellan,osprellan.example,Software,210,US'
  await importCsv(w.app, 'accounts', Readable.from([csv]), { name: 'late.csv' })
  await runMorning()
  expect(await triggersOf('Osprellan')).toEqual([{ kind: 'funding' }])
  const [trigger] = await rows<{ first_seen_at: number }>(
    w.db,
    "select first_seen_at from triggers t join accounts a on a.id = t.account_id where a.name = 'Osprellan'",
  )
  expect(trigger!.first_seen_at).toBe(seenAt)
})
