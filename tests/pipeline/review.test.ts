import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkText, edit } from '../../src/pipeline/edit.ts'
import { approve } from '../../src/pipeline/review.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state

describe('a first revision', () => {
  it('waits for a person when its checks find nothing to forbid', async () => {
    const first = await w.draft()
    expect(first.findings.filter(({ level }) => level === 'block')).toEqual([])
    expect(await stateOf(first.draftId)).toBe('pending')
  })
})

describe('an approval', () => {
  it('holds for exactly the text that was read', async () => {
    const first = await w.draft()
    const { approvalId } = await approve(w.app, w.rep, seen(first))
    expect(approvalId).toBeTruthy()
    expect(await stateOf(first.draftId)).toBe('approved')
  })

  it('is voided by an edit', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const text = 'Hi Mara,\n\nNorthwind Robotics raised $40 million.\n\nIs that on your list this quarter?\n\nIda'
    const next = await edit(w.app, w.rep, { ...seen(first), subject: 'Northwind and its Series B', text })
    expect(next.number).toBe(2)
    expect(await stateOf(first.draftId)).toBe('pending')
    expect(
      (await checkText(w.app, w.rep, { draftId: first.draftId, subject: 'x', text })).marks.length,
    ).toBeGreaterThan(0)
  })
})
