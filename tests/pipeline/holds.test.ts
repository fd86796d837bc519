import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import {
  answerHandOver,
  approve,
  endHold,
  handOver,
  holdAccount,
  recordOutcome,
  submit,
} from '../../src/pipeline/verbs.ts'
import { auditOf } from '../../src/store/audit.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { liveApproval } from '../../src/store/reviews.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state
const hold = { accountId: 'account', untilDay: '2026-12-01', reason: 'They asked for a week' } as const

/** Approved, and its undo window over: the next run would send it. */
const approved = async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  w.state.now += 10_000
  return first
}

describe('a hold', () => {
  it('takes a live approval back, for good, and nothing is sent', async () => {
    const first = await approved()
    const held = await holdAccount(w.app, w.rep, hold)
    expect(held).toMatchObject({ takenBack: true, onItsWay: false })
    expect(await stateOf(first.draftId)).toBe('pending')
    expect(await liveApproval(w.db, first.draftId)).toBeUndefined()
    await send.run(w.app)
    await endHold(w.app, w.rep, held)
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect(await stateOf(first.draftId)).toBe('pending')
    const said = await auditOf(w.db, first.draftId)
    expect(said.map(({ what }) => what)).toContain('draft_held')
    await approve(w.app, w.rep, seen(first))
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
  })

  it('cancels a send that is queued', async () => {
    const first = await approved()
    w.state.now = tuesday + 10 * 3_600_000 // the night of the recipient
    expect(await send.run(w.app)).toMatchObject({ queued: 1, waiting: 1 })
    await holdAccount(w.app, w.rep, hold)
    expect(await sendsOfDraft(w.db, first.draftId)).toMatchObject([{ state: 'cancelled' }])
    w.state.now = tuesday + 23 * 3_600_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
  })

  it('takes a submission off the manager’s desk', async () => {
    const first = await w.draft()
    await submit(w.app, w.rep, seen(first))
    expect(await holdAccount(w.app, w.rep, hold)).toMatchObject({ takenBack: true })
    expect(await stateOf(first.draftId)).toBe('pending')
  })

  it('until a day keeps anybody from approving or submitting, in words, until it is over or released', async () => {
    const first = await w.draft()
    const { holdId } = await holdAccount(w.app, w.rep, hold)
    const refusal = { code: 'invalid', message: expect.stringMatching(/held until 1 Dec/) }
    await expect(approve(w.app, w.manager, seen(first))).rejects.toMatchObject(refusal)
    await expect(submit(w.app, w.rep, seen(first))).rejects.toMatchObject(refusal)
    await endHold(w.app, w.rep, { holdId })
    expect((await approve(w.app, w.manager, seen(first))).state).toBe('approved')
  })

  it('says of a message that may have left that it is on its way, and does not let it be tried again', async () => {
    const first = await approved()
    w.state.delivery = { end: 'retry', reply: '451 later' }
    const { send: deliver } = w.app.outreach
    let held: Awaited<ReturnType<typeof holdAccount>> | undefined
    Object.assign(w.app.outreach, {
      send: async (message: Parameters<typeof deliver>[0]) => {
        held = await holdAccount(w.app, w.rep, hold)
        return await deliver(message)
      },
    })
    await send.run(w.app)
    expect(held).toMatchObject({ takenBack: false, onItsWay: true })
    w.state.delivery = { end: 'sent', reply: '250 ok' }
    w.state.now += 3_600_000
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
    expect(await stateOf(first.draftId)).toBe('pending')
  })

  it('that comes with a hand-over given back stops the message as well', async () => {
    const reply = { accountId: 'account', kind: 'reply', replyClass: 'interested', at: tuesday } as const
    const { outcomeId } = await recordOutcome(w.app, w.rep, reply)
    const { handoverId } = await handOver(w.app, w.rep, { outcomeId, toId: 'other', note: 'Wants a call' })
    w.state.now += 1000
    const first = await approved()
    const back = { handoverId, answer: 'returned', reason: 'Not yet', untilDay: '2026-12-24' } as const
    await answerHandOver(w.app, w.otherRep, back)
    expect(await stateOf(first.draftId)).toBe('pending')
  })
})
