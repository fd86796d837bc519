/**
 * How long ranking takes for 200 reps with 50 places each, and reading one stored queue with a million accounts and
 * five million documents beside it. All generated, interleaved in one run. `npm run bench:queue`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { close, raw, rows } from '#dialect'
import type { FitResult } from '../src/core/fit.ts'
import type { Candidate } from '../src/core/gates.ts'
import { measured, strengthFrom } from '../src/core/heat.ts'
import { triggerWeight } from '../src/core/icp.ts'
import { rank } from '../src/core/rank.ts'
import { openStore } from '../src/store/open.ts'
import { cardsOfDay } from '../src/store/pages/queue.ts'
import { queueItemsOf } from '../src/store/queue.ts'

const documents = Number(process.env.DOCUMENTS ?? 5_000_000)
const accounts = Number(process.env.ACCOUNTS ?? 1_000_000)
const reps = 200
const places = 50
/** Accounts with live news, of which each rep has the same share. */
const candidatesEach = 500
const rounds = 9
const goalSqlMs = 0.3
const at = Date.UTC(2026, 10, 23, 5)
const day = '2026-11-23'

/** Mulberry32: the same numbers on every machine. */
let state = 20_260_103
const chance = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
const kinds = ['funding', 'executive_hire', 'hiring', 'expansion', 'acquisition'] as const
const repOf = (index: number) => `rep${String(index % reps).padStart(3, '0')}`
const accountOf = (index: number) => `account${String(index).padStart(8, '0')}`

const candidate = (index: number): Candidate => {
  const fit = Math.round(350 + 650 * chance()) / 10
  const kind = pick(kinds)
  const happened = at - chance() * 20 * 86_400_000
  const trigger = {
    id: `trigger${index}`,
    kind,
    at: happened,
    publishers: ['Wire'],
    fields: {},
    confidence: 0.9,
    lite: false,
    side: 'subject' as const,
  }
  const result: FitResult = {
    icpVersionId: 'v',
    icpKey: 'k',
    fit,
    tier: fit > 75 ? 1 : 2,
    disqualifiedBy: [],
    coverage: 0.9,
    contributions: [],
    missingRequired: [],
  }
  return {
    accountId: accountOf(index),
    name: `Company ${index}`,
    suppressed: null,
    relationship: null,
    cooldown: null,
    inFlight: null,
    complete: true,
    mergedInto: null,
    relatives: [],
    fit: result,
    alpha: 0.5,
    triggers: [
      {
        strength: strengthFrom(measured(trigger), triggerWeight(null, kind), at),
        firstSeenAt: happened,
        spent: null,
        shownDays: 0,
      },
    ],
    badFit: null,
    holds: [],
    ownerId: repOf(index),
    reachable: true,
    pursuit: null,
  }
}

const milliseconds = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!

const candidates = Array.from({ length: reps * candidatesEach }, (_, index) => candidate(index))
const owners = Array.from({ length: reps }, (_, index) => ({
  id: repOf(index),
  name: `Rep ${index}`,
  zone: 'UTC',
  holidays: new Set<string>(),
  capacity: places,
  absent: false,
  coverId: null,
}))
const input = { day, zone: 'UTC', holidays: new Set<string>(), owners, candidates, perKindLimit: places }
const ranking = rank(input)
if (ranking.items.length !== reps * places) throw new Error(`${ranking.items.length} items instead of ${reps * places}`)

const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-bench-'))
const db = await openStore({ file: path.join(folder, 'bench.sqlite'), key: 'bench', now: at, durability: 'normal' })
try {
  const filling = await milliseconds(() => fill())
  const times = { rank: [] as number[], sql: [] as number[], items: [] as number[], cards: [] as number[] }
  const sql = `select account_id, lane, rank, priority, fit, heat, tier from queue_items where owner_key = ? and day = ? order by lane, rank limit ${places}`
  for (let round = 0; round < rounds; round++) {
    times.rank.push(await milliseconds(() => rank(input)))
    for (let i = 0; i < 20; i++) {
      const owner = repOf(Math.floor(chance() * reps))
      times.sql.push(await milliseconds(() => rows(db, sql, [owner, day])))
      times.items.push(await milliseconds(() => queueItemsOf(db, owner, day)))
      times.cards.push(await milliseconds(() => cardsOfDay(db, owner, day)))
    }
  }
  const found = (await queueItemsOf(db, repOf(0), day)).length
  if (found !== places) throw new Error(`${found} stored items instead of ${places}`)
  const verdict = median(times.sql) <= goalSqlMs ? 'reached' : 'NOT reached'
  console.log(
    `${reps} reps × ${places} places, ${accounts} accounts, ${documents} documents; medians of one interleaved run`,
  )
  console.log(`  ranking ${candidates.length} candidates   ${median(times.rank).toFixed(0)} ms`)
  console.log(`  one queue, the numbers (SQL)   ${median(times.sql).toFixed(3)} ms   (goal ≤ ${goalSqlMs}: ${verdict})`)
  console.log(`  one queue with all its reasons ${median(times.items).toFixed(2)} ms`)
  console.log(`  one queue as the page's cards  ${median(times.cards).toFixed(2)} ms`)
  console.log(`  apart: filling the store ${(filling / 1000).toFixed(0)} s`)
} finally {
  await close(db)
  rmSync(folder, { recursive: true })
}

async function fill() {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  const numbers = (count: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
  await raw(
    db,
    `pragma foreign_keys = off; begin;
    insert into feeds (id, key, name, publisher, category, kind, settings, next_poll_at, created_at) values ('feed', 'feed', 'Wire', 'Wire', 'funding', 'feed', '{}', 0, 0);
    ${numbers(reps)} insert into users (id, email, name, role, time_zone, created_at) select printf('rep%03d', i), printf('rep%03d@example.com', i), printf('Rep %d', i), 'rep', 'UTC', 0 from n;
    ${numbers(accounts)} insert into accounts (id, name, family_id, created_at, changed_at, facts_changed_at) select printf('account%08d', i), printf('Company %d', i), printf('account%08d', i), 0, 0, 0 from n;
    ${numbers(documents)} insert into documents (id, feed_id, identity, content_hash, url, title, summary, publisher, fetched_at) select printf('d%09d', i), 'feed', printf('item%d', i), printf('%08x', i * 2654435761), printf('https://wire.example/%d', i), printf('Company %d raises a round', i), '', 'Wire', i from n;
    commit;`,
  )
  const statements = ranking.items.flatMap((item, index) => {
    const { accountId, ownerId, leadTriggerId, priority, fit, heat, tier, position, lane, firstSeenAt, strengths } =
      item
    const { fit: result, alpha } = candidates[Number(accountId.slice(7))]!
    const why = JSON.stringify({ fit: result, strengths, alpha, forOwnerId: null })
    const trigger = JSON.stringify({
      id: leadTriggerId,
      accountId,
      kind: strengths[0]!.kind,
      publishers: ['Wire'],
      fields: {},
      contradictions: [],
    })
    return [
      `insert into triggers (id, account_id, kind, at, first_seen_at, trigger, evidence_hash, changed_at) values (${literal(leadTriggerId)}, ${literal(accountId)}, ${literal(strengths[0]!.kind)}, ${Math.floor(firstSeenAt)}, ${Math.floor(firstSeenAt)}, ${literal(trigger)}, '', 0);`,
      `insert into pursuits (id, account_id, owner_id, lead_trigger_id, trigger_ids, icp_version_id, opened_at) values ('p${index}', ${literal(accountId)}, ${literal(ownerId!)}, ${literal(leadTriggerId)}, ${literal(JSON.stringify([leadTriggerId]))}, 'v', 0);`,
      `insert into queue_items (id, queue_day_id, owner_key, day, account_id, pursuit_id, lane, lead_trigger_id, rank, priority, fit, heat, tier, first_seen_at, why) values ('i${index}', 'day', ${literal(ownerId!)}, '${day}', ${literal(accountId)}, 'p${index}', ${literal(lane)}, ${literal(leadTriggerId)}, ${position}, ${priority}, ${fit}, ${heat}, ${tier}, ${Math.floor(firstSeenAt)}, ${literal(why)});`,
    ]
  })
  await raw(db, `begin; ${statements.join('\n')} commit;`)
}
