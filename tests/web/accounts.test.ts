import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const listed = (page: string) =>
  [...page.matchAll(/<th scope="row"><a href="\/accounts\/([^"]+)"/g)].map(([, id]) => id!)
const nextOf = (page: string) => /href="(\/accounts\?[^"]*)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&')

test('paging by name brings every account once, namesakes too, and keeps the filter', async () => {
  const at = { createdAt: tuesday, changedAt: tuesday, factsChangedAt: tuesday }
  const many = Array.from({ length: 250 }, (_, n) => ({
    ...{ id: `many${n}`, familyId: `many${n}`, ...at },
    name: n < 120 ? 'Twin Works' : `${n % 2 ? 'works' : 'WORKS'} ${n}`,
  }))
  await atomically(desk.db, (tx) => [tx.insert(t.accounts).values(many)])
  const manager = await desk.as('manager')
  const seen: string[] = []
  for (let address: string | undefined = '/accounts?owner=nobody&text=works'; address; ) {
    expect(address).toContain('owner=nobody')
    const page = await manager.page(address)
    seen.push(...listed(page))
    address = nextOf(page)
  }
  expect(seen).toHaveLength(250)
  expect(new Set(seen).size).toBe(250)
})

test('a line tells heat, relationship, how much of the buying group is reached, and the next step', async () => {
  const manager = await desk.as('manager')
  const row = async (query = '') =>
    plain(/<tbody>[\s\S]*<\/tbody>/.exec(await manager.page(`/accounts${query}`))?.[0] ?? '')
  expect(await row('?text=northwind')).toMatch(/Northwind Robotics.* T2 82 78.3 Raised .* Ida Example 0 of 3 – draft/i)
  await atomically(desk.db, (tx) => [
    tx.insert(t.touches).values({
      ...{ id: 'touch', accountId: 'account', contactId: 'mara', channel: 'email', route: 'import' },
      ...{ at: tuesday - 1000, externalId: 'x' },
    } as typeof t.touches.$inferInsert),
    tx.update(t.employments).set({ champion: true }),
    tx.insert(t.relationships).values({
      ...{ id: 'r', externalId: 'r', accountId: 'account', kind: 'partner', from: tuesday, asOf: tuesday },
    }),
  ])
  expect(await row('?relationship=partner')).toMatch(/partner .*1 of 3/)
  expect(await row('?relationship=customer')).toBe('')
  expect(await row('?trigger=funding')).toContain('Northwind')
  expect(await row('?trigger=layoff')).toBe('')
  expect(await row('?owner=other')).toBe('')
  expect(await row('?tier=1')).toBe('')
})

test('what may read a whole book, a search or why an account stands where it does, leaves the thread of the pages', async () => {
  const { study } = desk.app
  const asked: string[] = []
  desk.app.study = (name, ...rest) => {
    asked.push(name)
    return study(name, ...rest)
  }
  const manager = await desk.as('manager')
  for (const query of ['', '?tier=2', '?owner=rep', '?relationship=customer']) await manager.page(`/accounts${query}`)
  expect(asked).toEqual([])
  expect(listed(await manager.page('/accounts?text=northwind'))).toEqual(['account'])
  await manager.page('/accounts?owner=nobody')
  await manager.page('/accounts/account')
  expect(asked).toEqual(['accounts', 'accounts', 'why'])
})

test('a rep sees their own book, whatever the address asks for', async () => {
  const rep = await desk.as('rep')
  expect(listed(await rep.page('/accounts?owner=nobody'))).toEqual(['account'])
  expect(listed(await (await desk.as('other')).page('/accounts?owner=rep'))).toEqual([])
})
