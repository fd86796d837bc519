import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { match } from '../../src/pipeline/match.ts'
import { matcherOf } from '../../src/pipeline/matcher.ts'
import { lastAccountChange } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const addAccount = (id: string, name: string, changedAt: number) =>
  atomically(w.db, (tx) => [
    tx
      .insert(t.accounts)
      .values({ id, name, familyId: id, createdAt: changedAt, changedAt, factsChangedAt: changedAt }),
  ])

const accountsOfStory = async (id: string, company: string) => {
  const [{ signal } = { signal: null! }] = await w.db.select().from(t.signals)
  const title = `${company} raises $12M`
  await atomically(w.db, (tx) => [
    tx.insert(t.documents).values({
      ...{ id: `d ${id}`, feedId: 'feed', identity: id, contentHash: id, title, publisher: 'Paper' },
      ...{ publishedAt: w.state.now - hourMs, fetchedAt: w.state.now - hourMs, extractedBy: 'sample' },
    }),
    tx.insert(t.signals).values({
      ...{ id, documentId: `d ${id}`, extractor: 'sample', fingerprint: id, kind: 'funding' as const, company },
      ...{ confidence: 0.9, lite: false, foundAt: w.state.now, toldAt: w.state.now - hourMs },
      signal: { ...signal, company, companyQuote: company, fields: {}, quote: title },
    }),
  ])
  await match.run(w.app)
  const found = await w.db.select().from(t.matches).where(eq(t.matches.signalId, id))
  return found.map(({ accountId }) => accountId)
}

it('what is known of names is kept between runs, and made again for a new account, also one with an old date', async () => {
  await addAccount('quill', 'Quillmark', w.state.now)
  expect(await accountsOfStory('s1', 'Quillmark')).toEqual(['quill'])
  await atomically(w.db, (tx) => [tx.update(t.accounts).set({ name: 'Gristmoor' }).where(eq(t.accounts.id, 'quill'))])
  expect(await accountsOfStory('s2', 'Quillmark')).toEqual(['quill'])
  await addAccount('fern', 'Fernwell', w.state.now - 1000 * hourMs)
  expect(await accountsOfStory('s3', 'Fernwell')).toEqual(['fern'])
  expect(await accountsOfStory('s4', 'Quillmark')).toEqual([])
  await atomically(w.db, (tx) => [
    tx
      .update(t.accounts)
      .set({ name: 'Quillmark', changedAt: w.state.now + 1 })
      .where(eq(t.accounts.id, 'quill')),
  ])
  expect(await accountsOfStory('s5', 'Quillmark')).toEqual(['quill'])
})

it('a matcher takes over what changed, and knows no account that went into another', async () => {
  const known = async () =>
    (await matcherOf(w.db, await lastAccountChange(w.db))).find('Quillmark, Fernwell, Gristmoor')
  const ids = async () => (await known()).map(({ accountId }) => accountId)
  const change = (id: string, to: Partial<typeof t.accounts.$inferInsert>) => {
    w.state.now += hourMs
    return atomically(w.db, (tx) => [
      tx
        .update(t.accounts)
        .set({ ...to, changedAt: w.state.now })
        .where(eq(t.accounts.id, id)),
    ])
  }
  await addAccount('quill', 'Quillmark', w.state.now)
  await addAccount('fern', 'Fernwell', w.state.now)
  const matcher = await matcherOf(w.db, await lastAccountChange(w.db))
  expect(await ids()).toEqual(['quill', 'fern'])
  await change('fern', { name: 'Gristmoor' })
  expect((await known()).map(({ name }) => name)).toEqual(['Quillmark', 'Gristmoor'])
  await change('quill', { mergedInto: 'fern' })
  expect(await ids()).toEqual(['fern'])
  expect(await matcherOf(w.db, await lastAccountChange(w.db))).toBe(matcher)
})

it('a matcher is made anew when more has changed than it should take over', async () => {
  await addAccount('quill', 'Quillmark', w.state.now)
  const matcher = await matcherOf(w.db, await lastAccountChange(w.db))
  w.state.now += hourMs
  for (let at = 0; at <= 100; at++) await addAccount(`new ${at}`, `Fernwell ${at}`, w.state.now)
  const next = await matcherOf(w.db, await lastAccountChange(w.db))
  expect(next).not.toBe(matcher)
  expect(next.find('Fernwell 100 and Quillmark').map(({ accountId }) => accountId)).toEqual(['new 100', 'quill'])
})
