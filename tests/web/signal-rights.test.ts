import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
/** A story that may be about the rep's account, or about one that is nobody's. */
beforeEach(async () => {
  desk = await makeDesk()
  const [match] = await desk.db.select().from(t.matches)
  await atomically(desk.db, (tx) => [
    tx.update(t.signals).set({ company: 'Northwind Automation' }),
    tx.update(t.matches).set({ decision: 'review', confidence: 0.6 }),
    tx.insert(t.matches).values({ ...match!, id: 'm2', accountId: 'bystander', decision: 'review', confidence: 0.6 }),
  ])
})
afterEach(() => desk.close())

const told = (html: string): string => /<main.*<\/main>/s.exec(html)?.[0] ?? html
const answers = async () =>
  (await desk.db.select().from(t.matches)).map(({ accountId, answer }) => [accountId, answer]).sort()
const open = [
  ['account', null],
  ['bystander', null],
]

test('a rep confirms and denies no story for an account that is not theirs, and hears nothing of whether it is there', async () => {
  const rep = await desk.as('rep')
  const say = async (path: string, fields: Record<string, string>) => {
    const answer = await rep.submit(`/signals/signal/${path}`, fields)
    return [answer.status, told(await answer.text())] as const
  }
  for (const answer of ['confirmed', 'not_us']) {
    const missing = await say('answer', { accountId: 'nowhere', answer })
    expect(missing[0]).toBe(404)
    expect(await say('answer', { accountId: 'bystander', answer })).toEqual(missing)
  }
  const unknown = await say('correct', { account: 'nowhere.example' })
  expect(unknown[0]).toBe(404)
  for (const account of ['bystander', 'harbour.example', 'Harbour Analytics']) {
    const [status, words] = await say('correct', { account })
    expect([status, words.replace(account, 'nowhere.example')]).toEqual(unknown)
  }
  expect(await answers()).toEqual(open)
  expect((await say('correct', { account: 'northwind.example' }))[0]).toBe(303)
})

test('a manager confirms a story for any account', async () => {
  const manager = await desk.as('manager')
  expect((await manager.submit('/signals/signal/correct', { account: 'harbour.example' })).status).toBe(303)
  expect(await answers()).toEqual([
    ['account', 'not_us'],
    ['bystander', 'confirmed'],
  ])
})

test('a rep is asked about their own account beside the others, and "not us" leaves the others open', async () => {
  const rep = await desk.as('rep')
  const page = await rep.page('/signals?review=1')
  expect(page).toContain('It is Northwind Robotics')
  expect(page).toContain('Harbour Analytics')
  for (const one of [page, await rep.page('/signals')]) expect(one).not.toContain('It is Harbour Analytics')
  expect(await (await desk.as('manager')).page('/signals?review=1')).toContain('It is Harbour Analytics')
  expect((await rep.submit('/signals/signal/none')).status).toBe(303)
  expect(await answers()).toEqual([
    ['account', 'not_us'],
    ['bystander', null],
  ])
})
