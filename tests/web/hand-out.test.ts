import { afterEach, expect, test } from 'vitest'
import { sends, touches } from '../../src/store/schema/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const about = () => ({ revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'done' })
const handed = async (route: string) => {
  const rep = await desk.as('rep')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())).status).toBe(303)
  return { rep, answer: await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route }) }
}

test('with sending off an approved text is handed out, and is a touch only after a yes', async () => {
  desk = await makeDesk({ workspace: { sendingOn: false } })
  const { rep, answer } = await handed('copy')
  expect(answer.status).toBe(303)
  const page = await rep.page(answer.headers.get('location')!)
  expect(page).toContain('was it sent?')
  expect(await desk.app.db.select().from(touches)).toHaveLength(0)
  const [send] = await desk.app.db.select().from(sends)
  expect((await rep.submit(`/sends/${send?.id}/confirm`, { sent: 'yes' })).status).toBe(303)
  expect(await desk.app.db.select().from(touches)).toHaveLength(1)
})

test('an .eml is the message itself', async () => {
  desk = await makeDesk()
  const { answer } = await handed('eml')
  expect(answer.headers.get('content-type')).toContain('message/rfc822')
  expect(await answer.text()).toContain('Northwind Robotics raised $40 million')
})

test("nobody answers for another rep's hand-out", async () => {
  desk = await makeDesk()
  await handed('copy')
  const [send] = await desk.app.db.select().from(sends)
  const other = await desk.as('other')
  expect((await other.submit(`/sends/${send?.id}/confirm`, { sent: 'yes' })).status).toBe(404)
})

test('nothing is handed out without an approval', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'copy' })).status).toBe(422)
})
