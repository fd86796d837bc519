import { expect, test } from 'vitest'
import { atomically } from '#dialect'
import { signalKinds } from '../../src/core/signal.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, hourMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { look, missing, patience, serveHere, visit } from './support.ts'

let desk: TestDesk
const { enter, errors } = visit(async () => {
  desk = await makeDesk({ tier: 1 })
  await fill()
  return await serveHere({ ...desk, fetch: desk.web.fetch })
})
const views = [
  [1440, 'light'],
  [1440, 'dark'],
  [1024, 'light'],
  [360, 'light'],
  [360, 'dark'],
] as const

const touches = 900
const busy = 60
const tierOf = (n: number): number => (Math.floor(n / 9) % 3) + 1

/** A year of a busy team: touches of every kind and tier with what came of them, and a long list nobody has worked. */
const fill = async () => {
  const [trigger] = await desk.db.select().from(t.triggers)
  const [item] = await desk.db.select().from(t.queueItems)
  const numbers = Array.from({ length: touches }, (_, n) => n)
  const kinds = signalKinds.slice(0, 9)
  const at = (n: number) => tuesday - ((n * 7) % 300) * dayMs - (n % 23) * hourMs
  const accounts = Array.from({ length: busy }, (_, n) => `busy-${n}`)
  const made = tuesday - 200 * dayMs
  await atomically(desk.db, (tx) => [
    tx.insert(t.accounts).values(
      accounts.map((id, n) => ({
        ...{ id, familyId: id, createdAt: made, changedAt: made, factsChangedAt: made },
        name: n % 4 === 0 ? `Consolidated Pallet and Harbour Instruments of Example County ${n}` : `Busy Example ${n}`,
      })),
    ),
    ...accounts.flatMap((id, n) => {
      const kind = kinds[n % kinds.length]!
      const seenAt = tuesday - (n + 1) * 3 * hourMs
      const own = n % 3 > 0
      return [
        tx.insert(t.triggers).values({ ...trigger!, id: `t-${id}`, accountId: id, kind, firstSeenAt: seenAt }),
        ...(own
          ? [
              tx.insert(t.pursuits).values({
                ...{ id: `p-${id}`, accountId: id, ownerId: n % 2 ? 'rep' : 'other', leadTriggerId: `t-${id}` },
                ...{ triggerIds: [`t-${id}`], icpVersionId: 'icp', openedAt: seenAt },
              }),
            ]
          : []),
        tx.insert(t.queueItems).values({
          ...{ ...item!, id: `q-${id}`, accountId: id, leadTriggerId: `t-${id}`, firstSeenAt: seenAt, rank: n + 2 },
          ...{ pursuitId: own ? `p-${id}` : null, tier: 1, lane: own ? ('new' as const) : ('unowned' as const) },
          ownerKey: own ? (n % 2 ? 'rep' : 'other') : 'unowned',
        }),
      ]
    }),
    tx.insert(t.touches).values(
      numbers.map((n) => ({
        ...{ id: `touch-${n}`, externalId: `touch-${n}`, accountId: 'bystander', at: at(n) },
        ...{ ownerId: n % 2 ? 'rep' : 'other', channel: 'email' as const, route: 'copy' as const },
        ...{ triggerKind: kinds[n % kinds.length]!, tier: tierOf(n), icpVersionId: 'icp' },
      })),
    ),
    // every fourth of the busy ones was touched, sooner or later, and some of those answered
    tx.insert(t.touches).values(
      accounts.flatMap((id, n) =>
        n % 4 === 1 && n % 3 > 0
          ? {
              ...{ id: `to-${id}`, externalId: `to-${id}`, accountId: id, ownerId: n % 2 ? 'rep' : 'other' },
              ...{ channel: 'email' as const, route: 'copy' as const, triggerId: `t-${id}`, tier: 1 },
              ...{ triggerKind: kinds[n % kinds.length]!, icpVersionId: 'icp', at: tuesday - n * 2 * hourMs },
            }
          : [],
      ),
    ),
    tx.insert(t.outcomes).values(
      ['busy-1', 'busy-5'].map((id) => ({
        ...{ id: `r-${id}`, externalId: `r-${id}`, accountId: id, touchId: `to-${id}`, kind: 'reply' as const },
        ...{ source: 'hand' as const, at: tuesday, recordedAt: tuesday },
      })),
    ),
    tx.insert(t.outcomes).values(
      numbers.flatMap((n) => {
        const came = [
          ...((n * 13) % 10 < 4 - tierOf(n) ? (['reply'] as const) : []),
          ...((n * 17) % 20 < 4 - tierOf(n) ? (['meeting'] as const) : []),
          ...((n * 29) % 50 < 2 ? (['won'] as const) : []),
        ]
        return came.map((kind) => ({
          ...{ id: `o-${n}-${kind}`, externalId: `o-${n}-${kind}`, accountId: 'bystander', touchId: `touch-${n}` },
          ...{ kind, source: 'hand' as const, at: at(n) + hourMs, recordedAt: at(n) + hourMs },
        }))
      }),
    ),
    tx.insert(t.feedYields).values([{ feedId: 'feed', items: 48_210, signals: 3_105, queued: 412 }]),
  ])
}

test.skipIf(missing)(
  'insights with a year of data are charts in our colours, with a table behind each, on any screen',
  async () => {
    const page = await enter('manager', { reducedMotion: 'reduce' })
    await page.goto('/insights?days=365')
    const charts = await page.locator('svg.chart').count()
    expect(charts).toBeGreaterThan(12)
    expect(await page.locator('svg.chart[role=img][aria-label]').count()).toBe(charts)
    const fillOf = async () =>
      String(await page.evaluate(`getComputedStyle(document.querySelector('.chart-dot circle')).fill`))
    const light = await fillOf()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(fillOf, patience).not.toBe(light)
    expect([light, await fillOf()]).not.toContain('rgb(0, 0, 0)')
    await page.emulateMedia({ colorScheme: 'light' })
    const behind = page.locator('#funnel details')
    await behind.locator('summary').click()
    await behind.getByRole('row', { name: /Touched/ }).waitFor()
    await look(page, 'team-insights', { views })
    await page.locator('select[name=kind]').selectOption('hiring')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/kind=hiring/)
    expect(await page.locator('.multiple h2').allInnerTexts()).toEqual(['Hiring'])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#outcomes').getByRole('link', { name: 'As CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('daybreak-outcomes.csv')
    expect(errors).toEqual([])
  },
  300_000,
)

test.skipIf(missing)(
  'a manager covers an absence and gives an account away in two presses each, without script too',
  async () => {
    const page = await enter('manager', { reducedMotion: 'reduce' })
    await page.goto('/team')
    await look(page, 'team-team', { views })
    for (const javaScriptEnabled of [true, false]) {
      const one = await enter('manager', { javaScriptEnabled })
      await one.goto('/team')
      await one
        .locator('#reps')
        .getByRole('row', { name: /Otto Example/ })
        .getByRole('button', { name: 'Away…' })
        .click()
      await one
        .getByLabel('Their accounts are worked by')
        .locator('visible=true')
        .selectOption({ label: 'Ida Example' })
      await one.getByRole('button', { name: 'Save' }).locator('visible=true').click()
      await one.getByText(/Otto Example is away .*Ida Example covers/).waitFor()
      await one.getByRole('button', { name: 'Is back' }).click()
      await one.getByText('Nobody is away').waitFor()
      const before = await one.locator('#unowned tbody tr').count()
      await one.locator('#unowned select').first().selectOption({ label: 'Otto Example' })
      await one.locator('#unowned button').first().click()
      await one.locator('.toast', { hasText: 'Assigned' }).waitFor()
      expect(await one.locator('#unowned tbody tr').count()).toBe(before - 1)
    }
    await page.goto('/items/pursuit?lane=today&of=rep')
    await page.getByText('You look at the desk of Ida Example.').waitFor()
    await look(page, 'team-desk-of', { views })
    expect(errors).toEqual([])
  },
  300_000,
)
