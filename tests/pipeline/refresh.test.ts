import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import { setSender } from '../../src/pipeline/set-up.ts'
import { approve, buttonFor, edit, handOut, refresh, submit } from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { cleanText, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

const sender = {
  company: 'Bright Shift',
  postalAddress: '9 New Street, Sampleton',
  fromEmail: 'desk@brightshift.example',
}
const nobody = { sender: { company: 'Bright Shift', postalAddress: '', fromEmail: '' } }

let w: Workspace
const start = async (settings: Record<string, unknown> = {}) => {
  w = await makeWorkspace({ settings })
}
beforeEach(() => start())
afterEach(() => w.close())

const head = async (draftId: string) => {
  const draft = (await findDraft(w.db, draftId))!
  const whole = (await findRevision(w.db, draft.headRevisionId!))!
  return { state: draft.state, ...whole, seen: { draftId, revisionId: whole.revision.id, hash: whole.revision.hash } }
}
const written = async (draftId: string, words = cleanText) =>
  seen(await edit(w.app, w.rep, { ...(await head(draftId)).seen, subject: words.subject, text: `${words.text} ` }))

/** A person's words from before the settings said who sends. */
const oldWords = async () => {
  await w.close()
  await start(nobody)
  const { draftId } = await w.draft()
  const words = { ...cleanText, text: cleanText.text.replace('We give each rep a short list every morning.\n\n', '') }
  const about = await written(draftId, words)
  await setSender(w.app, w.admin, sender)
  return about
}

describe('a text from before the settings said who sends', () => {
  it('is neither approved nor submitted, and the refusal says what to do', async () => {
    const about = await oldWords()
    expect((await head(about.draftId)).text.from).toBe('')
    for (const verb of [approve, submit]) await expect(verb(w.app, w.rep, about)).rejects.toThrow(/who sends: refresh/)
    await expect(approve(w.app, w.manager, about)).rejects.toThrow(/refresh/)
    expect(await buttonFor(w.app, w.rep, about.draftId)).toMatchObject({ does: 'nothing', mendedBy: 'refresh' })
  })

  it('keeps a person’s words, which a refresh gives sender and postal address', async () => {
    const about = await oldWords()
    const before = await head(about.draftId)
    const saved = await refresh(w.app, w.rep, about)
    const after = await head(about.draftId)
    expect(after.text.text.split('\n--\n')[0]).toBe(before.text.text.split('\n--\n')[0])
    expect(after.text.from).toBe('Ida Example <desk@brightshift.example>')
    expect(after.text.text).toContain('9 New Street')
    expect(after.revision).toMatchObject({ writer: 'person', authorId: 'rep', number: before.revision.number + 1 })
    await approve(w.app, w.rep, seen(saved))
    expect((await handOut(w.app, w.rep, { ...seen(saved), route: 'eml' })).eml.toString()).toContain('desk@brightshift')
  })

  it('carries the new footer after an edit too', async () => {
    const about = await oldWords()
    await written(about.draftId)
    expect((await head(about.draftId)).text.text).toContain('9 New Street')
    expect(await buttonFor(w.app, w.rep, about.draftId)).toEqual({ does: 'approve' })
  })

  it('is mended by itself where nobody has touched it', async () => {
    await w.close()
    await start(nobody)
    const { draftId } = await w.draft()
    await setSender(w.app, w.admin, sender)
    const after = await head(draftId)
    expect(after).toMatchObject({ state: 'pending', revision: { number: 2, writer: 'composer', authorId: null } })
    expect(after.text.from).toBe('Ida Example <desk@brightshift.example>')
    await approve(w.app, w.rep, after.seen)
  })
})

describe('a text that was approved before its sender changed', () => {
  const approved = async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await setSender(w.app, w.admin, sender)
    return seen(first)
  }

  it('is not handed out with the old footer, and is again after a refresh and a fresh approval', async () => {
    const about = await approved()
    await expect(handOut(w.app, w.rep, { ...about, route: 'copy' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('refresh'),
    })
    const saved = await refresh(w.app, w.rep, about)
    expect(saved.state).toBe('pending')
    await approve(w.app, w.rep, seen(saved))
    expect((await handOut(w.app, w.rep, { ...seen(saved), route: 'copy' })).text).toContain('9 New Street')
  })

  it('does not leave by itself either: it goes back to the desk', async () => {
    const about = await approved()
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect((await head(about.draftId)).state).toBe('pending')
  })
})

it('a mailbox that is no mail address is refused in words by every hand-out', async () => {
  await w.close()
  await start({ sender: { ...sender, fromEmail: 'not an address' } })
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  for (const route of ['copy', 'eml', 'mailto'] as const)
    await expect(handOut(w.app, w.rep, { ...seen(first), route })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('not one mail address'),
    })
})

it('a refresh keeps the sentences that a person stands for', async () => {
  const first = await w.draft()
  const claim = 'Northwind Robotics raised $90 million.'
  const text = cleanText.text.replace('Northwind Robotics raised $40 million in Series B funding.', claim)
  const own = await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text, ownClaims: [claim] })
  await setSender(w.app, w.admin, sender)
  const saved = await refresh(w.app, w.rep, seen(own))
  expect(saved.marks.filter(({ mark }) => mark === 'own_claim')).toHaveLength(1)
  expect((await head(first.draftId)).revision.blocks).toBe(0)
})
