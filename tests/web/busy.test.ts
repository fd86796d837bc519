import { expect, test } from 'vitest'
import { makeDesk } from './support/browser.ts'

test('a database that stays busy is told in words, to a person and to a program, as something to try again', async () => {
  const desk = await makeDesk()
  const rep = await desk.as('rep')
  const formToken = await rep.formToken()
  desk.app.newId = () => {
    throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  }
  const log = async (accept: string) =>
    await rep.post('/accounts/account/touches', { form_token: formToken, channel: 'call' }, { accept })
  const page = await log('text/html')
  expect(page.status).toBe(409)
  expect(await page.text()).toContain('The database was busy for too long: try it again.')
  expect(await (await log('application/json')).json()).toMatchObject({ error: 'conflict' })
  await desk.close()
})
