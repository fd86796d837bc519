import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { renderRelativeDates } from '../../src/adapters/relative-dates.ts'
import { type SampleServer, serveSampleFeeds } from '../../src/adapters/sample-server.ts'
import { readConfig } from '../../src/config.ts'
import { type House, openHouse } from '../../src/house.ts'
import { setUpCode } from '../../src/pipeline/set-up.ts'
import * as t from '../../src/store/schema/index.ts'
import { signIn, startServer } from './server.ts'
import { look, missing, patience, serveHere, visit } from './support.ts'

const sample = path.resolve(import.meta.dirname, '../../feeds/sample')

let folder: string
let feeds: SampleServer
let house: House

/** A house that nobody has set up, which may read the sample's feeds. */
const openEmptyHouse = async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'daybreak-first-'))
  feeds = await serveSampleFeeds({ root: sample, now: Date.now })
  const config = readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'error' })
  const { host, port } = feeds
  house = await openHouse(config, { sample: false, allow: { host, port } })
  const close = async () => {
    await Promise.all([house.close(), feeds.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  const place = await serveHere({ ...house, close })
  house.begin()
  return place
}

/** On a phone the desk's heading is on the item that slides over the list. */
const onDesk = { ask: (axe: AxeBuilder) => axe.disableRules(['page-has-heading-one']) }

/** The sample's book without what only the sample knows: who owns what. */
const accountsFile = (): string => {
  const [head = '', ...rows] = readFileSync(path.join(sample, 'accounts.csv'), 'utf8').trim().split('\n')
  const owner = head.split(',').indexOf('owner_email')
  return [head, ...rows.map((row) => row.split(',').with(owner, '').join(','))].join('\n')
}
const contactsFile = (): string =>
  renderRelativeDates(readFileSync(path.join(sample, 'contacts.csv'), 'utf8'), Date.now(), 'iso')

const ownersFile = (email: string): string =>
  [
    'account_domain,owner_email',
    ...accountsFile()
      .split('\n')
      .slice(1)
      .map((row) => `${row.split(',')[2]},${email}`),
  ].join('\n')

const importing = async (page: Page, kind: string, csv: string) => {
  await page.goto('/admin/imports')
  await page.getByLabel('What it lists').selectOption(kind)
  await page.getByLabel(/^File/).setInputFiles({ name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Import \d+ rows/ }).click()
  await page.getByRole('heading', { name: `${kind}.csv` }).waitFor(patience)
}

/** How far the checklist says this step is. */
const stateOf = async (page: Page, step: string) => {
  await page.goto('/admin/start')
  return await page.locator(`#${step} .state`).innerText()
}

/** The form, its code filled in, up to the first steps. */
const setUpHere = async (page: Page) => {
  await page.getByLabel(/^Name of the workspace/).fill('Larkmoor Trial')
  await page.getByLabel('Time zone').fill('Europe/Berlin')
  await page.getByLabel('Your name').fill('Ada Example')
  await page.getByLabel('Your e-mail address').fill('ada@larkmoor.example')
  await page.getByLabel(/^Password/).fill('a sentence that is good')
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.waitForURL((url) => url.pathname === '/admin/start', patience)
}

describe('a house of one’s own', () => {
  const { errors, openWindow } = visit(openEmptyHouse)

  test.skipIf(missing)(
    'from an empty house to the first queue',
    async () => {
      const page = await openWindow({ reducedMotion: 'reduce' })
      await page.goto('/')
      await page.getByLabel(/^Code/).fill(setUpCode(house.app))
      await setUpHere(page)
      await look(page, 'first-run-1-empty')

      await page.getByRole('link', { name: 'Start from the sample’s ICP' }).click()
      await page.getByRole('button', { name: 'Publish' }).click()
      await page.waitForURL((url) => url.pathname === '/icp', patience)
      expect(await stateOf(page, 'icp')).toBe('done')

      await importing(page, 'accounts', accountsFile())
      await importing(page, 'contacts', contactsFile())
      expect(await stateOf(page, 'accounts')).toBe('done')

      await page.getByRole('link', { name: 'Add one of your own' }).click()
      await page.getByLabel('Name', { exact: true }).fill('The Ledgerline')
      await page.getByLabel('Address').fill(`${feeds.origin}/ledgerline/feed.xml`)
      await page.getByRole('button', { name: 'Test and watch' }).click()
      await page.waitForURL((url) => url.pathname === '/feeds', patience)
      expect(await stateOf(page, 'feeds')).toBe('done')

      await page.getByRole('link', { name: 'Invite somebody' }).click()
      await page.getByLabel('Name', { exact: true }).fill('Rosa Example')
      await page.getByLabel('E-mail', { exact: true }).fill('rosa@larkmoor.example')
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByText('A link for Rosa Example').waitFor(patience)
      const invitation = await page.locator('#new-link').innerText()
      await importing(page, 'owners', ownersFile('rosa@larkmoor.example'))
      expect(await stateOf(page, 'people')).toBe('done')

      await page.locator('#mail').getByRole('button', { name: 'Skip' }).click()
      await expect.poll(() => page.locator('#mail .state').innerText(), patience).toBe('skipped')
      await look(page, 'first-run-2-ready')

      await page.getByRole('button', { name: 'Run the morning now' }).click()
      await expect
        .poll(
          () =>
            page
              .locator('#queue .state')
              .innerText()
              .catch(() => ''),
          patience,
        )
        .toBe('done')
      await expect.poll(() => house.app.live.current(), patience).toBeNull()
      expect(await stateOf(page, 'queue')).toBe('done')
      await look(page, 'first-run-3-run')

      const rep = await openWindow({ reducedMotion: 'reduce' })
      await signIn(rep, invitation.trim())
      await rep.locator('[data-row]').first().waitFor(patience)
      expect(await rep.locator('[data-row]').count()).toBeGreaterThan(0)
      await look(rep, 'first-run-4-queue', onDesk)

      house.app.live.tell({ stage: 'poll', done: 120, total: 400 })
      await rep.getByText('Reading feeds · 120 of 400').waitFor(patience)
      await look(rep, 'first-run-4-live', onDesk)
      await atomically(house.app.db, (tx) => [tx.update(t.queueItems).set({ appendedAt: Date.now() })])
      house.app.live.end()
      const fresh = rep.getByRole('link', { name: /new · show/ })
      await fresh.waitFor(patience)
      expect(await rep.getByText('Reading feeds').count()).toBe(0)
      await fresh.click()
      await rep.waitForLoadState()
      expect(await fresh.count()).toBe(0)

      await page.goto('/admin/sending')
      await page.getByLabel('Company').fill('Larkmoor Trial')
      await page.getByLabel('Postal address').fill('1 Sample Street, Sampleton')
      await page.getByLabel('Mailbox', { exact: true }).fill('desk@larkmoor.invalid')
      await page.locator('form[action="/admin/sending/sender"] button').click()
      await page.getByRole('button', { name: 'Preflight' }).click()
      await page.getByText('Not everything holds').waitFor(patience)
      await page.getByText('is not a public https address').waitFor(patience)
      await look(page, 'first-run-7-preflight')
      await page.getByRole('button', { name: 'Send a test mail to myself' }).click()
      await page.getByText('on its way to ada@larkmoor.example').waitFor(patience)
      expect(readdirSync(path.join(folder, 'notices'))).toHaveLength(1)
      expect(errors).toEqual([])
    },
    300_000,
  )
})

describe('the sample', () => {
  const { errors, enter } = visit(startServer)

  test.skipIf(missing)(
    'the sample is left for a workspace of one’s own and opened again, on the running server',
    async () => {
      const admin = await enter('admin', { reducedMotion: 'reduce' })
      const open = async (summary: string, button: string) => {
        await admin.goto('/admin/start')
        await admin.locator('summary', { hasText: summary }).click()
        await look(admin, `first-run-${button === 'Open the sample' ? '6-own' : '5-sample'}`)
        await admin.getByLabel('I know').check()
        await admin.getByRole('button', { name: button }).click()
      }
      await open('Leave the sample for my own workspace', 'Open my own workspace')
      await admin.waitForURL((url) => url.pathname === '/set-up', patience)
      await admin.getByRole('button', { name: 'Look at the sample again' }).click()
      await admin.getByRole('button', { name: /^Sign in as Ines/ }).click()
      await admin.waitForURL((url) => url.pathname === '/', patience)

      await open('Leave the sample for my own workspace', 'Open my own workspace')
      await setUpHere(admin)
      await open('Open the sample', 'Open the sample')
      await admin.getByRole('button', { name: /^Sign in as Ines/ }).click()
      await admin.waitForURL((url) => url.pathname === '/', patience)
      await open('Leave the sample for my own workspace', 'Open my own workspace')
      await admin.waitForURL((url) => url.pathname === '/sign-in', patience)
      await admin.getByLabel(/^Password/).fill('a sentence that is good')
      await admin
        .getByLabel(/^E-mail/)
        .first()
        .fill('ada@larkmoor.example')
      await admin.getByRole('button', { name: 'Sign in', exact: true }).click()
      await admin.getByText('No queue yet').waitFor(patience)
      expect(errors).toEqual([])
    },
    300_000,
  )
})
