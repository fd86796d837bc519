import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'
import { missing, patience, press, runsOut, shown, visit } from './support.ts'

const { enter, errors } = visit(startServer)

const heading = (page: Page) => page.locator('.item h1').innerText()
const said = (page: Page, words: RegExp | string) => page.locator('.toast', { hasText: words }).waitFor(patience)
const focusIsOnItem = (page: Page) =>
  expect.poll(() => page.evaluate('document.activeElement.closest(".item") !== null'), patience).toBe(true)

/** The first message a manager must see, handed in; answers the account. */
const handIn = async (page: Page): Promise<string> => {
  const rows = await page
    .locator('[data-row]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of rows.filter((each) => each.startsWith('/items/'))) {
    await page.goto(href)
    const submit = page.getByRole('button', { name: 'Submit & next' })
    if ((await submit.count()) === 0) continue
    const name = await heading(page)
    await press(page, 'a')
    await said(page, 'Submitted for approval')
    return name
  }
  throw new Error('No item says Submit')
}

test.skipIf(missing)(
  'a manager returns with a note, meets 409 with the difference when the rep edits meanwhile, and approves',
  async () => {
    const rep = await enter('rep')
    const manager = await enter('manager')
    const account = await handIn(rep)

    await manager.goto('/approvals')
    const opened = await manager.locator('.approval h1').innerText()
    await shown(manager, 'morning-approvals')
    await press(manager, 'b')
    await manager
      .locator('[popover]:popover-open input[name=note], [popover]:popover-open textarea[name=note]')
      .fill('Say it in fewer words')
    await manager.keyboard.press('Control+Enter')
    await said(manager, 'Returned with your note')
    await rep.goto('/?lane=fix')
    await rep.getByText('Say it in fewer words').first().waitFor(patience)
    await shown(rep, 'morning-returned')
    expect(await heading(rep)).toBe(opened)

    // handed in again; while the manager reads it, the rep changes a word
    await press(rep, 'a')
    await said(rep, 'Submitted for approval')
    await manager.goto('/approvals')
    await manager.getByRole('heading', { level: 1, name: opened }).waitFor(patience)
    await rep.goto('/?lane=waiting')
    await rep
      .getByRole('link', { name: new RegExp(opened) })
      .first()
      .click()
    await press(rep, 'e')
    await rep.getByLabel('Subject').fill('A few words on your news')
    await rep.keyboard.press('Control+Enter')
    await said(rep, 'Saved as a new revision')
    await press(manager, 'a')
    await manager.getByText('It changed in the meantime').waitFor(patience)
    expect(await manager.locator('.stale ins').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/words|news/)]),
    )
    await shown(manager, 'morning-conflict')

    await manager.getByRole('link', { name: 'Open the newest text' }).click()
    await manager.getByText('A few words on your news').first().waitFor(patience)
    await press(manager, 'a')
    await said(manager, /Approved/)
    expect(account.length).toBeGreaterThan(0)
    expect(errors.filter((error) => !error.includes('409'))).toEqual([])
  },
  240_000,
)

test.skipIf(missing)(
  'five items are worked by keyboard alone, each decision brings the next, and one is undone',
  async () => {
    const page = await enter('rep')
    await shown(page, 'morning-0-list')
    const before = await page.locator('[data-row]').count()
    expect(before).toBeGreaterThanOrEqual(5)
    const first = await heading(page)

    // 1: edited, then approved or handed in
    await press(page, 'e')
    await page.getByLabel('Subject').waitFor(patience)
    await page.waitForLoadState()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Escape')
    await page.getByLabel('Subject').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('A few words on your news')
    await page.keyboard.press('Control+Enter')
    await said(page, 'Saved as a new revision')
    await shown(page, 'morning-1-edited')
    await press(page, 'a')
    await said(page, /Approved|Submitted/)
    const second = await heading(page)
    expect(second).not.toBe(first)
    await focusIsOnItem(page)

    // 2: decided, taken back, decided again
    await press(page, 'a')
    await said(page, new RegExp(`(Approved|Submitted).*${second}`))
    await page.keyboard.press('Control+z')
    await said(page, 'Undone')
    expect(await heading(page)).toBe(second)
    await press(page, 'a')
    await said(page, new RegExp(`(Approved|Submitted).*${second}`))
    const third = await heading(page)
    await focusIsOnItem(page)

    // 3: held until a day
    await press(page, 'h')
    await page.locator('#sheet-hold input[name=reason]').waitFor(patience)
    await expect.poll(() => page.locator('#sheet-hold input[name=reason]:focus').count(), patience).toBe(1)
    await shown(page, 'morning-3-hold')
    await page.keyboard.type('budget season')
    await page.keyboard.press('Enter')
    await said(page, 'Held')
    const fourth = await heading(page)
    expect(fourth).not.toBe(third)

    // 4: rejected with a reason
    await press(page, 'x')
    await page.getByRole('heading', { name: 'Reject, because' }).waitFor(patience)
    await page.keyboard.press('3')
    await page.keyboard.press('Enter')
    await said(page, `Rejected: ${fourth}`)
    await focusIsOnItem(page)

    // 5: written anew, then decided
    await press(page, 'r')
    await expect.poll(() => page.locator('#sheet-redraft input[name=instruction]:focus').count(), patience).toBe(1)
    await page.keyboard.type('shorter')
    await page.keyboard.press('Enter')
    await said(page, /Written anew|another version/)
    const fifth = await heading(page)
    await press(page, 'a')
    await said(page, new RegExp(`(Approved|Submitted).*${fifth}`))
    await shown(page, 'morning-5-next')
    expect(new Set([first, second, third, fourth, fifth]).size).toBe(5)
    expect(await page.locator('[data-row]').count()).toBeLessThanOrEqual(before - 5)
    await page.goto('/?lane=held')
    await page.getByText('budget season').waitFor(patience)
    await shown(page, 'morning-6-held')
    expect(errors).toEqual([])
  },
  240_000,
)

test.skipIf(missing)(
  'a morning at a phone’s width: list, item, decision, next, and nothing runs past the edge',
  async () => {
    const page = await enter('rep', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    })
    const narrow = async () => expect(await runsOut(page)).toEqual([])
    await page.goto('/?lane=today')
    await shown(page, 'morning-phone-list')
    await narrow()
    await page.locator('[data-row]').first().tap()
    await page.locator('.item h1').waitFor(patience)
    const first = await heading(page)
    await shown(page, 'morning-phone-item')
    await narrow()
    await page.getByRole('button', { name: /^(Approve|Submit) & next/ }).tap()
    await said(page, /Approved|Submitted/)
    await page.locator('.item h1').waitFor(patience)
    expect(await heading(page)).not.toBe(first)
    await shown(page, 'morning-phone-next')
    await page.locator('.back').tap()
    await page.locator('[data-list]').waitFor(patience)
    await narrow()
  },
  120_000,
)

test.skipIf(missing)(
  'without JavaScript the list is filtered, several are held, and one is decided',
  async () => {
    const page = await enter('rep', { javaScriptEnabled: false })
    await page.goto('/?lane=today')
    const names = await page.locator('[data-row] .row-name').allInnerTexts()
    await page.getByRole('searchbox', { name: 'Search this list' }).fill(names[0]!)
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=/)
    expect(await page.locator('[data-row] .row-name').allInnerTexts()).toContain(names[0])
    await page.goto('/?lane=today')
    const boxes = page.locator('.pick')
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await page.getByRole('button', { name: /With the chosen/ }).click()
    await page.locator('#sheet-bulk input[name=note]').waitFor(patience)
    await page.locator('#sheet-bulk input[name=note]').fill('trade fair')
    await shown(page, 'morning-no-script-bulk')
    await page.getByRole('button', { name: 'Do it' }).click()
    await said(page, 'All that you chose are held')
    await page.goto('/?lane=held')
    expect(await page.getByText('trade fair').count()).toBe(2)
    await page.getByRole('button', { name: `Release ${names[0]}` }).click()
    await said(page, 'Back in the queue')
  },
  120_000,
)

test.skipIf(missing)(
  'offline it says so, keeps what was typed and sends nothing; online again it goes on',
  async () => {
    const page = await enter('rep')
    await page.goto('/?lane=today')
    const name = await heading(page)
    await press(page, 'h')
    await page.locator('#sheet-hold input[name=reason]').fill('typed on the train')
    await page.context().setOffline(true)
    await page.getByText('You are offline.').waitFor(patience)
    await page.keyboard.press('Enter')
    await shown(page, 'morning-offline')
    expect(await page.locator('#sheet-hold input[name=reason]').inputValue()).toBe('typed on the train')
    await page.context().setOffline(false)
    await expect.poll(() => page.getByText('You are offline.').count(), patience).toBe(0)
    await page.locator('#sheet-hold input[name=reason]').press('Enter')
    await said(page, 'Held')
    await page.goto('/?lane=held')
    await page.getByText('typed on the train').waitFor(patience)
    expect(await page.locator('.row-name').allInnerTexts()).toContain(name)
  },
  120_000,
)
