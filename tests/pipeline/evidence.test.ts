import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { extract } from '../../src/pipeline/extract.ts'
import { match } from '../../src/pipeline/match.ts'
import { research } from '../../src/pipeline/research.ts'
import { insertSpend } from '../../src/store/corrections.ts'
import * as t from '../../src/store/schema/index.ts'
import { triggersOf } from '../../src/store/signals.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const story = 'Northwind Robotics raised $40 million in Series B funding.'

/** Another version of the story that the workspace knows, or another item. */
const publish = async (change: Partial<typeof t.documents.$inferInsert> = {}) => {
  const id = w.app.newId()
  const document = {
    id,
    feedId: 'feed',
    identity: 'northwind',
    contentHash: id,
    title: story,
    publisher: 'Example Wire',
    publishedAt: tuesday - 20 * hourMs,
    fetchedAt: w.state.now,
  }
  await atomically(w.db, (tx) => [tx.insert(t.documents).values({ ...document, ...change })])
}

const read = async () => {
  await extract.run(w.app)
  await match.run(w.app)
}
const live = async (accountId = 'account') =>
  (await triggersOf(w.db, [accountId])).filter(({ removedAt }) => removedAt === null)

describe('an edited story', () => {
  it('is the same trigger: what was spent stays spent, and the hour at which it was first seen stays', async () => {
    const [before] = await live()
    const spend = { id: 'spend', triggerId: before!.id, reason: 'stale', by: 'rep', at: tuesday }
    await atomically(w.db, (tx) => [insertSpend(tx, spend)])
    w.state.now += hourMs
    await publish({ title: story, summary: 'The robot maker told the story in more words this afternoon.' })
    await read()
    const [now, ...more] = await live()
    expect(more).toEqual([])
    expect(now).toMatchObject({ id: before!.id, firstSeenAt: before!.firstSeenAt })
    expect(now!.evidenceHash).not.toBe(before!.evidenceHash)
  })
})

describe("a champion's move", () => {
  it('is told in the brief as the move that it is, former employer included', async () => {
    const at = tuesday - 400 * 24 * hourMs
    const other = { id: 'former', name: 'Lumenforge', familyId: 'former', createdAt: at, changedAt: at }
    const person = { id: 'pernilla', name: 'Pernilla Askevold', source: 'import', createdAt: at }
    const job = { id: 'job', contactId: 'pernilla', accountId: 'former', champion: true, source: 'import', from: at }
    await atomically(w.db, (tx) => [
      tx.insert(t.accounts).values({ ...other, factsChangedAt: at }),
      tx.insert(t.contacts).values(person),
      tx.insert(t.employments).values(job),
    ])
    const title = 'Northwind Robotics appoints Pernilla Askevold as Chief Revenue Officer'
    await publish({ identity: 'arrival', title, summary: 'She joins from Lumenforge, where she led sales.' })
    await read()
    const move = (await live()).find(({ kind }) => kind === 'champion_move')!
    await atomically(w.db, (tx) => [tx.update(t.pursuits).set({ leadTriggerId: move.id, triggerIds: [move.id] })])
    await research.run(w.app)
    const brief = (await w.db.select().from(t.briefs)).at(-1)!.brief
    expect(brief.triggers[0]!.fields).toContainEqual(
      expect.objectContaining({ name: 'counterpart', value: 'Lumenforge', quote: 'Lumenforge' }),
    )
  })
})
