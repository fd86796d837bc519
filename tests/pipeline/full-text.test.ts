import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { documentText } from '../../src/core/document.ts'
import type { Quoted } from '../../src/core/signal.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { readPage } from '../../src/pipeline/full-text/read-page.ts'
import { fullText } from '../../src/pipeline/full-text.ts'
import { match } from '../../src/pipeline/match.ts'
import * as t from '../../src/store/schema/index.ts'
import { unreadDocuments } from '../../src/store/signals.ts'
import { dayMs, hourMs, type Item, makeWorld, rss, sends, type World } from './poll/world.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  const at = w.state.now - 30 * dayMs
  const account = { incomplete: false, createdAt: at, changedAt: at, factsChangedAt: at }
  await atomically(w.app.db, (tx) => [
    tx.insert(t.accounts).values([
      { id: 'quillmark', familyId: 'quillmark', name: 'Quillmark Software', ...account },
      { id: 'ferngate', familyId: 'ferngate', name: 'Ferngate Robotics', ...account },
    ]),
  ])
})
afterEach(async () => await w.close())

const title = 'Quillmark Software raises Series B'
const told = 'Quillmark Software has raised $40 million in the round, it said on Monday, to hire more bakers in Leith.'
const more = 'The round was led by Alder Fund, with Birch Capital and others, and brings new people to the board.'
const story = (...paragraphs: string[]) =>
  `<title>${title}</title><article>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article>`
const html = { 'content-type': 'text/html; charset=utf-8' }

/** A feed of these items, each with its page at the same host; polled, read and matched. */
const publish = async (items: (Item & { page?: string })[], settings = {}) => {
  const linked = items.map((item) => ({ text: '', ...item, link: item.link ?? w.url('wire.example', `/${item.id}`) }))
  await w.watch('wire', sends(rss(linked)))
  await w.change('wire', { settings: { url: w.url('wire.example', '/feed'), ...settings } })
  for (const { id, page } of items) if (page) w.answer('wire', sends(page, html), `/${id}`)
  await w.pollAfter(0)
  await extract.run(w.app)
  await match.run(w.app)
}
const pathsAsked = (host = 'wire.example') =>
  w.asked.filter((one) => one.host === host && one.path !== '/feed').map(({ path }) => path)
const signals = async () => await w.app.db.select().from(t.signals)
const only = async () => (await w.documents('wire'))[0]!

test('the page is asked for only where the feed leaves something open about an account', async () => {
  await publish([
    { id: 'bare', title, page: story(told, more) },
    { id: 'whole', title: 'Ferngate Robotics raises $12 million in Series A' },
    { id: 'stranger', title: 'Mosswell raises Series C' },
    { id: 'nothing', title: 'Quillmark Software and the price of flour' },
    {
      id: 'long',
      title: 'Ferngate Robotics raises seed round',
      text: 'Bread is good and this is a long text. '.repeat(40),
    },
  ])
  expect(await fullText.run(w.app)).toEqual({ wanted: 1, read: 1, refused: 0, failed: 0 })
  expect(pathsAsked()).toEqual(['/robots.txt', '/bare'])
})

test('where the rules are in doubt the page is asked for when the title names an account, and its plain words are found', async () => {
  const doubtful = 'Quillmark Software bets on funding for bread start-up makers'
  await publish([
    { id: 'doubt', title: doubtful, page: story(told, more).replace(title, doubtful) },
    { id: 'stranger', title: 'Mosswell bets on funding for bread start-up makers' },
  ])
  const before = await signals()
  await fullText.run(w.app)
  expect(pathsAsked()).toEqual(['/robots.txt', '/doubt'])
  const found = (await signals()).filter(({ id }) => !before.some((known) => known.id === id))
  expect(found).toMatchObject([{ kind: 'funding', company: 'Quillmark Software', signal: { in: 'page' } }])
})

test('what the page tells takes the place of what was read without it, and quotes stand in what is stored', async () => {
  await publish([{ id: 'bare', title, page: story(told, more) }])
  await fullText.run(w.app)
  const document = await only()
  expect(document).toMatchObject({ title, summary: null, body: null, pageState: 'read', pageTries: 1 })
  expect(document.page).toEqual({
    url: w.url('wire.example', '/bare'),
    fetchedAt: w.state.now,
    hash: expect.stringMatching(/^[\da-f]{64}$/),
    text: `${told}\n${more}`,
  })
  const [before, after] = (await signals()).sort((a, b) => a.id.localeCompare(b.id))
  expect(before!.withdrawnAt).toBe(w.state.now)
  expect(after).toMatchObject({ withdrawnAt: null, matchedAt: w.state.now, company: 'Quillmark Software' })
  expect(after!.signal.fields.amount).toMatchObject({ value: { value: 40_000_000 }, in: 'page' })
  for (const { quote } of Object.values(after!.signal.fields) as Quoted<unknown>[])
    expect(documentText(document)).toContain(quote)
})

test('a second run asks nothing, and reading again leaves one live signal of one event', async () => {
  await publish([{ id: 'bare', title, page: story(told, more) }])
  for (let run = 0; run < 3; run++) await fullText.run(w.app)
  await atomically(w.app.db, (tx) => [tx.update(t.documents).set({ extractedBy: null })])
  for (const stage of [extract, match, fullText]) await stage.run(w.app)
  expect(pathsAsked()).toHaveLength(2)
  expect((await signals()).filter(({ withdrawnAt }) => withdrawnAt === null)).toHaveLength(1)
  const triggers = await w.app.db.select().from(t.triggers)
  expect(triggers.filter(({ removedAt }) => removedAt === null).length).toBeLessThanOrEqual(1)
})

test('a process that ends after the page was stored loses nothing: the next run reads it', async () => {
  await publish([{ id: 'bare', title, page: story(told, more) }])
  const dying = {
    ...w.app,
    newId: () => {
      throw new Error('The machine went dark')
    },
  }
  await expect(fullText.run(dying)).rejects.toThrow('dark')
  expect((await only()).pageState).toBe('read')
  expect(await unreadDocuments(w.app.db, 'any', 9)).toHaveLength(1)
  await extract.run(w.app)
  expect((await signals()).find(({ withdrawnAt }) => withdrawnAt === null)?.signal.fields.amount).toBeDefined()
  await fullText.run(w.app)
  expect(pathsAsked()).toHaveLength(2)
})

test('robots.txt is respected, and asked for once in a day', async () => {
  w.answer('wire', sends('User-agent: *\nDisallow: /bare'), '/robots.txt')
  await publish([
    { id: 'bare', title, page: story(told, more) },
    { id: 'free', title: 'Ferngate Robotics raises Series A', page: story(told) },
  ])
  expect(await fullText.run(w.app)).toMatchObject({ wanted: 2, refused: 2, read: 0 })
  expect(pathsAsked().sort()).toEqual(['/free', '/robots.txt'])
  const answers = (await w.documents('wire')).map(({ identity, pageAnswer }) => [identity, pageAnswer])
  expect(Object.fromEntries(answers)).toMatchObject({
    bare: expect.stringMatching(/^The robots\.txt of wire\.example:\d+ asks us not to read it$/),
    free: 'The page tells of something else',
  })
  const again = async (id: string) => {
    w.answer('wire', sends(rss([{ id, title, text: '', link: w.url('wire.example', `/${id}`) }])))
    w.answer('wire', sends(story(told, more), html), `/${id}`)
    await w.change('wire', { bodyHash: null, nextPollAt: 0 })
    await w.pollAfter(12 * hourMs)
    for (const stage of [extract, match, fullText]) await stage.run(w.app)
  }
  await again('next')
  expect(pathsAsked().filter((path) => path === '/robots.txt')).toHaveLength(1)
  await again('later')
  await again('last')
  expect(pathsAsked().filter((path) => path === '/robots.txt')).toHaveLength(2)
  expect(pathsAsked()).toContain('/last')
})

test('a host whose robots.txt cannot be read is left alone for an hour', async () => {
  w.answer('wire', sends('', {}, 500), '/robots.txt')
  await publish([{ id: 'bare', title, page: story(told, more) }])
  expect(await fullText.run(w.app)).toMatchObject({ failed: 1 })
  expect(pathsAsked()).toEqual(['/robots.txt'])
  w.answer('wire', sends('', {}, 404), '/robots.txt')
  w.state.now += 2 * hourMs
  expect(await fullText.run(w.app)).toMatchObject({ read: 1 })
})

test('a page that fails is tried twice more, an hour apart, and never again; one that is refused never', async () => {
  await publish([
    { id: 'broken', title },
    { id: 'gone', title: 'Ferngate Robotics raises Series A' },
  ])
  w.answer('wire', sends('', {}, 500), '/broken')
  for (let run = 0; run < 12; run++) {
    await fullText.run(w.app)
    w.state.now += hourMs / 2 + 1
  }
  expect(pathsAsked().filter((path) => path === '/broken')).toHaveLength(3)
  expect(pathsAsked().filter((path) => path === '/gone')).toHaveLength(1)
  const states = (await w.documents('wire')).map(({ identity, pageState, pageTries, pageAnswer }) => [
    identity,
    { pageState, pageTries, pageAnswer },
  ])
  expect(Object.fromEntries(states)).toEqual({
    broken: { pageState: 'failed', pageTries: 3, pageAnswer: 'The server answered 500' },
    gone: { pageState: 'refused', pageTries: 1, pageAnswer: 'The server answered 404' },
  })
})

test('a redirect to another site is followed when that site lets us, and recorded', async () => {
  const to = (place: string) => sends('', { location: place }, 302)
  await publish([
    { id: 'moved', title },
    { id: 'closed', title: 'Ferngate Robotics raises Series A' },
    { id: 'inside', title: 'Quillmark Software raises seed round' },
  ])
  w.answer('wire', to(w.url('press.example', '/story')), '/moved')
  w.answer('wire', to(w.url('walled.example', '/story')), '/closed')
  w.answer('wire', to('http://10.0.0.7/story'), '/inside')
  w.answers.set('press.example/story', sends(story(told, more), html))
  w.answers.set('walled.example/robots.txt', sends('User-agent: Daybreak\nDisallow: /'))
  await fullText.run(w.app)
  expect(pathsAsked('walled.example')).toEqual(['/robots.txt'])
  const byId = Object.fromEntries((await w.documents('wire')).map((document) => [document.identity, document]))
  expect(byId.moved!.page).toMatchObject({
    url: w.url('press.example', '/story'),
    redirectedFrom: w.url('wire.example', '/moved'),
  })
  expect(byId.closed!.pageAnswer).toMatch(/walled\.example/)
  expect(byId.inside!.pageState).not.toBe('read')
  expect(byId.inside!.page).toBeNull()
})

test.each([
  ['a wall', '<title>Before you continue</title><p>Cookies.</p>', 'Not an article: it asks for consent'],
  ['an empty page', `<title>${title}</title>`, 'Not an article: it has no paragraphs'],
  ['a page too deep to be read', '<div>'.repeat(400), 'The page is too deep to be read'],
])('%s is not read, with a word why', async (_, page, why) => {
  await publish([{ id: 'bare', title, page }])
  expect(await fullText.run(w.app)).toMatchObject({ refused: 1 })
  expect(await only()).toMatchObject({ pageState: 'refused', pageAnswer: why, page: null })
})

test('what is no page is not read, and an address that is none of the web is not asked', async () => {
  await publish([{ id: 'bare', title }])
  w.answer('wire', sends('%PDF', { 'content-type': 'application/pdf' }), '/bare')
  await fullText.run(w.app)
  expect(await only()).toMatchObject({ pageState: 'refused', pageAnswer: 'Not a page: application/pdf' })
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', null])
    expect(await readPage(w.app, { url, title, companies: [] }, {} as never)).toMatchObject({ end: 'refused' })
})

test('a feed that says no is asked for no pages', async () => {
  await publish([{ id: 'bare', title, page: story(told, more) }], { full_text: false })
  expect(await fullText.run(w.app)).toEqual({ wanted: 0, read: 0, refused: 0, failed: 0 })
  expect(pathsAsked()).toEqual([])
})

test('one host is asked for three pages in a run, the newest first, and the rest wait their turn', async () => {
  const items = Array.from({ length: 8 }, (_, n) => ({ id: `p${n}`, title: `${title} ${n}`, page: story(told, more) }))
  await publish(items)
  await fullText.run(w.app)
  expect(pathsAsked()).toHaveLength(1 + 3)
  await fullText.run(w.app)
  expect(pathsAsked()).toHaveLength(1 + 6)
})

test('a publisher that names a host of its own for each item is one host to us', async () => {
  const items = Array.from({ length: 8 }, (_, n) => ({
    id: `p${n}`,
    title: `${title} ${n}`,
    link: w.url(`h${n}.many.example`),
  }))
  await publish(items)
  await fullText.run(w.app)
  expect(new Set(w.asked.map(({ host }) => host).filter((host) => host.endsWith('many.example'))).size).toBe(3)
})

test('a host that asks us to wait is left alone, for its feeds too', async () => {
  await publish([{ id: 'busy', title }])
  w.answer('wire', sends('', { 'retry-after': '7200' }, 429), '/busy')
  await fullText.run(w.app)
  expect(await w.hosts()).toHaveLength(1)
  w.state.now += hourMs + 1
  await fullText.run(w.app)
  expect(pathsAsked().filter((path) => path === '/busy')).toHaveLength(1)
  expect((await only()).pageTries).toBe(1)
})

test('old news is not asked for', async () => {
  await publish([{ id: 'bare', title, page: story(told, more) }])
  w.state.now += 3 * dayMs
  await fullText.run(w.app)
  expect(pathsAsked()).toEqual([])
})
