import { afterEach, beforeEach, expect, it } from 'vitest'
import { routeUnowned } from '../../src/pipeline/route.ts'
import { liveOwnerships } from '../../src/store/accounts.ts'
import { allTerritories } from '../../src/store/ranking.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const path = '/admin/territories'
const ownerOf = async (accountId: string) =>
  (await liveOwnerships(desk.app.db)).find((ownership) => ownership.accountId === accountId)?.userId

it('an admin draws territories, and an account that nobody owns goes to the first that fits', async () => {
  const admin = await desk.as('admin')
  await admin.submit(path, { name: 'Benelux', rules: '{ field: country, test: { in: [NL] } }', 'user rep': '1' })
  await admin.submit(path, { name: 'The rest', rules: '', 'user other': '1' })
  await routeUnowned(desk.app)
  expect(await ownerOf('bystander')).toBe('other')
  const page = await admin.page(path)
  expect(page).toContain('country is one of NL')
  expect(page).toContain('no other took it')
})

it('one is changed, asked earlier and removed; accounts it gave keep their owner', async () => {
  const admin = await desk.as('admin')
  await admin.submit(path, { name: 'First', rules: '', 'user rep': '1' })
  await admin.submit(path, { name: 'Second', rules: '', 'user other': '1' })
  const [first, second] = await allTerritories(desk.app.db)
  await admin.submit(`${path}/${second!.id}/raise`)
  await routeUnowned(desk.app)
  expect(await ownerOf('bystander')).toBe('other')
  await admin.submit(`${path}/${second!.id}/remove`)
  await admin.submit(`${path}/${first!.id}`, { name: 'Only', rules: '', 'user rep': '1' })
  expect((await allTerritories(desk.app.db)).map(({ name }) => name)).toEqual(['Only'])
  expect(await ownerOf('bystander')).toBe('other')
})

it('a wrong rule, a name twice or nobody to give to is refused in words, and nothing is kept', async () => {
  const admin = await desk.as('admin')
  const bad = [
    [{ name: 'A', rules: '{ field: country }', 'user rep': '1' }, 'Rule 1'],
    [{ name: 'A', rules: '' }, 'Choose who gets its accounts'],
  ] as const
  for (const [fields, said] of bad) {
    const answer = await admin.submit(path, fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said)
  }
  await admin.submit(path, { name: 'A', rules: '', 'user rep': '1' })
  expect((await admin.submit(path, { name: 'A', rules: '', 'user rep': '1' })).status).toBe(409)
  expect(await allTerritories(desk.app.db)).toHaveLength(1)
})
