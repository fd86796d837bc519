import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { queueDays, queueItems } from '../../src/store/schema/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const about = () => ({ revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today' })

test('a rep sees the morning with its reasons, and approves the text that the page showed', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const page = await rep.page('/')
  expect(page).toContain('Northwind Robotics')
  expect(page).toContain('Raised $40 million, Series B')
  expect(page).toContain('Approve &amp; next')
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toContain('said=approved')
  expect(await rep.page(answer.headers.get('location')!)).toContain('Undo')
})

test('a page that shows an older text gets 409 with the difference, and approves nothing', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const edited = {
    ...about(),
    subject: 'Northwind and its Series B',
    text: 'Hi Mara,\n\nNorthwind Robotics raised $40 million in Series B funding.\n\nIs a better list on yours?\n\nIda',
  }
  expect((await rep.submit(`/drafts/${desk.head.draftId}/edit`, edited)).status).toBe(303)
  const late = await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
  const page = await late.text()
  expect(late.status).toBe(409)
  expect(page).toContain('<ins>')
  expect(page).toContain('Open the newest text')
})

test('from the approvals, the newest text is opened among the approvals, and no other message in its place', async () => {
  desk = await makeDesk({ tier: 1 })
  const rep = await desk.as('rep')
  const manager = await desk.as('manager')
  const { draftId } = desk.head
  await rep.submit(`/drafts/${draftId}/submit`, about())
  const read = { ...about(), lane: 'approvals' }
  const edited = await rep.submit(`/drafts/${draftId}/edit`, {
    ...about(),
    subject: 'A few words',
    text: 'Hi Mara,\n\nIda',
  })
  expect(edited.status).toBe(303)
  const late = await manager.submit(`/drafts/${draftId}/approve`, read)
  expect(late.status).toBe(409)
  expect(await late.text()).toMatch(new RegExp(`href="/approvals\\?draft=${draftId}"[^>]*>\\s*Open the newest text`))
  expect(await manager.page(`/approvals?draft=${draftId}`)).toContain('A few words')
  const head = (await findDraft(desk.db, draftId))!.headRevisionId!
  const { hash } = (await findRevision(desk.db, head))!.revision
  await rep.submit(`/drafts/${draftId}/undo`, { revisionId: head, hash })
  const gone = await (await manager.submit(`/drafts/${draftId}/approve`, read)).text()
  expect(gone).toMatch(/href="\/approvals"[^>]*>\s*Back to the approvals/)
})

test('Tier 1 says Submit to a rep, and Approve to the manager', async () => {
  desk = await makeDesk({ tier: 1 })
  expect(await (await desk.as('rep')).page('/')).toContain('Submit &amp; next')
  const manager = await desk.as('manager')
  expect(await manager.page('/items/pursuit')).toContain('Approve &amp; next')
})

test('a decided item moves on: from Today to Done', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/reject`, { ...about(), reason: 'stale' })
  expect(answer.status).toBe(303)
  expect(await rep.page('/')).toContain('All worked.')
  expect(await rep.page('/?lane=done')).toContain('Northwind Robotics')
})

test('before the first queue the page says what it takes, and an empty morning is not called worked', async () => {
  desk = await makeDesk()
  const manager = await desk.as('manager')
  expect(await manager.page('/')).toContain('The first is built as soon as something can be on it')
  const [day] = await desk.db.select().from(queueDays)
  await atomically(desk.db, (tx) => [tx.insert(queueDays).values({ ...day!, id: 'hers', ownerKey: 'manager' })])
  const page = await manager.page('/')
  expect(page).toContain('Nothing new today')
  expect(page).not.toContain('All worked.')
})

test('a lane of accounts without a message asks to pick one, and speaks of the filter only where there is one', async () => {
  desk = await makeDesk()
  const [item] = await desk.db.select().from(queueItems)
  const unowned = { id: 'two', accountId: 'bystander', pursuitId: null, ownerKey: 'unowned', lane: 'unowned' as const }
  await atomically(desk.db, (tx) => [tx.insert(queueItems).values({ ...item!, ...unowned })])
  const manager = await desk.as('manager')
  const pane = async (query: string) => (await manager.page(`/?lane=unowned${query}`)).split('aria-label="Item"')[1]
  expect(await pane('')).toContain('Pick a row on the left.')
  expect(await pane('')).not.toContain('The filter hides them all')
  expect(await pane('&text=nobody+is+called+so')).toContain('The filter hides them all')
})

test('a held account leaves the list and stands under Held with its reason', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const hold = { until: 'day', day: '2026-12-01', reason: 'budget season', pursuitId: 'pursuit', lane: 'today' }
  expect((await rep.submit('/accounts/account/hold', hold)).status).toBe(303)
  expect(await rep.page('/?lane=held')).toContain('budget season')
  expect((await rep.submit('/accounts/account/hold', { ...hold, day: '2026-11-24' })).status).toBe(422)
})

test('a hold says that it takes an approved message back, or that one is on its way already', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const hold = { until: 'trigger', reason: 'quiet', pursuitId: 'pursuit', lane: 'today' }
  const held = async () => await rep.page((await rep.submit('/accounts/account/hold', hold)).headers.get('location')!)
  await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
  expect(await held()).toContain('Held, and its message is taken back')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())).status).toBe(303)
  await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'mailto' })
  expect(await held()).toContain('Held, but a message to them is on its way')
})

test('the key z is of the Undo that is offered, and of nothing at an item', async () => {
  desk = await makeDesk({ tier: 1 })
  const rep = await desk.as('rep')
  const said = (await rep.submit(`/drafts/${desk.head.draftId}/submit`, about())).headers.get('location')!
  expect((await rep.page(said)).match(/data-key="z"/g)).toHaveLength(1)
  const item = await rep.page('/items/pursuit')
  expect(item).toContain('Take back')
  expect(item).not.toContain('data-key="z"')
})

test('a submission can be taken back from where it was said', async () => {
  desk = await makeDesk({ tier: 1 })
  const rep = await desk.as('rep')
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/submit`, about())
  const next = await rep.page(answer.headers.get('location')!)
  expect(next).toContain('Submitted for approval')
  expect(next).toMatch(/role="status"[\s\S]*Undo/)
  expect((await rep.submit(`/drafts/${desk.head.draftId}/undo`, about())).status).toBe(303)
  expect(await rep.page('/')).toContain('Submit &amp; next')
})

test('a submitted text whose approval is taken back is its rep’s to submit again, and both are told', async () => {
  desk = await makeDesk({ tier: 1 })
  const [rep, manager] = [await desk.as('rep'), await desk.as('manager')]
  await rep.submit(`/drafts/${desk.head.draftId}/submit`, about())
  desk.state.now += 60_000
  await manager.submit(`/drafts/${desk.head.draftId}/approve`, { ...about(), lane: 'approvals' })
  desk.state.now += 1000
  const undone = await manager.submit(`/drafts/${desk.head.draftId}/undo`, { ...about(), lane: 'approvals' })
  expect(await manager.page(undone.headers.get('location')!)).toContain('it waits with its rep')
  expect(await rep.page('/?lane=fix')).toContain('Northwind Robotics')
  expect(await rep.page('/items/pursuit')).toContain('Approval taken back by Ben Example')
  desk.state.now += 1000
  await rep.submit(`/drafts/${desk.head.draftId}/submit`, about())
  expect(await manager.page('/approvals')).toContain('Northwind Robotics')
})

test('the way to search opens the accounts with the field ready to type in', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect(await rep.page('/accounts?search=1')).toMatch(/<input[^>]*data-search[^>]*autofocus/)
  expect(await rep.page('/accounts')).not.toMatch(/<input[^>]*data-search[^>]*autofocus/)
})

test('a form that is refused comes back with its message and all that was entered', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const refused = await rep.submit(`/drafts/${desk.head.draftId}/reject`, {
    ...about(),
    reason: 'already_talking',
    note: ' ',
  })
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(page).toContain('Say who is talking with them')
  expect(page).toContain(`action="/drafts/${desk.head.draftId}/reject"`)
  expect(page).toContain('name="reason" value="already_talking"')
  expect(page).toContain(`name="hash" value="${desk.head.hash}"`)
  expect(page).toMatch(/<label>Note<input name="note"/)
  expect(page).toContain('href="/items/pursuit"')
})

test('saving an unchanged text saves nothing and says so', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const form = await rep.page('/items/pursuit?edit=1')
  const text = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(form)![1]!
  const subject = /name="subject" value="([^"]*)"/.exec(form)![1]!
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/edit`, { ...about(), subject, text })
  expect(answer.headers.get('location')).toContain('said=unchanged')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())).status).toBe(303)
})

test('the list does not get shorter by being worked', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect(await rep.page('/')).toMatch(/title="0 of 1 decided today"/)
  await rep.submit('/accounts/account/hold', { until: 'trigger', reason: 'later', pursuitId: 'pursuit', lane: 'today' })
  expect(await rep.page('/')).toMatch(/title="1 of 1 decided today"/)
})
