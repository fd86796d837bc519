import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, signIn, startServer } from './server.ts'
import { artifacts, launch, missing, press } from './support.ts'

/** A busy machine may take its time over a page. */
const patience = { timeout: 30_000 }

let server: Server
let browser: Browser
beforeAll(async () => {
  if (missing) return
  ;[server, browser] = await Promise.all([startServer(), launch()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Approves the first message that this rep may approve, and opens it before it can leave by itself. */
const approveOne = async (page: Page): Promise<string> => {
  const rows = await page.locator('[data-row]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  for (const href of rows) {
    await page.goto(server.address + href)
    if ((await page.getByRole('button', { name: 'Approve & next' }).count()) === 0) continue
    await press(page, 'a')
    await page.locator('.toast', { hasText: 'Approved' }).waitFor(patience)
    await page.goto(server.address + href)
    return page.url()
  }
  throw new Error('No item says Approve')
}

test.skipIf(missing)(
  'c puts the approved text on the clipboard and asks on the first screen whether it was sent, also without a script',
  async () => {
    const errors: string[] = []
    const options = { viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] }
    const page = await signIn(browser, server.link(/rep, Europe/), errors, options)
    await approveOne(page)
    await press(page, 'c')
    await page.locator('.toast', { hasText: 'on your clipboard' }).waitFor(patience)
    const copied = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(copied.length).toBeGreaterThan(80)
    expect(copied.trim()).toBe((await page.locator('#handed-text').textContent())?.trim())
    await asksAtOnce(page)
    expect(await page.evaluate('document.activeElement.id')).toBe('was-sent')
    await page.screenshot({ path: path.join(artifacts, 'handed-out.png') })

    const plain = await browser.newContext({
      ...{ viewport: options.viewport, javaScriptEnabled: false },
      storageState: await page.context().storageState(),
    })
    const still = await plain.newPage()
    await page.goto(server.address)
    await still.goto(await approveOne(page))
    await still.getByRole('button', { name: /^Copy/ }).click()
    await still.locator('#handed-text').waitFor(patience)
    await asksAtOnce(still)
    expect(errors).toEqual([])
  },
  180_000,
)

test.skipIf(missing)(
  'the .eml comes as a file and the page asks at once; what was not sent can be handed out again',
  async () => {
    const errors: string[] = []
    const page = await signIn(browser, server.link(/rep, America/), errors, { viewport: { width: 1280, height: 900 } })
    await approveOne(page)
    await takeFile(page)
    await page.locator('.toast', { hasText: 'Was it sent?' }).waitFor(patience)
    await asksAtOnce(page)
    await page.getByRole('button', { name: 'No', exact: true }).click()
    await press(page, 'a')
    await page.locator('.toast', { hasText: 'Approved' }).waitFor(patience)
    await page.goBack()
    await page.reload()
    await takeFile(page)
    await asksAtOnce(page)
    expect(errors).toEqual([])
  },
  180_000,
)

/** The file is the letter, and never leaves the button dead. */
const takeFile = async (page: Page) => {
  const [file] = await Promise.all([
    page.waitForEvent('download', patience),
    page.getByRole('button', { name: '.eml', exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^message-[\w-]+\.eml$/)
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^Subject: .+/m)
}

/** The question and its answers are seen without a scroll, and the badge says whose turn it is. */
const asksAtOnce = async (page: Page) => {
  await page.getByText('Handed out: was it sent?').waitFor(patience)
  const box = await page.getByRole('button', { name: 'Yes, it was sent' }).boundingBox()
  expect(box!.y + box!.height).toBeLessThan(800)
  expect(await page.locator('.draft .block-head').innerText()).toContain('Handed out, waiting for your word')
  expect(await page.locator('.item').innerText()).not.toContain('Sending\n')
}
