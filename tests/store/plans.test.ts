import { afterEach, beforeEach, expect, test } from 'vitest'
import { close, type Db, rows } from '#dialect'
import { qualify } from '../../src/pipeline/qualify.ts'
import { accountCalled } from '../../src/pipeline/why.ts'
import { auditActions } from '../../src/store/audit.ts'
import { wrongContacts, wrongContactsOf } from '../../src/store/corrections.ts'
import { recentTexts } from '../../src/store/drafts.ts'
import { formerKeys, peopleAt, revisionsTo } from '../../src/store/erasures.ts'
import { familyOwnerOf } from '../../src/store/family.ts'
import { handoversOfOutcomes, wishesToTalk } from '../../src/store/handovers.ts'
import { accountsNamedElsewhere, peopleNamedElsewhere } from '../../src/store/imports.ts'
import { answeredAtOnce } from '../../src/store/matches.ts'
import { recentNotices } from '../../src/store/notices.ts'
import { openOffers } from '../../src/store/offers.ts'
import { openStore } from '../../src/store/open.ts'
import { draftsOfAccount } from '../../src/store/pages/account.ts'
import { sendsOf } from '../../src/store/pages/draft.ts'
import { offeredPeople } from '../../src/store/pages/people.ts'
import { signalPage } from '../../src/store/pages/signals.ts'
import { openPursuits } from '../../src/store/pursuits.ts'
import { lastRuns, listProblems } from '../../src/store/runs.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { openFollowUpsUntil, sentOf } from '../../src/store/touches.ts'
import { plansOf } from '../support/plans.ts'
import { key, makeWorkspace } from '../support/workspace.ts'

let db: Db
beforeEach(async () => {
  db = await openStore({ file: ':memory:', key, now: 0 })
})
afterEach(async () => await close(db))

test('a page of signals is read off an index, the last told first, and sorts nothing of all there are', async () => {
  const all = { ownerId: null, kind: null, review: false, before: null }
  expect(await plansOf(db, () => signalPage(db, all))).toEqual(['SCAN signals USING INDEX signals_told'])
  expect(await plansOf(db, () => signalPage(db, { ...all, before: '5-s' }))).toEqual([
    'SEARCH signals USING INDEX signals_told ((told_at,id)<(?,?))',
  ])
  expect(await plansOf(db, () => signalPage(db, { ...all, kind: 'funding', before: '5-s' }))).toEqual([
    'SEARCH signals USING INDEX signals_kind_told (kind=? AND (told_at,id)<(?,?))',
  ])
  for (const few of [{ review: true }, { ownerId: 'ida' }, { review: true, ownerId: 'ida' }]) {
    const plans = await plansOf(db, () => signalPage(db, { ...all, ...few }))
    expect(plans).toContain('SEARCH signals USING INDEX sqlite_autoindex_signals_1 (id=?)')
    expect(plans.filter((plan) => plan.startsWith('SCAN'))).toEqual([])
  }
})

type Asked = { name: string; ask: () => Promise<unknown> }

const aboutOne: Asked[] = [
  { name: 'the drafts of an account', ask: () => draftsOfAccount(db, 'a') },
  { name: 'the sends of a draft', ask: () => sendsOf(db, 'd') },
  { name: 'the messages of a pursuit that left', ask: () => sentOf(db, 'p') },
  { name: 'what a person wrote lately', ask: () => recentTexts(db, 'ida', 1) },
  { name: 'who was called the wrong person', ask: () => wrongContacts(db, 'a') },
  { name: 'the same of several accounts', ask: () => wrongContactsOf(db, ['a', 'b']) },
  { name: 'who may be offered', ask: () => offeredPeople(db, 'a') },
  { name: 'who heard of an answer', ask: () => handoversOfOutcomes(db, ['o']) },
  { name: 'who wishes to talk', ask: () => wishesToTalk(db, null, 1) },
  { name: 'what was answered in one go', ask: () => answeredAtOnce(db, 'ida', 1) },
  { name: 'accounts that others name', ask: () => accountsNamedElsewhere(db, ['a', 'b']) },
  { name: 'people that something done names', ask: () => peopleNamedElsewhere(db, ['c', 'd']) },
  { name: 'who has an address or had it', ask: () => peopleAt(db, 'key') },
  { name: 'the addresses that a person had', ask: () => formerKeys(db, 'c') },
  { name: 'what was written to a person', ask: () => revisionsTo(db, { id: 'c', addressKey: 'key' }) },
]
test.each(aboutOne)('asks no table from end to end: $name', async ({ ask }) => {
  const plans = await plansOf(db, ask)
  expect(plans.filter((plan) => /^SEARCH/.test(plan))).not.toEqual([])
  expect(plans.filter((plan) => /^SCAN/.test(plan))).toEqual([])
})

/** What is open, or newest: read in the order of an index that holds no more than that, or up to the end of the page. */
const newest: Asked[] = [
  { name: 'runs', ask: () => lastRuns(db, 9) },
  { name: 'problems', ask: () => listProblems(db) },
  { name: 'notices', ask: () => recentNotices(db, 9) },
  { name: 'suppressions', ask: () => listSuppressions(db) },
  { name: 'companies found', ask: () => openOffers(db) },
  { name: 'open pursuits', ask: () => openPursuits(db) },
]
test.each(newest)('sorts nothing: $name', async ({ ask }) => {
  const plans = await plansOf(db, ask)
  expect(plans[0]).toMatch(/^SCAN \w+ USING INDEX (?!sqlite_autoindex)/)
  expect(plans.filter((plan) => /TEMP B-TREE/.test(plan))).toEqual([])
})

/** As many as there are people, territories and ICPs; who got what by a territory is counted on an index. */
const few = /^SCAN (users|territories|icp_versions|ownerships USING COVERING INDEX ownerships_user)/

test('an account is found, judged and given an owner without reading the book', async () => {
  const w = await makeWorkspace()
  const plans = await plansOf(w.db, async () => {
    for (const domain of ['northwind.example', 'new.example']) await qualify(w.app, { domain, name: 'New', fields: {} })
    for (const words of ['northwind.example', 'Northwind Robotics']) await accountCalled(w.app, words)
    await expect(accountCalled(w.app, 'Nobody')).rejects.toThrow('There is no account')
    await familyOwnerOf(w.db, 'account')
  })
  expect(plans.filter((plan) => /^SEARCH accounts USING INDEX accounts_(name|external|family)/.test(plan)).length).toBe(
    3,
  )
  expect(plans.filter((plan) => /^SCAN/.test(plan) && !few.test(plan))).toEqual([])
  await w.close()
})

test('the words of the record are stepped through on their index', async () => {
  const plans = await plansOf(db, () => auditActions(db))
  expect(plans.filter((plan) => plan.startsWith('SEARCH audit USING COVERING INDEX audit_what')).length).toBe(2)
  expect(plans.filter((plan) => plan.startsWith('SCAN audit'))).toEqual([])
})

test('what is due among the follow-ups is found by its day', async () => {
  expect((await plansOf(db, () => openFollowUpsUntil(db, '2026-11-24')))[0]).toMatch(/^SEARCH follow_ups USING INDEX/)
})

test('an account, a person or a job is taken away without reading the tables that may name it', async () => {
  const keys = await rows<{ name: string; column: string; target: string }>(
    db,
    `select m.name as name, f."from" as "column", f."table" as target from sqlite_master m
     join pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" in ('accounts', 'contacts', 'employments')`,
  )
  expect(keys.length).toBeGreaterThan(20)
  const indexed = await rows<{ place: string }>(
    db,
    `select m.name || '.' || c.name as place from sqlite_master m join pragma_index_list(m.name) i
     join pragma_index_info(i.name) c where m.type = 'table' and c.seqno = 0 and i.partial = 0`,
  )
  const first = new Set(indexed.map(({ place }) => place))
  expect(keys.map(({ name, column }) => `${name}.${column}`).filter((place) => !first.has(place))).toEqual([])
})
