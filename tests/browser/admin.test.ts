import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, signIn, startServer } from './server.ts'
import { artifacts, launch, missing } from './support.ts'

let server: Server
let browser: Browser
let admin: Page
const errors: string[] = []

beforeAll(async () => {
  if (missing) return
  ;[server, browser] = await Promise.all([startServer(), launch()])
  admin = await signIn(browser, server.link(/admin/), errors, { reducedMotion: 'reduce' })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const shown = (page: Page, name: string) =>
  page.screenshot({ path: path.join(artifacts, `admin-${name}.png`), fullPage: true })

/** Looks at the page wide and at phone width: as pictures, by axe, and that nothing runs out of it. */
const look = async (page: Page, name: string) => {
  for (const [width, suffix] of [
    [1280, ''],
    [360, '-phone'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      `${name} at ${width}`,
    ).toEqual([])
    expect(await page.locator('html').evaluate((html) => html.scrollWidth), name).toBeLessThanOrEqual(width)
    await shown(page, name + suffix)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

const csv = `Company,Web Site,Headcount,Segment
Alder Freight,alder-freight.example,120,east
Birch Labs,birch-labs.example,many,west
,nameless.example,12,
"<img src=x onerror=alert(1)>",payload.example,3,=1+1
`

test.skipIf(missing)(
  'an import is previewed, confirmed, reported and taken back, without script as with it',
  async () => {
    const storageState = await admin.context().storageState()
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState })
    for (const page of [admin, await plain.newPage()]) {
      await page.goto(`${server.address}/admin/imports`)
      await page.getByLabel('What it lists').selectOption('accounts')
      await page.getByLabel(/^File/).setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('heading', { name: 'Preview' }).waitFor()
      await page.getByText('The name of the company is missing').waitFor()
      await page.getByText('"many" is not a number: left out').waitFor()
      if (page === admin) await look(page, 'import-preview')
      await page.getByRole('button', { name: 'Import 3 rows' }).click()
      await page.getByRole('heading', { name: 'crm.csv' }).waitFor()
      if (page === admin) await look(page, 'import')
      await page.getByRole('button', { name: 'Take it back' }).click()
      await page.getByText('3 rows were taken back').waitFor()
    }
    await plain.close()
    await admin.goto(`${server.address}/admin/imports`)
    expect(await admin.getByText('taken back', { exact: true }).count()).toBe(2)
    await look(admin, 'imports')
    expect(errors).toEqual([])
  },
  180_000,
)

test.skipIf(missing)(
  'every page of the admin passes axe, wide and at phone width',
  async () => {
    await admin.goto(`${server.address}/admin/backups`)
    await admin.getByRole('button', { name: 'Back up now' }).click()
    await admin.getByText(/old/).first().waitFor()
    await look(admin, 'backups')
    await admin.goto(`${server.address}/admin/keys`)
    await admin.getByLabel('System that uses it').fill('Site visits')
    await admin.getByLabel(/push signals/).check()
    await admin.getByRole('button', { name: 'Make it' }).click()
    await admin.getByText('shown this once').waitFor()
    await look(admin, 'keys')
    await admin.goto(`${server.address}/admin/exports`)
    await look(admin, 'exports')
    for (let time = 0; time < 2; time++) {
      const [download] = await Promise.all([
        admin.waitForEvent('download'),
        admin.getByRole('button', { name: 'Download accounts.csv' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('accounts.csv')
    }
    await admin.goto(`${server.address}/admin/audit`)
    await admin.getByRole('button', { name: 'Verify the chain' }).click()
    await admin.getByText('chain unbroken').waitFor()
    await admin.getByLabel('What').selectOption('exported')
    await admin.getByRole('button', { name: 'Search' }).click()
    await admin.waitForURL(/what=exported/)
    expect(await admin.getByRole('row').count()).toBe(3)
    await admin.goto(`${server.address}/admin/audit`)
    await look(admin, 'audit')
    expect(errors).toEqual([])
  },
  180_000,
)
