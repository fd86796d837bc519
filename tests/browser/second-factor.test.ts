import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { look, missing, patience, serveHere, visit } from './support.ts'

let desk: TestDesk
const { enter } = visit(async () => {
  desk = await makeDesk()
  return await serveHere({ ...desk, fetch: desk.web.fetch })
})
/** A phone in the dark too. */
const views = [
  [1280, 'light'],
  [360, 'light'],
  [360, 'dark'],
] as const

const codeOf = (secret: string): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: desk.state.now })

test.skipIf(missing)('a person sets up a second factor and signs in with it, without script as with it', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const who = javaScriptEnabled ? 'rep' : 'manager'
    const page = await enter(who, { javaScriptEnabled })
    await page.goto('/me')
    if (javaScriptEnabled) await look(page, 'me-off', { views })
    await page.getByRole('button', { name: 'Set it up' }).click()
    if (javaScriptEnabled) await look(page, 'me-begun', { views })
    const secret = ((await page.locator('main .code').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('The code it shows now').fill(codeOf(secret))
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await expect.poll(() => page.locator('#recovery-codes li').count(), patience).toBe(8)
    if (javaScriptEnabled) await look(page, 'me-codes', { views })
    await page.context().clearCookies()
    desk.state.now += 60_000
    await page.goto(await newSignInLink(desk.app, who))
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    if (javaScriptEnabled) await look(page, 'sign-in-code', { views })
    await page.getByLabel('Code of your authenticator app').fill(codeOf(secret))
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    await page.waitForURL((url) => url.pathname === '/')
  }
})

test.skipIf(missing)('an admin sees who has one and asks it of those who lead', async () => {
  const page = await enter('admin')
  await page.goto('/admin/people')
  await look(page, 'people-second-factor', { views })
  await page.getByRole('button', { name: 'Ask it of managers and admins' }).click()
  await page.waitForURL((url) => url.pathname === '/me')
})
