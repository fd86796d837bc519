import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { fit } from '../../src/pipeline/fit.ts'
import { publishIcp } from '../../src/pipeline/icp.ts'
import { backtestQueues } from '../../src/pipeline/icp-past-queues.ts'
import { rank } from '../../src/pipeline/rank.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, hourMs, icpYaml, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

const smaller = icpYaml.replace('[50, 2000]', '[50, 100]')

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
  await atomically(w.db, (tx) => [tx.delete(t.fits)])
  for (const day of [0, 1]) {
    w.state.now = tuesday + day * dayMs
    await fit.run(w.app)
    await rank.run(w.app)
  }
})
afterEach(() => w.close())

const touched = async (kind: 'meeting' | 'lost' | null) =>
  await atomically(w.db, (tx) => [
    tx.insert(t.touches).values({
      id: 'touch',
      externalId: 'touch',
      accountId: 'account',
      channel: 'email',
      route: 'import',
      at: tuesday + hourMs,
    }),
    ...(kind
      ? [
          tx.insert(t.outcomes).values({
            id: 'outcome',
            externalId: 'outcome',
            accountId: 'account',
            kind,
            source: 'import',
            at: tuesday + 3 * dayMs,
            recordedAt: tuesday + 3 * dayMs,
          }),
        ]
      : []),
  ])

test('the version in force as a draft changes nothing of the past', async () => {
  const { before, after, days, enters, leaves } = await backtestQueues(w.app, icpYaml)
  expect({ days, before, after, enters, leaves }).toEqual({ days: 2, before: 2, after: 2, enters: [], leaves: [] })
})

test('a draft that would have kept a later meeting out of the queue says so', async () => {
  await touched('meeting')
  expect(await backtestQueues(w.app, smaller)).toMatchObject({
    before: 2,
    after: 0,
    leaves: [{ name: 'Northwind Robotics' }],
    wouldHaveLost: [{ name: 'Northwind Robotics', day: '2026-11-24', result: 'meeting' }],
    judged: { good: 1, other: 0 },
    enough: false,
  })
})

test('a touch of which nothing came is judged, and not missed', async () => {
  await touched('lost')
  expect(await backtestQueues(w.app, smaller)).toMatchObject({ wouldHaveLost: [], judged: { good: 0, other: 1 } })
})

test('a past day is judged by the versions and the facts of that day', async () => {
  await publishIcp(w.app, null, smaller)
  await atomically(w.db, (tx) => [
    tx.update(t.facts).set({ to: w.state.now + 1 }),
    tx.insert(t.facts).values({
      id: 'grown',
      accountId: 'account',
      field: 'employees',
      value: 9000,
      source: 'import',
      from: w.state.now + 1,
    }),
  ])
  expect(await backtestQueues(w.app, icpYaml)).toMatchObject({ before: 2, after: 2, leaves: [] })
  expect(await backtestQueues(w.app, smaller)).toMatchObject({ before: 2, after: 0 })
})

test('only the days asked for are read', async () => {
  expect(await backtestQueues(w.app, smaller, 1)).toMatchObject({ days: 1, before: 1 })
})
