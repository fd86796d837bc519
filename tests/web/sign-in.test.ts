import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { afterEach, expect, test } from 'vitest'
import { setPassword } from '../../src/pipeline/people.ts'
import { mailSignInLink, newSignInLink } from '../../src/pipeline/sign-in.ts'
import { sessions } from '../../src/store/schema/index.ts'
import { assertSafeHost } from '../../src/web/index.ts'
import { dayMs, hourMs } from '../support/workspace.ts'
import { browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk?.close())

const password = 'a sentence that is good'
const attempt = (one: ReturnType<typeof browser>, given: string, email = 'rep@brightshift.example') =>
  one.post('/sign-in', { email, password: given })

test('a password opens the desk, whatever the case of the address', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const one = browser(desk.web)
  const answer = await attempt(one, password, ' Rep@BrightShift.example ')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(await one.page('/')).toContain('Northwind Robotics')
})

test('a wrong password, an unknown address and a person without a password get the same words', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const said = async (email: string) =>
    /<p class="problem"[^>]*>([^<]*)/.exec(await (await attempt(browser(desk.web), 'nope', email)).text())?.[1]
  const answers = [
    await said('rep@brightshift.example'),
    await said('nobody@brightshift.example'),
    await said('manager@brightshift.example'),
  ]
  expect(answers[0]).toContain('do not belong together')
  expect(new Set(answers).size).toBe(1)
})

test('five failures close the door for a quarter of an hour, even to the right password', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const one = browser(desk.web)
  for (let i = 0; i < 5; i++) expect((await attempt(one, 'wrong')).status).toBe(422)
  expect(await (await attempt(one, password)).text()).toContain('Too many attempts')
  desk.state.now += 16 * 60_000
  expect((await attempt(one, password)).status).toBe(303)
})

test('many wrong passwords at once are not all judged', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const answers = await Promise.all(
    Array.from({ length: 16 }, async () => await (await attempt(browser(desk.web), 'wrong')).text()),
  )
  expect(answers.filter((page) => page.includes('do not belong together'))).toHaveLength(5)
  expect(answers.filter((page) => page.includes('Too many attempts'))).toHaveLength(11)
})

test('a right password forgives the wrong ones before it', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const one = browser(desk.web)
  for (let i = 0; i < 4; i++) await attempt(one, 'wrong')
  expect((await attempt(one, password)).status).toBe(303)
  for (let i = 0; i < 4; i++) expect((await attempt(one, 'wrong')).status).toBe(422)
  expect((await attempt(one, password)).status).toBe(303)
})

test('asking for links closes the door of no password', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const client = { address: 'unknown', replaces: null }
  for (let i = 0; i < 40; i++) await mailSignInLink(desk.app, `nobody${i}@brightshift.example`, client)
  await expect(mailSignInLink(desk.app, 'manager@brightshift.example', client)).rejects.toThrow('Too many attempts')
  expect((await attempt(browser(desk.web), password)).status).toBe(303)
})

test('behind a proxy the throttle is for the client the proxy names, whatever that client made up', async () => {
  desk = await makeDesk()
  const base = 'https://daybreak.example'
  desk.app.baseUrl = base
  const from = async (hops: string, i: number) => {
    const form = { email: `nobody${i}@brightshift.example`, password: 'wrong' }
    const answer = await browser(desk.web, base).post('/sign-in', form, { 'x-forwarded-for': hops })
    return (await answer.text()).includes('Too many attempts')
  }
  const tried = []
  for (let i = 0; i < 41; i++) tried.push(await from(`203.0.113.${i}, 198.51.100.7`, i))
  expect(tried.indexOf(true)).toBe(40)
  expect(await from('198.51.100.7, 198.51.100.8', 99)).toBe(false)
}, 30_000)

test('whoever writes the database alone can sign in as nobody', async () => {
  desk = await makeDesk()
  const { db, now } = desk.app
  const sql = (text: string, ...values: unknown[]) => db.$client.prepare(text).run(...values)
  const isIn = async (token: string) =>
    (await desk.web.request('http://127.0.0.1:4310/', { headers: { cookie: `daybreak_session=${token}` } })).status
  const forge = (table: string, id: string, hash: string) =>
    sql(
      `insert into ${table} (id, token_hash, user_id, created_at, expires_at${table === 'sessions' ? ', last_seen_at' : ''}) values (?, ?, 'manager', ?, ?${table === 'sessions' ? ', ?' : ''})`,
      ...[id, hash, now(), now() + dayMs, ...(table === 'sessions' ? [now()] : [])],
    )
  const plain = createHash('sha256').update('chosen').digest('hex')
  forge('sessions', 'evil', plain)
  expect(await isIn('chosen')).toBe(303)
  forge('sign_in_links', 'evil', plain)
  expect((await browser(desk.web).post('/sign-in/link/chosen')).status).toBe(422)
  // One's own session, link and password are no key to another person's door either.
  const rep = await desk.as('rep')
  expect((await rep.get('/')).status).toBe(200)
  sql("update sessions set user_id = 'manager' where user_id = 'rep'")
  expect((await rep.get('/')).status).toBe(303)
  const link = new URL(await newSignInLink(desk.app, 'rep')).pathname
  sql("update sign_in_links set user_id = 'manager' where used_at is null")
  expect((await browser(desk.web).post(link)).status).toBe(422)
  await setPassword(desk.app, 'admin', 'rep', password)
  sql("update users set password_hash = (select password_hash from users where id = 'rep') where id = 'manager'")
  expect((await attempt(browser(desk.web), password, 'manager@brightshift.example')).status).toBe(422)
  sql("update users set password_hash = ? where id = 'manager'", await hash('made elsewhere'))
  expect((await attempt(browser(desk.web), 'made elsewhere', 'manager@brightshift.example')).status).toBe(422)
}, 30_000)

test('rights that were given by hand open nothing, and end what is open', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const [rep, other] = [await desk.as('rep'), await desk.as('other')]
  const link = new URL(await newSignInLink(desk.app, 'rep')).pathname
  desk.app.db.$client.exec("update users set role = 'admin' where id = 'rep'")
  expect((await rep.get('/')).status).toBe(303)
  expect((await other.get('/')).status).toBe(200)
  const words = 'Your role, address or state was changed outside of Daybreak'
  expect(await (await attempt(browser(desk.web), password)).text()).toContain(words)
  expect(await (await browser(desk.web).post(link)).text()).toContain(words)
  const mails = desk.mail.length
  await mailSignInLink(desk.app, 'rep@brightshift.example', { address: 'x', replaces: null })
  await desk.app.later.settled()
  expect(desk.mail).toHaveLength(mails)
  expect(await (await desk.as('admin')).page('/admin/sending')).toContain('Something was changed outside of Daybreak')
})

test('a link signs in once, within half an hour, and only when its button is pressed', async () => {
  desk = await makeDesk()
  const { pathname } = new URL(await newSignInLink(desk.app, 'rep'))
  const one = browser(desk.web)
  expect(await one.page(pathname)).toContain('Sign in as Ida Example')
  expect(one.jar.size).toBe(0)
  expect((await one.post(pathname)).status).toBe(303)
  expect((await browser(desk.web).post(pathname)).status).toBe(422)
  const late = new URL(await newSignInLink(desk.app, 'rep')).pathname
  desk.state.now += hourMs
  expect((await browser(desk.web).post(late)).status).toBe(422)
})

test('signing in again makes a new session and ends the one the browser held', async () => {
  desk = await makeDesk()
  const one = await desk.as('rep')
  const first = one.jar.get('daybreak_session')
  await one.post(new URL(await newSignInLink(desk.app, 'manager')).pathname)
  expect(one.jar.get('daybreak_session')).not.toBe(first)
  expect(await desk.app.db.select().from(sessions)).toHaveLength(1)
})

test('the cookie is for this site and http alone; over https it is bound to the host', async () => {
  desk = await makeDesk()
  const enter = async (base: string) => {
    desk.app.baseUrl = base
    const { pathname } = new URL(await newSignInLink(desk.app, 'rep'))
    return (await browser(desk.web, base).post(pathname)).headers
  }
  expect((await enter('http://127.0.0.1:4310')).getSetCookie()[0]).toMatch(
    /^daybreak_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const https = await enter('https://daybreak.example')
  expect(https.getSetCookie()[0]).toMatch(
    /^__Host-daybreak_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  expect(https.get('strict-transport-security')).toContain('max-age=31536000')
})

test('a session ends by signing out, by disabling the person, by a new password, and after three idle days', async () => {
  desk = await makeDesk()
  const isIn = async (one: ReturnType<typeof browser>) => (await one.get('/')).status === 200
  const leaving = await desk.as('rep')
  await leaving.submit('/sign-out')
  expect(await isIn(leaving)).toBe(false)
  const idle = await desk.as('rep')
  desk.state.now += 2 * dayMs
  expect(await isIn(idle)).toBe(true)
  desk.state.now += 3 * dayMs + 1
  expect(await isIn(idle)).toBe(false)
  const changed = await desk.as('rep')
  await setPassword(desk.app, 'admin', 'rep', password)
  expect(await isIn(changed)).toBe(false)
  const disabled = await desk.as('rep')
  const admin = await desk.as('admin')
  expect((await admin.submit('/admin/people/rep/active', { active: 'no' })).status).toBe(303)
  expect(await isIn(disabled)).toBe(false)
})

test('the last admin stays an admin', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  const answer = await admin.submit('/admin/people/admin', { role: 'rep', timeZone: 'Europe/Berlin', capacity: '15' })
  expect(answer.status).toBe(409)
})

test('after signing in only a path of our own follows', async () => {
  desk = await makeDesk()
  await setPassword(desk.app, 'admin', 'rep', password)
  const where = async (next: string) =>
    (await browser(desk.web).post('/sign-in', { email: 'rep@brightshift.example', password, next })).headers.get(
      'location',
    )
  expect(await where('/accounts/account')).toBe('/accounts/account')
  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
  ])
    expect(await where(next)).toBe('/')
})

test('plain http is served to this machine alone', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1'])
    expect(() => assertSafeHost({ host, publicUrl: null })).not.toThrow()
  for (const host of ['0.0.0.0', '192.168.0.10', '::', 'localhost.evil.example'])
    expect(() => assertSafeHost({ host, publicUrl: null })).toThrow(/DAYBREAK_HOST/)
  expect(() => assertSafeHost({ host: '0.0.0.0', publicUrl: 'https://daybreak.example' })).not.toThrow()
})
