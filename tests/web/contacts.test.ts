import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { send } from '../../src/pipeline/send.ts'
import { redraft } from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, seen, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

/** Everybody has left and no address is known any more; the trigger names somebody new. */
const withoutContacts = async () => {
  desk = await makeDesk()
  const [row] = await desk.app.db.select().from(t.triggers)
  const fields = {
    person: { value: 'Pia Example', quote: 'Pia Example' },
    role: { value: 'VP Sales', quote: 'VP Sales' },
  }
  await atomically(desk.app.db, (tx) => [
    tx.update(t.contacts).set({ email: null, addressKey: null }),
    tx.update(t.employments).set({ to: tuesday - hourMs }),
    tx.update(t.triggers).set({ kind: 'executive_hire', trigger: { ...row!.trigger, fields } }),
  ])
  await redraft(desk.app, desk.rep, seen(desk.head))
}

const headOf = async () => {
  const draft = await findDraft(desk.app.db, desk.head.draftId)
  return await findRevision(desk.app.db, draft!.headRevisionId!)
}

test('an item without a contact offers the person of its trigger, and is written to them once they have an address', async () => {
  await withoutContacts()
  const rep = await desk.as('rep')
  const page = await rep.page('/items/pursuit')
  expect(page).toContain('Nobody yet.')
  expect(page).toMatch(/name="name" value="Pia Example"/)
  expect(page).toMatch(/name="title" value="VP Sales"/)
  expect((await headOf())?.text.to).toBe('')
  const pia = { pursuitId: 'pursuit', name: 'Pia Example', title: 'VP Sales', email: 'pia@northwind.example' }
  const answer = await rep.submit('/accounts/account/contacts', pia)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/items\/pursuit/)])
  expect((await headOf())?.text).toMatchObject({ to: pia.email, text: expect.stringContaining('Pia') })
  expect(await rep.page('/items/pursuit')).not.toContain('Nobody yet.')
})

test('a person without an address is kept, offered again, and gets the address later', async () => {
  await withoutContacts()
  const rep = await desk.as('rep')
  const pia = { pursuitId: 'pursuit', name: 'Pia Example', title: 'VP Sales' }
  expect((await rep.submit('/accounts/account/contacts', { ...pia, email: '' })).status).toBe(303)
  expect(await rep.page('/items/pursuit')).toContain('1 more at this account')
  expect((await rep.submit('/accounts/account/contacts', { ...pia, email: '' })).status).toBe(409)
  const late = { ...pia, name: 'pia  example', email: 'pia@northwind.example' }
  expect((await rep.submit('/accounts/account/contacts', late)).status).toBe(303)
  const people = await desk.app.db.select().from(t.contacts)
  expect(people.filter(({ name }) => /pia/i.test(name))).toMatchObject([{ name: 'Pia Example', email: late.email }])
  expect((await headOf())?.text.to).toBe(late.email)
})

test('a message for a reachable person stays theirs when somebody else is added', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const pia = { pursuitId: 'pursuit', name: 'Pia Example', title: 'COO', email: 'pia@northwind.example' }
  expect((await rep.submit('/accounts/account/contacts', pia)).status).toBe(303)
  expect((await headOf())?.text.to).toBe('mara@northwind.example')
  expect(await rep.page('/items/pursuit')).toContain('Write to Pia Example')
})

test('an unknown country is asked for on the item until somebody says it', async () => {
  desk = await makeDesk()
  await atomically(desk.app.db, (tx) => [tx.delete(t.facts)])
  const rep = await desk.as('rep')
  expect(await rep.page('/items/pursuit')).toContain('The country of the recipient is not known')
  expect((await rep.submit('/accounts/account/place', { pursuitId: 'pursuit', country: 'Q1' })).status).toBe(422)
  expect((await rep.submit('/accounts/account/place', { pursuitId: 'pursuit', country: 'nl' })).status).toBe(303)
  expect(await rep.page('/items/pursuit')).not.toContain('The country of the recipient is not known')
})

test('a manager erases a person from the page of the account, and a rep does not', async () => {
  desk = await makeDesk()
  const [rep, manager] = [await desk.as('rep'), await desk.as('manager')]
  const path = '/accounts/account/contacts/mara/erase'
  expect(await rep.page('/accounts/account')).not.toContain(path)
  expect((await rep.submit(path)).status).toBe(403)
  expect(await manager.page('/accounts/account')).toContain(path)
  expect((await manager.submit(path)).status).toBe(303)
  expect(await manager.page('/accounts/account')).not.toContain('Mara Example')
})

test('a message that waits says on its item what for', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const about = { revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today' }
  await atomically(desk.app.db, (tx) => [tx.update(t.facts).set({ value: 'AU' })])
  await rep.submit(`/drafts/${desk.head.draftId}/approve`, about)
  desk.state.now += 14 * hourMs
  await send.run(desk.app)
  expect(await rep.page('/items/pursuit')).toMatch(/Waits\.<\/b> <span>(?:It is|Writing to)/)
})
