import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import type { FetchAnswer } from '../../src/adapters/fetch.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const rss = `<rss version="2.0"><channel><title>Example Daily</title><item><title>Lindqvale opens in Lisbon</title>
<link>https://daily.example/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>`

/** A publisher that answers with a feed at one address and with nothing of use elsewhere. */
const publisher = async ({ url }: { url: string }): Promise<FetchAnswer> => ({
  kind: 'ok',
  movedTo: null,
  body: {
    bytes: new TextEncoder().encode(url.endsWith('/feed') ? rss : '<html><body>Welcome</body></html>'),
    url,
    status: 200,
    headers: { 'content-type': 'text/html' },
    fetchedAt: tuesday,
  },
})

const openDesk = async () => {
  desk = await makeDesk()
  Object.assign(desk.app, { fetcher: { fetch: publisher, close: async () => undefined } })
  return await desk.as('manager')
}
const keys = async () => (await desk.app.db.select().from(t.feeds)).map(({ key }) => key)
const given = { source: 'feed', feedName: 'Example Daily', category: 'funding', url: 'https://daily.example/feed' }

test('a feed is tested without being kept, then watched', async () => {
  const manager = await openDesk()
  const tested = await manager.submit('/feeds', { ...given, do: 'test' })
  const page = await tested.text()
  expect([tested.status, page.includes('Lindqvale opens in Lisbon')]).toEqual([200, true])
  expect(page).toContain('value="https://daily.example/feed"')
  expect(await keys()).toEqual(['wire'])
  expect((await manager.submit('/feeds', { ...given, do: 'watch' })).status).toBe(303)
  expect(await keys()).toEqual(['wire', 'example-daily'])
  expect(await manager.page('/feeds')).toContain('Example Daily')
})

test('what cannot be read, or is not well described, is told in words and not kept', async () => {
  const manager = await openDesk()
  const told = async (fields: Record<string, string>) => {
    const answer = await manager.submit('/feeds', { ...given, do: 'watch', ...fields })
    return [answer.status, /class="(?:problem|trial[^"]*)"[^>]*>(.*?)<\/(?:p|div)>/s.exec(await answer.text())?.[1]]
  }
  expect(await told({ url: 'https://daily.example/start' })).toEqual([422, expect.stringContaining('cannot be read')])
  expect(await told({ url: 'file:///etc/passwd' })).toEqual([422, expect.stringContaining('url')])
  expect(await told({ source: 'lever', board: 'a/b', domain: 'northwind.example' })).toEqual([
    422,
    expect.stringContaining('board'),
  ])
  expect(await told({ source: 'greenhouse', board: 'acme', domain: 'nobody.example' })).toEqual([
    422,
    expect.stringContaining('nobody.example'),
  ])
  expect(await keys()).toEqual(['wire'])
})

test('a kind of feed that there is not is no page, and none is added', async () => {
  const manager = await openDesk()
  const answer = await manager.get('/feeds/add?kind=pigeon')
  expect([answer.status, (await answer.text()).includes('no kind of feed called “pigeon”')]).toEqual([404, true])
  expect((await manager.get('/feeds/add')).status).toBe(200)
  expect((await manager.submit('/feeds', { ...given, source: 'pigeon', do: 'watch' })).status).toBe(404)
  expect(await keys()).toEqual(['wire'])
})

test('the page says for each feed what it brought, how it is, and when it is asked again', async () => {
  const manager = await openDesk()
  const row = async () =>
    /<tr[^>]*>(?:(?!<tr).)*Example Wire(?:(?!<\/tr>).)*/s
      .exec(await manager.page('/feeds'))![0]
      .replace(/<[^>]+>/g, ' ')
  expect((await row()).match(/\b1\b/g)).toHaveLength(3) // one item, one signal, one item of a queue
  await atomically(desk.app.db, (tx) => [
    tx.update(t.feeds).set({
      state: 'degraded',
      failures: 3,
      lastAnswer: 'The server answered 503',
      lastPolledAt: tuesday - hourMs,
      lastSuccessAt: tuesday - 30 * hourMs,
      nextPollAt: tuesday + 2 * hourMs,
    }),
  ])
  const said = (await row()).replace(/\s+/g, ' ')
  for (const words of ['failing', '3 failures in a row', 'The server answered 503', 'last success 30 h ago', 'in 2 h'])
    expect(said).toContain(words)
})

test('a feed that is off is tried by its button, and nothing it says is kept', async () => {
  const manager = await openDesk()
  await atomically(desk.app.db, (tx) => [
    tx.update(t.feeds).set({ enabled: false, settings: { url: 'https://daily.example/feed' } }),
  ])
  const before = (await desk.app.db.select().from(t.documents)).length
  expect((await manager.submit('/feeds/feed/test')).status).toBe(303)
  expect(await manager.page('/feeds?view=off')).toContain('Read 1 ')
  expect(await desk.app.db.select().from(t.documents)).toHaveLength(before)
  await atomically(desk.app.db, (tx) => [tx.update(t.feeds).set({ enabled: true })])
  await manager.submit('/feeds/feed/test')
  expect(await desk.app.db.select().from(t.documents)).toHaveLength(before + 1)
})

test('a feed is turned off and on by those who lead, not by reps', async () => {
  const manager = await openDesk()
  const enabled = async () => (await desk.app.db.select().from(t.feeds))[0]?.enabled
  expect((await manager.submit('/feeds/feed/watch', { to: 'off' })).status).toBe(303)
  expect(await enabled()).toBe(false)
  expect((await manager.submit('/feeds/feed/watch', { to: 'on' })).status).toBe(303)
  expect(await enabled()).toBe(true)
  const rep = await desk.as('rep')
  expect((await rep.submit('/feeds/feed/watch', { to: 'off' })).status).toBe(403)
  expect((await rep.submit('/feeds', { ...given, do: 'watch' })).status).toBe(403)
  expect(await rep.page('/feeds')).not.toContain('Turn off')
})

test('the list is paged, filtered and searched, and a button comes back to its line', async () => {
  const manager = await openDesk()
  const row = (i: number) => ({
    ...{ id: `f${i}`, key: `f${i}`, name: `Daily ${String(i).padStart(3, '0')}`, publisher: 'Daily', kind: 'feed' },
    ...{
      category: 'news',
      settings: { url: 'https://daily.example/feed' },
      enabled: i !== 7,
      failures: i === 9 ? 4 : 0,
    },
    ...{ nextPollAt: tuesday, createdAt: tuesday },
  })
  await atomically(desk.app.db, (tx) => [tx.insert(t.feeds).values(Array.from({ length: 70 }, (_, i) => row(i)))])
  const names = async (path: string) => (await manager.page(path)).match(/Daily \d+/g) ?? []
  const first = await manager.page('/feeds')
  const more = /href="(\/feeds\?after=\w+)"/.exec(first)![1]!
  const all = [...(await names('/feeds')), ...(await names(more))]
  expect([all.length, new Set(all).size]).toEqual([69, 69])
  expect(first.replace(/<[^>]+>/g, '')).toContain('Watched 70In trouble 1Off 1')
  expect([await names('/feeds?view=trouble'), await names('/feeds?view=off')]).toEqual([['Daily 009'], ['Daily 007']])
  expect(await names('/feeds?text=DAILY+042')).toEqual(['Daily 042'])
  const back = { back: '?text=Daily&view=evil&after=f3', to: 'off' }
  const answer = await manager.submit('/feeds/f5/watch', back)
  expect(answer.headers.get('location')).toBe('/feeds?text=Daily&after=f3&said=changed#feed-f5')
})

test('managers say whose boards are looked for; the account page looks and says what came of it', async () => {
  const manager = await openDesk()
  expect((await manager.submit('/feeds/boards', { fitFloor: '65' })).status).toBe(303)
  expect(await manager.page('/feeds')).toContain('with a fit of 65 or more')
  expect((await manager.submit('/feeds/boards', { look: '1', fitFloor: '650' })).status).toBe(422)
  const looked = await manager.submit('/accounts/account/boards', {})
  expect(looked.headers.get('location')).toBe('/accounts/account?said=looked#boards')
  expect(await manager.page('/accounts/account')).toContain('No known board on https://northwind.example/careers')
  expect((await manager.submit('/accounts/account/boards', {})).status).toBe(409)
  const rep = await desk.as('rep')
  expect((await rep.submit('/accounts/account/boards', {})).status).toBe(403)
  expect(await rep.page('/accounts/account')).not.toContain('Find or enter a board')
})
