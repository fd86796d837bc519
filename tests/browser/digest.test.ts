import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { previewDigest } from '../../src/pipeline/digest.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { artifacts, launch, missing } from './support.ts'

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  if (missing) return
  browser = await launch()
  desk = await makeDesk()
})
afterAll(async () => await browser?.close())

const widths = { desktop: 1280, phone: 360 } as const

test.skipIf(missing).each(['rep', 'manager', 'admin'])(
  'the mail of the %s reads at both widths and asks nobody for anything',
  async (who) => {
    const { html, text } = await previewDigest(desk.app, who, '2026-11-24')
    for (const [name, width] of Object.entries(widths)) {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.setContent(html)
      await page.screenshot({ path: path.join(artifacts, `digest-${who}-${name}.png`), fullPage: true })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(asked.filter((url) => url !== 'about:blank')).toEqual([])
      const words = (await page.locator('body').innerText()).split(/\s+/)
      expect(words.length).toBeGreaterThan(10)
      for (const word of text.split(/\s+/).filter((each) => /^[A-Z][a-z]+$/.test(each)))
        expect(words.join(' ')).toContain(word)
      await page.close()
    }
  },
)
