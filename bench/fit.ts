/**
 * How long a re-fit of a million accounts against thirty criteria takes with the columns resident, beside the same
 * formula as one SQL expression in better-sqlite3, interleaved in one run; and one changed weight. Loading into
 * columns and writing back are told apart. All generated. `npm run bench:fit`.
 */
import Database from 'better-sqlite3'
import type { FactValue } from '../src/core/account.ts'
import { FitColumns, fieldsAsked } from '../src/core/fit/columns.ts'
import { fitTenthsOf, reweigh, scoreAll, tierOfRow } from '../src/core/fit/score.ts'
import { fitOne } from '../src/core/fit.ts'
import { type Condition, type IcpVersion, icpSchema } from '../src/core/icp.ts'

const accounts = Number(process.env.ACCOUNTS ?? 1_000_000)
const rounds = 3
const repeats = 9
const at = Date.UTC(2026, 10, 23, 6)
const goals = { computeMs: 250, ratio: 7, weightMs: 5 }

/** Mulberry32: the same numbers on every machine. */
let state = 20_260_102
const chance = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const upTo = (n: number) => Math.floor(chance() * n)

/** Ten amounts, twelve categories, eight yes-or-no fields; a fifth of everything is not known. */
type Made = { field: string; when: Condition; weight: number; sql: string; value: () => FactValue | null }
const amount = (i: number): Made => {
  const [low, high] = [50 * (i + 1), 2000 * (i + 1)]
  const field = `amount${i}`
  return {
    field,
    when: { field, test: { between: [low, high] } },
    weight: i % 4 === 3 ? -4 : 3 + (i % 6),
    sql: `${field} between ${low} and ${high}`,
    value: () => Math.floor(10 ** (1 + 4 * chance())),
  }
}
const category = (i: number): Made => {
  const field = `category${i}`
  return {
    field,
    when: { field, test: { in: ['value1', 'value4', 'value7'] } },
    weight: i % 5 === 4 ? -6 : 2 + (i % 7),
    sql: `${field} in ('value1', 'value4', 'value7')`,
    value: () => `value${upTo(12)}`,
  }
}
const yesNo = (i: number): Made => {
  const field = `flag${i}`
  return {
    field,
    when: { field, test: { is: true } },
    weight: i % 3 === 2 ? -3 : 5,
    sql: `${field} = 1`,
    value: () => chance() < 0.4,
  }
}
const made = [
  ...Array.from({ length: 10 }, (_, i) => amount(i)),
  ...Array.from({ length: 12 }, (_, i) => category(i)),
  ...Array.from({ length: 8 }, (_, i) => yesNo(i)),
]

const version: IcpVersion = {
  id: 'bench',
  number: 1,
  icp: icpSchema.parse({
    name: 'Bench',
    key: 'bench',
    offer: 'We make things.',
    criteria: made.map(({ field, when, weight }, i) => ({
      id: field,
      label: field,
      layer: 'firmographic',
      when,
      weight,
      required_for_tier_1: i === 10,
    })),
    personas: [
      { key: 'p', name: 'P', titles: ['Head'], pains: ['p'], value_points: [{ text: 'v' }], questions: ['q?'] },
    ],
  }),
}

const milliseconds = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!

const columns = new FitColumns(
  Array.from({ length: accounts }, (_, i) => `account${i}`),
  fieldsAsked([version.icp]),
)
const db = new Database(':memory:')
db.exec(
  `create table accounts (id integer primary key, fit integer, tier integer, ${made.map(({ field }) => field).join(', ')})`,
)
const insert = db.prepare(`insert into accounts values (${['?', '?', '?', ...made.map(() => '?')].join(', ')})`)
let loading = 0
db.exec('begin')
for (let row = 0; row < accounts; row++) {
  const values = made.map(({ value }) => (chance() < 0.2 ? null : value()))
  const start = performance.now()
  for (const [i, { field }] of made.entries()) columns.fields.get(field)!.set(row, values[i] ?? undefined)
  loading += performance.now() - start
  insert.run([row, null, null, ...values.map((value) => (typeof value === 'boolean' ? Number(value) : value))])
}
db.exec('commit')

const known = (pick: (one: Made) => number) =>
  made.map((one) => `(${one.field} is not null) * ${pick(one)}`).join(' + ')
const reached = made.map(({ sql, weight }) => `coalesce(${sql}, 0) * ${weight}`).join(' + ')
const total = made.reduce((sum, { weight }) => sum + Math.abs(weight), 0)
// Materialised, so that SQLite works out each sum once instead of wherever it is named.
const query = db.prepare(`
  with sums as materialized (
    select ${known(({ weight }) => Math.max(0, weight))} as p, ${reached} as r, ${known(({ weight }) => Math.abs(weight))} as k,
      coalesce(${made[10]!.sql}, 0) as required
    from accounts
  ), scored as materialized (
    select case when p = 0 then -1 else (2000 * max(0, r) + p) / (2 * p) end as fit, k, required from sums
  )
  select total(fit) as fits, total(
    case when fit >= 750 and required and k * 1.0 / ${total} >= 0.6 then 1 when fit >= 550 then 2 when fit >= 350 then 3 else 0 end
  ) as tiers from scored`)

const times = { compute: [] as number[], sql: [] as number[], weight: [] as number[] }
let scores = scoreAll(columns, version, at)
let bySql: { fits: number; tiers: number } | undefined
for (let round = 0; round < rounds; round++) {
  times.sql.push(
    milliseconds(() => {
      bySql = query.get() as { fits: number; tiers: number }
    }),
  )
  for (let i = 0; i < repeats; i++) {
    times.compute.push(
      milliseconds(() => {
        scores = scoreAll(columns, version, at)
      }),
    )
    for (const weight of [9, version.icp.criteria[4]!.weight])
      times.weight.push(milliseconds(() => reweigh(scores, 4, weight)))
  }
}

const all = { fits: 0, tiers: 0 }
for (let row = 0; row < accounts; row++) {
  all.fits += fitTenthsOf(scores, row) ?? -1
  all.tiers += tierOfRow(scores, row) ?? 0
}
if (all.fits !== bySql!.fits || all.tiers !== bySql!.tiers) throw new Error('The two ways disagree')
for (let i = 0; i < 2000; i++) {
  const row = upTo(accounts)
  const one = fitOne(columns.subject(row), version, at)
  const tenths = fitTenthsOf(scores, row)
  if (one.fit !== (tenths === null ? null : tenths / 10) || one.tier !== tierOfRow(scores, row))
    throw new Error(`Row ${row} differs`)
}

const update = db.prepare('update accounts set fit = ?, tier = ? where id = ?')
const before = scores.results.slice()
reweigh(scores, 4, 9)
let written = 0
const writing = milliseconds(() => {
  db.exec('begin')
  for (let row = 0; row < accounts; row++)
    if (scores.results[row]! >> 11 !== before[row]! >> 11) {
      update.run(fitTenthsOf(scores, row), tierOfRow(scores, row), row)
      written++
    }
  db.exec('commit')
})

const best = (list: readonly number[]) => Math.min(...list).toFixed(1)
const [compute, sql, weight] = [median(times.compute), median(times.sql), median(times.weight)]
const verdict = (reachedGoal: boolean) => (reachedGoal ? 'reached' : 'NOT reached')
console.log(`${accounts} accounts × ${made.length} criteria, median of ${rounds} interleaved rounds`)
console.log(
  `  columns, all criteria   ${compute.toFixed(0)} ms, best ${best(times.compute)}   (goal ≤ ${goals.computeMs}: ${verdict(compute <= goals.computeMs)})`,
)
console.log(
  `  SQL expression          ${sql.toFixed(0)} ms   ${(sql / compute).toFixed(1)}× the columns (goal ≥ ${goals.ratio}: ${verdict(sql / compute >= goals.ratio)})`,
)
console.log(
  `  one weight changed      ${weight.toFixed(1)} ms, best ${best(times.weight)}   (goal ≤ ${goals.weightMs}: ${verdict(weight <= goals.weightMs)})`,
)
console.log(
  `  apart: loading into columns ${loading.toFixed(0)} ms; writing the ${written} tiers that the weight moved ${writing.toFixed(0)} ms`,
)
