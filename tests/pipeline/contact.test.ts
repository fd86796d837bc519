import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import { setRules } from '../../src/pipeline/set-up.ts'
import { addContact, approve, chooseContact, decidePlace } from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

describe('a contact typed in', () => {
  it('can be chosen at once, and is written to at that address', async () => {
    const { contactId } = await addContact(w.app, w.rep, {
      accountId: 'account',
      name: ' Pia Example ',
      title: 'VP Sales',
      email: 'pia@northwind.example',
    })
    const first = await w.draft()
    const next = await chooseContact(w.app, w.rep, { ...seen(first), contactId })
    expect((await findRevision(w.db, next.revisionId))?.text).toMatchObject({
      to: 'pia@northwind.example',
      text: expect.stringContaining('Pia'),
    })
    await approve(w.app, w.rep, seen(next))
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
  })

  it('without an address can be drafted for, and not be written to', async () => {
    const { contactId } = await addContact(w.app, w.rep, { accountId: 'account', name: 'Pia Example' })
    const next = await chooseContact(w.app, w.rep, { ...seen(await w.draft()), contactId })
    expect(next.findings).toContainEqual(expect.objectContaining({ rule: 'no_address', level: 'block' }))
    await expect(approve(w.app, w.manager, seen(next))).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is nobody who is known already, and has a real address', async () => {
    const base = { accountId: 'account', name: 'Pia Example' }
    await expect(addContact(w.app, w.rep, { ...base, email: 'Mara@Northwind.example' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(addContact(w.app, w.rep, { ...base, email: 'pia at northwind' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(addContact(w.app, w.rep, { ...base, name: ' ' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('where the people of an account are', () => {
  it('is decided once, before anybody approves a message to them', async () => {
    w.db.$client.exec("UPDATE facts SET to_at = 1 WHERE field = 'country'")
    const first = await w.draft()
    await expect(approve(w.app, w.rep, seen(first))).rejects.toThrow('The country of the recipient is not known')
    await expect(decidePlace(w.app, w.rep, { accountId: 'account', country: 'Holland' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await decidePlace(w.app, w.rep, { accountId: 'account', country: 'nl' })
    await approve(w.app, w.rep, seen(first))
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('sent')
  })

  it.each([
    ['UK', 'GB'],
    ['gb', 'UK'],
  ])('named %s obeys the rule for %s, by whatever code each was named', async (named, rule) => {
    await setRules(w.app, w.admin, { countries: { [rule]: 'blocked' } })
    await decidePlace(w.app, w.rep, { accountId: 'account', country: named, timeZone: 'Europe/London' })
    await expect(approve(w.app, w.rep, seen(await w.draft()))).rejects.toThrow('the country policy blocks it')
  })

  it.each(['Germany', 'QQ', 'EU', ' '])('said as %j is no country that anybody may be written to in', async (value) => {
    await w.db.update(t.facts).set({ value }).where(eq(t.facts.id, 'f1'))
    await w.db.update(t.contacts).set({ timeZone: 'Europe/Berlin' })
    await expect(approve(w.app, w.rep, seen(await w.draft()))).rejects.toThrow('country of the recipient is not known')
  })
})
