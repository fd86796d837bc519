import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch, setRules, setSending } from '../../src/pipeline/set-up.ts'
import { approve, confirmHandOut, edit, handOut } from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace({ workspace: { sendingOn: false } })
})
afterEach(() => w.close())

const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state
const handedOut = async (route: 'eml' | 'mailto' | 'copy' = 'copy') => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  return { first, ...(await handOut(w.app, w.rep, { ...seen(first), route })) }
}

describe('a hand-out', () => {
  it('works at once while sending is off, and gives exactly the approved words', async () => {
    const { first, text, subject, to, mailto, eml } = await handedOut('eml')
    const stored = (await findRevision(w.db, first.revisionId))!.text
    expect({ text, subject, to }).toEqual({ text: stored.text, subject: stored.subject, to: stored.to })
    const parsed = new URL(mailto)
    expect(parsed.pathname).toBe('mara@northwind.example')
    expect(new URLSearchParams(parsed.search).get('body')?.replaceAll('\r\n', '\n')).toBe(stored.text)
    const mail = await simpleParser(eml)
    expect(mail.text).toBe(stored.text)
    expect(mail.headers.has('list-unsubscribe')).toBe(false)
  })

  it('needs the approval of exactly that text', async () => {
    const first = await w.draft()
    await expect(handOut(w.app, w.rep, { ...seen(first), route: 'copy' })).rejects.toMatchObject({ code: 'invalid' })
    await approve(w.app, w.rep, seen(first))
    await edit(w.app, w.rep, { ...seen(first), subject: 'x', text: cleanText.text })
    await expect(handOut(w.app, w.rep, { ...seen(first), route: 'copy' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stops with everything else', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await setKillSwitch(w.app, w.admin, true)
    await expect(handOut(w.app, w.rep, { ...seen(first), route: 'copy' })).rejects.toThrow('Everything is stopped')
    expect(await stateOf(first.draftId)).toBe('approved')
  })

  it('is not given from a restored database, nor to a country that is blocked', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    w.state.armed = false
    await expect(handOut(w.app, w.rep, { ...seen(first), route: 'copy' })).rejects.toThrow('restored')
    w.state.armed = true
    await setRules(w.app, w.admin, { countries: { NL: 'blocked' } })
    await expect(handOut(w.app, w.rep, { ...seen(first), route: 'copy' })).rejects.toThrow('country policy')
  })

  it('is a touch only when the person says that it was sent', async () => {
    const { first, sendId } = await handedOut()
    expect(await touchesOf(w.db, ['account'])).toEqual([])
    await confirmHandOut(w.app, w.rep, { sendId, sent: true })
    expect(await stateOf(first.draftId)).toBe('sent')
    expect(await touchesOf(w.db, ['account'])).toMatchObject([{ route: 'copy', contactId: 'mara' }])
    await expect(confirmHandOut(w.app, w.rep, { sendId, sent: true })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('goes back to the desk when it was not sent, without its approval', async () => {
    const { first, sendId } = await handedOut()
    await confirmHandOut(w.app, w.rep, { sendId, sent: false })
    expect(await stateOf(first.draftId)).toBe('pending')
    await approve(w.app, w.rep, seen(first))
    expect((await handOut(w.app, w.rep, { ...seen(first), route: 'mailto' })).sendId).not.toBe(sendId)
  })

  it('lapses after a day without a word, counts as nothing, and can still be confirmed', async () => {
    const { first, sendId } = await handedOut()
    w.state.now += 23 * hourMs
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('sending')
    w.state.now += dayMs
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('failed')
    expect(await touchesOf(w.db, ['account'])).toEqual([])
    await confirmHandOut(w.app, w.rep, { sendId, sent: true })
    expect(await touchesOf(w.db, ['account'])).toHaveLength(1)
  })

  it('goes back to the desk also when that is said after it lapsed', async () => {
    const { first, sendId } = await handedOut()
    w.state.now += dayMs + hourMs
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('failed')
    await confirmHandOut(w.app, w.rep, { sendId, sent: false })
    expect(await stateOf(first.draftId)).toBe('pending')
  })

  it('is never sent by Daybreak as well', async () => {
    await handedOut()
    await setSending(w.app, w.admin, true)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toEqual([])
  })

  it('is nobody else’s', async () => {
    const { sendId } = await handedOut()
    await expect(confirmHandOut(w.app, w.otherRep, { sendId, sent: true })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
