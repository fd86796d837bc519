import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWebhook } from '../../src/adapters/webhook.ts'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import { approve } from '../../src/pipeline/verbs.ts'
import { moods, type ToolServer, toolSecret, toolServer } from '../support/tool-server.ts'
import { seen } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { signIn } from './server.ts'
import { artifacts, launch, missing } from './support.ts'

let desk: TestDesk
let tool: ToolServer
let browser: Browser
let server: ReturnType<typeof serve>
const errors: string[] = []

beforeAll(async () => {
  if (missing) return
  browser = await launch()
  tool = await toolServer()
  desk = await makeDesk({ workspace: { sendingOn: false } })
  desk.app.webhook = openWebhook({ url: tool.url, secret: toolSecret, now: desk.app.now, deadlineMs: 2_000 })
  await new Promise<void>((resolve) => {
    server = serve({ fetch: desk.web.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      desk.app.baseUrl = `http://127.0.0.1:${port}`
      resolve()
    })
  })
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  await tool?.close()
})

const faultsOf = async (page: Page, name: string): Promise<string[]> => {
  await page.screenshot({ path: path.join(artifacts, `tool-${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  await page.setViewportSize({ width: 360, height: 740 })
  const width = await page.evaluate('document.documentElement.scrollWidth')
  await page.screenshot({ path: path.join(artifacts, `tool-${name}-phone.png`) })
  await page.setViewportSize({ width: 1280, height: 800 })
  return [
    ...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`),
    ...(Number(width) > 360 ? [name] : []),
  ]
}

test.skipIf(missing)(
  'a text is refused by a tool, tried again, and waits, on every screen and for everybody',
  async () => {
    await approve(desk.app, desk.rep, seen(desk.head))
    const page = await signIn(browser, await newSignInLink(desk.app, 'rep'), errors)
    await page.goto(`${desk.app.baseUrl}/items/pursuit`)
    tool.state.answer = moods.unwilling
    await page.getByRole('button', { name: 'Give to the tool' }).click()
    await page.getByRole('heading', { name: 'It was refused' }).waitFor()
    const faults = await faultsOf(page, 'refused')
    tool.state.answer = moods.takes
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: /^Given to the tool .* waiting for its answer$/ }).waitFor()
    faults.push(...(await faultsOf(page, 'waiting')))
    const admin = await signIn(browser, await newSignInLink(desk.app, 'admin'), errors)
    await admin.goto(`${desk.app.baseUrl}/admin/sending`)
    await admin.getByRole('button', { name: 'Send a test call' }).click()
    await admin.getByText('The tool took the test call').waitFor()
    faults.push(...(await faultsOf(admin, 'sending')))
    expect(faults).toEqual([])
    expect(errors).toEqual([])
    expect(tool.received).toHaveLength(3)
  },
  180_000,
)
