import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, inject } from 'vitest'
import type { App } from '../../src/pipeline/app.ts'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import type { Role } from '../../src/store/schema/index.ts'
import { openPage, type Place, signIn } from './server.ts'

/** Why there is no browser here; null when there is one. */
export const missing = inject('chromium').missing

/** A busy machine may take its time over a page. */
export const patience = { timeout: 60_000 }

/** A browser for the tests of a file and a place it visits, opened before all of them or before each. */
export const visit = (open: () => Promise<Place>, before: typeof beforeAll | typeof beforeEach = beforeAll) => {
  const errors: string[] = []
  const sessions = new Map<Role, Awaited<ReturnType<BrowserContext['storageState']>>>()
  let browser: Browser
  let place: Place
  beforeAll(async () => {
    if (missing) return
    browser = await launch()
    return () => browser.close()
  })
  before(async () => {
    if (missing) return
    sessions.clear()
    place = await open()
    return () => place.stop()
  })
  beforeEach(() => {
    errors.length = 0
    return async () => {
      for (const context of browser?.contexts() ?? []) await context.close()
    }
  })
  /** A window with nobody in it. */
  const openWindow = (options: BrowserContextOptions = {}) =>
    openPage(browser, errors, { baseURL: place.address, ...options })
  /** That person at their desk, in a window of its own; a link signs in once, so the others share the first session. */
  const enter = async (who: Role, options: BrowserContextOptions = {}) => {
    const storageState = sessions.get(who)
    const page = await openWindow(storageState ? { ...options, storageState } : options)
    if (storageState) await page.goto('/')
    else {
      await signIn(page, await place.link(who))
      sessions.set(who, await page.context().storageState())
    }
    return page
  }
  return { errors, openWindow, enter }
}

const launch = async (): Promise<Browser> => {
  const { executablePath, args, env } = inject('chromium')
  return await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

type Served = { app: App; fetch: Parameters<typeof serve>[0]['fetch']; close: () => Promise<void> }

/** What this process answers itself, at a port of its own. */
export const serveHere = async ({ app, fetch, close }: Served): Promise<Place> => {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  app.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    server.close()
    await close()
  }
  return { address: app.baseUrl, link: (who) => newSignInLink(app, who), stop }
}

/** A key, once the page listens. */
export const press = async (page: Page, key: string): Promise<void> => {
  await page.waitForLoadState()
  await page.keyboard.press(key)
}

/** A picture of the screen; not committed. */
export const shown = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../artifacts/${name}.png`), fullPage })

type Ask = (axe: AxeBuilder) => AxeBuilder
const wideAndPhone = [
  [1280, 'light'],
  [360, 'light'],
] as const

/** Looks at the page in each width and light: by axe, that nothing runs out of it, and as a picture. */
export const look = async (
  page: Page,
  name: string,
  { views = wideAndPhone, ask }: { views?: readonly (readonly [number, 'light' | 'dark'])[]; ask?: Ask } = {},
): Promise<void> => {
  for (const [width, colorScheme] of views) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    expect([...(await faultsOf(page, ask)), ...(await runsOut(page))], `${name} at ${width}, ${colorScheme}`).toEqual(
      [],
    )
    await shown(page, `${name}-${width}-${colorScheme}`, true)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** What axe finds wrong with the page as it stands. */
export const faultsOf = async (page: Page, ask: Ask = (axe) => axe): Promise<string[]> => {
  const { violations } = await ask(new AxeBuilder({ page })).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** How wide the page is, when that is wider than its window. */
export const runsOut = async (page: Page): Promise<string[]> => {
  const width = await page.locator('html').evaluate((html) => html.scrollWidth)
  return width > page.viewportSize()!.width ? [`${width} px wide`] : []
}
