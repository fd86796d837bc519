import { beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { routes } from '../../src/web/index.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { faultsOf, missing, patience, press, runsOut, serveHere, shown, visit } from './support.ts'

let desk: TestDesk
const { enter, errors } = visit(async () => {
  desk = await makeDesk()
  return await serveHere({ ...desk, fetch: desk.web.fetch })
}, beforeEach)

test.skipIf(missing)('an item is opened, questioned, edited and rejected with the keyboard alone', async () => {
  const page = await enter('rep')
  await press(page, 'w')
  await page.locator('#why[open]').waitFor()
  await expect.poll(() => page.locator('#why > summary:focus').count(), patience).toBe(1)
  await press(page, '?')
  await page.getByRole('heading', { name: 'Keys' }).waitFor()
  await press(page, 'Escape')
  await press(page, 'e')
  await page.getByLabel('Text').waitFor()
  await page.waitForLoadState()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\n\nCongratulations on the 900 new hires in Lisbon.')
  await page.locator('.finding-block').first().waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(
    'Hi Mara,\n\nNorthwind Robotics raised $40 million in Series B funding.\n\nIs a short list on yours?\n\nIda',
  )
  await expect.poll(() => page.locator('.finding-block').count(), patience).toBe(0)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved as a new revision').waitFor()
  await press(page, 'x')
  await page.getByRole('heading', { name: 'Reject, because' }).waitFor()
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  await page.getByText('All worked.').waitFor()
  await shown(page, 'desk-all-worked')
  expect(errors).toEqual([])
})

test.skipIf(missing)('an approval can be undone by its key while the window is open', async () => {
  const page = await enter('rep')
  await press(page, 'a')
  await page.getByText('Approved: Northwind Robotics').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('Undone').waitFor()
  expect(await page.getByRole('button', { name: 'Approve & next' }).isVisible()).toBe(true)
})

test.skipIf(missing)('the review desk is answered, corrected and taken back with the keyboard alone', async () => {
  await atomically(desk.app.db, (tx) => [
    tx.update(t.signals).set({ company: 'Northwind Automation' }),
    tx.update(t.matches).set({ decision: 'review', confidence: 0.5, cues: ['called Northwind Robotics here'] }),
  ])
  const page = await enter('manager')
  await page.goto('/signals?review=1')
  await shown(page, 'desk-review')
  await press(page, '1')
  await page.getByText('Northwind Automation confirmed').waitFor()
  await press(page, 'z')
  await page.getByRole('button', { name: 'It is Northwind Robotics' }).waitFor()
  await press(page, 'n')
  await page.getByText('Northwind Automation denied').waitFor()
  await press(page, 'z')
  await page.getByRole('button', { name: 'Not us' }).waitFor()
  await press(page, 'c')
  await page.getByLabel('Domain or name of the account').waitFor()
  await page.keyboard.type('northwind.example')
  await page.keyboard.press('Enter')
  await page.getByText('Northwind Automation confirmed').waitFor()
  expect((await desk.app.db.select().from(t.matches)).map(({ answer }) => answer)).toEqual(['confirmed'])
  expect(errors).toEqual([])
})

test.skipIf(missing)('the palette goes to pages and accounts and does what the page’s buttons do', async () => {
  const page = await enter('rep')
  const options = (named = {}) => page.locator('#palette').getByRole('option', named)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hold')
  await expect.poll(() => options().allInnerTexts(), patience).toEqual([expect.stringMatching(/^Hold…/)])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Hold the account' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('no such')
  await page.keyboard.press('Escape')
  await page.locator('#palette').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('northwind.ex')
  await options({ name: /Northwind Robotics/ }).waitFor()
  await shown(page, 'desk-palette')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/accounts/account')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('foll')
  await page.keyboard.press('Enter')
  await page.waitForURL(/lane=follow_ups/)
  expect(await options({ name: /Admin|Unowned/ }).count()).toBe(0)
  expect(errors).toEqual([])
})

test.skipIf(missing)('without JavaScript the queue is read and a message approved', async () => {
  const page = await enter('rep', { javaScriptEnabled: false })
  await page
    .getByRole('link', { name: /Northwind Robotics/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Approve & next' }).click()
  await page.getByText('Approved: Northwind Robotics').waitFor()
})

test.skipIf(missing)('who asks for less motion gets a change of colours at once', async () => {
  const page = await enter('admin')
  const moving = `(() => {
    document.documentElement.dataset.theme = 'dark'
    const dark = getComputedStyle(document.querySelector('.clock-day')).color
    return [document.getAnimations().length, dark]
  })()`
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto('/')
  const [animations, dark] = (await page.evaluate(moving)) as [number, string]
  expect(animations).toBe(0)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.clock-day')).color`)).toBe(dark)
})

test.skipIf(missing)(
  'no page runs past a phone’s width, breaks its policy, or has a fault that axe knows',
  async () => {
    const page = await enter('admin')
    const pages = routes
      .filter(
        ({ method, path, access, streams }) =>
          method === 'GET' && !streams && access !== 'public' && !path.startsWith('/api/') && path !== '/digest/mail',
      )
      .filter(({ path }) => !path.endsWith('.csv') && path !== '/find')
      .map(({ path }) =>
        path.replace(':pursuitId', 'pursuit').replace(':accountId', 'account').replace(':documentId', 'document'),
      )
    const faults: string[] = []
    for (const address of [
      ...pages,
      '/?of=rep',
      '/?of=rep&lane=today&kind=layoff',
      '/signals?review=1',
      '/items/pursuit?edit=1',
      '/nowhere-at-all',
    ]) {
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(address)
      faults.push(...(await runsOut(page)).map((wide) => `${address} on a phone: ${wide}`))
      await page.setViewportSize({ width: 1440, height: 900 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const found = await faultsOf(page, (axe) => {
          const ours = axe.exclude('.mail') // no script runs there, axe neither
          // what a page is made of is the same in the dark; its colours are not
          return colorScheme === 'light' ? ours : ours.withRules(['color-contrast'])
        })
        faults.push(...found.map((fault) => `${address} (${colorScheme}) ${fault}`))
      }
    }
    expect(faults).toEqual([])
    expect(errors.filter((error) => !error.includes('404'))).toEqual([])
  },
  180_000,
)
