import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atomically, type Db, type Tx } from '#dialect'
import type { App } from '../../src/pipeline/app.ts'
import { fit } from '../../src/pipeline/fit.ts'
import { publishIcp } from '../../src/pipeline/icp.ts'
import { rank } from '../../src/pipeline/rank.ts'
import { replay, verdictOn } from '../../src/pipeline/replay.ts'
import * as t from '../../src/store/schema/index.ts'
import { chanceFrom } from '../core/icp/cohorts.ts'
import { dayMs, icpYaml, makeWorkspace, tuesday } from '../support/workspace.ts'

const accountIds = Array.from({ length: 14 }, (_, i) => `a${String(i).padStart(2, '0')}`)
const kinds = ['funding', 'executive_hire', 'hiring', 'layoff'] as const

type World = { app: App; suppressed: Set<string>; db: Db; chance: () => number; now: () => number; newId: () => string }
type Change = (world: World, tx: Tx) => Parameters<typeof atomically>[1] extends (tx: Tx) => infer S ? S : never

const pick = <T>({ chance }: World, list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
const account = (world: World) => pick(world, accountIds)

/** Everything that happens to a workspace between two mornings, each as its verb writes it. */
const changes: Record<string, Change> = {
  trigger: (world, tx) => {
    const [id, kind, now] = [world.newId(), pick(world, kinds), world.now()]
    const accountId = account(world)
    const at = now - Math.floor(world.chance() * 3 * dayMs)
    const trigger = {
      id,
      accountId,
      kind,
      side: 'subject' as const,
      at,
      firstSeenAt: now,
      publishers: ['Wire'],
      fields: {},
      contradictions: [],
      confidence: 0.9,
      lite: false,
    }
    return [
      tx
        .insert(t.triggers)
        .values({ id, accountId, kind, at, firstSeenAt: now, trigger, evidenceHash: id, changedAt: now }),
    ]
  },
  story: (world, tx) => [
    tx
      .update(t.triggers)
      .set({
        trigger: {
          id: 'x',
          accountId: 'x',
          kind: 'funding',
          side: 'subject',
          at: world.now(),
          firstSeenAt: world.now(),
          publishers: ['Wire', 'Post'],
          fields: {},
          contradictions: [],
          confidence: 0.6,
          lite: false,
        },
        changedAt: world.now(),
      })
      .where(eq(t.triggers.accountId, account(world))),
  ],
  withdrawal: (world, tx) => [
    tx
      .update(t.triggers)
      .set({ removedAt: world.now() })
      .where(eq(t.triggers.accountId, account(world))),
  ],
  fact: (world, tx) => [
    tx
      .update(t.facts)
      .set({ value: Math.floor(world.chance() * 3000) })
      .where(eq(t.facts.accountId, account(world))),
    tx.update(t.accounts).set({ factsChangedAt: world.now() }),
  ],
  hold: (world, tx) => [
    tx.insert(t.holds).values({
      id: world.newId(),
      accountId: account(world),
      until: world.now() + 3 * dayMs,
      reason: 'On leave',
      by: 'rep',
      createdAt: world.now(),
    }),
  ],
  release: (world, tx) => [
    tx
      .update(t.holds)
      .set({ endedAt: world.now() })
      .where(eq(t.holds.accountId, account(world))),
  ],
  touch: (world, tx) => [
    tx.insert(t.touches).values({
      id: world.newId(),
      externalId: world.newId(),
      accountId: account(world),
      channel: 'email',
      route: 'import',
      at: world.now(),
    }),
  ],
  suppression: (world, tx) => {
    const key = account(world)
    if (world.suppressed.has(key) || world.suppressed.size > 2) return []
    world.suppressed.add(key)
    return [
      tx
        .insert(t.suppressions)
        .values({ id: world.newId(), kind: 'account', key, reason: 'Asked us', at: world.now() }),
    ]
  },
  customer: (world, tx) => [
    tx.insert(t.relationships).values({
      id: world.newId(),
      externalId: world.newId(),
      accountId: account(world),
      kind: 'customer',
      ownerId: 'other',
      from: world.now(),
      asOf: world.now(),
    }),
  ],
  churn: (world, tx) => [
    tx
      .update(t.relationships)
      .set({ to: world.now() })
      .where(eq(t.relationships.accountId, account(world))),
  ],
  owner: (world, tx) => {
    const accountId = account(world)
    return [
      tx.update(t.ownerships).set({ to: world.now() }).where(eq(t.ownerships.accountId, accountId)),
      tx.insert(t.ownerships).values({
        id: world.newId(),
        accountId,
        userId: pick(world, ['rep', 'other']),
        source: 'import',
        from: world.now(),
      }),
    ]
  },
  absence: (world, tx) => {
    const day = new Date(world.now() + dayMs).toISOString().slice(0, 10)
    return [
      tx.insert(t.absences).values({
        id: world.newId(),
        userId: 'rep',
        fromDay: day,
        toDay: day,
        coverUserId: world.chance() < 0.5 ? 'other' : null,
      }),
    ]
  },
  capacity: (world, tx) => [
    tx
      .update(t.users)
      .set({ capacity: 1 + Math.floor(world.chance() * 5) })
      .where(eq(t.users.id, 'rep')),
  ],
  limit: (world, tx) => [
    tx.update(t.workspace).set({ settings: { perKindLimit: 1 + Math.floor(world.chance() * 4) } }),
  ],
  merge: (_world, tx) => [
    tx.update(t.accounts).set({ mergedInto: 'a00', familyId: 'a00' }).where(eq(t.accounts.id, 'a13')),
  ],
  family: (world, tx) => [
    tx
      .update(t.accounts)
      .set({ familyId: 'a01' })
      .where(eq(t.accounts.id, pick(world, ['a02', 'a03']))),
  ],
  erasure: (world, tx) => [
    tx
      .update(t.contacts)
      .set({ name: '', email: null, addressKey: null, erasedAt: world.now() })
      .where(eq(t.contacts.id, `c-${account(world)}`)),
    tx.update(t.holds).set({ reason: '' }),
  ],
  rename: (world, tx) => [
    tx
      .update(t.accounts)
      .set({ name: `Renamed ${world.newId()}` })
      .where(eq(t.accounts.id, account(world))),
  ],
}

const openWorld = async (seed: number): Promise<World & { state: { now: number }; close: () => Promise<void> }> => {
  const w = await makeWorkspace()
  const { db, app, state } = w
  const at = tuesday - 30 * dayMs
  await atomically(db, (tx) => [
    tx.update(t.pursuits).set({ closedAt: at, closeReason: 'before' }),
    tx.delete(t.fits),
    tx.insert(t.accounts).values(
      accountIds.map((id) => ({
        id,
        name: `Company ${id}`,
        familyId: id,
        createdAt: at,
        changedAt: at,
        factsChangedAt: at,
      })),
    ),
    tx
      .insert(t.accountDomains)
      .values(accountIds.map((id) => ({ domain: `${id}.example`, accountId: id, primary: true }))),
    tx.insert(t.facts).values(
      accountIds.map((id, i) => ({
        id: `f-${id}`,
        accountId: id,
        field: 'employees',
        value: 40 + 30 * i,
        source: 'import',
        from: at,
      })),
    ),
    tx.insert(t.ownerships).values(
      accountIds.slice(1).map((id, i) => ({
        id: `o-${id}`,
        accountId: id,
        userId: i % 3 ? 'rep' : 'other',
        source: 'import',
        from: at,
      })),
    ),
    tx.insert(t.contacts).values(
      accountIds.map((id) => ({
        id: `c-${id}`,
        name: 'Mara Example',
        email: `mara@${id}.example`,
        addressKey: id,
        source: 'import',
        createdAt: at,
      })),
    ),
    tx.insert(t.employments).values(
      accountIds.map((id) => ({
        id: `e-${id}`,
        contactId: `c-${id}`,
        accountId: id,
        title: 'VP Sales',
        source: 'import',
        from: at,
      })),
    ),
  ])
  let count = 0
  return {
    app,
    suppressed: new Set(),
    db,
    state,
    chance: chanceFrom(seed),
    now: () => state.now,
    newId: () => `x${String(++count).padStart(5, '0')}`,
    close: () => w.close(),
  }
}

/** Thirty mornings with some changes before each and some Tier 1 news during the day; answers what was used. */
const live = async (world: World & { state: { now: number } }): Promise<Set<string>> => {
  const names = Object.keys(changes)
  const used = new Set<string>()
  for (let morning = 0; morning < 30; morning++) {
    world.state.now = tuesday + morning * dayMs
    const some = ['trigger', 'trigger', ...Array.from({ length: 4 }, () => pick(world, names))]
    for (const name of some) {
      world.state.now += 1000
      await atomically(world.db, (tx) => changes[name]!(world, tx))
      used.add(name)
    }
    if (morning === 12) await publishIcp(world.app, null, icpYaml.replace('50, 2000', '80, 900'))
    await fit.run(world.app)
    await rank.run(world.app)
    world.state.now += 4 * 3_600_000
    await atomically(world.db, (tx) => changes.trigger!(world, tx))
    await fit.run(world.app)
    await rank.run(world.app)
  }
  return used
}

const dayOf = (morning: number) => new Date(tuesday + morning * dayMs).toISOString().slice(0, 10)

describe('replay', () => {
  test('thirty generated days are rebuilt to the last decimal, whatever changed since', async () => {
    const used = new Set<string>()
    const reached = { items: 0, appended: 0, days: 0, reasons: new Set<string>() }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const world = await openWorld(seed)
        for (const name of await live(world)) used.add(name)
        const items = await world.db.select().from(t.queueItems)
        reached.items += items.length
        reached.appended += items.filter(({ appendedAt }) => appendedAt !== null).length
        for (let morning = 0; morning < 30; morning++) {
          for (const each of await replay(world.app, dayOf(morning))) {
            reached.days++
            expect(each.differences).toEqual([])
            expect(each).toMatchObject({ identical: true, altered: [], formula: { kept: '1', current: '1' } })
          }
        }
        for (const { reasons } of await world.db.select().from(t.queueDays))
          for (const reason of Object.keys(reasons)) reached.reasons.add(reason)
        await world.close()
      }),
      { numRuns: 3, seed: 20261124 },
    )
    expect(used.size).toBe(Object.keys(changes).length)
    expect(reached.days).toBeGreaterThan(3 * 30 * 2)
    expect(reached.items).toBeGreaterThan(300)
    expect(reached.appended).toBeGreaterThan(5)
    for (const reason of [
      'queued',
      'merged',
      'suppressed',
      'relationship',
      'below_floor',
      'no_trigger',
      'cooldown',
      'held',
      'owner_absent',
      'kind_limit',
      'capacity',
    ])
      expect(reached.reasons).toContain(reason)
  }, 120_000)

  /** A first day of all is kept only once something is on it. */
  const earlier = async ({ db }: Pick<World, 'db'>) =>
    await atomically(db, (tx) => [
      tx.insert(t.queueDays).values({
        id: 'earlier',
        ownerKey: t.UNOWNED,
        day: dayOf(-10),
        timeZone: 'UTC',
        builtAt: tuesday - 10 * dayMs,
        formulaVersion: '1',
        icpVersionIds: [],
        settingsHash: '',
        watermarks: { readAt: 0 },
        reasons: {},
      }),
    ])

  test('what is kept grows with what changes, not with accounts × days', async () => {
    const world = await openWorld(5)
    await earlier(world)
    for (let morning = 0; morning < 10; morning++) {
      world.state.now = tuesday + morning * dayMs
      await rank.run(world.app)
    }
    expect((await world.db.select().from(t.rankInputs)).length).toBe(accountIds.length + 2 + 1)
    await world.close()
  })

  test('says why an account was not queued on a past day, as it stood that morning', async () => {
    const world = await openWorld(6)
    const { app, db, state } = world
    await earlier(world)
    await atomically(db, (tx) => changes.touch!({ ...world, chance: () => 0.3 }, tx))
    await rank.run(app)
    const touched = (await db.select().from(t.touches))[0]!.accountId
    const asked = await verdictOn(app, touched, dayOf(0))
    state.now += 200 * dayMs
    await atomically(db, (tx) => [tx.delete(t.facts), tx.update(t.users).set({ capacity: 1 })])
    const later = await verdictOn(app, touched, dayOf(0))
    expect(later!.row).toEqual(asked!.row)
    expect(later!.row.queued).toBe(false)
    expect(await verdictOn(app, touched, dayOf(-3))).toBeNull()
    await world.close()
  })

  test('inputs that were altered, and items that were, are named', async () => {
    const world = await openWorld(7)
    await atomically(world.db, (tx) =>
      accountIds
        .slice(1, 6)
        .flatMap((id) => changes.trigger!({ ...world, chance: () => accountIds.indexOf(id) / 14 + 0.01 }, tx)),
    )
    await fit.run(world.app)
    await rank.run(world.app)
    const [item] = await world.db.select().from(t.queueItems)
    await atomically(world.db, (tx) => [
      tx.update(t.queueItems).set({ priority: 99.9 }).where(eq(t.queueItems.id, item!.id)),
    ])
    const [input] = await world.db.select().from(t.rankInputs).where(eq(t.rankInputs.subject, item!.accountId))
    await atomically(world.db, (tx) => [
      tx
        .update(t.rankInputs)
        .set({ value: { ...(input!.value as object), reachable: false } as never })
        .where(eq(t.rankInputs.subject, item!.accountId)),
    ])
    const [day] = await replay(world.app, item!.day, item!.ownerKey)
    expect(day!.identical).toBe(false)
    expect(day!.altered).toEqual([item!.accountId])
    expect(day!.differences.map(({ where }) => where)).toContain(`item ${item!.accountId} priority`)
    await world.close()
  })
})
