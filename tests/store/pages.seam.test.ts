import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as account from '../../src/store/pages/account.ts'
import * as accounts from '../../src/store/pages/accounts.ts'
import * as draft from '../../src/store/pages/draft.ts'
import * as feeds from '../../src/store/pages/feeds.ts'
import * as insights from '../../src/store/pages/insights.ts'
import * as item from '../../src/store/pages/item.ts'
import * as people from '../../src/store/pages/people.ts'
import * as queue from '../../src/store/pages/queue.ts'
import * as rights from '../../src/store/pages/rights.ts'
import * as sending from '../../src/store/pages/sending.ts'
import * as signals from '../../src/store/pages/signals.ts'
import * as t from '../../src/store/schema/index.ts'
import * as views from '../../src/store/views.ts'
import { dayMs, hourMs, now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

describe('the book of accounts', () => {
  const nothing = { owner: null, text: '', tier: null, relationship: null, trigger: null, after: null }
  const page = async (filter: Partial<accounts.AccountFilter>) =>
    ids((await accounts.accountPage(db, { ...nothing, ...filter }, now)).rows)

  test('shows everybody, or one owner, or one tier', async () => {
    expect(await page({})).toEqual(['harbour', 'north', 'bare'])
    expect(await page({ owner: 'ida' })).toEqual(['north'])
    expect(await page({ owner: 'otto' })).toEqual([])
    expect(await page({ owner: 'nobody' })).toEqual(['harbour', 'bare'])
    expect(await page({ relationship: 'open_opportunity' })).toEqual(['harbour'])
    expect(await page({ relationship: 'partner' })).toEqual([])
    expect(await page({ trigger: { kind: 'funding', since: 0 } })).toEqual(['north'])
    expect(await page({ trigger: { kind: 'funding', since: now + dayMs } })).toEqual([])
    expect(await page({ tier: 1 })).toEqual(['north'])
    expect(await page({ tier: 2 })).toEqual([])
    expect(await page({ after: 'harbour' })).toEqual(['north', 'bare'])
    expect(await page({ after: 'bare' })).toEqual([])
  })

  test('finds a name or a domain in any case', async () => {
    expect(await page({ text: 'NORTHWIND r' })).toEqual(['north'])
    expect(await page({ text: 'Harbour.Example' })).toEqual(['harbour'])
    expect(await page({ text: 'nothing like it' })).toEqual([])
  })

  test('finds what begins so by name and by domain, once each, and only what is theirs', async () => {
    const called = async (text: string, ownerId: string | null = null, most = 9) =>
      ids(await account.accountsCalled(db, text, ownerId, most))
    expect(await called('NORTH')).toEqual(['north'])
    expect(await called('harbour.ex')).toEqual(['harbour'])
    expect(await called('robotics')).toEqual([])
    expect(await called('n', 'ida')).toEqual(['north'])
    expect(await called('n', 'otto')).toEqual([])
    expect(await called('', null, 2)).toHaveLength(2)
  })

  test('tells what is under way at each', async () => {
    const { chased, due, held } = await accounts.stepsOf(db, ['north', 'harbour'], now)
    expect(chased.get('north')).toMatchObject({ pursuitId: 'pursuit', state: 'sent' })
    expect([...due.keys()]).toEqual(['north'])
    expect([...held.keys()]).toEqual(['north'])
  })

  test('puts relationship, touch and newest trigger beside a name', async () => {
    const { related, touched, newest } = await accounts.marksOf(db, ['north', 'harbour'], { now, since: today })
    expect([...related]).toEqual([['harbour', 'open_opportunity']])
    expect([...touched]).toEqual([['north', now]])
    expect(newest.get('north')?.id).toBe('t1')
    expect((await accounts.marksOf(db, [], { now, since: today })).related.size).toBe(0)
  })

  test('opens one account with all that is known', async () => {
    expect(await account.accountHead(db, 'north')).toMatchObject({
      domains: ['northwind.example', 'northwind-robotics.example'],
      owner: { id: 'ida', name: 'Ida Example', source: 'import' },
    })
    expect((await account.accountHead(db, 'harbour'))?.owner).toBeNull()
    expect(await account.accountHead(db, 'nobody')).toBeNull()
    expect((await account.factsOf(db, 'north')).map(({ field }) => field)).toEqual([
      'country',
      'employees',
      'products',
      'ticker',
    ])
    expect((await account.outcomesOf(db, 'north')).map(({ outcome, by }) => [outcome.id, by])).toEqual([
      ['o2', 'Ida Example'],
      ['o1', 'Ida Example'],
    ])
    expect(ids(await account.draftsOfAccount(db, 'north'))).toEqual(['draft', 'other'])
    expect((await account.followUpsOf(db, 'north', now + dayMs)).map(({ followUp }) => followUp.id)).toEqual([
      'follow-1',
    ])
    expect(await account.followUpsOf(db, 'north', 0)).toHaveLength(2)
  })

  test('lists who works there before who has left', async () => {
    expect((await account.peopleOf(db, 'north')).map(({ contact }) => contact.id)).toEqual(['gone', 'mara', 'nils'])
  })
})

describe('an item', () => {
  test('shows its draft with revisions, decisions and sends', async () => {
    expect(await draft.draftSummary(db, 'draft')).toMatchObject({
      state: 'sent',
      accountName: 'Northwind Robotics',
      revisionId: 'r2',
      approvedAt: now - hourMs / 2,
    })
    expect(await draft.draftSummary(db, 'other')).toMatchObject({ revisionId: null, hash: null, approvedAt: null })
    expect((await draft.revisionsOf(db, 'draft')).map(({ revision, authorName }) => [revision.id, authorName])).toEqual(
      [
        ['r2', 'Ida Example'],
        ['r1', null],
      ],
    )
    expect((await draft.decisionsOf(db, ['draft'])).map(({ person }) => person)).toEqual(['Ida Example', 'Ben Example'])
    expect(await draft.decisionsOf(db, [])).toEqual([])
    expect(ids(await draft.sendsOf(db, 'draft'))).toEqual(['send'])
    expect(ids(await draft.draftsOfPursuit(db, 'pursuit'))).toEqual(['draft', 'other'])
    expect(await draft.submittedDrafts(db)).toEqual([])
  })

  test('shows why: brief, evidence, fit, triggers, history', async () => {
    expect(await item.briefOf(db, 'pursuit')).toEqual({ account: { id: 'north' } })
    expect(await item.briefOf(db, 'closed')).toBeNull()
    expect((await item.evidenceOf(db, ['t1'])).map(({ signal }) => signal.id)).toEqual(['s1'])
    expect(await item.evidenceOf(db, [])).toEqual([])
    expect((await item.currentFit(db, 'north'))?.id).toBe('fit2')
    expect(ids(await item.queueHistory(db, 'north', 5))).toEqual(['item'])
    expect((await item.triggersOf(db, 'north')).map(({ trigger, spend }) => [trigger.id, spend])).toEqual([
      ['t1', null],
    ])
    expect((await item.openHoldsOf(db, 'north', now)).map(({ hold }) => hold.id).sort()).toEqual(['h1', 'h2'])
    expect((await item.openHoldsOf(db, 'north', now + 4 * dayMs)).map(({ hold }) => hold.id)).toEqual(['h2'])
    expect(ids(await item.relationshipsOf(db, 'harbour', now))).toEqual(['rel'])
    expect(ids(await item.touchesOf(db, 'north'))).toEqual(['touch', 'earlier'])
    const found = await item.documentWithSignals(db, 'd1')
    expect(found?.signals.map(({ signal, accountId }) => [signal.id, accountId])).toEqual([
      ['s1', 'north'],
      ['s2', 'north'],
    ])
    expect(await item.documentWithSignals(db, 'nothing')).toBeNull()
  })

  test('are theirs who own the account, chase it or have it on a list', async () => {
    expect(await rights.ownAmong(db, 'ida', ['north', 'harbour', 'nobody'], today)).toEqual(new Set(['north']))
    expect(await rights.ownAmong(db, 'ben', ['north', 'harbour'], today)).toEqual(new Set())
    expect(await rights.ownAmong(db, 'ida', [], today)).toEqual(new Set())
  })
})

describe('the queue', () => {
  test('is one card per account, with its lead and its newest message', async () => {
    expect((await queue.queueDay(db, 'ida', today))?.id).toBe('day')
    const [card] = await queue.cardsOfDay(db, 'ida', today)
    expect(card).toMatchObject({
      accountName: 'Northwind Robotics',
      triggers: [{ id: 't1' }],
      draft: {
        id: 'draft',
        state: 'sent',
        contactName: 'Mara Example',
        contactTitle: 'VP Sales',
        returned: false,
        writer: 'person',
      },
    })
    expect(await queue.cardsOfDay(db, 'ida', '2026-11-23')).toEqual([])
    expect((await queue.cardOf(db, 'pursuit'))?.item?.id).toBe('item')
    expect((await queue.cardOf(db, 'closed'))?.item).toBeNull()
    expect(await queue.cardOf(db, 'nobody')).toBeNull()
    expect((await queue.cardsInHand(db, 'ida', now + dayMs, new Set())).map(({ accountName }) => accountName)).toEqual([
      'Northwind Robotics',
    ])
    expect(await queue.cardsInHand(db, 'ida', now + dayMs, new Set(['north']))).toEqual([])
    expect(ids(await queue.triggersByIds(db, ['t1']))).toEqual(['t1'])
    expect(await queue.triggersByIds(db, [])).toEqual([])
  })

  test('shows a pursuit as it stood on its last day', async () => {
    const world = await openWorld()
    const [found] = await queue.cardsOfDay(world, 'ida', today)
    const [builtOn, shown] = [(await queue.queueDay(world, 'ida', today))!, found!.item!]
    const days = ['2026-11-23', '2026-11-25']
    await atomically(world, (tx) =>
      days.flatMap((day) => [
        tx.insert(t.queueDays).values({ ...builtOn, id: day, day }),
        tx.insert(t.queueItems).values({ ...shown, id: `on ${day}`, queueDayId: day, day }),
      ]),
    )
    expect((await queue.cardOf(world, 'pursuit'))?.item?.id).toBe('on 2026-11-25')
    await close(world)
  })

  test('keeps a view per person and name', async () => {
    const view = (id: string, userId: string, place: string) => ({ id, userId, place, name: 'Mine', createdAt: now })
    for (const row of [view('v1', 'ida', 'today'), view('v2', 'ida', 'fix'), view('v3', 'otto', 'done')])
      await atomically(db, (tx) => [views.keepView(tx, row)])
    expect((await views.viewsOf(db, 'ida')).map(({ id, place }) => [id, place])).toEqual([['v1', 'fix']])
    await atomically(db, (tx) => [views.deleteView(tx, 'otto', 'v1'), views.deleteView(tx, 'otto', 'v3')])
    expect((await views.viewsOf(db, 'ida')).length + (await views.viewsOf(db, 'otto')).length).toBe(1)
  })

  test('knows what is held, dated ones first, and what is to follow up', async () => {
    expect((await queue.recentHolds(db, 'ida', now)).map(({ hold }) => hold.id)).toEqual(['h1', 'h2'])
    expect(
      (await queue.openFollowUps(db, 'ida')).map(({ followUp, contactName }) => [followUp.id, contactName]),
    ).toEqual([['follow-1', 'Mara Example']])
    expect(await people.repsWithQueues(db)).toEqual([{ id: 'ida', name: 'Ida Example' }])
    expect((await people.userNames(db)).get('otto')).toBe('Otto Example')
    expect(await people.userName(db, 'nobody')).toBeNull()
  })
})

describe('the other pages', () => {
  test('show what each feed brought', async () => {
    const ask = (view: feeds.FeedView, text = '', after: string | null = null) =>
      feeds.feedPage(db, { view, text, after })
    const { lines, next } = await ask('watched')
    expect(
      lines.map(({ feed, accountName, brought }) => [feed.id, accountName, brought.items, brought.signals]),
    ).toEqual([
      ['paused', null, 0, 0],
      ['wire', null, 2, 2],
      ['board', 'Northwind Robotics', 0, 0],
    ])
    expect(next).toBeNull()
    const idsOf = async (page: ReturnType<typeof ask>) => (await page).lines.map(({ feed }) => feed.id)
    expect(await idsOf(ask('watched', '', 'paused'))).toEqual(['wire', 'board'])
    expect(await idsOf(ask('off'))).toEqual(['off'])
    expect(await idsOf(ask('watched', 'WIRE'))).toContain('wire')
    expect(await idsOf(ask('watched', 'nothing of that name'))).toEqual([])
    expect(await feeds.feedCounts(db)).toEqual({ watched: 3, trouble: (await idsOf(ask('trouble'))).length, off: 1 })
    expect((await feeds.feedById(db, 'wire'))?.enabled).toBe(true)
    expect(await feeds.feedById(db, 'nothing')).toBeNull()
  })

  test('show signals by owner, kind, review and time', async () => {
    const found = async (filter: object) =>
      (await signals.signalPage(db, { ownerId: null, kind: null, review: false, before: null, ...filter })).rows.map(
        ({ signal }) => signal.id,
      )
    expect(await found({})).toEqual(['s2', 's1'])
    expect(await found({ review: true })).toEqual(['s2'])
    expect(await found({ ownerId: 'ida' })).toEqual(['s2', 's1'])
    expect(await found({ ownerId: 'otto' })).toEqual([])
    expect(await found({ kind: 'layoff' })).toEqual([])
    expect(await found({ before: `${now + dayMs}-s9` })).toEqual(['s2', 's1'])
    expect(await found({ before: '1-s9' })).toEqual([])
  })

  test('count tiers, outcomes and rejections, and tell what waited and was approved', async () => {
    expect(await insights.tierCounts(db)).toEqual([{ icpVersionId: 'v2', tier: 1, n: 1 }])
    const all = { since: now - dayMs, ownerId: '', segment: '', kind: '' }
    const came = { kind: 'funding', segment: '', tier: 1, touches: 1, replies: 1, meetings: 1, won: 0 }
    expect(await insights.cameOfTouches(db, all)).toEqual([came])
    expect(await insights.cameOfTouches(db, { ...all, kind: 'funding', ownerId: 'ida' })).toEqual([came])
    expect(await insights.cameOfTouches(db, { ...all, since: now - 200 * dayMs })).toHaveLength(2)
    for (const other of [{ ownerId: 'ben' }, { kind: 'layoff' }, { segment: 'warehouses' }])
      expect(await insights.cameOfTouches(db, { ...all, ...other })).toEqual([])
    expect([...(await insights.segments(db))]).toEqual([['warehouses', 'Warehouse teams']])
    expect(await insights.rejections(db, all)).toEqual([])
    expect(await insights.rejections(db, { since: 0, ownerId: 'ida', segment: 'warehouses', kind: 'funding' })).toEqual(
      [],
    )
    const waited = await insights.waitedSince(db, { ...all, since: 0, kind: 'funding', segment: 'warehouses' })
    expect(waited.map(({ accountId, ownerKey }) => [accountId, ownerKey])).toEqual([['north', 'ida']])
    expect(waited[0]!.touchedAt).toBeGreaterThanOrEqual(waited[0]!.seenAt)
    for (const other of [{ since: now + dayMs }, { ownerId: 'ben' }, { kind: 'layoff' }, { segment: 'x' }])
      expect(await insights.waitedSince(db, { ...all, ...other })).toEqual([])
    const texts = await insights.approvedTexts(db, { ...all, kind: 'funding', segment: 'warehouses' })
    expect(texts.map(({ draftId, kind }) => [draftId, kind])).toEqual([
      ['draft', 'funding'],
      ['draft', 'funding'],
    ])
    for (const other of [{ ownerId: 'ben' }, { kind: 'layoff' }, { segment: 'x' }])
      expect(await insights.approvedTexts(db, { ...all, ...other })).toEqual([])
    expect(await sending.sendCounts(db)).toEqual([{ state: 'sent', n: 1 }])
  })
})
