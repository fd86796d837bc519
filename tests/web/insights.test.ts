import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { histogram, rateOf } from '../../src/core/insights.ts'
import * as t from '../../src/store/schema/index.ts'
import { Bars, chartsReady, Shares, Spread } from '../../src/web/parts/chart.tsx'
import { reportKeys } from '../../src/web/parts/insight-reports.ts'
import { dayMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

const hostile = '"><script>alert(1)</script><svg onload=alert(2) style="x">'

describe('a chart', () => {
  const charts = async () => {
    await chartsReady()
    const points = [
      { label: hostile, rate: rateOf(3, 30) },
      { label: hostile, rate: rateOf(1, 4) },
    ]
    return [
      Shares({ name: hostile, points, most: 0.6 }),
      Bars({ name: hostile, bars: [{ label: hostile, n: 3 }] }),
      Spread({ name: hostile, bins: histogram([1, 9e9]), limitHours: 24 }),
    ].map(String)
  }

  test('carries no style of its own and nothing that acts, whatever its words are', async () => {
    for (const svg of await charts()) {
      const tags = [...svg.matchAll(/<(\w+)([^>]*)>/g)]
      expect([...new Set(tags.map(([, tag]) => tag))].sort().join(' ')).toMatch(/^[a-z ]+$/)
      for (const [, tag, attributes] of tags) {
        expect(['svg', 'g', 'line', 'circle', 'rect', 'path', 'text', 'tspan']).toContain(tag)
        const names = [...attributes!.replaceAll(/"[^"]*"/g, '').matchAll(/([\w-]+)=/g)].map(([, name]) => name)
        expect(names.filter((name) => /^on|style|href|fill|stroke/.test(name!))).toEqual([])
      }
      expect(svg).not.toContain('<script')
      expect(svg).not.toContain('<style')
    }
  })

  test('has a name, and shows each line though two are called alike', async () => {
    const [shares] = await charts()
    expect(shares).toMatch(/^<svg class="chart"[^>]* role="img" aria-label="&quot;&gt;&lt;script&gt;/)
    expect(shares!.match(/<circle/g)).toHaveLength(2)
    expect(shares).toMatch(/chart-dot"><circle[^>]*>.*chart-dot-thin"><circle/)
  })
})

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
  await atomically(desk.db, (tx) => [
    tx
      .insert(t.touches)
      .values([
        ...Array.from({ length: 24 }, (_, n) => touch(`rep-${n}`, { tier: 1, icpVersionId: 'icp' })),
        touch('other-1', { ownerId: 'other', triggerKind: 'hiring', tier: 2 }),
        touch('old', { at: tuesday - 40 * dayMs }),
      ]),
    tx
      .insert(t.outcomes)
      .values([
        outcome('rep-0', 'reply', 'interested'),
        outcome('rep-0', 'meeting'),
        outcome('rep-1', 'reply', 'objection'),
        outcome('rep-2', 'reply', 'out_of_office'),
        outcome('rep-3', 'won'),
        outcome('old', 'won'),
      ]),
    tx.update(t.users).set({ name: '=HYPERLINK("http://evil.example")' }),
  ])
})
afterEach(() => desk.close())

const touch = (id: string, change: object) => ({
  id,
  externalId: id,
  accountId: 'account',
  ownerId: 'rep',
  channel: 'email' as const,
  route: 'copy' as const,
  triggerKind: 'funding',
  tier: null,
  at: tuesday - dayMs,
  ...change,
})
const outcome = (touchId: string, kind: 'reply' | 'meeting' | 'won', replyClass: string | null = null) => ({
  id: `${touchId}-${kind}`,
  externalId: `${touchId}-${kind}`,
  accountId: 'account',
  touchId,
  kind,
  replyClass: replyClass as never,
  source: 'hand' as const,
  at: tuesday - dayMs / 2,
  recordedAt: tuesday,
})

const outcomes = async (who: string, query: string) =>
  (await (await desk.as(who)).page(`/insights/outcomes.csv${query}`)).trim().split('\n').slice(1)

test('touches count once, absences are no replies, and what is older than the span does not count', async () => {
  const rates = '2,0.0833,0.0232,0.2585,2,0.0833,0.0232,0.2585,1,0.0417,0.0074,0.2024'
  expect(await outcomes('manager', '?days=30')).toEqual([
    `Funding,Warehouse teams,Tier 1,24,${rates}`,
    'Hiring,,Tier 2,1,0,0,0,0.7935,0,0,0,0.7935,0,0,0,0.7935',
  ])
  expect((await outcomes('manager', '?days=90')).some((line) => line.startsWith('Funding,,,1'))).toBe(true)
})

test('a rep sees their own figures, whatever the address asks for', async () => {
  expect(await outcomes('other', '?days=30&rep=rep')).toHaveLength(1)
  expect((await outcomes('other', '?days=30&rep=rep'))[0]).toMatch(/^Hiring/)
  expect(await outcomes('manager', '?days=30&rep=rep')).toHaveLength(1)
  expect(await outcomes('manager', '?days=30&kind=hiring')).toHaveLength(1)
  expect(await outcomes('manager', '?days=30&segment=warehouses')).toHaveLength(1)
  expect(await outcomes('manager', '?days=30&segment=nothing')).toHaveLength(2)
})

test('every table is a file, in which no name becomes a formula', async () => {
  const manager = await desk.as('manager')
  const files: string[] = []
  for (const key of reportKeys) {
    const answer = await manager.get(`/insights/${key}.csv`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="daybreak-${key}.csv"`)
    files.push(await answer.text())
  }
  const named = files.filter((file) => file.includes('HYPERLINK'))
  expect(named.length).toBeGreaterThan(0)
  for (const file of named) expect(file).not.toMatch(/(^|,)"?=HYPERLINK/m)
})

test('below the floor the page says how much there is, above it the share with its range', async () => {
  const page = (await (await desk.as('manager')).page('/insights?days=30'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(page).toContain('not enough data yet (1 of 20)')
  expect(page).not.toContain('(24 of 20)')
  expect(page).toContain('Funding Warehouse teams Tier 1 24 2 · 8 % (2 %–26 %)')
})
