import { eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically, raw } from '#dialect'
import { answerMatch as answerStory } from '../../src/pipeline/answer-match.ts'
import type { Person } from '../../src/pipeline/edit.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { match } from '../../src/pipeline/match.ts'
import { matcherOf } from '../../src/pipeline/matcher.ts'
import { mergeDue } from '../../src/pipeline/merge.ts'
import { research } from '../../src/pipeline/research.ts'
import { employmentsOf, insertFact, lastAccountChange } from '../../src/store/accounts.ts'
import { insertSpend } from '../../src/store/corrections.ts'
import { answerMatch, markMerges, matchesAsked, mergesWaiting } from '../../src/store/matches.ts'
import * as t from '../../src/store/schema/index.ts'
import { newestVersions, signalsOfItems, triggersOf, unreadDocuments } from '../../src/store/signals.ts'
import { plansOf } from '../support/plans.ts'
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

describe('an older wording', () => {
  it('that is read again tells nothing beside the newest', async () => {
    w.state.now += hourMs
    await publish({ title: 'Northwind Robotics raised $45 million in Series B funding.' })
    await read()
    const before = await currentMatches()
    await atomically(w.db, (tx) => [
      tx.update(t.documents).set({ extractedBy: null }).where(eq(t.documents.id, 'document')),
    ])
    await read()
    expect(await currentMatches()).toEqual(before)
    expect((await live()).map(({ trigger }) => trigger.fields.amount?.value.value)).toEqual([45_000_000])
  })
})

describe('a signal', () => {
  it('was told when its story was published, or read where nobody said when', async () => {
    w.state.now += hourMs
    await publish({ identity: 'undated', publishedAt: null })
    await publish({ identity: 'dated' })
    await read()
    const told = await w.db
      .select({ identity: t.documents.identity, toldAt: t.signals.toldAt })
      .from(t.signals)
      .innerJoin(t.documents, eq(t.documents.id, t.signals.documentId))
      .where(inArray(t.documents.identity, ['undated', 'dated']))
    expect(Object.fromEntries(told.map(({ identity, toldAt }) => [identity, toldAt]))).toEqual({
      undated: tuesday + hourMs,
      dated: tuesday - 20 * hourMs,
    })
  })
})

describe('what extraction asks', () => {
  it('is answered from an index, however many documents there are', async () => {
    const details = await plansOf(w.db, async () => {
      await unreadDocuments(w.db, 'another', 10)
      await signalsOfItems(w.db, [{ feedId: 'feed', identity: 'northwind' }])
      await newestVersions(w.db, [{ feedId: 'feed', identity: 'northwind' }])
    })
    expect(details.filter((detail) => /documents/.test(detail))).not.toEqual([])
    expect(details.filter((detail) => /^SCAN/.test(detail))).toEqual([])
    expect(details.filter((detail) => /documents_extracted/.test(detail)).length).toBeGreaterThan(0)
  })
})

/** A champion of ours at another account. */
const addChampion = async () => {
  const at = tuesday - 400 * 24 * hourMs
  const other = { id: 'former', name: 'Lumenforge', familyId: 'former', createdAt: at, changedAt: w.state.now }
  const person = { id: 'pernilla', name: 'Pernilla Askevold', source: 'import', createdAt: at }
  const job = { id: 'job', contactId: 'pernilla', accountId: 'former', champion: true, source: 'import', from: at }
  await atomically(w.db, (tx) => [
    tx.insert(t.accounts).values({ ...other, factsChangedAt: at }),
    tx.insert(t.contacts).values(person),
    tx.insert(t.employments).values(job),
  ])
}
const arrival = 'Northwind Robotics appoints Pernilla Askevold as Chief Revenue Officer'
const joinedFrom = 'She joins from Lumenforge, where she led sales.'
const kinds = async () => (await live()).map(({ kind }) => kind).sort()
const leftAt = async () => (await employmentsOf(w.db, ['former']))[0]!.employment.to

describe("a champion's move", () => {
  it('is found also when the champion is imported after the news, and marks them as left', async () => {
    await publish({ identity: 'arrival', title: arrival, summary: joinedFrom })
    await read()
    expect(await kinds()).toEqual(['executive_hire', 'funding'])
    w.state.now += hourMs
    await addChampion()
    await match.run(w.app)
    expect(await kinds()).toEqual(['champion_move', 'funding'])
    expect(await leftAt()).not.toBeNull()
  })

  it('is an arrival again when the person is no champion after all', async () => {
    await addChampion()
    await publish({ identity: 'arrival', title: arrival, summary: joinedFrom })
    await read()
    expect(await kinds()).toEqual(['champion_move', 'funding'])
    w.state.now += hourMs
    await atomically(w.db, (tx) => [
      tx.update(t.employments).set({ champion: false }).where(eq(t.employments.id, 'job')),
      tx.update(t.accounts).set({ changedAt: w.state.now }).where(eq(t.accounts.id, 'former')),
    ])
    await match.run(w.app)
    expect(await kinds()).toEqual(['executive_hire', 'funding'])
    expect(await leftAt()).toBeNull()
  })

  it('is a question by the name alone, a move when a person says so, and an arrival when not', async () => {
    await addChampion()
    await publish({ identity: 'arrival', title: arrival })
    await read()
    expect(await kinds()).toEqual(['executive_hire', 'funding'])
    const [asked] = (await currentMatches()).filter(({ side }) => side === 'former')
    expect(asked).toMatchObject({ accountId: 'former', decision: 'review', method: 'person', answer: null })
    const manager = { id: 'manager', role: 'manager', name: 'Ida' } as Person
    const given = { signalId: asked!.signalId, accountId: 'former' }
    await answerStory(w.app, manager, { ...given, answer: 'confirmed' })
    expect(await kinds()).toEqual(['champion_move', 'funding'])
    expect(await leftAt()).not.toBeNull()
    await answerStory(w.app, manager, { ...given, answer: 'not_us' })
    expect(await kinds()).toEqual(['executive_hire', 'funding'])
    expect(await leftAt()).toBeNull()
  })

  it('is told in the brief as the move that it is, with the sentence that names the former employer', async () => {
    await addChampion()
    await publish({ identity: 'arrival', title: arrival, summary: joinedFrom })
    await read()
    const move = (await live()).find(({ kind }) => kind === 'champion_move')!
    await atomically(w.db, (tx) => [tx.update(t.pursuits).set({ leadTriggerId: move.id, triggerIds: [move.id] })])
    await research.run(w.app)
    const brief = (await w.db.select().from(t.briefs)).at(-1)!.brief
    expect(brief.triggers[0]!.fields).toContainEqual(
      expect.objectContaining({ name: 'counterpart', value: 'Lumenforge', quote: joinedFrom }),
    )
  })
})

/** A person's word on every live match of the account. */
const say = async (answer: 'confirmed' | 'not_us') => {
  const all = await w.db.select({ id: t.signals.id }).from(t.signals)
  const asked = await matchesAsked(
    w.db,
    'account',
    all.map(({ id }) => id),
  )
  const by = { answer, answeredBy: 'rep', answeredAt: w.state.now }
  await atomically(w.db, (tx) => asked.flatMap((one) => answerMatch(tx, one, by, w.app.newId())))
}
const currentMatches = async () => {
  const matches = await w.db
    .select({ match: t.matches, signal: t.signals })
    .from(t.matches)
    .innerJoin(t.signals, eq(t.signals.id, t.matches.signalId))
  return matches.filter(({ signal }) => signal.withdrawnAt === null).map(({ match }) => match)
}

describe("a person's answer to a match", () => {
  it('that it is not us outlives a newer extractor and an edit', async () => {
    await say('not_us')
    await read() // the sample's signals are of another extractor: everything is read again
    expect(await live()).toEqual([])
    await publish({ summary: 'The robot maker told the story in more words this afternoon.' })
    await read()
    expect(await live()).toEqual([])
    expect(await currentMatches()).toMatchObject([{ answer: 'not_us', answeredBy: 'rep' }])
  })

  it('that it is us stays, also when matching alone would only ask', async () => {
    await say('confirmed')
    await atomically(w.db, (tx) => [tx.update(t.accounts).set({ name: 'Somebody Else', changedAt: w.state.now })])
    await atomically(w.db, (tx) => [tx.delete(t.accountDomains), tx.delete(t.aliases)])
    await read()
    expect(await currentMatches()).toMatchObject([{ accountId: 'account', answer: 'confirmed' }])
    expect(await live()).toHaveLength(1)
  })
})

describe('a crash between matching and merging', () => {
  const rows = async () => ({
    triggers: (await live()).map(({ kind, at, firstSeenAt }) => ({ kind, at, firstSeenAt })),
    facts: (await w.db.select().from(t.facts)).map(({ field, value, from, to }) => ({ field, value, from, to })),
    due: await mergesWaiting(w.db, 9),
  })
  const morning = async () => {
    await publish({ identity: 'hire', title: 'Northwind Robotics appoints Jonna Example as Chief Revenue Officer' })
    await extract.run(w.app)
  }

  it('loses nothing: the next run leaves the undisturbed tables', async () => {
    await morning()
    await match.run(w.app)
    const undisturbed = await rows()
    expect(undisturbed.triggers.map(({ kind }) => kind).sort()).toEqual(['executive_hire', 'funding'])
    await w.close()
    w = await makeWorkspace()
    await morning()
    await raw(
      w.db,
      "create trigger crash before insert on triggers begin select raise(abort, 'the plug is pulled'); end",
    )
    await expect(match.run(w.app)).rejects.toThrow('the plug is pulled')
    await raw(w.db, 'drop trigger crash')
    await match.run(w.app)
    expect(await rows()).toEqual(undisturbed)
  })

  it('nor is an answer overlooked that comes while its account is being merged', async () => {
    await read()
    await atomically(w.db, (tx) => [markMerges(tx, ['account'], 'the stage')])
    await Promise.all([mergeDue(w.app), say('not_us')])
    expect(await mergesWaiting(w.db, 9)).toEqual([])
    expect(await live()).toEqual([])
  })
})

const departure = 'Northwind Robotics chief revenue officer Mara Example steps down'

describe('a person who left', () => {
  const cues = async () => {
    const matcher = await matcherOf(w.db, await lastAccountChange(w.db))
    const title = 'Northwind Robotics: Mara Example speaks'
    return matcher.match({ company: 'Northwind Robotics', title })[0]?.cues
  }

  it('is no cue for the account any more, and is one again when the departure was none', async () => {
    expect(await cues()).toContain('Mara Example is named')
    w.state.now += hourMs
    await publish({ identity: 'left', title: departure })
    await read()
    expect(await cues()).not.toContain('Mara Example is named')
    w.state.now += hourMs
    await say('not_us')
    await match.run(w.app)
    expect(await cues()).toContain('Mara Example is named')
  })
})

describe('what a wrong match taught', () => {
  const stage = async () =>
    (await w.db.select().from(t.facts)).filter(({ field, to }) => field === 'stage' && to === null)
  const stated = { id: 'stated', accountId: 'account', field: 'stage', value: 'Seed', source: 'import' }
  const maraWorks = async () => (await employmentsOf(w.db, ['account'])).find(({ contact }) => contact.id === 'mara')

  it('is unlearnt: the fact goes, what was known before holds again, and the person works there', async () => {
    await atomically(w.db, (tx) => [insertFact(tx, { ...stated, from: tuesday - 900 * 24 * hourMs })])
    await publish({ identity: 'left', title: departure })
    await read()
    expect(await stage()).toMatchObject([{ value: 'Series B' }])
    expect((await maraWorks())!.employment.to).toBe(tuesday - 20 * hourMs)
    await say('not_us')
    await match.run(w.app)
    expect(await stage()).toMatchObject([{ value: 'Seed', source: 'import' }])
    expect((await maraWorks())!.employment.to).toBeNull()
  })

  it('but what another signal still says stays', async () => {
    await publish({ identity: 'left', title: departure })
    await publish({ identity: 'left too', title: 'Northwind Robotics CRO Mara Example resigns' })
    await read()
    await publish({ identity: 'left', title: 'Northwind Robotics opens a second test hall' })
    await read()
    expect((await maraWorks())!.employment.to).not.toBeNull()
  })
})
