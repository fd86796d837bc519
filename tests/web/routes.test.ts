import { afterEach, beforeEach, expect, test } from 'vitest'
import { routes as allRoutes } from '../../src/web/index.ts'
import { fillObjects } from './support/all-objects.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let objects: Readonly<Record<string, string>>
beforeEach(async () => {
  desk = await makeDesk()
  objects = await fillObjects(desk)
})
afterEach(() => desk.close())

/** What people open and post; what a key opens carries no form token. Who may take which: `matrix.test.ts`. */
const routes = allRoutes.filter(({ access }) => !(typeof access === 'object' && 'scope' in access))

const pathOf = (path: string): string => path.replace(/:(\w+)/g, (_, word: string) => objects[word] ?? `no-${word}`)

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
