import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { bodyOf } from '../../src/core/review.ts'
import { draft } from '../../src/pipeline/draft.ts'
import { type ImportKind, importCsv } from '../../src/pipeline/import.ts'
import { rank } from '../../src/pipeline/rank.ts'
import { research } from '../../src/pipeline/research.ts'
import { approve, edit, submit } from '../../src/pipeline/verbs.ts'
import { auditOf } from '../../src/store/audit.ts'
import { draftsOfPursuit, findDraft, findRevision } from '../../src/store/drafts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import { queueItemsOf } from '../../src/store/queue.ts'
import * as t from '../../src/store/schema/index.ts'
import { fitResultOf } from '../core/ranking-builders.ts'
import { cleanText, dayMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
  const result = fitResultOf(82, 2, { icpVersionId: 'icp', coverage: 1 })
  const away = { id: 'away', userId: 'rep', fromDay: '2026-11-25', toDay: '2026-11-25', coverUserId: 'other' }
  await atomically(w.db, (tx) => [tx.update(t.fits).set({ result }), tx.insert(t.absences).values(away)])
})
afterEach(() => w.close())

const newest = async () => {
  const [last] = await draftsOfPursuit(w.db, 'pursuit')
  const { text, revision } = (await findRevision(w.db, last!.headRevisionId!))!
  const { id, ownerId, state } = last!
  return {
    show: { draftId: id, revisionId: revision.id, hash: revision.hash },
    draft: { id, ownerId, state },
    number: revision.number,
    writer: revision.writer,
    replyTo: text.replyTo,
    from: text.from,
    body: bodyOf(text),
  }
}

const morning = async () => {
  for (const stage of [rank, research, draft]) await stage.run(w.app)
  return await newest()
}
const nextMorning = async () => {
  w.state.now += dayMs
  return await morning()
}

describe('an absence with cover', () => {
  it('gives the cover a draft of their own to work, and the rep theirs when they are back', async () => {
    const before = await morning()
    expect(before).toMatchObject({ draft: { ownerId: 'rep', state: 'pending' }, replyTo: 'rep@brightshift.example' })

    const covered = await nextMorning()
    expect(await queueItemsOf(w.db, 'other', '2026-11-25')).toHaveLength(1)
    expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('other')
    expect((await findDraft(w.db, before.draft.id))?.state).toBe('cancelled')
    expect(covered).toMatchObject({
      draft: { ownerId: 'other', state: 'pending' },
      replyTo: 'other@brightshift.example',
    })
    expect(covered.from).toMatch(/^Otto Example/)
    expect(covered.body).not.toContain('Ida')
    expect(await auditOf(w.db, 'pursuit')).toMatchObject([
      { what: 'pursuit_moved', detail: expect.stringContaining('"from":"rep","to":"other"') },
    ])
    await edit(w.app, w.otherRep, { ...covered.show, subject: 'Northwind and its round', text: covered.body })

    const back = await nextMorning()
    expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('rep')
    expect(back).toMatchObject({ draft: { id: covered.draft.id, ownerId: 'rep' }, replyTo: 'rep@brightshift.example' })
    expect(back.writer).toBe('person')
    await approve(w.app, w.rep, back.show)
    expect((await findDraft(w.db, back.draft.id))?.state).toBe('approved')
  })

  it('keeps what a person wrote, signed and addressed anew', async () => {
    const first = await w.draft()
    const words = {
      subject: 'Northwind and its round',
      text: cleanText.text.replace('Northwind Robotics raised', 'You raised'),
    }
    await edit(w.app, w.rep, { ...seen(first), ...words })
    await morning()
    expect(await nextMorning()).toMatchObject({
      draft: { id: first.draftId, ownerId: 'other', state: 'pending' },
      number: 3,
      writer: 'person',
      replyTo: 'other@brightshift.example',
      body: words.text.replace(/Ida$/, 'Otto'),
    })
  })
})

const imported = (kind: ImportKind, ...lines: string[]) =>
  importCsv(w.app, kind, Readable.from([lines.join('\n')]), { name: `${kind}.csv` })

describe('a new owner', () => {
  const files = [
    ['owners', 'account_domain,owner_email', 'northwind.example,other@brightshift.example'],
    ['accounts', 'name,domain,owner_email', 'Northwind Robotics,northwind.example,other@brightshift.example'],
  ] as const

  it.each(files)('by %s takes the open pursuit and its draft along', async (kind, header, line) => {
    await morning()
    expect(await imported(kind, header, line)).toMatchObject({ changed: 1, errors: [] })
    expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('other')
    await draft.run(w.app)
    expect(await newest()).toMatchObject({
      draft: { ownerId: 'other', state: 'pending' },
      replyTo: 'other@brightshift.example',
    })
  })

  it('gets back to work what the old one had submitted, and leaves what was approved', async () => {
    const first = await w.draft()
    await submit(w.app, w.rep, seen(first))
    await imported('owners', files[0][1], files[0][2])
    const taken = await newest()
    expect(taken).toMatchObject({ draft: { id: first.draftId, ownerId: 'other', state: 'pending' }, number: 2 })
    await approve(w.app, w.otherRep, taken.show)
    await imported('owners', files[0][1], files[0][2].replace('other@', 'rep@'))
    expect(await newest()).toMatchObject({ draft: { ownerId: 'other', state: 'approved' }, number: 2 })
  })

  it('by a file that is only looked at moves nothing', async () => {
    await importCsv(w.app, 'owners', Readable.from([`${files[0][1]}\n${files[0][2]}`]), { name: 'o.csv', dryRun: true })
    expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('rep')
  })
})

it('a pursuit that is rejected while the day is frozen stays closed', async () => {
  const first = await w.draft()
  const { newId } = w.app
  let waiting = true
  Object.assign(w.app, {
    newId: () => {
      if (waiting) {
        waiting = false
        w.db.$client.prepare("UPDATE pursuits SET closed_at = 1, close_reason = 'stale' WHERE id = 'pursuit'").run()
      }
      return newId()
    },
  })
  await rank.run(w.app)
  expect(first.draftId).toBeTruthy()
  expect(await findPursuit(w.db, 'pursuit')).toMatchObject({ closeReason: 'stale', triggerIds: ['trigger'] })
  const [item] = await queueItemsOf(w.db, 'rep', '2026-11-24')
  expect(item?.pursuitId).not.toBe('pursuit')
})

it('Tier 1 news of the day gives a pursuit from an earlier day its new lead', async () => {
  await atomically(w.db, (tx) => [
    tx.update(t.fits).set({ tier: 1, result: fitResultOf(90, 1, { icpVersionId: 'icp', coverage: 1 }) }),
    tx.update(t.triggers).set({ firstSeenAt: w.state.now - dayMs }),
    tx.insert(t.holds).values({
      id: 'hold',
      accountId: 'account',
      untilNextTrigger: true,
      reason: 'Let us see',
      by: 'rep',
      createdAt: w.state.now - 1000,
    }),
  ])
  await rank.run(w.app)
  expect(await queueItemsOf(w.db, 'rep', '2026-11-24')).toEqual([])
  w.state.now += 3_600_000
  const [old] = await w.db.select().from(t.triggers)
  const lead = { ...old!, id: 'lead', kind: 'champion_move' as const, at: w.state.now, firstSeenAt: w.state.now }
  await atomically(w.db, (tx) => [
    tx.insert(t.triggers).values({ ...lead, trigger: { ...lead.trigger, id: 'lead', kind: lead.kind, at: lead.at } }),
  ])
  await rank.run(w.app)
  expect(await queueItemsOf(w.db, 'rep', '2026-11-24')).toMatchObject([{ pursuitId: 'pursuit', leadTriggerId: 'lead' }])
  expect(await findPursuit(w.db, 'pursuit')).toMatchObject({ leadTriggerId: 'lead', triggerIds: ['lead', 'trigger'] })
})

it('a text that waits for its approval outlives the news it was written on', async () => {
  await morning()
  const first = await newest()
  await submit(w.app, w.rep, first.show)
  await atomically(w.db, (tx) => [tx.update(t.triggers).set({ removedAt: w.state.now })])
  w.state.now += dayMs
  await rank.run(w.app)
  expect((await findPursuit(w.db, 'pursuit'))?.closedAt).toBeNull()
  expect((await findDraft(w.db, first.draft.id))?.state).toBe('submitted')
})
