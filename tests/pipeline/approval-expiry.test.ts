import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstRevision } from '../../src/pipeline/edit.ts'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import { liveApproval } from '../../src/store/reviews.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace({ settings: { holidays: ['2026-11-30'] } })
})
afterEach(() => w.close())

const end = async (draftId: string) => (await liveApproval(w.db, draftId))?.expiresAt
const triggerAt = (at: number) => w.db.$client.prepare('UPDATE triggers SET at = ?').run(at)

describe('an approval', () => {
  it('lasts three working days, and weekends and holidays are none', async () => {
    const friday = Date.UTC(2026, 10, 27, 9)
    w.state.now = friday
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    expect(await end(first.draftId)).toBe(friday + 6 * dayMs) // Friday, Tuesday, Wednesday, Thursday morning
  })

  it('of a first touch ends with its trigger', async () => {
    triggerAt(tuesday - 90 * dayMs + 5 * hourMs) // funding: three half-lives of thirty days
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    expect(await end(first.draftId)).toBe(tuesday + 5 * hourMs)
    w.app.outreach.send = async () => ({ end: 'retry', reply: '450 later' })
    w.state.now = tuesday + 5 * hourMs
    expect(await send.run(w.app)).toMatchObject({ expired: 1, sent: 0 })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('expired')
  })

  it('is not given once the trigger has run out', async () => {
    triggerAt(tuesday - 90 * dayMs)
    await expect(approve(w.app, w.rep, seen(await w.draft()))).rejects.toThrow('the news is too old')
  })

  it('of a follow-up does not ask for its trigger', async () => {
    triggerAt(tuesday - 200 * dayMs)
    const text = { pursuit: { id: 'pursuit', ownerId: 'rep' }, brief: (await latestBrief(w.db, 'pursuit'))! }
    const follow = await firstRevision(w.app, {
      ...text,
      draftText: cleanText,
      writer: 'composer',
      kind: 'follow_up',
    })
    await approve(w.app, w.rep, seen(follow))
    expect(await end(follow.draftId)).toBe(tuesday + 3 * dayMs)
  })

  it('is not given while nobody knows where the recipient is', async () => {
    w.db.$client.exec("UPDATE facts SET to_at = 1 WHERE field = 'country'")
    await expect(approve(w.app, w.rep, seen(await w.draft()))).rejects.toThrow('The country of the recipient')
  })
})
