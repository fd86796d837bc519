import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, Conflict, close, type Db, type Step, type Tx } from '#dialect'
import * as accounts from '../../src/store/accounts.ts'
import * as corrections from '../../src/store/corrections.ts'
import { giveDraft, moveLeavingOfFamily } from '../../src/store/drafts.ts'
import * as feeds from '../../src/store/feeds.ts'
import * as fits from '../../src/store/fits.ts'
import * as holds from '../../src/store/holds.ts'
import * as icps from '../../src/store/icps.ts'
import * as imports from '../../src/store/imports.ts'
import * as notices from '../../src/store/notices.ts'
import * as outcomes from '../../src/store/outcomes.ts'
import * as pursuits from '../../src/store/pursuits.ts'
import * as queue from '../../src/store/queue.ts'
import * as runs from '../../src/store/runs.ts'
import { imports as importRows } from '../../src/store/schema/index.ts'
import * as sessions from '../../src/store/sessions.ts'
import * as signals from '../../src/store/signals.ts'
import * as touches from '../../src/store/touches.ts'
import * as users from '../../src/store/users.ts'
import * as workspaces from '../../src/store/workspace.ts'
import { openFollowUps, openHolds } from '../support/rows.ts'
import { dayMs, hourMs, now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const write = async (...steps: ((tx: Tx) => Step | Step[])[]) =>
  await atomically(db, (tx) => steps.flatMap((step) => step(tx)))

describe('once only', () => {
  test('a run is taken by one of many who try', async () => {
    const tries = Array.from({ length: 5 }, (_, i) =>
      runs.takeRun(db, { id: `run-${i}`, stage: 'poll', scheduledFor: now, startedAt: now }),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    expect(await runs.takeRun(db, { id: 'next', stage: 'poll', scheduledFor: now + 1, startedAt: now + 1 })).toBe(true)
    await runs.finishRun(db, 'next', { finishedAt: now + 2, counts: { documents: 3 }, error: null })
    expect((await runs.lastRuns(db, 1))[0]).toMatchObject({ id: 'next', counts: { documents: 3 }, error: null })
  })

  test('a sign-in link opens once', async () => {
    const link = { id: 'l', tokenHash: 'link', userId: 'ida', createdAt: now, expiresAt: now + hourMs, usedAt: null }
    await write((tx) => sessions.addLink(tx, link))
    expect((await sessions.openLink(db, 'link', now))?.id).toBe('l')
    expect(await sessions.openLink(db, 'link', now + hourMs)).toBeNull()
    const use = () => write((tx) => ({ must: sessions.useLink(tx, 'l', now), else: 'used' }))
    await use()
    await expect(use()).rejects.toBeInstanceOf(Conflict)
    expect(await sessions.openLink(db, 'link', now)).toBeNull()
  })

  test('an item, a signal, a match, a posting, a fact, an alias and a brief are stored once', async () => {
    const document = {
      id: 'd1b',
      feedId: 'wire',
      identity: 'd1',
      contentHash: 'hash',
      title: 'x',
      publisher: 'x',
      fetchedAt: now,
    }
    const [match] = await signals.matchesOf(db, ['s1'])
    await write(
      (tx) => feeds.insertDocuments(tx, [document, { ...document, id: 'd1c', contentHash: 'changed' }]),
      (tx) => signals.insertMatch(tx, { ...match!, id: 'm1b' }),
      (tx) =>
        accounts.insertFact(tx, {
          id: 'f1b',
          accountId: 'north',
          field: 'country',
          value: 'BE',
          source: 'x',
          from: now - 60 * dayMs,
        }),
      (tx) =>
        imports.writeRows(tx, [
          {
            table: 'aliases',
            before: null,
            after: { id: 'aliasb', accountId: 'north', name: 'Nordwind', kind: 'brand', source: 'x' },
          },
        ])[0]!,
      (tx) =>
        pursuits.insertBrief(tx, {
          id: 'b3',
          pursuitId: 'pursuit',
          evidenceHash: 'two',
          brief: {} as never,
          createdAt: now,
          currentAt: now,
        }),
      (tx) =>
        feeds.insertPostings(tx, [
          { id: 'p1b', feedId: 'board', externalId: 'p1', title: 'x', firstSeenAt: now, lastSeenAt: now },
        ]),
    )
    expect((await signals.unreadDocuments(db, 'x1', 9)).map(({ id }) => id)).toEqual(['d1c', 'd2'])
    expect(await signals.matchesOf(db, ['s1'])).toHaveLength(1)
    expect(await accounts.allAliases(db)).toHaveLength(1)
    expect((await pursuits.latestBrief(db, 'pursuit'))?.id).toBe('b2')
    await write((tx) =>
      pursuits.insertBrief(tx, {
        id: 'b4',
        pursuitId: 'pursuit',
        evidenceHash: 'one',
        brief: {} as never,
        createdAt: now,
        currentAt: now + 1,
      }),
    )
    expect((await pursuits.latestBrief(db, 'pursuit'))?.id).toBe('b1')
    expect((await pursuits.latestBriefs(db, ['pursuit'])).get('pursuit')?.id).toBe('b1')
    expect(await feeds.postingsOf(db, 'board')).toHaveLength(3)
  })

  test('the first reason spends a trigger', async () => {
    await write((tx) => corrections.insertSpend(tx, { id: 'spend-b', triggerId: 't2', reason: 'weak', at: now }))
    await write((tx) => corrections.insertSpend(tx, { id: 'spend-c', triggerId: 't1', reason: 'weak', at: now }))
  })
})

describe('the latest word', () => {
  test('replaces a problem, a watermark and a feed by its key, keeping what the poller knows', async () => {
    const problem = { stage: 'extract', subjectId: 'd2', message: 'first', at: now }
    await write((tx) => runs.recordProblem(tx, problem))
    await write((tx) => runs.recordProblem(tx, { ...problem, message: 'second', at: now + 1 }))
    expect(await runs.listProblems(db)).toEqual([{ ...problem, message: 'second', at: now + 1 }])
    expect(await runs.subjectsWithProblem(db, problem.stage)).toEqual(new Set([problem.subjectId]))
    await write((tx) => runs.clearProblem(tx, 'extract', 'd2'))
    expect(await runs.listProblems(db)).toEqual([])
    for (const id of ['s1', 's2']) await write((tx) => runs.setWatermark(tx, 'match', { id }))
    expect(await runs.watermark(db, 'match')).toEqual({ id: 's2' })
    expect(await runs.watermark(db, 'unheard of')).toBeNull()
    await write((tx) => feeds.updateFeed(tx, 'wire', { etag: '"v2"', lastSuccessAt: now }))
    const known = (await feeds.findFeed(db, 'wire'))!
    await write((tx) => feeds.upsertFeed(tx, { ...known, id: 'another', name: 'Renamed', etag: null }))
    expect(await feeds.findFeed(db, 'wire')).toMatchObject({
      id: 'wire',
      name: 'Renamed',
      etag: '"v2"',
      lastSuccessAt: now,
    })
  })

  test('of a deal changes its relationship, and when that began', async () => {
    const [known] = await accounts.allRelationships(db)
    await write((tx) => accounts.upsertRelationship(tx, { ...known!, id: 'again', stage: 'won', from: now, to: now }))
    expect(await accounts.allRelationships(db)).toMatchObject([{ id: 'rel', stage: 'won', from: now, to: now }])
    expect(await accounts.liveRelationships(db, now)).toEqual([])
  })

  test('of an extractor withdraws what it no longer finds, and of a trigger keeps its id', async () => {
    await write((tx) => signals.markRead(tx, 'd2', 'x1', [{ reason: 'no event', rule: 'none' }]))
    await write((tx) => signals.withdrawSignals(tx, ['s2'], now))
    await write((tx) => signals.markMatched(tx, ['s2', 's3'], now))
    expect(await signals.signalsToMatch(db, null, '', 9)).toEqual([])
    const [trigger] = await signals.triggersById(db, ['t1'])
    await write((tx) => signals.saveTrigger(tx, { ...trigger!, evidenceHash: 'newer' }))
    await write((tx) => signals.replaceEvidence(tx, 't1', ['s1', 's3']))
    expect(await signals.evidenceRowsOf(db, ['north'])).toHaveLength(2)
    expect((await signals.triggersById(db, ['t1']))[0]?.evidenceHash).toBe('newer')
    await write((tx) => signals.removeTriggers(tx, ['t1'], now))
    expect(await signals.liveTriggers(db)).toEqual([])
    await write((tx) => signals.updateMatch(tx, 'm1', { answer: 'not_us', answeredBy: 'ida', answeredAt: now }))
    expect(await signals.evidenceOf(db, ['north'])).toEqual([])
    await write((tx) => signals.deleteMatches(tx, ['m3']))
    expect(await signals.matchesOf(db, ['s3'])).toEqual([])
  })
})

describe('what ends', () => {
  test('keeps its row: a fit, a fact, a job, an ICP, a hold, a pursuit, a follow-up', async () => {
    await write(
      (tx) => fits.endFits(tx, ['fit2'], now),
      (tx) => accounts.endFact(tx, 'f3', now),
      (tx) => accounts.endEmployment(tx, 'e1', now),
      (tx) => icps.retireIcpVersion(tx, 'v2', now),
      (tx) => holds.endHoldAt(tx, 'h1', now),
      (tx) => pursuits.closePursuit(tx, 'pursuit', now, 'sent'),
      (tx) => touches.closeFollowUpsOf(tx, ['north'], now, 'They answered'),
      (tx) => moveLeavingOfFamily(tx, 'north', now, 'cancelled', now),
      (tx) => holds.takeBackOf(tx, 'north', now),
      (tx) => pursuits.cancelDraftsOf(tx, 'pursuit', now),
      (tx) => pursuits.endPursuitsOfFamily(tx, 'north', now, 'meeting'),
      (tx) => giveDraft(tx, 'draft', 'ben'),
      (tx) => touches.relinkFollowUp(tx, 'draft', 'other'),
    )
    expect(await fits.liveFits(db)).toEqual([])
    expect((await accounts.liveFacts(db)).map(({ id }) => id)).not.toContain('f3')
    expect(await accounts.liveEmployments(db)).toEqual([])
    expect(await icps.liveIcps(db)).toEqual([])
    expect((await openHolds(db)).map(({ id }) => id)).toEqual(['h2'])
    expect((await pursuits.findPursuit(db, 'pursuit'))?.closeReason).toBe('sent')
    expect(await openFollowUps(db, 'ida')).toEqual([])
    await expect(
      write((tx) => ({ must: touches.closeFollowUp(tx, 'follow-1', now, 'again'), else: 'closed already' })),
    ).rejects.toBeInstanceOf(Conflict)
  })
})

describe('people', () => {
  test('sign in, fail, are throttled and signed out', async () => {
    const session = {
      id: 'ses',
      tokenHash: 'token',
      userId: 'ida',
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + dayMs,
    }
    await write((tx) => sessions.addSession(tx, session))
    await write((tx) => sessions.touchSession(tx, 'ses', now + 5))
    expect(await sessions.liveSession(db, 'token', now)).toMatchObject({
      session: { lastSeenAt: now + 5 },
      user: { id: 'ida' },
    })
    expect(await sessions.liveSession(db, 'token', now + dayMs)).toBeNull()
    await write((tx) =>
      ['a', 'b', 'c'].map((id) => sessions.addFailure(tx, { id, key: id === 'c' ? 'k2' : 'k1', at: now })),
    )
    expect(await sessions.attemptsUpTo(db, ['k1', 'k2', 'k3'], now - 1, 'c')).toEqual(
      new Map([
        ['k1', 2],
        ['k2', 1],
      ]),
    )
    expect(await sessions.attemptsUpTo(db, ['k1', 'k2'], now - 1, 'a')).toEqual(new Map([['k1', 1]]))
    await write((tx) => sessions.forgetFailure(tx, 'a'))
    expect(await sessions.attemptsUpTo(db, ['k1'], now - 1, 'c')).toEqual(new Map([['k1', 1]]))
    await write((tx) => sessions.forgetFailuresOf(tx, 'k1'))
    await write((tx) => sessions.forgetFailures(tx, now))
    expect(await sessions.attemptsUpTo(db, ['k1', 'k2'], now - 1, 'c')).toEqual(new Map())
    await write((tx) => sessions.endExpiredSessions(tx, now + dayMs))
    expect(await sessions.liveSession(db, 'token', now)).toBeNull()
    for (const end of [sessions.endSession, sessions.endSessionByToken, sessions.endSessionsOf]) {
      await write((tx) => sessions.addSession(tx, session))
      await write((tx) =>
        end(tx, end === sessions.endSession ? 'ses' : end === sessions.endSessionsOf ? 'ida' : 'token'),
      )
      expect(await sessions.liveSession(db, 'token', now)).toBeNull()
    }
  })

  test('are added in one spelling and changed', async () => {
    const row = {
      id: 'new',
      email: ' New@BrightShift.example',
      name: 'New',
      role: 'rep' as const,
      timeZone: 'UTC',
      createdAt: now,
    }
    await write((tx) => users.addUser(tx, row))
    await expect(write((tx) => users.addUser(tx, { ...row, id: 'twin' }))).rejects.toThrow()
    await write((tx) => users.changeUser(tx, 'new', { capacity: 7, active: false }))
    expect(await users.userByEmail(db, 'new@brightshift.example')).toMatchObject({ capacity: 7, active: false })
    await write((tx) => workspaces.updateWorkspace(tx, { sendingOn: false, settings: { perKindLimit: 3 } }))
    expect(await workspaces.getWorkspace(db)).toMatchObject({ sendingOn: false, settings: { perKindLimit: 3 } })
  })
})

describe('the rest of the book', () => {
  test('takes new rows and changes', async () => {
    const account = (await accounts.findAccount(db, 'harbour'))!
    await write(
      (tx) => accounts.insertAccount(tx, { ...account, id: 'fresh', name: 'Fresh', externalId: 'crm-9' }),
      (tx) => accounts.insertDomain(tx, { domain: 'fresh.example', accountId: 'fresh', primary: true }),
      (tx) =>
        accounts.insertOwnership(tx, { id: 'own-2', accountId: 'fresh', userId: 'ida', source: 'import', from: now }),
      (tx) => accounts.insertContact(tx, { id: 'cora', name: 'Cora', source: 'import', createdAt: now }),
      (tx) =>
        accounts.insertEmployment(tx, { id: 'e9', contactId: 'cora', accountId: 'fresh', source: 'import', from: now }),
    )
    await write(
      (tx) => accounts.touchAccounts(tx, ['fresh'], now + 1),
      (tx) => accounts.touchFacts(tx, ['fresh'], now + 2),
      (tx) => accounts.updateContact(tx, 'cora', { country: 'DE' }),
      (tx) => accounts.updateEmployment(tx, 'e9', { title: 'COO', champion: true }),
    )
    expect(await accounts.findAccount(db, 'fresh')).toMatchObject({
      name: 'Fresh',
      changedAt: now + 1,
      factsChangedAt: now + 2,
    })
    const [found] = await accounts.employmentsOf(db, ['fresh'])
    expect(found).toMatchObject({ contact: { country: 'DE' }, employment: { title: 'COO', champion: true } })
  })

  test('counts imports, notices and outcomes', async () => {
    const report = {
      id: 'imp',
      kind: 'accounts',
      file: 'a.csv',
      at: now,
      rowsRead: 3,
      added: 1,
      changed: 1,
      unchanged: 0,
      failed: 1,
    }
    await write((tx) => [
      imports.insertImport(tx, report),
      imports.insertImportErrors(tx, [{ importId: 'imp', line: 3, message: 'no name' }]),
    ])
    expect(await db.select().from(importRows)).toMatchObject([report])
    await write((tx) => notices.changeNotice(tx, 'n1', { sentAt: now, attempts: 2, error: null }))
    expect(await notices.waitingNotices(db)).toEqual([])
    const outcome = {
      id: 'o9',
      externalId: 'o9',
      accountId: 'north',
      kind: 'won' as const,
      source: 'import' as const,
      at: now,
      recordedAt: now,
    }
    await write((tx) => outcomes.insertOutcome(tx, outcome))
    await expect(write((tx) => outcomes.insertOutcome(tx, { ...outcome, id: 'o10' }))).rejects.toThrow()
    const [item] = await queue.queueItemsOf(db, 'ida', today)
    await write((tx) => queue.insertQueueItems(tx, [{ ...item!, id: 'item-again' }]))
    expect(await queue.queueItemsOf(db, 'ida', today)).toHaveLength(1)
    await write((tx) => feeds.seePostings(tx, ['p1'], now))
    await write((tx) => feeds.updatePosting(tx, 'p2', { missed: 2, goneAt: now }))
    expect((await feeds.postingsOf(db, 'board')).find(({ id }) => id === 'p2')).toMatchObject({
      missed: 2,
      goneAt: now,
    })
  })
})
