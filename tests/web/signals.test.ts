import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { mergeDue } from '../../src/pipeline/merge.ts'
import { openOffers } from '../../src/store/offers.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

/** Signals of one batch: all were found at the same instant. */
const addBatch = async (count: number) => {
  const [{ signal } = { signal: null! }] = await desk.app.db.select().from(t.signals)
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `batch-${String(index).padStart(4, '0')}`,
    documentId: 'document',
    extractor: 'sample',
    fingerprint: `batch ${index}`,
    kind: 'funding' as const,
    company: `Company ${index}.`,
    signal,
    confidence: 0.9,
    lite: false,
    foundAt: tuesday - hourMs,
    toldAt: tuesday - hourMs,
    matchedAt: tuesday,
  }))
  await atomically(desk.app.db, (tx) => [tx.insert(t.signals).values(rows)])
}

test('"Older" goes through a batch found at one instant without skipping or repeating a signal', async () => {
  desk = await makeDesk()
  await addBatch(150)
  const manager = await desk.as('manager')
  const seen: string[] = []
  for (let address: string | undefined = '/signals'; address; ) {
    const html = await manager.page(address)
    seen.push(...[...html.matchAll(/Company (\d+)\./g)].map(([, number]) => number!))
    address = /href="(\/signals\?[^"]*before=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toEqual(Array.from({ length: 150 }, (_, index) => String(149 - index)))
})

test('the last told stands first, whenever it was found', async () => {
  desk = await makeDesk()
  await addBatch(2)
  await atomically(desk.app.db, (tx) => [
    tx.update(t.signals).set({ toldAt: tuesday }).where(eq(t.signals.id, 'batch-0000')),
  ])
  const html = await (await desk.as('manager')).page('/signals')
  expect([...html.matchAll(/Company (\d)\./g)].map(([, number]) => number)).toEqual(['0', '1'])
})

/** The story is not sure to be about the account, which it calls by another name. */
const unsure = async () => {
  desk = await makeDesk()
  await atomically(desk.app.db, (tx) => [
    tx.update(t.signals).set({ company: 'Northwind Automation' }),
    tx.update(t.matches).set({ decision: 'review', confidence: 0.6, cues: ['the same city'] }),
    tx.insert(t.mergesDue).values({ accountId: 'account', mark: 'unsure' }),
  ])
  await mergeDue(desk.app, ['account'])
}
const live = async () => (await desk.app.db.select().from(t.triggers)).filter(({ removedAt }) => removedAt === null)

test('an unsure match counts once its owner confirms it, and the other name is learnt', async () => {
  await unsure()
  expect(await live()).toHaveLength(0)
  const rep = await desk.as('rep')
  expect(await rep.page('/signals?review=1')).toContain('It is Northwind Robotics')
  const given = { accountId: 'account', answer: 'confirmed', back: '/signals?review=1' }
  const answer = await rep.submit('/signals/signal/answer', given)
  expect(answer.headers.get('location')).toBe('/signals?review=1&answered=signal')
  expect(await live()).toHaveLength(1)
  expect(await desk.app.db.select().from(t.aliases)).toMatchObject([
    { name: 'Northwind Automation', kind: 'confirmed' },
  ])
  expect(await rep.page('/signals?review=1')).not.toContain('It is Northwind Robotics')
})

test('a denied match counts for nothing, and only for whom it was asked', async () => {
  await unsure()
  const given = { accountId: 'account', answer: 'not_us', back: '//evil.example' }
  const other = await desk.as('other')
  expect((await other.submit('/signals/signal/answer', given)).status).toBe(404)
  const manager = await desk.as('manager')
  expect((await manager.submit('/signals/signal/answer', given)).headers.get('location')).toBe(
    '/signals?answered=signal',
  )
  expect(await live()).toHaveLength(0)
  expect(await desk.app.db.select().from(t.matches)).toMatchObject([{ answer: 'not_us', answeredBy: 'manager' }])
  expect(await desk.app.db.select().from(t.aliases)).toEqual([])
})

test('the desk shows a story beside what tells the candidates apart, and says why it asks', async () => {
  await unsure()
  const html = await (await desk.as('rep')).page('/signals?review=1')
  expect(html).toContain('Northwind Automation')
  expect(html).toContain('northwind.example')
  expect(html).toContain('the same city')
  for (const key of ['1', 'n', 'c', 's']) expect(html).toContain(`data-key="${key}"`)
})

test('answering keeps the place behind the questions that were put off', async () => {
  await unsure()
  const rep = await desk.as('rep')
  const behind = '/signals?review=1&before=9999999999999-later'
  const html = await rep.page(behind)
  expect(html).toContain(`name="back" value="${behind.replace('&', '&amp;')}"`)
  const answer = await rep.submit('/signals/signal/none', { back: behind })
  expect(answer.headers.get('location')).toBe(`${behind}&answered=signal`)
  expect(await rep.page(behind)).toContain('Nothing to decide.')
})

test('behind the last question the desk says how many were put off, and leads back to them', async () => {
  await unsure()
  const rep = await desk.as('rep')
  const later = /href="([^"]+)" data-key="s"/.exec(await rep.page('/signals?review=1'))![1]!.replace('&amp;', '&')
  const html = await rep.page(later)
  expect(html).toContain('1 put off.')
  expect(html).toContain('<a href="/signals?review=1">back to the first that waits</a>')
  expect(html).not.toContain('Nothing to decide.')
  expect(await (await desk.as('other')).page(later)).toContain('Nothing to decide.')
})

test('one answer says "none of them", and can be taken back by whoever gave it', async () => {
  await unsure()
  const rep = await desk.as('rep')
  const other = await desk.as('other')
  expect((await other.submit('/signals/signal/none')).status).toBe(404)
  expect((await rep.submit('/signals/signal/none', { back: '/signals?review=1' })).status).toBe(303)
  const html = await rep.page('/signals?review=1&answered=signal')
  expect(html).toContain('Nothing to decide.')
  expect(html).toContain('action="/signals/signal/undo"')
  expect(await (await desk.as('manager')).page('/signals?answered=signal')).not.toContain('/signals/signal/undo')
  expect(await rep.page('/signals')).toContain('answered by')
  expect((await rep.submit('/signals/signal/none')).status).toBe(409)
  expect((await rep.submit('/signals/signal/undo', { back: '/signals?review=1' })).status).toBe(303)
  expect(await rep.page('/signals?review=1')).toContain('It is Northwind Robotics')
  expect((await rep.submit('/signals/signal/undo')).status).toBe(409)
})

test('a story is given to an account that was not offered, by its domain or name', async () => {
  await unsure()
  const manager = await desk.as('manager')
  expect((await manager.submit('/signals/signal/correct', { account: 'nobody.example' })).status).toBe(404)
  const [other] = (await desk.app.db.select().from(t.accounts)).filter(({ id }) => id !== 'account')
  expect((await manager.submit('/signals/signal/correct', { account: other!.name })).status).toBe(303)
  const answers = (await desk.app.db.select().from(t.matches)).map(({ accountId, answer }) => [accountId, answer])
  expect(Object.fromEntries(answers)).toEqual({ account: 'not_us', [other!.id]: 'confirmed' })
  expect((await live()).map(({ accountId }) => accountId)).toEqual([other!.id])
})

const offered = async () => {
  desk = await makeDesk()
  const offer = { id: 'offer', name: 'Lindqvale', nameKey: 'lindqvale', signalId: 'signal' }
  await atomically(desk.app.db, (tx) => [
    tx.insert(t.accountOffers).values({ ...offer, reason: 'The story says "warehouses"', offeredAt: tuesday }),
  ])
}

test('a found company is added with its domain by a rep, who owns it from then on', async () => {
  await offered()
  const rep = await desk.as('rep')
  expect(await rep.page('/signals')).toContain('Lindqvale')
  expect((await rep.submit('/offers/offer/add', { domain: 'northwind.example' })).status).toBe(409)
  expect((await rep.submit('/offers/offer/add', { domain: 'nowhere' })).status).toBe(422)
  const added = await rep.submit('/offers/offer/add', { domain: 'https://www.lindqvale.example/' })
  const address = added.headers.get('location')!
  expect(await rep.page(address)).toContain('lindqvale.example')
  expect(await openOffers(desk.app.db)).toEqual([])
  expect((await rep.submit('/offers/offer/decline')).status).toBe(409)
})

test('a declined company is not offered again', async () => {
  await offered()
  const manager = await desk.as('manager')
  expect((await manager.submit('/offers/offer/decline')).status).toBe(303)
  expect(await manager.page('/signals')).not.toContain('Lindqvale')
  expect(await desk.app.db.select().from(t.accounts)).toHaveLength(2)
})
