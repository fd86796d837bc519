import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'
import { missing, patience, press, shown, visit } from './support.ts'

const { enter, errors } = visit(startServer)

/** Approves the first message that this rep may approve, and opens it before it can leave by itself. */
const approveOne = async (page: Page): Promise<string> => {
  const rows = await page.locator('[data-row]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  for (const href of rows) {
    await page.goto(href)
    if ((await page.getByRole('button', { name: 'Approve & next' }).count()) === 0) continue
    await press(page, 'a')
    await page.locator('.toast', { hasText: 'Approved' }).waitFor(patience)
    await page.goto(href)
    return page.url()
  }
  throw new Error('No item says Approve')
}

test.skipIf(missing)(
  'c puts the approved text on the clipboard and asks on the first screen whether it was sent, also without a script',
  async () => {
    const viewport = { width: 1280, height: 900 }
    const page = await enter('rep', { viewport, permissions: ['clipboard-read', 'clipboard-write'] })
    await approveOne(page)
    await press(page, 'c')
    await page.locator('.toast', { hasText: 'on your clipboard' }).waitFor(patience)
    const copied = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(copied.length).toBeGreaterThan(80)
    expect(copied.trim()).toBe((await page.locator('#handed-text').textContent())?.trim())
    await asksAtOnce(page)
    await expect.poll(() => page.evaluate('document.activeElement.id'), patience).toBe('was-sent')
    await shown(page, 'handed-out')

    const still = await enter('rep', { viewport, javaScriptEnabled: false })
    await page.goto('/')
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
    const page = await enter('rep', { viewport: { width: 1280, height: 900 } })
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
