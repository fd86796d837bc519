import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import type { AccountNames } from '../../src/core/account.ts'
import * as accountNames from '../../src/store/account-names.ts'
import * as accounts from '../../src/store/accounts.ts'
import * as contacts from '../../src/store/contacts.ts'
import * as corrections from '../../src/store/corrections.ts'
import * as digest from '../../src/store/digest.ts'
import * as drafts from '../../src/store/drafts.ts'
import * as family from '../../src/store/family.ts'
import * as feeds from '../../src/store/feeds.ts'
import * as fits from '../../src/store/fits.ts'
import * as holds from '../../src/store/holds.ts'
import * as icps from '../../src/store/icps.ts'
import * as lists from '../../src/store/lists.ts'
import * as notices from '../../src/store/notices.ts'
import * as outcomes from '../../src/store/outcomes.ts'
import * as pursuits from '../../src/store/pursuits.ts'
import * as queue from '../../src/store/queue.ts'
import * as ranking from '../../src/store/ranking.ts'
import * as rehearsal from '../../src/store/rehearsal.ts'
import * as research from '../../src/store/research.ts'
import * as reviews from '../../src/store/reviews.ts'
import * as t from '../../src/store/schema/index.ts'
import * as sends from '../../src/store/sends.ts'
import * as signals from '../../src/store/signals.ts'
import * as suppressions from '../../src/store/suppressions.ts'
import * as touches from '../../src/store/touches.ts'
import * as users from '../../src/store/users.ts'
import * as why from '../../src/store/why.ts'
import * as workspaces from '../../src/store/workspace.ts'
import { openFollowUps, openHolds, sendsOfDraft } from '../support/rows.ts'
import { approvalRow, secondText, sendRow } from './seam/messages.ts'
import { dayMs, hourMs, now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

describe('accounts', () => {
  test('come with numbers as numbers, flags as flags and nothing as null', async () => {
    expect(await accounts.findAccount(db, 'bare')).toEqual({
      id: 'bare',
      externalId: null,
      name: 'Quarry Without Site',
      parentId: null,
      familyId: 'bare',
      mergedInto: null,
      incomplete: true,
      createdAt: now - 60 * dayMs,
      changedAt: now - 60 * dayMs,
      factsChangedAt: now - 60 * dayMs,
    })
    expect(await accounts.findAccount(db, 'nobody')).toBeUndefined()
  })

  test('are found by what changed, never at the instant itself', async () => {
    expect(ids(await accounts.changedAccounts(db, now - 61 * dayMs))).toEqual(['bare', 'harbour', 'north', 'old'])
    expect(await accounts.changedAccounts(db, now - 60 * dayMs)).toEqual([])
    expect(ids(await accounts.allAccounts(db))).toEqual(['bare', 'harbour', 'north', 'old'])
  })

  test('know their facts that hold, and all there were', async () => {
    expect((await accounts.ownershipOf(db, 'north'))?.userId).toBe('ida')
    expect(await accounts.ownershipOf(db, 'bare')).toBeUndefined()
    expect(ids(await accounts.liveFacts(db))).toEqual(['f1', 'f3', 'f4', 'f5'])
    const live = await accounts.liveFactsOf(db, ['north'])
    expect(live.map(({ field, value }) => [field, value])).toEqual([
      ['country', 'NL'],
      ['employees', 240],
      ['products', ['Pallet One', 'Dock']],
      ['ticker', 'NWR'],
    ])
    expect(ids(await accounts.factsOf(db, ['north']))).toEqual(['f1', 'f2', 'f4', 'f5', 'f3'])
    expect(await accounts.factsOf(db, [])).toEqual([])
  })

  test('tell matching their names, domains and cues, merged ones left out', async () => {
    const names: AccountNames[] = []
    for await (const lot of accountNames.accountNames(db)) names.push(...lot)
    expect(names.map(({ id }) => id)).toEqual(['bare', 'harbour', 'north'])
    expect(await accountNames.accountNamesOf(db, ['north', 'old', 'nobody'])).toEqual([names[2]])
    expect(await accountNames.countNames(db)).toEqual({ accounts: 3, names: 5 })
    expect(names[2]).toEqual({
      id: 'north',
      name: 'Northwind Robotics',
      domains: ['northwind.example', 'northwind-robotics.example'],
      aliases: [
        { name: 'Nordwind', kind: 'former' },
        { name: 'NWR', kind: 'ticker' },
      ],
      cues: { industry: null, city: null, country: 'NL', people: ['Mara Example'], products: ['Pallet One', 'Dock'] },
    })
    expect((await accounts.allDomains(db)).map(({ primary }) => primary)).toEqual([true, false, true])
    expect(ids(await accounts.allAliases(db))).toEqual(['alias'])
  })

  test('know who works there now, who owns them, what they are to us', async () => {
    expect((await accounts.liveEmployments(db)).map(({ contact }) => contact.id)).toEqual(['mara'])
    expect((await accounts.employmentsOf(db, ['north'])).map(({ contact }) => contact.id)).toEqual(['mara', 'nils'])
    expect(ids(await accounts.allEmployments(db))).toEqual(['e1', 'e2', 'e3'])
    expect(ids(await accounts.allContacts(db))).toEqual(['gone', 'mara', 'nils'])
    expect(ids(await accounts.liveOwnerships(db))).toEqual(['own'])
    expect([...(await accounts.countOwnedFrom(db, 'import'))]).toEqual([['ida', 1]])
    expect((await accounts.countOwnedFrom(db, 'territory')).size).toBe(0)
    expect((await accounts.liveRelationships(db, now))[0]).toMatchObject({ id: 'rel', amountUsd: 12_500.5, to: null })
    expect(ids(await accounts.allRelationships(db))).toEqual(['rel'])
    expect(ids(await accounts.relationshipsOf(db, ['harbour', 'north']))).toEqual(['rel'])
    expect(await accounts.relationshipsOf(db, ['north'])).toEqual([])
    expect((await contacts.findContact(db, 'gone'))?.email).toBeNull()
  })

  test('are asked as a family, with those merged into one of it', async () => {
    expect((await family.familyOf(db, 'harbour')).sort()).toEqual(['harbour', 'north', 'old'])
    expect(await family.familyOf(db, 'nobody')).toEqual([])
    expect(await family.accountsOfDomain(db, 'northwind.example')).toEqual(['north'])
    expect(await family.familyOwnerOf(db, 'harbour')).toBe('ida')
    expect(await family.familyOwnerOf(db, 'bare')).toBeNull()
  })

  test('are indexed by what an import may call them', async () => {
    const index = await accounts.accountIndex(db)
    expect([...index.byExternalId.keys()]).toEqual(['crm-1'])
    expect(index.byDomain.get('harbour.example')?.id).toBe('harbour')
    expect(index.incompleteByName.get('quarry without site')?.id).toBe('bare')
    expect(index.aliases.has('north Nordwind')).toBe(true)
  })
})

describe('feeds and what they brought', () => {
  test('are due when enabled, neither paused nor gone, and their time has come', async () => {
    expect(ids(await feeds.feedsDue(db, now, 50))).toEqual(['wire'])
    expect(ids(await feeds.feedsDue(db, now + 2 * hourMs, 50))).toEqual(['wire', 'board'])
    expect(ids(await feeds.listFeeds(db))).toEqual(['off', 'paused', 'wire', 'board'])
    expect(await feeds.findFeed(db, 'wire')).toMatchObject({
      settings: { url: 'https://wire.example/wire.xml' },
      failures: 0,
    })
    expect(ids(await feeds.postingsOf(db, 'board')).sort()).toEqual(['p1', 'p2', 'p3'])
  })

  test('wait for an extractor that has not read them', async () => {
    expect(ids(await signals.unreadDocuments(db, 'x1', 10))).toEqual(['d2'])
    expect(ids(await signals.unreadDocuments(db, 'x2', 9))).toEqual(['d2'])
    expect([...(await signals.newestVersions(db, [{ feedId: 'wire', identity: 'd1' }])).values()]).toEqual(['d1'])
    expect((await signals.unreadDocuments(db, 'x1', 10))[0]?.extra).toEqual({ page: 2 })
  })

  test('give their live signals by item, to match, and as found since', async () => {
    expect(ids(await signals.signalsOfItems(db, [{ feedId: 'wire', identity: 'd1' }])).sort()).toEqual(['s1', 's2'])
    expect(await signals.signalsOfItems(db, [])).toEqual([])
    const signalIds = async (since: number | null, after = '') =>
      (await signals.signalsToMatch(db, since, after, 10)).map(({ signal }) => signal.id)
    expect(await signalIds(null)).toEqual(['s2'])
    expect(await signalIds(now - 3 * hourMs)).toEqual(['s1', 's2'])
    expect(await signalIds(now - 3 * hourMs, 's1')).toEqual(['s2'])
    expect(await signalIds(now - 2 * hourMs)).toEqual([])
    expect(await signals.signalsOfItems(db, [{ feedId: 'board', identity: 'd1' }])).toEqual([])
  })

  test('count as evidence when matched by the machine or a person, and not withdrawn', async () => {
    const evidence = await signals.evidenceOf(db, ['north'])
    expect(evidence.map(({ signal }) => signal.id)).toEqual(['s1'])
    expect(evidence[0]?.signal.signal.fields.amount?.value).toEqual({ value: 40_000_000, currency: 'USD' })
    expect(ids(await signals.matchesOf(db, ['s1', 's2'])).sort()).toEqual(['m1', 'm2'])
    expect(await signals.matchesOf(db, [])).toEqual([])
    expect(ids(await signals.triggersOf(db, ['north']))).toEqual(['t1', 't2'])
    expect(ids(await signals.liveTriggers(db))).toEqual(['t1'])
    expect(ids(await signals.triggersById(db, ['t2']))).toEqual(['t2'])
    expect(await signals.evidenceRowsOf(db, ['north'])).toMatchObject([{ triggerId: 't1', signal: { id: 's1' } }])
    expect((await signals.evidenceBehind(db, ['t1'])).map(({ document }) => document.id)).toEqual(['d1'])
  })
})

describe('the ranked day', () => {
  test('stands on the ICP in force and the fit that holds', async () => {
    expect(ids(await icps.liveIcps(db))).toEqual(['v2'])
    expect(ids(await icps.icpHistory(db, 'warehouses'))).toEqual(['v2', 'v1'])
    expect(await icps.icpKeys(db)).toEqual(['warehouses'])
    expect((await icps.getIcpVersion(db, 'v1'))?.icp).toEqual({ name: 'Warehouse teams' })
    expect(ids(await fits.liveFits(db))).toEqual(['fit2'])
    expect(await fits.liveFitHashes(db)).toEqual([
      { id: 'fit2', accountId: 'north', resultHash: 'fit2', from: now - 5 * dayMs },
    ])
    expect(await fits.fitOfAccount(db, 'north')).toMatchObject({ fit: 82.3, tier: 1, disqualified: false, to: null })
    expect(await drafts.tierOf(db, 'north')).toBe(1)
    expect(await drafts.tierOf(db, 'harbour')).toBeNull()
  })

  test('has a place for an account, or none', async () => {
    expect((await why.queuedAt(db, 'north', today))?.id).toBe('item')
    expect(await why.queuedAt(db, 'north', '2026-11-23')).toBeUndefined()
  })

  test('is frozen with its numbers', async () => {
    expect(await queue.findQueueDay(db, 'ida', today)).toMatchObject({
      watermarks: { facts: now - hourMs },
      reasons: { capacity: 3 },
    })
    expect(await queue.hasQueueDay(db, 'ben')).toBe(false)
    expect((await queue.queueDayBefore(db, 'ida', '2999-01-01'))?.day).toBe(today)
    expect(await queue.queueDayBefore(db, 'ida', today)).toBeUndefined()
    expect(await queue.hasQueueDay(db, 'ida')).toBe(true)
    expect((await queue.queueItemsOf(db, 'ida', today))[0]).toMatchObject({
      priority: 70.4,
      fit: 82.3,
      heat: 60.2,
      tier: 1,
      rank: 1,
    })
    expect(await ranking.shownBetween(db, '2026-11-20', today)).toEqual([])
    expect(await ranking.shownBetween(db, '2026-11-20', '2026-11-25')).toHaveLength(1)
    expect(await ranking.queuedOn(db, today)).toEqual([{ accountId: 'north', ownerId: 'ida' }])
  })

  test('asks people, holds, touches, drafts and corrections', async () => {
    expect(ids(await ranking.activeUsers(db))).toEqual(['ada', 'ben', 'ida'])
    expect(ids(await ranking.allAbsences(db))).toEqual(['away'])
    expect(ids(await ranking.allSuppressions(db))).toEqual(['sup'])
    expect((await ranking.openHolds(db)).map(({ hold, by }) => [hold.id, by])).toEqual([
      ['h1', 'Ida Example'],
      ['h2', 'Ida Example'],
    ])
    expect(ids(await openHolds(db))).toEqual(['h2', 'h1'])
    expect((await holds.findHold(db, 'h3'))?.endedAt).toBe(now - hourMs)
    expect((await ranking.touchesSince(db, now - 200 * dayMs)).map(({ at }) => at)).toEqual([now - 100 * dayMs, now])
    expect(ids(await ranking.draftsIn(db, ['sent']))).toEqual(['draft'])
    expect(await ranking.editedPursuits(db)).toEqual(new Set(['pursuit']))
    expect(await ranking.allSpends(db)).toMatchObject([{ triggerId: 't2', reason: 'stale', by: 'Ida Example' }])
    expect(ids(await ranking.fitCorrections(db))).toEqual(['c2'])
    expect(await ranking.talksSince(db, 0)).toEqual([])
    expect(await outcomes.dealOutcomes(db)).toEqual([])
    expect((await outcomes.answersSince(db, now)).map(({ kind }) => kind)).toContain('reply')
    expect((await ranking.workSince(db, 0)).map(({ pursuitId }) => pursuitId)).toContain('pursuit')
    expect(await corrections.wrongContacts(db, 'north')).toEqual(new Set(['nils']))
    expect(await corrections.wrongContactsOf(db, ['north', 'harbour'])).toEqual(new Set(['north nils']))
    expect(ids(await ranking.allTerritories(db))).toEqual(['nl', 'rest'])
  })

  test('changes and removes a territory', async () => {
    const row = { id: 'extra', name: 'Extra', position: 99, rules: [], userIds: ['ida'] }
    await atomically(db, (tx) => [
      ranking.insertTerritory(tx, row),
      ranking.changeTerritory(tx, 'extra', { position: -1 }),
    ])
    expect(ids(await ranking.allTerritories(db))).toEqual(['extra', 'nl', 'rest'])
    await atomically(db, (tx) => [ranking.deleteTerritory(tx, 'extra')])
    expect(ids(await ranking.allTerritories(db))).toEqual(['nl', 'rest'])
  })

  test('leads to pursuits with their newest brief', async () => {
    expect(ids(await pursuits.openPursuits(db))).toEqual(['pursuit'])
    expect((await pursuits.findPursuit(db, 'closed'))?.closeReason).toBe('expired')
    expect((await pursuits.latestBrief(db, 'pursuit'))?.id).toBe('b2')
    expect((await pursuits.latestPursuit(db, 'north'))?.id).toBe('pursuit')
    expect((await pursuits.findBrief(db, 'b1'))?.pursuitId).toBe('pursuit')
    expect(await corrections.spentTriggers(db, 'harbour')).toEqual(new Set())
    expect((await pursuits.latestBriefs(db, ['pursuit', 'closed'])).get('pursuit')?.brief).toEqual({
      account: { id: 'north' },
    })
    expect(await pursuits.latestBriefs(db, [])).toEqual(new Map())
  })

  test('knows openings newest first and those without a date last', async () => {
    expect((await research.postingsOfAccounts(db, ['north'])).map(({ posting }) => posting.id)).toEqual([
      'p3',
      'p2',
      'p1',
    ])
    expect(await research.accountsNamed(db, ['north'])).toEqual(new Map([['north', 'Northwind Robotics']]))
    expect((await research.historyOf(db, ['north'])).map(({ text }) => text)).toEqual([
      'We met',
      'They replied (interested)',
      'We reached out by e-mail',
      'We reached out by e-mail',
    ])
  })
})

test('customers come with their industry and size, and only while they are customers', async () => {
  const ended = {
    id: 'past',
    externalId: 'crm-9',
    accountId: 'north',
    kind: 'customer',
    from: now - 50 * dayMs,
  } as const
  await atomically(db, (tx) => [
    tx.insert(t.relationships).values({ ...ended, to: now - 40 * dayMs, asOf: now - 41 * dayMs }),
  ])
  expect(await research.customersAt(db, now)).toEqual([])
  expect(await research.customersAt(db, now - 45 * dayMs)).toEqual([
    {
      ...{ accountId: 'north', name: 'Northwind Robotics', asOf: now - 41 * dayMs },
      ...{ field: 'employees', value: 240 },
    },
  ])
})

describe('messages', () => {
  test('keep every revision in order, with words and checks', async () => {
    expect(await drafts.findDraft(db, 'draft')).toMatchObject({ state: 'sent', headRevisionId: 'r2' })
    expect(ids(await drafts.draftsOfPursuit(db, 'pursuit'))).toEqual(['draft', 'other'])
    expect(ids(await drafts.draftsOfAccounts(db, ['north'], ['quarantined']))).toEqual(['other'])
    expect(ids(await drafts.draftsInState(db, ['sent', 'quarantined']))).toEqual(['other', 'draft'])
    expect((await drafts.revisionsOf(db, 'draft')).map(({ revision }) => revision.number)).toEqual([1, 2])
    const found = await drafts.findRevision(db, 'r2')
    expect(found?.text).toMatchObject(secondText)
    expect(found?.checks.stats).toEqual({ words: 6 })
    expect(await drafts.recentTexts(db, 'ida', now - dayMs)).toMatchObject([
      { draftId: 'draft', text: secondText.text },
    ])
  })

  test('carry their decisions, approval, send and touch', async () => {
    expect(ids(await reviews.decisionsOf(db, 'draft'))).toEqual(['submitted', 'approved'])
    expect(await reviews.decisionCount(db, 'r2', 'ben')).toBe(1)
    expect(ids(await reviews.approvalsOf(db, 'draft'))).toEqual(['approval'])
    expect(await reviews.liveApproval(db, 'draft')).toMatchObject(approvalRow)
    expect((await reviews.findApproval(db, 'approval'))?.voidedAt).toBeNull()
    expect(await sends.findSend(db, 'send')).toMatchObject({ state: 'sent', attempts: 1, day: today })
    expect(ids(await sendsOfDraft(db, 'draft'))).toEqual(['send'])
    expect(ids(await sends.sendsInState(db, 'sent', ['folder', 'smtp']))).toEqual(['send'])
    expect(await sends.sendsInState(db, 'sent', ['smtp'])).toEqual([])
    expect(await sends.expiredClaims(db, now + dayMs)).toEqual([])
    expect(await sends.approvedDrafts(db)).toEqual([])
    expect((await workspaces.storedWorkspace(db))?.settings).toEqual({ sender: { company: 'Bright Shift' } })
    expect((await touches.findTouch(db, 'touch'))?.sendId).toBe('send')
    expect(ids(await touches.touchesOf(db, ['north']))).toEqual(['touch', 'earlier'])
    expect((await touches.lastTouchTo(db, sendRow.addressKey))?.id).toBe('touch')
    const { addressKey } = sendRow
    expect((await touches.touchesByExternalId(db)).get('out-touch')).toMatchObject({ id: 'touch', addressKey })
    expect(await touches.knownTouchIds(db)).toEqual(new Set(['out-touch', 'out-earlier']))
  })

  test('open follow-ups and lead to outcomes', async () => {
    expect(ids(await openFollowUps(db, 'ida'))).toEqual(['follow-1'])
    expect((await touches.findFollowUp(db, 'follow-2'))?.closeReason).toBe('They answered')
    const due = await touches.openFollowUpsUntil(db, '2026-11-27')
    expect(due.map(({ followUp, touch, state }) => [followUp.id, touch.id, state])).toEqual([
      ['follow-1', 'touch', null],
    ])
    expect(await touches.openFollowUpsUntil(db, '2026-11-26')).toEqual([])
    const sent = await touches.sentOf(db, 'pursuit')
    expect(sent.map(({ touch, text, marks, brief }) => [touch.id, text.revisionId, marks, brief !== null])).toEqual([
      ['touch', 'r2', [], true],
    ])
    expect(ids(await outcomes.outcomesOf(db, ['north']))).toEqual(['o2', 'o1'])
    expect((await outcomes.findOutcome(db, 'north', 'meeting', 'o2'))?.amountUsd).toBe(100.25)
    expect(await outcomes.knownOutcomeKeys(db)).toEqual(new Set(['north reply o1', 'north meeting o2']))
    expect((await suppressions.findSuppression(db, 'domain', 'never.example'))?.id).toBe('sup')
    expect(ids(await suppressions.listSuppressions(db))).toEqual(['sup'])
  })
})

describe('the people', () => {
  test('are found by address in any spelling, and counted', async () => {
    expect((await users.userByEmail(db, ' IDA@brightshift.example '))?.id).toBe('ida')
    expect(await users.userById(db, 'nobody')).toBeNull()
    expect((await users.allUsers(db)).map(({ id }) => id)).toEqual(['ada', 'ben', 'ida', 'otto'])
    expect(await users.countUsers(db)).toBe(4)
    expect([...(await users.usersByEmail(db)).keys()]).toContain('otto@brightshift.example')
  })

  test('work in a workspace whose settings are complete', async () => {
    const found = await workspaces.findWorkspace(db)
    expect(found).toMatchObject({ sendingOn: true, killSwitch: false, dailyMailboxCap: 50 })
    expect(found?.settings).toMatchObject({ sender: { company: 'Bright Shift' }, perKindLimit: 8 })
    expect((await workspaces.getWorkspace(db)).id).toBe(1)
  })

  test('get one notice each, and those not sent wait', async () => {
    expect((await notices.findNotice(db, 'ida', 'digest', today))?.id).toBe('n1')
    expect((await notices.waitingNotices(db)).map(({ notice, user }) => [notice.id, user.id])).toEqual([['n1', 'ida']])
    expect(ids(await notices.recentNotices(db, 5))).toEqual(['n2', 'n1'])
  })
})

describe('the digest and the rehearsal', () => {
  test('read one day of one person', async () => {
    expect((await digest.digestItems(db, 'ida', today)).map(({ accountName }) => accountName)).toEqual([
      'Northwind Robotics',
    ])
    expect((await digest.digestDrafts(db, ['pursuit'])).map(({ contactName }) => contactName)).toEqual([
      null,
      'Mara Example',
    ])
    expect(await digest.digestDrafts(db, [])).toEqual([])
    const lately = { from: now - dayMs, to: now + hourMs }
    const came = async (to: number) => (await digest.outcomesFor(db, 'ida', { ...lately, to }, 0)).length
    expect([await came(lately.to), await came(lately.to - 1)]).toEqual([2, 0])
    const due = async (from: number) =>
      ids((await digest.holdsDue(db, 'ida', { from, to: now + 9 * dayMs })).map(({ hold }) => hold))
    expect([await due(now), await due(now + 3 * dayMs)]).toEqual([['h1'], []])
    expect((await digest.followUpsDue(db, 'ida', '2026-11-30')).map(({ followUp }) => followUp.id)).toEqual([
      'follow-1',
    ])
    expect((await digest.pursuitsEnded(db, 'ida', lately, ['sent'])).map(({ pursuit }) => pursuit.id)).toEqual([
      'closed',
    ])
    expect(await digest.pursuitsEnded(db, 'ida', lately, ['expired'])).toEqual([])
    expect(await digest.pursuitsEnded(db, 'ida', { ...lately, to: now - 2 * hourMs }, ['sent'])).toEqual([])
    expect(await digest.draftsStuck(db)).toEqual([])
    expect(ids(await digest.enabledFeeds(db))).toEqual(['board', 'paused', 'wire'])
    expect((await digest.failedNotices(db, now - dayMs)).map(({ to }) => to)).toEqual(['Ida Example'])
    expect(await digest.absentOn(db, '2026-12-04')).toEqual(new Set(['ida']))
    expect(await digest.absentOn(db, '2026-12-05')).toEqual(new Set())
  })

  test('print a morning as it was', async () => {
    const [item] = await lists.listedItems(db, 'ida', today)
    expect(item).toMatchObject({ domain: 'northwind.example', draft: { text: { revisionId: 'r2' } } })
    const found = await rehearsal.signalsFound(db, now - 2 * hourMs)
    expect(found.map(({ signal, matches }) => [signal.id, matches.map(({ decision }) => decision)])).toEqual([
      ['s1', ['auto']],
      ['s2', ['review']],
    ])
  })
})
