import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Feed } from '../../src/store/feeds.ts'
import { type Answer, dayMs, hourMs, makeWorld, noon, rss, sends, type World } from './poll/world.ts'

/** The polls: on the first day, on the two after it, and when eight days are over. */
const pollsAtDays = [0, 1, 2, 9]

const a = { id: 'a', at: noon - hourMs }
const b = { id: 'b', at: noon - 2 * hourMs }
const one = rss([a])
const two = rss([a, b])
const loginPage = sends('<html><body><form>Sign in to our network</form></body></html>')

let world: World
let lookups = 0
const moved = (host: string, status = 301): Answer => sends('', { location: world.url(host, '/feed') }, status)
const tagged = (): Answer => {
  let count = 0
  return (_request, response) => response.setHeader('etag', `"${++count}"`).end(one)
}
/** Says "unchanged" to whoever names a version, for ever. */
const sleepy =
  (text: string): Answer =>
  ({ headers }, response) =>
    headers['if-none-match'] ? response.writeHead(304).end() : response.setHeader('etag', '"x"').end(text)
const closing: Answer = (_request, response) => response.setHeader('connection', 'close').end(one)

/** What each publisher answers at the polls, one after the other; the last answer goes on. */
const answers = (): Record<string, Answer[]> => ({
  edited: [sends(one), sends(rss([{ ...a, title: 'Another title' }]))],
  vanished: [sends(two), sends(rss([b]))],
  reordered: [sends(two), sends(rss([b, a])), sends(two)],
  redated: pollsAtDays.map((day) => sends(rss([{ ...a, at: noon + day * dayMs }]))),
  recounted: pollsAtDays.map((day) => sends(rss([{ ...a, link: `https://wire.example/a?utm_source=day${day}` }]))),
  newtags: [tagged()],
  sleeps: [sleepy(one), sleepy(two)],
  portal: [sends(one), moved('login.example'), moved('login.example'), sends(one)],
  squatter: [sends(one), moved('other.example'), moved('other.example'), sends(one)],
  wanders: [sends(one), moved('first.example'), moved('second.example'), moved('first.example')],
  movesaway: [sends(one), moved('home.example'), moved('home.example', 308), moved('home.example')],
  rebinds: [closing],
  ends: [sends(one), sends('', {}, 410)],
  blinks: [sends(one), sends('', {}, 410), sends(one), sends('', {}, 410)],
  turns: [sends(one, { etag: '"good"' }), loginPage, sends('')],
})

const after: Record<string, Feed> = {}

beforeAll(async () => {
  world = await makeWorld({
    // The name is at a public server when it is first asked for, and inside from then on.
    resolve: (host, _options, done) =>
      done(null, [{ address: host.startsWith('rebinds') && lookups++ > 0 ? '10.0.0.7' : '127.0.0.1', family: 4 }]),
  })
  for (const host of ['other', 'first', 'second', 'home']) world.answer(host, sends(one))
  world.answer('login', loginPage)
  const days = Object.entries(answers())
  for (const [key, [first]] of days) await world.watch(key, first!)
  for (const [i, day] of pollsAtDays.entries()) {
    for (const [key, said] of days) world.answer(key, said[Math.min(i, said.length - 1)]!)
    await world.pollAfter(noon + day * dayMs - world.state.now)
  }
  for (const [key] of days) after[key] = await world.feed(key)
}, 60_000)
afterAll(async () => world.close())

const titles = async (key: string) => (await world.documents(key)).map(({ title }) => title)
const asked = (key: string) => world.asked.filter(({ host }) => host === `${key}.example`)

test('an item that is edited is kept in both wordings, once each', async () => {
  expect(await titles('edited')).toEqual(['Title a', 'Another title'])
})

test('an item that vanishes stays', async () => {
  expect(await titles('vanished')).toEqual(['Title a', 'Title b'])
})

test('items in another order are the same items', async () => {
  expect(await titles('reordered')).toEqual(['Title a', 'Title b'])
})

test('an item that is dated anew each day is one item with the date it came with', async () => {
  expect(await world.documents('redated')).toMatchObject([{ title: 'Title a', publishedAt: noon }])
})

test('an item whose link is counted in a new way each day is one item', async () => {
  expect(await titles('recounted')).toEqual(['Title a'])
})

test('a new ETag on the same body is sent back and reads nothing anew', async () => {
  expect(asked('newtags').map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"', '"2"', '"3"'])
  expect(after.newtags).toMatchObject({ state: 'ok', lastAnswer: 'Nothing new since the last poll', etag: '"4"' })
})

test('a server that says "unchanged" for ever is found out after eight days', async () => {
  expect(asked('sleeps').map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"x"', '"x"', undefined])
  expect(await titles('sleeps')).toEqual(['Title a', 'Title b'])
})

test('a captive portal that redirects for good to its sign-in page changes nothing', async () => {
  expect(after.portal).toMatchObject({ address: null, movedTo: null, state: 'ok', failures: 0 })
  expect(await titles('portal')).toEqual(['Title a'])
})

test('a feed that moves for good and comes back has not moved', () => {
  expect(after.squatter).toMatchObject({ address: null, movedTo: null, movedPolls: 0, state: 'ok' })
})

test('a feed that moves to another place each time has not moved', () => {
  expect(after.wanders).toMatchObject({ address: null, movedPolls: 1, state: 'ok' })
})

test('a feed that has moved for good, by three polls over more than a day, is asked there', async () => {
  expect(after.movesaway).toMatchObject({ address: world.url('home.example', '/feed'), movedTo: null, state: 'ok' })
  expect(await titles('movesaway')).toEqual(['Title a'])
})

test('a name that turns to an address inside is refused, and what it brought before stays', async () => {
  expect(after.rebinds!.lastAnswer).toMatch(/10\.0\.0\.7/)
  expect(after.rebinds).toMatchObject({ state: 'paused', failures: 3 }) // for more than seven days
  expect(asked('rebinds')).toHaveLength(1)
  expect(await titles('rebinds')).toEqual(['Title a'])
})

test('a feed that is gone on two days is off with a notice and asked no more; what it brought stays', async () => {
  expect(after.ends).toMatchObject({ state: 'gone' })
  expect(asked('ends')).toHaveLength(3)
  expect((await world.problems()).find(({ subjectId }) => subjectId === 'feed-ends')?.message).toContain(
    'gone for good',
  )
  expect(await titles('ends')).toEqual(['Title a'])
})

test('a feed that is gone for one poll at a time is not gone', () => {
  expect(after.blinks).toMatchObject({ state: 'ok', failures: 1 })
})

test('a sign-in page and an empty answer in the feed’s place leave its items and validators alone', async () => {
  expect(after.turns).toMatchObject({ etag: '"good"', failures: 3, lastAnswer: 'The answer was empty' })
  expect(await titles('turns')).toEqual(['Title a'])
})
