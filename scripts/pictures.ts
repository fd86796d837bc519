import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium as playwright } from 'playwright-core'
import { chromium } from '../tests/browser/chromium.ts'
import { signIn, startServer } from '../tests/browser/server.ts'

/** Takes the pictures of README and docs from a fresh sample workspace: `node --import tsx scripts/pictures.ts`. */
const folder = path.resolve(import.meta.dirname, '../docs/pictures')
mkdirSync(folder, { recursive: true })
const { executablePath, args, env, missing } = await chromium()
if (missing) throw new Error(missing)
const server = await startServer()
const browser = await playwright.launch({
  executablePath,
  args,
  env: { ...(process.env as Record<string, string>), ...env },
})
const errors: string[] = []
const wide = { viewport: { width: 1280, height: 800 } }

try {
  const rep = await signIn(browser, server.link(/rep, Europe/), errors, wide)
  const take = (page: typeof rep, name: string) => page.screenshot({ path: path.join(folder, `${name}.png`) })
  await take(rep, 'queue')
  await rep.emulateMedia({ colorScheme: 'dark' })
  await rep.keyboard.press('w')
  await rep.locator('#why').evaluate((why) => why.scrollIntoView())
  await take(rep, 'why-dark')
  await rep.emulateMedia({ colorScheme: 'light' })
  await rep.keyboard.press('e')
  await rep.getByLabel('Text').waitFor()
  await take(rep, 'edit')
  await rep.getByRole('link', { name: 'Leave it' }).click()
  await rep.waitForLoadState()
  await rep.keyboard.press('a')
  await rep.getByText('Submitted for approval').waitFor()
  await rep.setViewportSize({ width: 390, height: 780 })
  await rep.goto(server.address)
  await take(rep, 'phone')
  const manager = await signIn(browser, server.link(/manager/), errors, wide)
  for (const [name, address] of [
    ['approvals', '/approvals'],
    ['team', '/team'],
    ['accounts', '/accounts'],
    ['insights', '/insights?days=365'],
    ['icp', '/icp'],
    ['digest', '/digest'],
    ['feeds', '/feeds'],
  ] as const) {
    await manager.goto(server.address + address)
    await take(manager, name)
  }
  if (errors.length > 0) throw new Error(errors.join('\n'))
} finally {
  await browser.close()
  await server.stop()
}
