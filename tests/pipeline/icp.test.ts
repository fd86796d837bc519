import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { parseIcp } from '../../src/core/icp/parse.ts'
import { fit } from '../../src/pipeline/fit.ts'
import { diffIcp, publishIcp, restoreIcp, retireIcp } from '../../src/pipeline/icp.ts'
import { backtestIcp, learnIcp } from '../../src/pipeline/icp-learn.ts'
import { previewIcp } from '../../src/pipeline/icp-preview.ts'
import { icpReview } from '../../src/pipeline/icp-review.ts'
import { qualify } from '../../src/pipeline/qualify.ts'
import { rank } from '../../src/pipeline/rank.ts'
import { why } from '../../src/pipeline/why.ts'
import { icpHistory } from '../../src/store/icps.ts'
import * as t from '../../src/store/schema/index.ts'
import { chanceFrom, cohort } from '../core/icp/cohorts.ts'
import { dayMs, icpYaml, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const smaller = icpYaml.replace('50 to 2000 people', '50 to 100 people').replace('[50, 2000]', '[50, 100]')

describe('versions', () => {
  test('are told apart in words, and any of them comes back as the next one', async () => {
    await publishIcp(w.app, null, smaller)
    expect(await diffIcp(w.app, 'warehouses', 1)).toEqual([
      '"people" asks employees 50 to 100 instead of employees 50 to 2000',
      '"people" is called "50 to 100 people" instead of "50 to 2000 people"',
    ])
    await restoreIcp(w.app, null, 'warehouses', 1)
    const [now, before] = await icpHistory(w.db, 'warehouses')
    expect(now).toMatchObject({ number: 3, yaml: icpYaml, note: 'Restored version 1', retiredAt: null })
    expect(before!.retiredAt).not.toBeNull()
    expect(await diffIcp(w.app, 'warehouses', 1, 3)).toEqual([])
    await expect(restoreIcp(w.app, null, 'warehouses', 9)).rejects.toThrow('There is no version 9')
  })

  test('of two published at once one is refused, and exactly one is in force', async () => {
    const both = await Promise.allSettled([
      publishIcp(w.app, null, smaller),
      publishIcp(w.app, null, icpYaml.replace('weight: 6', 'weight: 5')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: 'Another version was published meanwhile' },
    })
    const history = await icpHistory(w.db, 'warehouses')
    expect(history.map(({ number, retiredAt }) => [number, retiredAt === null])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('one taken out of use judges nobody, and comes back when it is restored', async () => {
    const fitted = async () =>
      (await w.db.select().from(t.fits)).filter(({ to }) => to === null).map(({ icpVersionId }) => icpVersionId)
    await fit.run(w.app)
    expect((await fitted()).length).toBeGreaterThan(0)
    await retireIcp(w.app, null, 'warehouses')
    await fit.run(w.app)
    expect(await fitted()).toEqual([])
    await expect(retireIcp(w.app, null, 'warehouses')).rejects.toThrow('No ICP with the key "warehouses" is in force')
    await restoreIcp(w.app, null, 'warehouses', 1)
    await fit.run(w.app)
    expect((await fitted()).length).toBeGreaterThan(0)
  })
})

test('a day that is ranked before a new version has scored goes by the version that did', async () => {
  await publishIcp(w.app, null, `${icpYaml}\nalpha: 0.3\n`)
  await fit.run(w.app)
  await publishIcp(w.app, null, `${icpYaml}\nalpha: 0.9\n`)
  await rank.run(w.app)
  const items = await w.db.select().from(t.queueItems)
  expect(items.map(({ why }) => why.alpha)).toEqual([0.3])
})

test('a spent trigger warms nothing, in the explanation as in the ranking', async () => {
  await fit.run(w.app)
  const before = await why(w.app, 'northwind.example')
  expect(before.heat).toBeGreaterThan(0)
  await atomically(w.db, (tx) => [
    tx.insert(t.triggerSpends).values({ id: 'spend', triggerId: 'trigger', reason: 'stale', by: 'rep', at: tuesday }),
  ])
  const after = await why(w.app, 'northwind.example')
  expect(after).toMatchObject({ reason: { gate: 'trigger_spent' }, heat: 0, priority: 0 })
  expect(after.triggers).toMatchObject([{ triggerId: 'trigger', spent: expect.stringContaining('stale') }])
})

describe('a preview', () => {
  test("names who moves, and who enters and leaves today's queues", async () => {
    await atomically(w.db, (tx) => [tx.delete(t.fits)])
    await fit.run(w.app)
    const { moves, queue, width } = await previewIcp(w.app, smaller)
    expect(moves).toMatchObject([{ name: 'Northwind Robotics', from: 1, to: 'below_floor' }])
    expect(queue).toMatchObject({
      before: 1,
      after: 0,
      enters: [],
      leaves: [{ name: 'Northwind Robotics', owner: 'Ida Example' }],
    })
    expect(width).toMatchObject({ tiered: 0, verdict: 'too_narrow' })
    expect((await previewIcp(w.app, icpYaml)).queue).toMatchObject({ enters: [], leaves: [] })
  })
})

describe('an inbound company', () => {
  test('is qualified at once: tier, contributions, coverage, owner; nothing is written', async () => {
    const known = await qualify(w.app, { domain: 'https://www.northwind.example/about', name: 'Northwind', fields: {} })
    expect(known).toMatchObject({
      accountId: 'account',
      tier: 1,
      fit: 100,
      coverage: 1,
      unknown: [],
      owner: { id: 'rep', why: 'Owns the account' },
    })
    const posted = await qualify(w.app, { domain: 'northwind.example', name: 'Northwind', fields: { employees: 7 } })
    expect(posted).toMatchObject({ tier: null, place: 'below_floor', contributions: [{ id: 'people', met: false }] })
    const fresh = await qualify(w.app, { domain: 'new.example', name: 'New', fields: { country: 'NL' } })
    expect(fresh).toMatchObject({
      accountId: null,
      place: 'not_known',
      fit: null,
      coverage: 0,
      unknown: ['50 to 2000 people'],
      owner: null,
    })
    await atomically(w.db, (tx) => [
      tx.insert(t.territories).values({
        id: 'nl',
        name: 'Netherlands',
        position: 1,
        rules: [{ field: 'country', test: { is: 'NL' } }],
        userIds: ['other'],
      }),
    ])
    const routed = await qualify(w.app, {
      domain: 'new.example',
      name: 'New',
      fields: { country: 'NL', employees: 80 },
    })
    expect(routed).toMatchObject({
      tier: 1,
      owner: { id: 'other', name: 'Otto Example', why: 'Territory Netherlands' },
    })
    expect(await w.db.select().from(t.accounts)).toHaveLength(2)
    await expect(qualify(w.app, { domain: 'not a domain', name: 'X', fields: {} })).rejects.toThrow('is not a domain')
  })
})

describe('learning from outcomes', () => {
  const decided = async (count: number) => {
    const at = tuesday - 100 * dayMs
    const ids = Array.from({ length: 2 * count }, (_, i) => `past${String(i).padStart(3, '0')}`)
    const isWon = (i: number) => i < count
    await atomically(w.db, (tx) => [
      tx.insert(t.accounts).values(
        ids.map((id) => ({
          id,
          name: `Company ${id}`,
          familyId: id,
          createdAt: at,
          changedAt: at,
          factsChangedAt: at,
        })),
      ),
      tx.insert(t.facts).values(
        ids.flatMap((id, i) => [
          {
            id: `e-${id}`,
            accountId: id,
            field: 'employees',
            value: (i % 5 === 0) === isWon(i) ? 20 : 400,
            source: 'import',
            from: at - dayMs,
          },
          { id: `l-${id}`, accountId: id, field: 'industry', value: 'after', source: 'import', from: at + 50 * dayMs },
        ]),
      ),
      tx.insert(t.facts).values(
        ids.map((id, i) => ({
          id: `i-${id}`,
          accountId: id,
          field: 'industry',
          value: i % 2 ? 'retail' : 'robotics',
          source: 'import',
          from: at - dayMs,
          to: at + 50 * dayMs,
        })),
      ),
      tx.insert(t.outcomes).values(
        ids.map((id, i) => ({
          id: `o-${id}`,
          externalId: id,
          accountId: id,
          kind: isWon(i) ? ('won' as const) : ('lost' as const),
          source: 'import' as const,
          at,
          recordedAt: at,
        })),
      ),
      tx.insert(t.touches).values(
        ids.map((id, i) => ({
          id: `t-${id}`,
          externalId: id,
          accountId: id,
          channel: 'email' as const,
          route: 'import' as const,
          tier: i % 2 ? 1 : 2,
          at: at - 10 * dayMs,
        })),
      ),
    ])
  }

  test('reads accounts as they were known when it was decided, and drafts an ICP that can be published', async () => {
    await decided(40)
    const { attributes, proposals, draft } = await learnIcp(w.app, null)
    const industry = attributes.find(({ name }) => name === 'industry')!
    expect(industry.lifts.map(({ label }) => label).join()).not.toContain('after')
    expect(proposals).toMatchObject([{ what: 'criterion', when: { field: 'employees' } }])
    const icp = parseIcp(draft!)
    expect(icp.criteria).toHaveLength(2)
    expect(icp.criteria[1]!.why).toMatch(/^Learnt from \d+ of 40 won and \d+ of 40 lost$/)
    const { after, before, won, lost } = await backtestIcp(w.app, draft!)
    expect({ won, lost }).toEqual({ won: 40, lost: 40 })
    expect(after.auc).toBeGreaterThan(before.auc - 0.01)
    expect(before.auc).toBeGreaterThan(0.7)
  })

  test('says that a handful is not enough', async () => {
    await decided(5)
    expect(await learnIcp(w.app, null)).toMatchObject({ enough: false, proposals: [], draft: null })
  })

  test('the review counts each tier, quarter and place from what is stored', async () => {
    await decided(30)
    await atomically(w.db, (tx) => [tx.delete(t.fits)])
    await fit.run(w.app)
    const { winRates, drift, rejections, coverage, width } = await icpReview(w.app)
    expect(winRates.map(({ tier, share }) => [tier, share.of])).toEqual([
      [1, 30],
      [2, 30],
    ])
    expect(drift).toMatchObject([{ quarter: '2026 Q3', targeted: 60, won: 30, enough: true }])
    expect(rejections).toEqual([])
    expect(coverage).toEqual({ places: { 1: 31, below_floor: 30, not_known: 1 }, touched: { 1: 30, below_floor: 30 } })
    expect(width).toMatchObject({ tiered: 31, verdict: 'too_narrow' })
  })
})

describe('learning from files', () => {
  test('takes two CSVs of any columns, lists and amounts among them', async () => {
    const attributes = [
      { name: 'remote', kind: 'yes_no' as const, odds: 5, share: 0.4 },
      { name: 'employees', kind: 'number' as const, odds: 0.2, share: 0.5 },
      { name: 'technologies', kind: 'list' as const, odds: 1, share: 0.5 },
      { name: 'outsourced', kind: 'yes_no' as const, odds: 1, share: 0.5 },
    ]
    const chance = chanceFrom(11)
    const csv = { won: '', lost: '' }
    for (const side of ['won', 'lost'] as const) {
      const rows = cohort(chance, 120, attributes, side === 'won').map(({ id, fields }) =>
        [`Company ${id}`, ...attributes.map(({ name }) => [fields[name] ?? ''].flat().join('|'))].join(','),
      )
      csv[side] = ['name,remote,employees,technologies,constructor', ...rows].join('\n')
    }
    const { won, lost, proposals, attributes: found } = await learnIcp(w.app, csv)
    expect({ won, lost }).toEqual({ won: 120, lost: 120 })
    expect(found.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      'constructor yes_no',
      'employees number',
      'remote yes_no',
      'technologies list',
    ])
    expect(proposals.map((each) => ('when' in each && 'field' in each.when ? each.when : null))).toEqual(
      expect.arrayContaining([
        { field: 'remote', test: { is: true } },
        { field: 'employees', test: { at_most: expect.any(Number) } },
      ]),
    )
  })

  test('a row that cannot be read is told by its file and line, and the others count', async () => {
    const { won, lost, unread } = await learnIcp(w.app, {
      won: 'name,remote\nOne,yes\nTwo,yes,no,no\n',
      lost: 'name,remote\nThree,no\n',
    })
    expect({ won, lost }).toEqual({ won: 1, lost: 1 })
    expect(unread).toMatchObject([{ file: 'won', line: 3, message: expect.stringContaining('4 cells') }])
  })
})
