import { afterEach, beforeEach, expect, test } from 'vitest'
import { routes as allRoutes } from '../../src/web/index.ts'
import { type Browser, browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const people = ['rep', 'other', 'manager', 'admin'] as const
const roleOf = { rep: 'rep', other: 'rep', manager: 'manager', admin: 'admin' } as const

/** What people open and post; what a key opens is tested beside the API. */
const routes = allRoutes.flatMap(({ access, ...route }) =>
  typeof access === 'object' && 'scope' in access ? [] : [{ ...route, access }],
)

/** A real object of the first rep for every parameter, so that an answer tells about rights and not about absence. */
const pathOf = (path: string): string =>
  Object.entries({
    ':pursuitId': 'pursuit',
    ':draftId': desk.head.draftId,
    ':accountId': 'account',
    ':contactId': 'mara',
    ':documentId': 'document',
    ':signalId': 'signal',
    ':offerId': 'offer',
    ':feedId': 'feed',
    ':userId': 'other',
    ':holdId': 'hold',
    ':viewId': 'view',
    ':receivedId': 'received',
    ':followUpId': 'follow',
    ':handoverId': 'handed',
    ':sendId': 'send',
    ':importId': 'import',
    ':kind': 'accounts',
    ':keyId': 'key',
    ':token': 'x'.repeat(43),
    ':hash': 'x',
    ':name': 'daybreak.css',
  }).reduce((made, [name, value]) => made.replace(name, value), path)

const objectPath = /:(pursuit|draft|account|document)Id/

const byName = (method: string, path: string, who: string) => `${method} ${path} as ${who}`

test('nobody who is signed out gets anything but the public routes', async () => {
  const stranger = browser(desk.web)
  for (const { method, path, access } of routes.filter(({ access }) => access !== 'public')) {
    const answer = method === 'GET' ? await stranger.get(pathOf(path)) : await stranger.post(pathOf(path))
    const said = `${byName(method, path, 'a stranger')}, ${String(access)}`
    if (method === 'GET')
      expect([answer.status, answer.headers.get('location')], said).toEqual([303, expect.stringMatching(/^\/sign-in/)])
    else expect(answer.status, said).toBe(403)
  }
})

test('each role gets the pages of the registry that name it, and 403 for the others', async () => {
  for (const who of people) {
    const person = await desk.as(who)
    for (const { method, path, access } of routes.filter(
      (route) => route.method === 'GET' && route.access !== 'public',
    )) {
      const answer = await person.get(pathOf(path))
      const named = access === 'signed_in' || access.includes(roleOf[who])
      const theirs = who !== 'other' || !objectPath.test(path)
      expect(answer.status, byName(method, path, who)).toBe(named ? (theirs ? 200 : 404) : 403)
    }
  }
})

test('every form refuses without the token of the session, and from another origin', async () => {
  const admin = await desk.as('admin')
  const form_token = await admin.formToken()
  for (const { path } of routes.filter((route) => route.method === 'POST' && !route.withoutFormToken)) {
    expect((await admin.post(pathOf(path), {})).status, path).toBe(403)
    expect((await admin.post(pathOf(path), { form_token }, { origin: 'https://evil.example' })).status, path).toBe(403)
    expect((await admin.post(pathOf(path), { form_token }, { 'sec-fetch-site': 'cross-site' })).status, path).toBe(403)
    const unsaid = await admin.send(pathOf(path), { method: 'POST', body: new URLSearchParams({ form_token }) })
    expect(unsaid.status, path).toBe(403)
  }
})

test("one session's form token is no other's", async () => {
  const [one, other] = [await desk.as('rep'), await desk.as('rep')]
  const answer = await one.post('/theme', { theme: 'dark', form_token: await other.formToken() })
  expect(answer.status).toBe(403)
})

const objectRoutes = () => routes.filter(({ path }) => objectPath.test(path))

test("another rep's items, accounts and documents do not exist for a rep, to see or to act on", async () => {
  const other = await desk.as('other')
  expect(objectRoutes().length).toBeGreaterThan(10)
  for (const { method, path } of objectRoutes()) {
    const answer = method === 'GET' ? await other.get(pathOf(path)) : await other.submit(pathOf(path), everyField())
    expect(answer.status, byName(method, path, 'the other rep')).toBe(404)
  }
  const [draft] = await desk.app.db.select().from((await import('../../src/store/schema/index.ts')).drafts)
  expect(draft?.state).toBe('pending')
})

/** Whatever a form may want, so that nothing is refused for its fields before it is refused for its owner. */
const everyField = () => ({
  revisionId: desk.head.revisionId,
  hash: desk.head.hash,
  reason: 'stale',
  note: 'x',
  subject: 'x',
  text: 'x',
  restoreId: 'x',
  route: 'copy',
  instruction: 'x',
  contactId: 'nils',
  until: 'trigger',
  kind: 'meeting',
  day: '2026-11-24',
  channel: 'call',
})

test('shapes that a prefix guard misses are refused, signed in or not', async () => {
  const visitors: Browser[] = [browser(desk.web), await desk.as('rep')]
  const shapes = [
    '//admin/people',
    '/admin%2fpeople',
    '/ADMIN/people',
    '/admin;/people',
    '/admin/people/',
    '/admin/./people',
    '/%61dmin/people',
    '/admin\\people',
    '/admin/people%00',
    '/admin/people;x=1',
    '/x/..%2fadmin/people',
  ]
  for (const visitor of visitors)
    for (const shape of shapes) {
      const { status } = await visitor.get(shape)
      expect([404, 403, 303], shape).toContain(status)
      expect(await (await visitor.get(shape)).text(), shape).not.toContain('Invite somebody')
    }
})

test('what is not in the registry is not found, for everybody', async () => {
  for (const visitor of [browser(desk.web), await desk.as('admin')]) {
    expect((await visitor.get('/nowhere')).status).toBe(404)
    expect((await visitor.send('/', { method: 'DELETE' })).status).toBe(404)
    expect((await visitor.send('/admin/people', { method: 'PUT' })).status).toBe(404)
  }
})

test('every answer carries a policy without inline script, and private pages are not stored', async () => {
  const admin = await desk.as('admin')
  for (const { path, streams } of routes.filter((route) => route.method === 'GET')) {
    const answer = await admin.get(pathOf(path))
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy, path).toContain("default-src 'none'")
    if (path === '/digest/mail') expect(policy, path).toContain('sandbox')
    else expect(policy, path).not.toContain('unsafe')
    expect(policy.match(/script-src[^;]*/)?.[0] ?? '', path).not.toContain('unsafe')
    expect(answer.headers.get('referrer-policy'), path).toBe('same-origin')
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(answer.headers.get('strict-transport-security'), path).toBeNull()
    if (!path.startsWith('/assets')) expect(answer.headers.get('cache-control'), path).toBe('no-store')
    const html = streams ? '' : await answer.text()
    expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)|\son[a-z]+=|href="javascript:/i)
    if (path !== '/digest/mail') expect(html, path).not.toMatch(/\sstyle=|<style/i)
  }
})

test('no GET changes anything', async () => {
  const admin = await desk.as('admin')
  const before = await everything()
  for (const { path } of routes.filter((route) => route.method === 'GET')) await admin.get(pathOf(path))
  expect(await everything()).toEqual(before)
})

const everything = async () => {
  const schema = await import('../../src/store/schema/index.ts')
  const { db } = desk.app
  return [
    await db.select().from(schema.drafts),
    await db.select().from(schema.audit),
    await db.select().from(schema.signInLinks),
    await db.select().from(schema.sessions),
    await db.select().from(schema.notices),
    await db.select().from(schema.feeds),
  ]
}
