import { expect, test } from 'vitest'
import { previewDigest } from '../../src/pipeline/digest.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { missing, runsOut, serveHere, shown, visit } from './support.ts'

let desk: TestDesk
const { openWindow } = visit(async () => {
  desk = await makeDesk()
  return await serveHere({ ...desk, fetch: desk.web.fetch })
})

const widths = { desktop: 1280, phone: 360 } as const

test.skipIf(missing).each(['rep', 'manager', 'admin'])(
  'the mail of the %s reads at both widths and asks nobody for anything',
  async (who) => {
    const { html, text } = await previewDigest(desk.app, who, '2026-11-24')
    for (const [name, width] of Object.entries(widths)) {
      const page = await openWindow({ viewport: { width, height: 900 } })
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.setContent(html)
      await shown(page, `digest-${who}-${name}`, true)
      expect(await runsOut(page)).toEqual([])
      expect(asked.filter((url) => url !== 'about:blank')).toEqual([])
      const words = (await page.locator('body').innerText()).split(/\s+/)
      expect(words.length).toBeGreaterThan(10)
      for (const word of text.split(/\s+/).filter((each) => /^[A-Z][a-z]+$/.test(each)))
        expect(words.join(' ')).toContain(word)
    }
  },
)
