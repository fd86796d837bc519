import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type ServerType, serve } from '@hono/node-server'
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { artifacts, launch, missing } from './support.ts'

let desk: TestDesk
let server: ServerType
let browser: Browser

beforeAll(async () => {
  if (missing) return
  desk = await makeDesk()
  server = serve({ fetch: desk.web.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  desk.app.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  await desk?.close()
})

/** Wide, at phone width and in the dark: as pictures, by axe, and that nothing runs out of the page. */
const look = async (page: Page, name: string) => {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      `${name} at ${width}`,
    ).toEqual([])
    expect(await page.locator('html').evaluate((html) => html.scrollWidth), name).toBeLessThanOrEqual(width)
    await page.screenshot({ path: path.join(artifacts, `${name}-${width}-${colorScheme}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

const codeOf = (secret: string): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: desk.state.now })

test.skipIf(missing)('a person sets up a second factor and signs in with it, without script as with it', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const who = javaScriptEnabled ? 'rep' : 'manager'
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(await newSignInLink(desk.app, who))
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    await page.goto(`${desk.app.baseUrl}/me`)
    if (javaScriptEnabled) await look(page, 'me-off')
    await page.getByRole('button', { name: 'Set it up' }).click()
    if (javaScriptEnabled) await look(page, 'me-begun')
    const secret = ((await page.locator('main .code').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('The code it shows now').fill(codeOf(secret))
    await page.getByRole('button', { name: 'Turn it on' }).click()
    expect(await page.locator('#recovery-codes li').count()).toBe(8)
    if (javaScriptEnabled) await look(page, 'me-codes')
    await context.clearCookies()
    desk.state.now += 60_000
    await page.goto(await newSignInLink(desk.app, who))
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    if (javaScriptEnabled) await look(page, 'sign-in-code')
    await page.getByLabel('Code of your authenticator app').fill(codeOf(secret))
    await page.getByRole('button', { name: /^Sign in as/ }).click()
    await page.waitForURL((url) => url.pathname === '/')
    await context.close()
  }
})

test.skipIf(missing)('an admin sees who has one and asks it of those who lead', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(await newSignInLink(desk.app, 'admin'))
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.goto(`${desk.app.baseUrl}/admin/people`)
  await look(page, 'people-second-factor')
  await page.getByRole('button', { name: 'Ask it of managers and admins' }).click()
  await page.waitForURL((url) => url.pathname === '/me')
  await page.context().close()
})
