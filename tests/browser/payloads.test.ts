import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atomically } from '#dialect'
import { previewDigest } from '../../src/pipeline/digest.ts'
import { exportKinds } from '../../src/pipeline/export.ts'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import * as t from '../../src/store/schema/index.ts'
import { routes } from '../../src/web/index.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { everyPayload, formulas, payloads } from '../web/support/payloads.ts'
import { poison } from '../web/support/poison.ts'
import { signIn } from './server.ts'
import { missing, serveHere, shown, visit } from './support.ts'

let desk: TestDesk
let objects: Readonly<Record<string, string>>
const { openWindow } = visit(async () => {
  desk = await makeDesk()
  objects = await poison(desk, everyPayload)
  return await serveHere({ ...desk, fetch: desk.web.fetch })
})

/** What a page did that was not ours. */
type Deeds = string[]

const watch = async (page: Page): Promise<Deeds> => {
  const deeds: Deeds = []
  page.on('dialog', async (dialog) => {
    deeds.push(`dialog ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) deeds.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(`${desk.app.baseUrl}/`) && !request.url().startsWith('data:'))
      deeds.push(`asked for ${request.url()}`)
  })
  page.on('pageerror', ({ message }) => deeds.push(message))
  await page.context().route(/evil\.example/, (route) => route.abort())
  return deeds
}

/** Runs in the page: what stands there that we never write. */
const intruders = String.raw`(() => {
  const found = []
  const ours = (value) => /^\/assets\//.test(value ?? '')
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    const value = (attribute) => element.getAttribute(attribute)
    for (const { name: attribute } of element.attributes)
      if (/^on|^srcdoc$|^style$/.test(attribute)) found.push(name + ' ' + attribute)
    if (/^(iframe|object|embed|base|math|audio|video|marquee|foreignobject|animate|use|plaintext|listing|template|noscript|style)$/i.test(name))
      if (!(name === 'iframe' && value('src')?.startsWith('/digest/mail'))) found.push(name)
    if (name === 'script' && !ours(value('src'))) found.push(name)
    if (name === 'link' && !ours(value('href'))) found.push(name)
    if (name === 'meta' && value('http-equiv') !== null) found.push(name)
    if (name === 'img' && !ours(value('src')) && !/^data:image/.test(value('src') ?? '')) found.push(name)
    for (const attribute of ['action', 'formaction'])
      if (value(attribute) && !/^\/(?!\/)/.test(value(attribute))) found.push(attribute + ' ' + value(attribute))
    const href = value('href') ?? value('xlink:href')
    if (href === null || !/^(a|area)$/.test(name)) continue
    const { protocol, origin } = new URL(href, location.href)
    if (!/^(https?|mailto):$/.test(protocol)) found.push('href ' + href)
    if (protocol !== 'mailto:' && origin !== location.origin && !value('rel')?.includes('noopener')) found.push('an opener for ' + href)
  }
  if ('ran' in window) found.push('a payload ran')
  return found
})()`
const found = async (page: Page): Promise<string[]> => await page.evaluate(intruders)

const pathOf = (way: string) => way.replace(/:(\w+)/g, (_, word: string) => objects[word] ?? 'x')
/** Every page there is, and the states of some that show more. */
const pages = () => [
  ...routes
    .filter(
      ({ method, path, streams }) =>
        method === 'GET' && !streams && !/^\/(assets|api|healthz|find)|:token|\.csv$|templates/.test(path),
    )
    .map(({ path }) => pathOf(path)),
  ...[
    '/items/pursuit?edit=1',
    '/items/pursuit?why=1',
    '/?of=rep',
    '/?of=rep&lane=done',
    '/?of=rep&lane=held',
    '/?of=rep&lane=follow_ups',
  ],
  ...[
    `/find?text=${encodeURIComponent('<')}`,
    `/accounts?text=${encodeURIComponent(payloads[0]!)}`,
    `/nowhere`,
    '/signals?review=1',
  ],
]

test.skipIf(missing).each(['rep', 'manager', 'admin'])(
  '%s opens every page and nothing of what was written there runs',
  async (who) => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const deeds = await watch(page)
    await signIn(page, await newSignInLink(desk.app, who))
    let poisoned = 0
    for (const path of pages()) {
      const answer = await page.goto(path, { waitUntil: 'load' })
      if (answer?.status() === 403) continue
      const text = (await page.locator('body').textContent()) ?? ''
      if (/alert\(1\)/.test(text)) poisoned++
      // a mail carries its styles with it; its own policy lets nothing run
      const intruding = (await found(page)).filter((one) => path !== '/digest/mail' || !one.endsWith(' style'))
      expect(intruding, `${path} as ${who}`).toEqual([])
      expect(await page.evaluate('typeof document.querySelector'), path).toBe('function')
      expect(page.url().startsWith(`${desk.app.baseUrl}/`), path).toBe(true)
      expect(deeds, `${path} as ${who}`).toEqual([])
    }
    expect(poisoned).toBeGreaterThan(10)
    await page.goto('/items/pursuit')
    await shown(page, `payloads-${who}`)
  },
)

test.skipIf(missing)('the watch itself sees what runs: the same payloads as markup, without a policy', async () => {
  const page = await openWindow()
  const deeds = await watch(page)
  for (const payload of payloads.filter((one) => !/http-equiv|<base/.test(one)))
    await page.setContent(payload, { waitUntil: 'commit' })
  await page.setContent('<p>last</p>')
  await page.waitForTimeout(50)
  expect(deeds.filter((deed) => deed.startsWith('dialog')).length).toBeGreaterThan(5)
  expect(deeds.filter((deed) => deed.startsWith('asked for')).length).toBeGreaterThan(3)
  await page.setContent(everyPayload.slice(0, 400), { waitUntil: 'commit' })
  expect(await found(page)).not.toEqual([])
})

test.skipIf(missing)('mails run nothing in a mail program that has no policy', async () => {
  const page = await openWindow()
  const deeds = await watch(page)
  for (const who of ['rep', 'manager', 'admin']) {
    const { html } = await previewDigest(desk.app, who, '2026-11-24')
    await page.setContent(html)
    const intruding = (await found(page)).filter((one) => !/ style$|^style$|^an opener/.test(one))
    expect(intruding, who).toEqual([])
  }
  expect(deeds).toEqual([])
})

test.skipIf(missing)('no cell of any file computes in a spreadsheet', async () => {
  await atomically(desk.app.db, (tx) => [
    tx.update(t.accounts).set({ name: formulas[0] }),
    tx.update(t.contacts).set({ name: formulas[6], source: formulas[3] }),
    tx.update(t.employments).set({ title: formulas[4] }),
    tx.update(t.facts).set({ value: formulas[1], source: formulas[5] }),
    tx.update(t.users).set({ name: formulas[2] }),
    tx.update(t.feeds).set({ name: formulas[0], publisher: formulas[0] }),
    tx.update(t.handovers).set({ note: formulas[0] }),
  ])
  desk.app.baseUrl = 'http://127.0.0.1:4310'
  const admin = await desk.as('admin')
  const own = routes.filter(({ method, path }) => method === 'GET' && path.endsWith('.csv')).map(({ path }) => path)
  const files = [
    ...(await Promise.all(own.map(async (file) => [file, await admin.page(file)] as const))),
    ...(await Promise.all(
      Object.keys(exportKinds).map(
        async (kind) => [kind, await (await admin.submit(`/admin/exports/${kind}`)).text()] as const,
      ),
    )),
  ]
  let inert = 0
  for (const [name, text] of files) {
    const rows: string[][] = parse(text, { bom: true, relax_column_count: true })
    expect(rows.length, name).toBeGreaterThan(0)
    for (const cell of rows.flat()) {
      if (/^'\s*[=+\-@]/.test(cell)) inert++
      // a negative number is a number
      if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell, name).not.toMatch(/^[\s\0]*[=+\-@\t\r]/)
    }
  }
  expect(inert).toBeGreaterThan(3)
})
