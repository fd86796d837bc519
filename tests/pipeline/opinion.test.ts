import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { openOpinion } from '../../src/adapters/opinion.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { match } from '../../src/pipeline/match.ts'
import { storedLedger } from '../../src/pipeline/model-ledger.ts'
import { documents, feeds, matches, modelCalls, signals } from '../../src/store/schema/index.ts'
import { type ModelServer, says, serveModel } from '../support/model-server.ts'
import { dayMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
let server: ModelServer
beforeEach(async () => {
  server = await serveModel()
  w = await makeWorkspace()
  w.app.opinion = opinionWith(1)
  await extract.run({ ...w.app, opinion: null })
  const courier = {
    id: 'courier',
    key: 'courier',
    name: 'Courier',
    publisher: 'Example Courier',
    category: 'news',
    kind: 'feed',
  }
  await atomically(w.db, (tx) => [
    tx.insert(feeds).values({ ...courier, settings: {}, nextPollAt: 0, createdAt: w.state.now }),
  ])
})
afterEach(async () => {
  await w.close()
  await server.close()
})

const opinionWith = (ownDailyUsd: number) => {
  const { db, now, newId } = w.app
  const ledger = storedLedger({ db, now, newId, dailyUsd: 1, ownDailyUsd })
  const prices = { inputUsd: 0.4, cachedUsd: 0.4, outputUsd: 1.6 }
  return openOpinion({ baseUrl: server.baseUrl, apiKey: 'any', model: 'small', deadlineMs: 2000, prices, ledger, now })
}

let published = 0
const publish = async (title: string, more: Partial<typeof documents.$inferInsert> = {}): Promise<string> => {
  const id = `story${++published}`
  const row = { id, feedId: 'courier', identity: id, contentHash: id, title, publisher: 'Example Courier' }
  await atomically(w.db, (tx) => [tx.insert(documents).values({ ...row, fetchedAt: w.state.now, ...more })])
  return id
}
const signalsOf = async (id: string) => (await w.db.select().from(signals)).filter((row) => row.documentId === id)
const live = async (id: string) => (await signalsOf(id)).filter(({ withdrawnAt }) => withdrawnAt === null)
const dropsOf = async (id: string) => (await w.db.select().from(documents)).find((row) => row.id === id)!.drops

const unnamed = 'Local start-up raises $4 million seed round'
const summary = 'The money goes to bicycle bells. Sales at Quillmark doubled.'
const none = { person: null, role: null, round: null, counterpart: null, headcount: null, place: null }
const told = { ...none, kind: 'funding', certainty: 'fact', company: 'Quillmark', quote: unnamed, amount: '$4 million' }

it('an unsure document gets the signal of the model that its text bears out', async () => {
  server.state.reply = says({ events: [told], doubt: null })
  const id = await publish(unnamed, { summary })
  expect(await extract.run(w.app)).toMatchObject({ documents: 1, signals: 1, asked: 1 })
  expect(await live(id)).toMatchObject([{ company: 'Quillmark', kind: 'funding', confidence: 0.5 }])
  expect((await live(id))[0]!.signal.rule).toBe('opinion.funding@small')
})

it('an event that only the model read goes to a person, however sure the company is', async () => {
  server.state.reply = says({ events: [{ ...told, company: 'Northwind Robotics' }], doubt: null })
  const found = async (title: string) => {
    const id = await publish(title, { summary: 'Northwind Robotics (northwind.example) thanks its backers.' })
    await extract.run(w.app)
    await match.run(w.app)
    const [signal] = await live(id)
    return (await w.db.select().from(matches)).filter(({ signalId }) => signalId === signal?.id)
  }
  expect(await found('Northwind Robotics raises $4 million seed round')).toMatchObject([{ decision: 'auto' }])
  expect(await found(unnamed)).toMatchObject([
    { accountId: 'account', decision: 'review', cues: expect.arrayContaining([expect.stringContaining(unnamed)]) },
  ])
})

it('what the model makes up is discarded, and the document says so', async () => {
  server.state.reply = says({ events: [{ ...told, company: 'Alder Works' }], doubt: null })
  const id = await publish(unnamed, { summary })
  await extract.run(w.app)
  expect(await live(id)).toEqual([])
  expect(await dropsOf(id)).toContainEqual({
    rule: 'opinion.funding',
    reason: 'its company does not stand in the document',
  })
})

it('documents that the rules are sure of are shown to no model', async () => {
  await publish('Quillmark raises $4 million seed round')
  await publish('Bread is good')
  expect(await extract.run(w.app)).not.toHaveProperty('asked')
  expect(server.state.asked).toHaveLength(0)
})

it('another reading of the same document uses the answer that is kept, though the model is gone', async () => {
  server.state.reply = says({ events: [told], doubt: null })
  const id = await publish(unnamed, { summary })
  await extract.run(w.app)
  await server.close()
  w.state.now += 3 * dayMs
  await atomically(w.db, (tx) => [tx.update(documents).set({ extractedBy: 'rules-1' })])
  await extract.run(w.app)
  expect(await live(id)).toMatchObject([{ company: 'Quillmark' }])
  expect(await w.db.select().from(modelCalls)).toHaveLength(1)
})

it('a model that fails leaves what the rules read, and the reason', async () => {
  server.state.reply = (_, response) => void response.end('<html>Sign in</html>')
  const id = await publish(unnamed, { summary })
  expect(await extract.run(w.app)).toMatchObject({ documents: 1, signals: 0, failed: 0 })
  expect(await dropsOf(id)).toContainEqual({ rule: 'opinion', reason: 'model answered nonsense' })
})

it('second opinions end with their own share of the day’s budget, and go on the next day', async () => {
  server.state.reply = says({ events: [], doubt: 'another matter' })
  w.app.opinion = opinionWith(0.004)
  const ids = []
  for (let i = 0; i < 6; i++) ids.push(await publish(unnamed, { summary: `Story ${i}` }))
  await extract.run(w.app)
  const spent = await w.db.select().from(modelCalls)
  expect(spent.reduce((sum, { costUsd }) => sum + costUsd, 0)).toBeLessThanOrEqual(0.004)
  expect(spent.length).toBeGreaterThan(0)
  expect(spent.length).toBe(server.state.asked.length)
  expect(await dropsOf(ids.at(-1)!)).toContainEqual({
    rule: 'opinion',
    reason: "model not asked: today's budget is spent",
  })
  w.state.now += dayMs
  await publish(unnamed, { summary: 'Story of the day after' })
  await extract.run(w.app)
  expect(server.state.asked.length).toBe(spent.length + 1)
})

it('a slow model holds a run up for minutes at most', async () => {
  server.state.reply = (request, response, turn) => {
    w.state.now += 3 * 60_000
    says({ events: [], doubt: null })(request, response, turn)
  }
  for (let i = 0; i < 6; i++) await publish(unnamed, { summary: `Story ${i}` })
  await extract.run(w.app)
  expect(server.state.asked).toHaveLength(2)
})

it('an earlier wording of an item, and what a source knows itself, are shown to no model', async () => {
  await publish(unnamed, { summary: 'Before', identity: 'one', fetchedAt: w.state.now - 1 })
  await publish(unnamed, { summary: 'After', identity: 'one' })
  await publish(unnamed, { summary: 'Known', extra: { signals: [] } })
  server.state.reply = says({ events: [], doubt: null })
  await extract.run(w.app)
  expect(server.state.asked).toHaveLength(1)
  expect(server.state.asked[0]!.body).toContain('After')
})
