import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, Conflict, close, type Db, type Step, type Tx } from '#dialect'
import { changedSince } from '../../src/store/account-names.ts'
import * as accounts from '../../src/store/accounts.ts'
import * as apiKeys from '../../src/store/api-keys.ts'
import * as contacts from '../../src/store/contacts.ts'
import * as feeds from '../../src/store/feeds.ts'
import * as handovers from '../../src/store/handovers.ts'
import * as calls from '../../src/store/model-calls.ts'
import * as offers from '../../src/store/offers.ts'
import * as outcomes from '../../src/store/outcomes.ts'
import { ownAmong } from '../../src/store/pages/rights.ts'
import { markMatched } from '../../src/store/signals.ts'
import { sendRow } from './seam/messages.ts'
import { dayMs, hourMs, now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const write = async (...steps: ((tx: Tx) => Step)[]) => await atomically(db, (tx) => steps.map((step) => step(tx)))

test('a feed is leased to one poller at a time, and only the holder ends the poll', async () => {
  const lease = (by: string, at: number) =>
    feeds.leaseFeed(db, 'wire', { by, now: at, until: at + hourMs, onlyIfDue: true })
  const held = await Promise.all(['a', 'b', 'c'].map((by) => lease(by, now)))
  expect(held.filter(Boolean)).toHaveLength(1)
  const holder = held.find(Boolean)?.leasedBy ?? ''
  await expect(write((tx) => feeds.endPoll(tx, 'wire', 'nobody', {}))).rejects.toBeInstanceOf(Conflict)
  await write((tx) => feeds.endPoll(tx, 'wire', holder, { nextPollAt: now + dayMs, bodyHash: 'x' }))
  expect(await lease('d', now + 1)).toBeUndefined()
  expect((await lease('e', now + dayMs))?.bodyHash).toBe('x')
  expect((await lease('f', now + dayMs + hourMs))?.leasedBy).toBe('f')
  expect((await lease('after the clock was set back', now - 9 * dayMs))?.leasedBy).toBe('after the clock was set back')
})

test('a host that asked for patience is remembered until it is forgotten', async () => {
  const host = { host: 'wire.example', waitUntil: now + hourMs, refusals: 1 }
  await write((tx) => feeds.saveHost(tx, host))
  await write((tx) => feeds.saveHost(tx, { ...host, refusals: 2 }))
  expect(await feeds.hostsWaiting(db)).toEqual([{ ...host, refusals: 2 }])
  await write((tx) => feeds.forgetHosts(tx, ['wire.example']))
  expect(await feeds.hostsWaiting(db)).toEqual([])
  for (const [name, waitUntil] of [
    ['long-past', now - dayMs],
    ['waiting', now + 1],
    ['far-ahead', now + 9 * dayMs],
  ] as const)
    await write((tx) => feeds.saveHost(tx, { host: name, waitUntil, refusals: 1 }))
  await write((tx) => feeds.forgetHostsOutside(tx, now, now + dayMs))
  expect((await feeds.hostsWaiting(db)).map(({ host }) => host)).toEqual(['waiting'])
  await write((tx) => feeds.forgetHosts(tx, ['waiting']))
  expect(await feeds.versionsOf(db, 'wire', ['d1', 'd9'], now)).toEqual([{ identity: 'd1', contentHash: 'hash' }])
})

test('a board tells which accounts have news, and every job that stood on it', async () => {
  expect(await feeds.accountsWithBoardNews(db, now - dayMs)).toEqual([])
  const reading = { id: 'snap', feedId: 'board', at: now, complete: true, openings: 3, bodyHash: 'x' }
  await write((tx) => feeds.insertSnapshot(tx, reading))
  expect(await feeds.accountsWithBoardNews(db, now - dayMs)).toEqual(['north'])
  expect(await feeds.accountsWithBoardNews(db, now)).toEqual([])
  expect((await feeds.postingsOfAccount(db, 'north')).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3'])
  expect(await feeds.postingsOfAccount(db, 'harbour')).toEqual([])
})

test('an item has a newest version', async () => {
  const changed = {
    id: 'd0',
    feedId: 'wire',
    identity: 'd1',
    contentHash: 'later',
    title: 'x',
    publisher: 'x',
    fetchedAt: now,
  }
  await write((tx) => feeds.insertDocuments(tx, [changed]))
  expect((await feeds.newestVersion(db, 'wire', 'd1'))?.contentHash).toBe('later')
  expect(await feeds.newestVersion(db, 'wire', 'd9')).toBeUndefined()
})

test('an API key opens until it is revoked, once', async () => {
  await write((tx) =>
    apiKeys.addApiKey(tx, { id: 'k1', name: 'CRM', tokenHash: 'th', scopes: ['queue:read'], createdAt: now }),
  )
  await write((tx) => apiKeys.addApiKey(tx, { id: 'k2', name: 'BI', tokenHash: 'ti', scopes: [], createdAt: now + 1 }))
  expect(await apiKeys.liveApiKey(db, 'th')).toMatchObject({ scopes: ['queue:read'], revokedAt: null })
  const revoke = () => write((tx) => ({ must: apiKeys.revokeApiKey(tx, 'k1', now), else: 'revoked' }))
  await revoke()
  await expect(revoke()).rejects.toBeInstanceOf(Conflict)
  expect(await apiKeys.liveApiKey(db, 'th')).toBeNull()
  expect((await apiKeys.allApiKeys(db)).map(({ id }) => id)).toEqual(['k2', 'k1'])
})

test('a model call costs before it answers, and its answer is found again', async () => {
  const call = { id: 'mc', key: 'hash', model: 'small', promptVersion: '1', day: today, costUsd: 0.25, at: now }
  expect(await calls.modelSpendOn(db, today)).toEqual([])
  await calls.insertModelCall(db, call)
  await calls.insertModelCall(db, { ...call, id: 'md', costUsd: 0.5, at: now + 1 })
  expect(await calls.findModelAnswer(db, 'hash')).toBeNull()
  await calls.settleModelCall(db, 'mc', { answer: { subject: 'Hello' }, costUsd: 0.002 })
  await calls.settleModelCall(db, 'md', { error: 'too slow' })
  expect(await calls.findModelAnswer(db, 'hash')).toEqual({ subject: 'Hello' })
  await calls.insertModelCall(db, { ...call, id: 'me', promptVersion: '2', at: now + 2 })
  expect(await calls.modelSpendOn(db, today)).toEqual([
    { promptVersion: '1', calls: 2, answered: 1, costUsd: 0.502 },
    { promptVersion: '2', calls: 1, answered: 0, costUsd: 0.25 },
  ])
})

test('a hand-over is given to one, and answered once', async () => {
  const row = { id: 'ho', outcomeId: 'o1', fromId: 'ida', toId: 'ben', note: 'They want to talk', at: now }
  await write((tx) => handovers.insertHandover(tx, row))
  await write((tx) => handovers.insertHandover(tx, { ...row, id: 'hp', toId: 'ida' }))
  const open = async (userId: string | null, since = now + 1) =>
    (await handovers.handoversOf(db, userId, since)).map(({ accountName, handover }) => [accountName, handover.id])
  for (const userId of ['ben', 'ida', null]) expect(await open(userId)).toEqual([['Northwind Robotics', 'ho']])
  expect(await open('stranger')).toEqual([])
  expect(await ownAmong(db, 'ben', ['north', 'harbour'], today)).toEqual(new Set(['north']))
  expect((await handovers.handoversOfOutcomes(db, ['o1'])).map(({ id }) => id)).toEqual(['ho'])
  expect(await handovers.handoversOfOutcomes(db, [])).toEqual([])
  const wish = async (userId: string | null, since: number) =>
    (await handovers.wishesToTalk(db, userId, since)).map(({ outcome, accountName }) => [outcome.id, accountName])
  for (const userId of ['ida', null]) expect(await wish(userId, 0)).toContainEqual(['o1', 'Northwind Robotics'])
  expect([...(await wish('stranger', 0)), ...(await wish(null, now + dayMs))]).toEqual([])
  const answer = { answer: 'accepted' as const, answerReason: null, answeredAt: now }
  const say = () => write((tx) => ({ must: handovers.answerHandover(tx, 'ho', answer), else: 'answered' }))
  await say()
  await expect(say()).rejects.toBeInstanceOf(Conflict)
  expect((await handovers.findHandover(db, 'ho'))?.answer).toBe('accepted')
  expect(await open('ben')).toEqual([])
  expect(await open('ben', now)).toHaveLength(1)
  expect((await outcomes.findOutcomeById(db, 'o1'))?.replyClass).toBe('interested')
})

test('an unknown company is offered once', async () => {
  await write((tx) => markMatched(tx, ['s2'], now))
  expect(await offers.unknownSignals(db, '')).toEqual([])
  const row = { name: 'Quayside Looms', nameKey: 'quayside looms', signalId: 's2', reason: 'raised', offeredAt: now }
  await write((tx) => offers.insertOffer(tx, [{ ...row, id: 'of1' }]))
  await write((tx) => offers.insertOffer(tx, [{ ...row, id: 'of2' }]))
  expect((await offers.openOffers(db)).map(({ offer, document }) => [offer.id, document.id])).toEqual([['of1', 'd1']])
})

describe('people we know', () => {
  test('are found by address, and by name in any case', async () => {
    expect((await contacts.contactByAddress(db, sendRow.addressKey))?.id).toBe('mara')
    await write(
      (tx) => accounts.updateEmployment(tx, 'e1', { champion: true }),
      (tx) => accounts.insertContact(tx, { id: 'elodie', name: 'Élodie Example', source: 'import', createdAt: now }),
      (tx) =>
        accounts.insertEmployment(tx, {
          id: 'e4',
          contactId: 'elodie',
          accountId: 'north',
          champion: true,
          source: 'import',
          from: now,
        }),
    )
    const found = await contacts.championsNamed(db, ['MARA example', 'Élodie Example', 'Nobody'])
    expect(found).toEqual([
      {
        employmentId: 'e1',
        name: 'Mara Example',
        accountId: 'north',
        leftAt: null,
        accountNames: ['Northwind Robotics', 'Nordwind'],
      },
      {
        employmentId: 'e4',
        name: 'Élodie Example',
        accountId: 'north',
        leftAt: null,
        accountNames: ['Northwind Robotics', 'Nordwind'],
      },
    ])
    expect(await contacts.championsNamed(db, [])).toEqual([])
  })

  test('belong to accounts whose last change is known', async () => {
    await write((tx) => accounts.touchAccounts(tx, ['north'], now + 7))
    expect(await accounts.lastAccountChange(db)).toBe(now + 7)
    expect(await changedSince(db, now + 7, 9)).toEqual(['north'])
    expect(await changedSince(db, 0, 2)).toHaveLength(2)
    expect(await changedSince(db, now + 8, 9)).toEqual([])
  })
})
