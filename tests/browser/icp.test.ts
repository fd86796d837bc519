import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, signIn, startServer } from './server.ts'
import { artifacts, launch, missing } from './support.ts'

let server: Server
let browser: Browser
let manager: Page
let rep: Page
const errors: string[] = []

beforeAll(async () => {
  if (missing) return
  ;[server, browser] = await Promise.all([startServer(), launch()])
  manager = await signIn(browser, server.link(/manager/), errors, { reducedMotion: 'reduce' })
  rep = await signIn(browser, server.link(/rep, Europe/), errors)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const shown = (page: Page, name: string) =>
  page.screenshot({ path: path.join(artifacts, `icp-${name}.png`), fullPage: true })
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
const scrollWidth = async (page: Page) => await page.locator('html').evaluate((html) => html.scrollWidth)
const weightOf = (page: Page) => page.getByLabel('Weight of Uses Salesforce or HubSpot')
/** The page that answered a form, not the one that sent it. */
const press = async (page: Page, name: RegExp | string) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()])
}

test.skipIf(missing)(
  'a manager changes a weight, sees who would move, tests it against the past, publishes, and takes it back',
  async () => {
    const page = manager
    await page.goto(`${server.address}/icp`)
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByText('Weights, triggers and tiers').click()
    const before = await weightOf(page).inputValue()
    await weightOf(page).fill('-6')
    await press(page, /Write them into the file/)
    const moved = page.getByRole('region', { name: /accounts? would move/ })
    await expect.poll(() => moved.getByRole('row').count()).toBeGreaterThan(2)
    expect(await moved.innerText()).toContain('Uses Salesforce or HubSpot')
    expect(await page.getByRole('region', { name: 'Tests in the file' }).innerText()).toContain('must be Tier 1')
    await page
      .getByRole('region', { name: /Today’s queues/ })
      .getByText('then')
      .waitFor()
    expect(await page.getByLabel('The file', { exact: true }).inputValue()).toContain('weight: -6')
    expect(await violations(page)).toEqual([])
    await shown(page, 'preview')
    await page.setViewportSize({ width: 360, height: 780 })
    await shown(page, 'preview-phone')
    expect(await scrollWidth(page)).toBeLessThanOrEqual(360)
    await page.setViewportSize({ width: 1280, height: 800 })

    await press(page, 'Backtest')
    await page.getByRole('region', { name: 'Against past outcomes' }).getByText('3 won and 2 lost').waitFor()
    expect(await page.getByRole('region', { name: 'Against past queues' }).innerText()).toContain('ranked again')
    expect(await violations(page)).toEqual([])

    await page.getByLabel('What changes, and why').fill('A trial')
    await press(page, 'Publish')
    await page.getByText('Published: in force').waitFor()
    await page.getByRole('link', { name: 'Versions' }).click()
    await page.getByText('A trial').waitFor()
    await page
      .getByText(/weighs −6 instead of|weight/)
      .first()
      .waitFor()
    await shown(page, 'versions')
    await page.getByRole('link', { name: /Open version 1/ }).click()
    await page.getByText('Weights, triggers and tiers').click()
    expect(await weightOf(page).inputValue()).toBe(before)
    await press(page, 'Publish')
    await page.getByText('Published: in force').waitFor()
    await page.goto(`${server.address}/icp/versions`)
    expect(await page.getByText('in force').count()).toBe(1)
    await page.getByText('Version 3').waitFor()
    expect(errors).toEqual([])
  },
)

test.skipIf(missing)('a file with a mistake says which line, and keeps what was typed', async () => {
  const page = manager
  await page.goto(`${server.address}/icp/edit`)
  const file = page.getByLabel('The file', { exact: true })
  await file.fill(`${await file.inputValue()}\nweights: heavy\n`)
  await press(page, 'Check and preview')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/line \d+ weights is not a key that is known here/)
  expect(await file.inputValue()).toContain('weights: heavy')
  expect(errors.splice(0)).toEqual([expect.stringContaining('422')]) // the browser's own word for the refusal
})

test.skipIf(missing)(
  'every page of the ICP passes axe, wide and at phone width; the sheet prints without its tools',
  async () => {
    for (const address of ['/icp', '/icp/edit', '/icp/versions', '/icp/learn', '/icp/review', '/icp/interview'])
      for (const width of [1280, 360]) {
        await manager.setViewportSize({ width, height: 800 })
        await manager.goto(server.address + address)
        expect(await violations(manager), `${address} at ${width}`).toEqual([])
        expect(await scrollWidth(manager), address).toBeLessThanOrEqual(width)
      }
    await shown(manager, 'interview-phone')
    await rep.goto(`${server.address}/icp`)
    expect(await rep.getByRole('navigation', { name: 'ICP' }).count()).toBe(0)
    await rep.emulateMedia({ media: 'print' })
    expect(await rep.locator('.topbar').isVisible()).toBe(false)
    expect(await rep.getByRole('heading', { name: 'Who not' }).isVisible()).toBe(true)
    await shown(rep, 'print')
    expect(errors).toEqual([])
  },
)

test.skipIf(missing)('learning from pasted tables proposes a draft, which previews', async () => {
  await manager.goto(`${server.address}/icp/learn`)
  await manager.getByText('Not enough data: 3 won and 2 lost').waitFor()
  await manager.getByText('Learn from a list instead').click()
  const table = (word: string) =>
    ['name,industry', ...Array.from({ length: 40 }, (_, i) => `Company ${i},${i % 8 ? word : 'mixed'}`)].join('\n')
  await manager.getByLabel('Won').fill(table('robotics'))
  await manager.getByLabel('Lost').fill(table('retail'))
  await press(manager, 'Learn from them')
  await manager
    .getByText(/35 of 40 won/)
    .first()
    .waitFor()
  expect(await violations(manager)).toEqual([])
  await shown(manager, 'learn')
  await press(manager, 'Take them into a draft and preview')
  await manager.getByRole('heading', { name: 'Tiers, if it were published' }).waitFor()
})

test.skipIf(missing)(
  'twenty answers without script end in a file that previews',
  async () => {
    const storageState = await manager.context().storageState()
    const context = await browser.newContext({ javaScriptEnabled: false, storageState })
    const page = await context.newPage()
    await page.goto(`${server.address}/icp/interview`)
    const answers: Record<string, string> = { size: '50-500' }
    let asked = 0
    for (; asked < 40 && (await page.locator('input[name="question"]').count()) > 0; asked++) {
      const id = await page.locator('input[name="question"]').inputValue()
      const choice = page.locator('input[type="radio"], input[type="checkbox"]').first()
      if ((await choice.count()) > 0) await choice.check()
      else {
        const optional = (await page.getByText('May stay empty').count()) > 0
        await page.locator('textarea[name="answer"]').fill(answers[id] ?? (optional ? '' : '100'))
      }
      await press(page, 'Next')
    }
    expect(asked).toBeGreaterThan(10)
    await page.getByText('Here is your first ICP').waitFor()
    await press(page, 'Check and preview')
    await page.getByRole('heading', { name: 'Tiers, if it were published' }).waitFor()
    await context.close()
  },
  180_000,
)
