import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Locator, type Page, chromium as playwright } from 'playwright-core'
import type { Role } from '../src/store/schema/index.ts'
import { chromium } from '../tests/browser/chromium.ts'
import { openPage, signIn, startServer } from '../tests/browser/server.ts'

/** Takes the pictures of README and docs from a fresh sample workspace: `node --import tsx scripts/pictures.ts`. */
const folder = path.resolve(import.meta.dirname, '../docs/pictures')
mkdirSync(folder, { recursive: true })

/** The same Tuesday morning at every run, by the server’s clock; ids are drawn anew, and with them the words of a draft. */
const shiftMs = Date.parse('2026-11-24T07:40:00Z') - Date.now()
const clock = `data:text/javascript,${encodeURIComponent(`const real = Date.now; Date.now = () => real() + ${Math.round(shiftMs)}`)}`
const look = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

/** What is seen, or one part of it; WebP, because it has a third of the weight of PNG. */
const take = async (of: Page | Locator, name: string, crop: { height?: number } = {}) => {
  const to = { path: path.join(folder, `${name}.webp`), type: 'webp', quality: 82 } as const
  if ('goto' in of && crop.height)
    await of.screenshot({ ...to, clip: { x: 0, y: 0, width: 1280, height: crop.height } })
  else await of.screenshot(to)
}

/** The item at the top of the rep's queue: read, asked why, made too bold, mended, and handed in. */
const rep = async (page: Page) => {
  await take(page, 'queue')
  await take(page.locator('section', { has: page.locator('> h2#brief') }), 'brief')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await page.keyboard.press('w')
  await page.locator('#why[open]').evaluate((why) => why.scrollIntoView())
  await take(page, 'why-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('e')
  const text = page.getByLabel('Text')
  await text.waitFor()
  const written = await text.inputValue()
  await text.fill(written.replace('\n\n', '\n\nCongratulations on the 900 new hires in Lisbon. '))
  const finding = page.locator('.finding-block').first()
  await finding.waitFor()
  await finding.evaluate((block) => block.scrollIntoView({ block: 'center' }))
  await take(page, 'edit')
  await page.getByLabel('Subject').fill('A few words on your news')
  await text.fill(written.replace(/^.* (?=\S+,)/, 'Good morning '))
  await finding.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved as a new revision').waitFor()
  await page.getByRole('button', { name: 'Submit & next' }).click()
  await page.getByText('Submitted for approval').waitFor()
}

const phone = async (page: Page, address: string) => {
  await page.setViewportSize({ width: 390, height: 780 })
  await page.goto(address)
  await take(page, 'phone')
  await page.setViewportSize(look.viewport)
}

/** An answer that came elsewhere, pasted where the last message went. */
const reply = async (page: Page, address: string) => {
  await page.goto(`${address}/accounts?q=lumenforge`)
  await page.locator('main table a').first().click()
  await page.locator('summary', { hasText: 'Paste a reply' }).click()
  const form = page.locator('form[action$="/replies"]')
  await form
    .locator('textarea')
    .fill('Thank you for writing. We are in the middle of the budget, so please come back to me on 12 January 2027.')
  await form.getByRole('button').click()
  await page.waitForURL(/\/replies/)
  await take(page, 'replies', { height: 420 })
}

const manager = async (page: Page, address: string) => {
  for (const [name, where] of [
    ['approvals', '/approvals'],
    ['team', '/team'],
    ['insights', '/insights?days=365'],
    ['icp', '/icp'],
    ['digest', '/digest'],
  ] as const) {
    await page.goto(address + where)
    await take(page, name)
  }
  await page.goto(`${address}/signals?review=1`)
  await take(page, 'review', { height: 400 })
}

const csv = `Company,Web Site,Headcount,Segment
Alder Freight,alder-freight.example,120,east
Birch Labs,birch-labs.example,many,west
,nameless.example,12,
`

const admin = async (page: Page, address: string) => {
  await page.goto(`${address}/feeds`)
  await take(page, 'feeds')
  await page.goto(`${address}/admin/imports`)
  await page.getByLabel('What it lists').selectOption('accounts')
  await page.getByLabel(/^File/).setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('heading', { name: 'Preview' }).waitFor()
  await take(page, 'imports')
  await page.goto(`${address}/admin/sending`)
  await page.getByRole('button', { name: 'Preflight' }).click()
  await page.getByText(/Not everything holds|Everything holds/).waitFor()
  await take(page, 'preflight', { height: 700 })
}

/** Out of the sample, into a workspace of one's own with its first step done. */
const firstRun = async (page: Page, address: string) => {
  await page.goto(`${address}/admin/start`)
  await page.locator('summary', { hasText: 'Leave the sample for my own workspace' }).click()
  await page.getByLabel('I know').check()
  await page.getByRole('button', { name: 'Open my own workspace' }).click()
  await page.getByLabel(/^Name of the workspace/).fill('Larkmoor Trial')
  await page.getByLabel('Time zone').fill('Europe/Berlin')
  await page.getByLabel('Your name').fill('Ada Example')
  await page.getByLabel('Your e-mail address').fill('ada@larkmoor.example')
  await page.getByLabel(/^Password/).fill('a sentence that is good')
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByRole('link', { name: 'Start from the sample’s ICP' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL((url) => url.pathname === '/icp')
  await page.goto(`${address}/admin/start`)
  await take(page, 'start')
}

const takeAll = async (address: string, enter: (who: Role) => Promise<Page>) => {
  const seller = await enter('rep')
  await rep(seller)
  await phone(seller, address)
  await reply(seller, address)
  await seller.context().close()
  const lead = await enter('manager')
  await manager(lead, address)
  await lead.context().close()
  const head = await enter('admin')
  await admin(head, address)
  await firstRun(head, address)
}

const { executablePath, args, env, missing } = await chromium()
if (missing) throw new Error(missing)
const server = await startServer({ NODE_OPTIONS: `--import=${clock}` })
const browser = await playwright.launch({
  executablePath,
  args,
  env: { ...(process.env as Record<string, string>), ...env },
})
const errors: string[] = []
const enter = async (who: Role) => {
  const page = await openPage(browser, errors, look)
  await signIn(page, await server.link(who))
  return page
}
try {
  await takeAll(server.address, enter)
  if (errors.length > 0) throw new Error(errors.join('\n'))
} finally {
  await browser.close()
  await server.stop()
}
