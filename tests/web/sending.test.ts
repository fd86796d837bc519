import { afterEach, expect, test } from 'vitest'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('"This is the one" arms a restored database, and only an admin may press it', async () => {
  desk = await makeDesk()
  desk.state.armed = false
  expect((await (await desk.as('manager')).submit('/admin/sending/arm')).status).toBe(403)
  expect(await desk.app.armed()).toBe(false)
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/sending')).toContain('This database is not armed')
  expect((await admin.submit('/admin/sending/arm')).status).toBe(303)
  expect(await desk.app.armed()).toBe(true)
  expect(await admin.page('/admin/sending')).not.toContain('This database is not armed')
})
