import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { localDay } from '../../src/core/day.ts'
import { relationshipOf } from '../../src/core/gates.ts'
import { loadCandidates } from '../../src/pipeline/candidates.ts'
import { type ImportKind, importCsv } from '../../src/pipeline/import.ts'
import { edit, recordOutcome, reject, submit } from '../../src/pipeline/verbs.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { getWorkspace } from '../../src/store/workspace.ts'
import { dayMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

/** The account as the gates see it now. */
const candidate = async (accountId = 'account') => {
  const { settings, timeZone: zone } = await getWorkspace(w.db)
  const now = w.state.now
  const all = await loadCandidates(w.db, { now, day: localDay(now, zone), zone, settings })
  return all.find((each) => each.accountId === accountId)!
}

const imported = (kind: ImportKind, ...lines: string[]) =>
  importCsv(w.app, kind, Readable.from([lines.join('\n')]), { name: `${kind}.csv` })

it('an open opportunity that is expected to close later bars first touches until then', async () => {
  const report = await imported(
    'opportunities',
    'external_id,account_domain,kind,closed_at',
    'o1,northwind.example,open_opportunity,2026-12-20',
  )
  expect(report.warnings).toEqual([{ line: 2, message: expect.stringContaining('closed_at lies ahead') }])
  expect(relationshipOf(await candidate())).toMatchObject({ kind: 'open_opportunity' })
  w.state.now += 40 * dayMs
  expect(relationshipOf(await candidate())).toBeNull()
})

const write = (...steps: Parameters<typeof atomically>[1][]) =>
  atomically(w.db, (tx) => steps.flatMap((step) => [...step(tx)]))

it('already talking rests the whole family for sixty days and says with whom', async () => {
  await write((tx) => [tx.update(t.accounts).set({ familyId: 'account' }).where(eq(t.accounts.id, 'bystander'))])
  await reject(w.app, w.rep, { ...seen(await w.draft()), reason: 'already_talking', note: 'Ben is on the phone' })
  w.state.now += 59 * dayMs
  const relative = await candidate('bystander')
  expect(relative.relatives[0]?.cooldown).toMatchObject({
    until: '2027-01-23',
    why: 'already talking: Ben is on the phone (Ida Example)',
  })
  w.state.now += 2 * dayMs
  expect((await candidate()).cooldown).toBeNull()
})

it('a bad fit stands through a new reading of the same facts, and falls with a new fact or another ICP', async () => {
  await reject(w.app, w.rep, { ...seen(await w.draft()), reason: 'bad_fit', note: 'They build the robots' })
  w.state.now += dayMs
  const { result: _, ...fit } = (await w.db.select().from(t.fits))[0]!
  const newer = { ...fit, id: 'fit2', from: w.state.now, result: {} as never }
  await write((tx) => [tx.update(t.fits).set({ to: w.state.now }), tx.insert(t.fits).values(newer)])
  expect((await candidate()).badFit).toContain('They build the robots')
  const fact = { id: 'f3', accountId: 'account', field: 'industry', value: 'Retail', source: 'x', from: w.state.now }
  await write((tx) => [tx.insert(t.facts).values(fact)])
  expect((await candidate()).badFit).toBeNull()
  await write((tx) => [tx.delete(t.facts).where(eq(t.facts.id, 'f3'))])
  expect((await candidate()).badFit).not.toBeNull()
  const [icp] = await w.db.select().from(t.icpVersions)
  await write((tx) => [
    tx.insert(t.icpVersions).values({ ...icp!, id: 'icp2', number: 2 }),
    tx.update(t.fits).set({ icpVersionId: 'icp2' }),
  ])
  expect((await candidate()).badFit).toBeNull()
})

it('every open hold of an account counts, whichever was set last', async () => {
  const hold = { accountId: 'account', by: 'rep', createdAt: w.state.now }
  await write((tx) => [
    tx.insert(t.holds).values({ ...hold, id: 'h1', until: w.state.now + 20 * dayMs, reason: 'A reorganisation' }),
    tx.insert(t.holds).values({ ...hold, id: 'h2', until: w.state.now + 2 * dayMs, reason: 'On leave' }),
  ])
  expect((await candidate()).holds.map(({ why }) => why)).toEqual(['A reorganisation', 'On leave'])
})

/** Its trigger was in the rep's queue on three working days before today. */
const shownThreeTimes = async () => {
  const strengths = [{ triggerId: 'trigger' }] as never
  const why = { fit: null, strengths, alpha: 0.5, forOwnerId: null }
  const days = ['2026-11-24', '2026-11-25', '2026-11-26']
  await write((tx) =>
    days.flatMap((day) => [
      tx.insert(t.queueDays).values({
        id: day,
        ownerKey: 'rep',
        day,
        timeZone: 'Europe/Berlin',
        builtAt: 0,
        formulaVersion: '1',
        icpVersionIds: [],
        settingsHash: '',
        watermarks: {},
        reasons: {},
      }),
      tx.insert(t.queueItems).values({
        id: `item ${day}`,
        queueDayId: day,
        ownerKey: 'rep',
        day,
        accountId: 'account',
        pursuitId: 'pursuit',
        lane: 'new',
        leadTriggerId: 'trigger',
        rank: 1,
        priority: 50,
        heat: 50,
        firstSeenAt: 0,
        why,
      }),
    ]),
  )
}
const shownDays = async () => {
  w.state.now += 3 * dayMs
  return (await candidate()).triggers.map((trigger) => trigger.shownDays)
}

it('a trigger shown and left alone is counted by its days', async () => {
  await shownThreeTimes()
  await w.draft()
  expect(await shownDays()).toEqual([3])
})

it('a trigger whose draft was submitted, or changed by a person, is worked on every day it is shown', async () => {
  await shownThreeTimes()
  const first = await w.draft()
  const next = await edit(w.app, w.rep, { ...seen(first), subject: 'Northwind and its round', text: 'Hi Mara,\n\nIda' })
  await submit(w.app, w.rep, seen(next)).catch(() => undefined)
  expect(await shownDays()).toEqual([0])
})

it('a decision takes out the day it was made on, and no other', async () => {
  await shownThreeTimes()
  await reject(w.app, w.rep, { ...seen(await w.draft()), reason: 'bad_draft' })
  expect(await shownDays()).toEqual([2])
})

const told = (kind: 'opportunity' | 'won' | 'lost' | 'churned' | 'meeting') => {
  w.state.now += dayMs
  return recordOutcome(w.app, w.rep, { accountId: 'account', kind, at: w.state.now })
}

it('a deal opened, won or lost is what the account is to us, until it ends', async () => {
  const kind = async () => relationshipOf(await candidate())?.kind
  await told('opportunity')
  expect(await kind()).toBe('open_opportunity')
  await told('lost')
  expect(await kind()).toBeUndefined()
  await told('opportunity')
  await told('won')
  expect(await kind()).toBe('customer')
  await told('churned')
  expect(await kind()).toBeUndefined()
})

it('a customer who was lost and won again is one from that day, and the outcomes after it write nothing anew', async () => {
  const rows = async () => await w.db.select().from(t.relationships)
  for (const kind of ['won', 'churned', 'won'] as const) await told(kind)
  const from = w.state.now
  expect(await rows()).toMatchObject([{ kind: 'customer', from, to: null, asOf: from }])
  await told('meeting')
  expect(await rows()).toMatchObject([{ from, to: null, asOf: from }])
})

it('a deal that is lost ends the opportunity of the CRM, unless the CRM says later that it is open', async () => {
  const open = ['external_id,account_domain,kind', 'o1,northwind.example,open_opportunity']
  await imported('opportunities', ...open)
  await told('lost')
  expect(relationshipOf(await candidate())).toBeNull()
  w.state.now += dayMs
  await imported('opportunities', ...open)
  expect(relationshipOf(await candidate())?.kind).toBe('open_opportunity')
})

it('a customer by our outcomes is one no longer when the CRM has spoken and ended it', async () => {
  await told('won')
  w.state.now += dayMs
  const head = 'external_id,account_domain,kind,closed_at'
  await imported('opportunities', head, 'c1,northwind.example,customer,')
  w.state.now += dayMs
  await imported('opportunities', head, 'c1,northwind.example,customer,2026-11-25')
  expect(relationshipOf(await candidate())).toBeNull()
})

const tellings = {
  'a meeting told by hand': async () => await told('meeting'),
  'an interested reply that is imported': async () =>
    await imported(
      'outcomes',
      'external_id,account_domain,kind,reply_class,at',
      'r1,northwind.example,reply,interested,2026-11-24T08:00:00Z',
    ),
}
it.each(Object.keys(tellings) as (keyof typeof tellings)[])('%s rests the family and ends its chase', async (name) => {
  await write((tx) => [tx.update(t.accounts).set({ familyId: 'account' }).where(eq(t.accounts.id, 'bystander'))])
  const first = await w.draft()
  expect((await findDraft(w.db, first.draftId))?.state).toBe('pending')
  await tellings[name]()
  expect((await findDraft(w.db, first.draftId))?.state).toBe('cancelled')
  expect((await findPursuit(w.db, 'pursuit'))?.closedAt).toBe(w.state.now)
  expect((await candidate('bystander')).relatives[0]?.cooldown?.why).toMatch(
    /^(meeting|interested reply) on 2\d Nov 2026/,
  )
})

it('an old meeting of an import ends no chase of today', async () => {
  await imported('outcomes', 'external_id,account_domain,kind,at', 'm1,northwind.example,meeting,2026-03-02')
  expect((await findPursuit(w.db, 'pursuit'))?.closedAt).toBeNull()
  expect((await candidate()).cooldown).toBeNull()
})
