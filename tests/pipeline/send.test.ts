import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { openFollowUps, touchesOf } from '../../src/store/touches.ts'
import { makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state

describe('an approved message', () => {
  it('waits for its undo window, then leaves once, as a touch with two follow-ups', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ queued: 1, sent: 1 })
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
    expect(await stateOf(first.draftId)).toBe('sent')
    expect(await touchesOf(w.db, ['account'])).toMatchObject([{ contactId: 'mara', triggerKind: 'funding', tier: 2 }])
    expect((await openFollowUps(w.db, 'rep')).map(({ dueDay }) => dueDay)).toEqual(['2026-11-27', '2026-12-04'])
  })
})
