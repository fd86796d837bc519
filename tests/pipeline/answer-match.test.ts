import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { answerMatch, undoAnswer } from '../../src/pipeline/answer-match.ts'
import type { Person } from '../../src/pipeline/edit.ts'
import { match } from '../../src/pipeline/match.ts'
import * as t from '../../src/store/schema/index.ts'
import { triggersOf } from '../../src/store/signals.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
let manager: Person
beforeEach(async () => {
  w = await makeWorkspace()
  manager = (await w.db.select().from(t.users).where(eq(t.users.id, 'manager')))[0]!
})
afterEach(() => w.close())

/** Two accounts of one name that is also a word, each known by more than that name. */
const addNamesakes = async (ids: readonly string[] = ['bank', 'toys'], name = 'Loom') => {
  const at = tuesday - 400 * 24 * hourMs
  await atomically(w.db, (tx) =>
    ids.flatMap((id) => [
      tx.insert(t.accounts).values({
        ...{ id, name, familyId: id, createdAt: at, changedAt: w.state.now, factsChangedAt: at },
      }),
      tx.insert(t.accountDomains).values({ domain: `${id}.example`, accountId: id, primary: true }),
      tx
        .insert(t.facts)
        .values({ id: `${id} fact`, accountId: id, field: 'industry', value: id, source: 'x', from: at }),
    ]),
  )
}

/** A story about a company, read already. */
const tell = async (id: string, company: string, title = `${company} raises $12M`) => {
  const [{ signal } = { signal: null! }] = await w.db.select().from(t.signals)
  const publishedAt = w.state.now - hourMs
  await atomically(w.db, (tx) => [
    tx.insert(t.documents).values({
      ...{ id: `d ${id}`, feedId: 'feed', identity: id, contentHash: id, title, publisher: `Paper ${id}` },
      ...{ publishedAt, fetchedAt: publishedAt, extractedBy: 'sample' },
    }),
    tx.insert(t.signals).values({
      ...{ id, documentId: `d ${id}`, extractor: 'sample', fingerprint: id, kind: 'funding' as const, company },
      ...{ confidence: 0.9, lite: false, foundAt: w.state.now, toldAt: publishedAt },
      signal: { ...signal, company, companyQuote: company, fields: {}, quote: title },
    }),
  ])
}
const matchesOf = async (signalId: string) =>
  Object.fromEntries(
    (await w.db.select().from(t.matches).where(eq(t.matches.signalId, signalId))).map((row) => [
      row.accountId,
      row.answer ?? row.decision,
    ]),
  )
const live = async (accountId: string) =>
  (await triggersOf(w.db, [accountId])).filter(({ removedAt }) => removedAt === null).length
const confirm = (signalId: string, accountId: string) =>
  answerMatch(w.app, manager, { signalId, accountId, answer: 'confirmed' })
const deny = (signalId: string, accountId: string) =>
  answerMatch(w.app, manager, { signalId, accountId, answer: 'not_us' })
const later = async (hours = 1) => {
  w.state.now += hours * hourMs
  await match.run(w.app)
}

describe('an answer', () => {
  it('that confirms one account denies the others', async () => {
    await addNamesakes()
    await tell('s1', 'Loom')
    await match.run(w.app)
    expect(await matchesOf('s1')).toEqual({ bank: 'review', toys: 'review' })
    await confirm('s1', 'bank')
    expect(await matchesOf('s1')).toEqual({ bank: 'confirmed', toys: 'not_us' })
    expect([await live('bank'), await live('toys')]).toEqual([1, 0])
    await confirm('s1', 'toys')
    expect(await matchesOf('s1')).toEqual({ bank: 'not_us', toys: 'confirmed' })
    expect([await live('bank'), await live('toys')]).toEqual([0, 1])
  })

  it('to one story answers the same question about the others, and later ones match by themselves', async () => {
    await addNamesakes(['bank'])
    for (const id of ['s1', 's2']) await tell(id, 'Loom')
    await match.run(w.app)
    await confirm('s1', 'bank')
    expect(await matchesOf('s2')).toEqual({ bank: 'confirmed' })
    await tell('s3', 'Loom')
    await later()
    expect(await matchesOf('s3')).toEqual({ bank: 'auto' })
  })

  it('about one of several namesakes is no answer about another story', async () => {
    await addNamesakes()
    for (const id of ['s1', 's2']) await tell(id, 'Loom')
    await match.run(w.app)
    await confirm('s1', 'bank')
    expect(await matchesOf('s2')).toEqual({ bank: 'review', toys: 'review' })
    await tell('s3', 'Loom')
    await later()
    expect(await matchesOf('s3')).toEqual({ bank: 'review', toys: 'review' })
  })

  it('that denies is remembered for the same name and reasons, not for a better reason', async () => {
    await addNamesakes(['bank'], 'Loom Works Haulage')
    await tell('s1', 'Loom Works Hualage')
    await match.run(w.app)
    expect(await matchesOf('s1')).toEqual({ bank: 'review' })
    await deny('s1', 'bank')
    await tell('s2', 'Loom Works Hualage')
    await tell('s3', 'Loom Works Haulage')
    await later(24 * 100)
    expect(await matchesOf('s2')).toEqual({ bank: 'not_us' })
    expect(await matchesOf('s3')).toEqual({ bank: 'auto' })
    const [inherited] = await w.db.select().from(t.matches).where(eq(t.matches.signalId, 's2'))
    expect(inherited).toMatchObject({ answeredBy: 'manager' })
    expect(inherited!.cues).toContain('a person denied the same question before')
  })

  it('that denies an account its own name is asked again after a month, so that it never goes dark', async () => {
    await addNamesakes(['bank'])
    await tell('s1', 'Loom')
    await match.run(w.app)
    await deny('s1', 'bank')
    await tell('s2', 'Loom')
    await later(24)
    expect(await matchesOf('s2')).toEqual({ bank: 'not_us' })
    await later(24 * 40)
    await tell('s3', 'Loom')
    await later()
    expect(await matchesOf('s3')).toEqual({ bank: 'review' })
  })

  it('that contradicts an earlier one has the name asked each time', async () => {
    await addNamesakes(['bank'])
    await tell('s1', 'Loom')
    await match.run(w.app)
    await confirm('s1', 'bank')
    await tell('s2', 'Loom', 'Loom, a maker of carpets, raises $12M')
    await later()
    await deny('s2', 'bank')
    await tell('s3', 'Loom')
    await later()
    expect(await matchesOf('s3')).toEqual({ bank: 'review' })
  })

  it('may name an account that was not offered, which denies those that were', async () => {
    await addNamesakes(['bank'])
    await tell('s1', 'Loom')
    await match.run(w.app)
    await confirm('s1', 'account')
    expect(await matchesOf('s1')).toEqual({ bank: 'not_us', account: 'confirmed' })
    await later()
    expect(await matchesOf('s1')).toEqual({ bank: 'not_us', account: 'confirmed' })
    expect((await w.db.select().from(t.aliases)).map(({ name }) => name)).toEqual(['Loom'])
  })

  it('teaches no name in disguise', async () => {
    for (const [id, company] of [
      ['s1', 'Nоrthwind Robotics'],
      ['s2', 'Northwind\u200b Robotics'],
    ] as const) {
      await tell(id, company)
      await later()
      expect(await matchesOf(id)).toEqual({ account: 'review' })
      await confirm(id, 'account')
    }
    expect(await w.db.select().from(t.aliases)).toEqual([])
  })

  it('is taken back with all that it answered and taught', async () => {
    await addNamesakes(['bank'])
    for (const id of ['s1', 's2']) await tell(id, 'Loom')
    await match.run(w.app)
    const before = [await matchesOf('s1'), await matchesOf('s2')]
    await confirm('s1', 'bank')
    expect(await live('bank')).toBe(1)
    w.state.now += 1000
    await undoAnswer(w.app, manager, { signalId: 's1' })
    await later()
    expect([await matchesOf('s1'), await matchesOf('s2')]).toEqual(before)
    expect(await live('bank')).toBe(0)
    expect(await w.db.select().from(t.aliases)).toEqual([])
    await expect(undoAnswer(w.app, manager, { signalId: 's1' })).rejects.toThrow('no answer of yours')
  })
})
