import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'
import { look, missing, shown, visit } from './support.ts'

const { enter, errors } = visit(startServer)

const weightOf = (page: Page) => page.getByLabel('Weight of Uses Salesforce or HubSpot')
/** The page that answered a form, not the one that sent it. */
const press = async (page: Page, name: RegExp | string) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()])
}

test.skipIf(missing)(
  'a manager changes a weight, sees who would move, tests it against the past, publishes, and takes it back',
  async () => {
    const page = await enter('manager', { reducedMotion: 'reduce' })
    await page.goto('/icp')
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByText('Weights, triggers and tiers').click()
    const before = await weightOf(page).inputValue()
    await weightOf(page).fill('-6')
    await press(page, /Write them into the file/)
    const moved = page.getByRole('region', { name: /accounts? would move/ })
    await expect.poll(() => moved.getByRole('row').count()).toBeGreaterThan(2)
    expect(await moved.innerText()).toContain('Uses Salesforce or HubSpot')
    expect(await page.getByRole('region', { name: 'Tests in the file' }).innerText()).toContain('must be Tier 1')
    await page
      .getByRole('region', { name: /Today’s queues/ })
      .getByText('then')
      .waitFor()
    expect(await page.getByLabel('The file', { exact: true }).inputValue()).toContain('weight: -6')
    await look(page, 'icp-preview')

    await press(page, 'Backtest')
    await page.getByRole('region', { name: 'Against past outcomes' }).getByText('3 won and 2 lost').waitFor()
    expect(await page.getByRole('region', { name: 'Against past queues' }).innerText()).toContain('ranked again')
    await look(page, 'icp-backtest')

    await page.getByLabel('What changes, and why').fill('A trial')
    await press(page, 'Publish')
    await page.getByText('Published: in force').waitFor()
    await page.getByRole('link', { name: 'Versions' }).click()
    await page.getByText('A trial').waitFor()
    await page
      .getByText(/weighs −6 instead of|weight/)
      .first()
      .waitFor()
    await shown(page, 'icp-versions', true)
    await page.getByRole('link', { name: /Open version 1/ }).click()
    await page.getByText('Weights, triggers and tiers').click()
    expect(await weightOf(page).inputValue()).toBe(before)
    await press(page, 'Publish')
    await page.getByText('Published: in force').waitFor()
    await page.goto('/icp/versions')
    expect(await page.getByText('in force').count()).toBe(1)
    await page.getByText('Version 3').waitFor()
    expect(errors).toEqual([])
  },
)

test.skipIf(missing)('a file with a mistake says which line, and keeps what was typed', async () => {
  const page = await enter('manager', { reducedMotion: 'reduce' })
  await page.goto('/icp/edit')
  const file = page.getByLabel('The file', { exact: true })
  await file.fill(`${await file.inputValue()}\nweights: heavy\n`)
  await press(page, 'Check and preview')
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/line \d+ weights is not a key that is known here/)
  expect(await file.inputValue()).toContain('weights: heavy')
  expect(errors.splice(0)).toEqual([expect.stringContaining('422')]) // the browser's own word for the refusal
})

test.skipIf(missing)(
  'every page of the ICP passes axe, wide and at phone width; the sheet prints without its tools',
  async () => {
    const manager = await enter('manager', { reducedMotion: 'reduce' })
    for (const page of ['', '/edit', '/versions', '/learn', '/review', '/interview']) {
      await manager.goto(`/icp${page}`)
      await look(manager, `icp${page.replace('/', '-')}`)
    }
    const rep = await enter('rep')
    await rep.goto('/icp')
    expect(await rep.getByRole('navigation', { name: 'ICP' }).count()).toBe(0)
    await rep.emulateMedia({ media: 'print' })
    expect(await rep.locator('.topbar').isVisible()).toBe(false)
    expect(await rep.getByRole('heading', { name: 'Who not' }).isVisible()).toBe(true)
    await shown(rep, 'icp-print', true)
    expect(errors).toEqual([])
  },
)

test.skipIf(missing)('learning from pasted tables proposes a draft, which previews', async () => {
  const manager = await enter('manager')
  await manager.goto('/icp/learn')
  await manager.getByText('Not enough data: 3 won and 2 lost').waitFor()
  await manager.getByText('Learn from a list instead').click()
  const table = (word: string) =>
    ['name,industry', ...Array.from({ length: 40 }, (_, i) => `Company ${i},${i % 8 ? word : 'mixed'}`)].join('\n')
  await manager.getByLabel('Won').fill(table('robotics'))
  await manager.getByLabel('Lost').fill(table('retail'))
  await press(manager, 'Learn from them')
  await manager
    .getByText(/35 of 40 won/)
    .first()
    .waitFor()
  await look(manager, 'icp-learnt')
  await press(manager, 'Take them into a draft and preview')
  await manager.getByRole('heading', { name: 'Tiers, if it were published' }).waitFor()
})

test.skipIf(missing)(
  'twenty answers without script end in a file that previews',
  async () => {
    const page = await enter('manager', { javaScriptEnabled: false })
    await page.goto('/icp/interview')
    const answers: Record<string, string> = { size: '50-500' }
    let asked = 0
    for (; asked < 40 && (await page.locator('input[name="question"]').count()) > 0; asked++) {
      const id = await page.locator('input[name="question"]').inputValue()
      const choice = page.locator('input[type="radio"], input[type="checkbox"]').first()
      if ((await choice.count()) > 0) await choice.check()
      else {
        const optional = (await page.getByText('May stay empty').count()) > 0
        await page.locator('textarea[name="answer"]').fill(answers[id] ?? (optional ? '' : '100'))
      }
      await press(page, 'Next')
    }
    expect(asked).toBeGreaterThan(10)
    await page.getByText('Here is your first ICP').waitFor()
    await press(page, 'Check and preview')
    await page.getByRole('heading', { name: 'Tiers, if it were published' }).waitFor()
  },
  180_000,
)
