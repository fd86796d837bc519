import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { close, type Db, open, raw } from '#dialect'
import { commit } from '../../src/pipeline/commit.ts'
import { send } from '../../src/pipeline/send.ts'
import {
  answerHandOver,
  approve,
  handOver,
  holdAccount,
  recordOutcome,
  reject,
  returnDraft,
  submit,
  undo,
} from '../../src/pipeline/verbs.ts'
import { insertHold } from '../../src/store/holds.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let folder: string
let w: Workspace
let other: Db
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-commit-'))
  w = await makeWorkspace({ file: path.join(folder, 'one.sqlite') })
  other = await open(path.join(folder, 'one.sqlite'))
})
afterEach(async () => {
  await close(other)
  await w.close()
  rmSync(folder, { recursive: true })
})

const hold = { id: 'h', accountId: 'account', until: null, untilNextTrigger: true, reason: 'Later', by: 'rep' }

describe('a commit', () => {
  it('is at the instant of its transaction, however long it waited for its turn', async () => {
    await raw(other, 'begin immediate')
    const said = { actorId: 'rep', what: 'hold_set', subject: 'hold', subjectId: 'h' }
    const waiting = commit(w.app, (tx, at) => [insertHold(tx, { ...hold, createdAt: at })], [said])
    await new Promise((resolve) => setTimeout(resolve, 10))
    w.state.now += 500
    await raw(other, 'rollback')
    await waiting
    expect(await w.db.select().from(t.holds)).toMatchObject([{ createdAt: tuesday + 500 }])
    expect(await w.db.select().from(t.audit)).toMatchObject([{ what: 'hold_set', at: tuesday + 500, detail: '{}' }])
  })

  it('of what somebody answers comes after the approval that they raced, or before it is given, so that nothing leaves', async () => {
    const first = await w.draft()
    await raw(other, 'begin immediate')
    const answer = { accountId: 'account', contactId: 'mara', kind: 'reply', replyClass: 'interested' } as const
    const told = recordOutcome(w.app, null, { ...answer, at: tuesday })
    await new Promise((resolve) => setTimeout(resolve, 10))
    w.state.now += 500
    const given = Promise.allSettled([approve(w.app, w.rep, seen(first))])
    await new Promise((resolve) => setTimeout(resolve, 10))
    await raw(other, 'rollback')
    await told
    const [end] = await given
    if (end.status === 'rejected') expect(String(end.reason)).toContain('Not waiting') // the answer had its turn first
    const [outcome] = await w.db.select().from(t.outcomes)
    const approvals = await w.db.select().from(t.approvals)
    for (const { at } of approvals) expect(outcome!.recordedAt).toBeGreaterThanOrEqual(at)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toEqual([])
  })
})

describe('a verb', () => {
  it('has one instant in all that it writes, also where the clock moves on at every look', async () => {
    const first = await w.draft()
    w.app.now = () => ++w.state.now
    await submit(w.app, w.rep, seen(first))
    await returnDraft(w.app, w.manager, { ...seen(first), note: 'Another question' })
    await submit(w.app, w.rep, seen(first))
    await undo(w.app, w.rep, seen(first))
    await reject(w.app, w.rep, { ...seen(first), reason: 'bad_fit' })
    const reply = { accountId: 'bystander', kind: 'reply', replyClass: 'interested', at: tuesday } as const
    const { outcomeId } = await recordOutcome(w.app, w.admin, { ...reply, untilDay: null })
    const { handoverId } = await handOver(w.app, w.admin, { outcomeId, toId: 'other', note: 'Wants a call' })
    const back = { handoverId, answer: 'returned', reason: 'In March', untilDay: '2027-03-01' } as const
    await answerHandOver(w.app, w.otherRep, back)
    await holdAccount(w.app, w.rep, { accountId: 'account', untilNextTrigger: true, reason: 'Later' })

    const saidAt = (await w.db.select().from(t.audit)).map(({ at }) => at)
    const [draft] = await w.db.select().from(t.drafts)
    const [pursuit] = await w.db.select().from(t.pursuits)
    const written = [
      ...(await w.db.select().from(t.decisions)).map(({ at }) => at),
      ...(await w.db.select().from(t.corrections)).map(({ at }) => at),
      ...(await w.db.select().from(t.outcomes)).map(({ recordedAt }) => recordedAt),
      ...(await w.db.select().from(t.handovers)).flatMap(({ at, answeredAt }) => [at, answeredAt]),
      ...(await w.db.select().from(t.holds)).map(({ createdAt }) => createdAt),
      draft!.changedAt,
      pursuit!.closedAt,
    ]
    expect(written).toHaveLength(13)
    expect(written.filter((at) => !saidAt.includes(at!))).toEqual([])
    expect(draft!.changedAt).toBe(pursuit!.closedAt)
  })
})
