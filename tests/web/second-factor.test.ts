import { TOTP } from 'otpauth'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setPassword } from '../../src/pipeline/people.ts'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import * as t from '../../src/store/schema/index.ts'
import { type Browser, browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const password = 'a sentence that is good'
const emailOf = (who: string) => `${who}@brightshift.example`

/** What an authenticator app would show, some steps from now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: desk.state.now + steps * 30_000 })

/** Sets it up as a person does, by the pages alone. */
const enrol = async (who: string) => {
  const person = await desk.as(who)
  const begun = await (await person.submit('/me/second-factor')).text()
  const secret = (/class="code">([A-Z2-7 ]+)</.exec(begun)?.[1] ?? '').replaceAll(' ', '')
  expect(secret).toHaveLength(32)
  expect(begun).toContain('<svg class="qr"')
  const told = await (await person.submit('/me/second-factor/confirm', { code: codeOf(secret) })).text()
  const codes = [...told.matchAll(/<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/g)].map(([, code]) => code!)
  expect(new Set(codes).size).toBe(8)
  desk.state.now += 60_000
  return { person, secret, codes }
}

const half = async (who: string): Promise<Browser> => {
  const one = browser(desk.web)
  const answer = await one.post(new URL(await newSignInLink(desk.app, who)).pathname)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in/code'])
  return one
}
const isIn = async (one: Browser) => (await one.get('/me')).status === 200
const whats = async () => (await desk.app.db.select().from(t.audit)).map(({ what }) => what)

test('a code is asked for after a password and after a link, and opens the door once', async () => {
  const { secret } = await enrol('rep')
  await setPassword(desk.app, 'admin', 'rep', password)
  const byPassword = browser(desk.web)
  const answer = await byPassword.post('/sign-in', { email: emailOf('rep'), password, next: '/accounts' })
  expect(answer.headers.get('location')).toBe('/sign-in/code?next=%2Faccounts')
  const byLink = await half('rep')
  for (const one of [byPassword, byLink]) expect(await isIn(one)).toBe(false)
  expect(await byPassword.page('/sign-in/code')).toContain('Sign in as Ida Example')
  const code = codeOf(secret)
  const opened = await byPassword.post('/sign-in/code', { code, next: '/accounts' })
  expect(opened.headers.get('location')).toBe('/accounts')
  expect(await isIn(byPassword)).toBe(true)
  expect((await byLink.post('/sign-in/code', { code })).status).toBe(422)
  expect(await isIn(byLink)).toBe(false)
  expect((await byLink.post('/sign-in/code', { code: codeOf(secret, 1) })).status).toBe(303)
  const signIns = (await desk.app.db.select().from(t.audit)).filter(({ what }) => what === 'signed_in')
  expect(signIns.slice(-2).map(({ detail }) => JSON.parse(detail).how)).toEqual(['password_and_code', 'link_and_code'])
})

test('one code used twice at the same moment opens one door', async () => {
  const { secret } = await enrol('rep')
  const both = [await half('rep'), await half('rep')]
  const code = codeOf(secret)
  const answers = await Promise.all(both.map((one) => one.post('/sign-in/code', { code })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})

test('a code of another time, a wrong one and a code before the first half open nothing', async () => {
  const { secret } = await enrol('rep')
  const one = await half('rep')
  for (const code of [codeOf(secret, 3), codeOf(secret, -3), '000000', '', '12345', `${codeOf(secret)}0`])
    expect((await one.post('/sign-in/code', { code })).status, code).toBe(422)
  const stranger = browser(desk.web)
  expect(await (await stranger.post('/sign-in/code', { code: codeOf(secret) })).text()).toContain('Sign in anew')
  expect(await isIn(stranger)).toBe(false)
})

test('five wrong codes close the door for a quarter of an hour, even to the right one', async () => {
  const { secret } = await enrol('rep')
  const one = await half('rep')
  for (let i = 0; i < 5; i++) expect((await one.post('/sign-in/code', { code: '000000' })).status).toBe(422)
  expect(await (await one.post('/sign-in/code', { code: codeOf(secret) })).text()).toContain('Too many attempts')
  desk.state.now += 16 * 60_000
  const again = await half('rep')
  expect((await again.post('/sign-in/code', { code: codeOf(secret) })).status).toBe(303)
})

test('the first half is over after ten minutes, with another password, and when the door is shut', async () => {
  const { secret } = await enrol('rep')
  const late = await half('rep')
  desk.state.now += 10 * 60_000 + 1
  expect((await late.post('/sign-in/code', { code: codeOf(secret) })).status).toBe(422)
  const changed = await half('rep')
  await setPassword(desk.app, 'admin', 'rep', password)
  expect((await changed.post('/sign-in/code', { code: codeOf(secret) })).status).toBe(422)
  const forged = await half('rep')
  forged.jar.set('daybreak_step', forged.jar.get('daybreak_step')!.replace(/^rep/, 'admin'))
  expect((await forged.post('/sign-in/code', { code: codeOf(secret) })).status).toBe(422)
  for (const one of [late, changed, forged]) expect(await isIn(one)).toBe(false)
})

test('a recovery code signs in once, however it is written', async () => {
  const { codes } = await enrol('rep')
  const [first = ''] = codes
  const one = await half('rep')
  expect((await one.post('/sign-in/code', { code: first.toUpperCase().replace('-', ' ') })).status).toBe(303)
  expect(await one.page('/me')).toContain('7 recovery codes left')
  const again = await half('rep')
  expect((await again.post('/sign-in/code', { code: first })).status).toBe(422)
  const stored = await desk.app.db.select().from(t.recoveryCodes)
  expect(JSON.stringify(stored)).not.toContain(codes[1])
})

test('what the database holds tells no code, and is worth nothing on another row', async () => {
  const { secret, codes } = await enrol('rep')
  const [row] = await desk.app.db.select().from(t.secondFactors)
  expect(JSON.stringify(row)).not.toContain(secret)
  desk.app.db.$client.exec("update second_factors set user_id = 'other'; update recovery_codes set user_id = 'other'")
  const other = await half('other')
  for (const code of [codeOf(secret), codes[0]!]) expect((await other.post('/sign-in/code', { code })).status).toBe(422)
})

test('setting it up ends the other sessions, and only a code takes it off', async () => {
  const before = await desk.as('rep')
  const { person, secret } = await enrol('rep')
  expect(await isIn(before)).toBe(false)
  expect(await isIn(person)).toBe(true)
  expect((await person.submit('/me/second-factor')).status).toBe(409)
  expect((await person.submit('/me/second-factor/off', { code: '000000' })).status).toBe(422)
  expect((await person.submit('/me/second-factor/off', { code: codeOf(secret) })).status).toBe(303)
  expect(
    (await browser(desk.web).post(new URL(await newSignInLink(desk.app, 'rep')).pathname)).headers.get('location'),
  ).toBe('/')
  expect(await whats()).toEqual(expect.arrayContaining(['second_factor_on', 'second_factor_off']))
})

test('a wrong code while it is set up is told beside the same secret, which the next code turns on', async () => {
  const rep = await desk.as('rep')
  const shown = (html: string) => /class="code">([A-Z2-7 ]+)</.exec(html)?.[1]
  const secret = shown(await (await rep.submit('/me/second-factor')).text())
  const refused = await rep.submit('/me/second-factor/confirm', { code: '000000' })
  const again = await refused.text()
  expect([refused.status, shown(again)]).toEqual([422, secret])
  expect(again).toContain('That code is not right')
  expect(again).toContain('<svg class="qr"')
  expect(again).toContain('name="code"')
  const right = codeOf(secret!.replaceAll(' ', ''))
  desk.state.now += 16 * 60_000
  const late = await (await rep.submit('/me/second-factor/confirm', { code: '000000' })).text()
  expect(late).not.toContain(secret)
  desk.state.now -= 16 * 60_000
  expect((await rep.submit('/me/second-factor/confirm', { code: right })).status).toBe(200)
  expect((await rep.submit('/me/second-factor/confirm', { code: '000000' })).status).toBe(409)
})

test('an unconfirmed secret asks nobody for a code', async () => {
  const rep = await desk.as('rep')
  await rep.submit('/me/second-factor')
  expect((await rep.submit('/me/second-factor/confirm', { code: '000000' })).status).toBe(422)
  expect(await isIn(await desk.as('rep'))).toBe(true)
})

test('an admin takes off somebody’s, on the record', async () => {
  await enrol('rep')
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/people')).toContain('Reset code')
  expect((await admin.submit('/admin/people/rep/second-factor/reset')).status).toBe(303)
  expect(await isIn(await desk.as('rep'))).toBe(true)
  expect(await whats()).toContain('second_factor_reset')
})

test('an admin takes their own off with a code alone, whatever their session may', async () => {
  const { person: admin } = await enrol('admin')
  const row = /<th scope="row">\s*Ada Example[\s\S]*?<\/tr>/.exec(await admin.page('/admin/people'))![0]
  expect(row).toContain('and code')
  expect(row).not.toMatch(/Reset code|\/link"/)
  const refused = await admin.submit('/admin/people/admin/second-factor/reset')
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('with a code')])
  expect((await admin.submit('/admin/people/admin/link')).status).toBe(403)
  await half('admin')
})

test('setting it up takes a fresh sign-in, and the page says so', async () => {
  const rep = await desk.as('rep')
  desk.state.now += 15 * 60_000
  expect(await rep.page('/me')).toContain('Set it up')
  desk.state.now += 1
  expect(await rep.page('/me')).toContain('Sign out, to sign in again')
  expect(await rep.page('/me')).not.toContain('Set it up')
  expect((await rep.submit('/me/second-factor')).status).toBe(403)
  expect(await desk.app.db.select().from(t.secondFactors)).toEqual([])
  await enrol('rep')
})

test('where it is asked of leaders, a manager without one gets nowhere else until it is set up', async () => {
  const admin = await desk.as('admin')
  await admin.submit('/admin/second-factor', { needed: 'yes' })
  const manager = await desk.as('manager')
  for (const path of ['/', '/approvals', '/icp/edit', '/accounts/account'])
    expect((await manager.get(path)).headers.get('location'), path).toBe('/me')
  const form_token = /name="form-token" content="([0-9a-f]+)"/.exec(await manager.page('/me'))![1]!
  expect(
    (await manager.post('/admin/suppressions', { form_token, kind: 'domain', value: 'x.example', reason: 'x' })).status,
  ).toBe(403)
  expect(await manager.page('/me')).toContain('Managers and admins need a second factor here')
  expect((await (await desk.as('rep')).get('/')).status).toBe(200)
  await desk.as('rep')
  const begun = await (await manager.post('/me/second-factor', { form_token })).text()
  const secret = (/class="code">([A-Z2-7 ]+)</.exec(begun)?.[1] ?? '').replaceAll(' ', '')
  await manager.post('/me/second-factor/confirm', { form_token, code: codeOf(secret) })
  expect((await manager.get('/')).status).toBe(200)
})

test('people see where they are signed in and end what is not theirs to keep', async () => {
  const [here, there, third] = [await desk.as('rep'), await desk.as('rep'), await desk.as('rep')]
  const ids = [...(await here.page('/me')).matchAll(/\/me\/sessions\/(\w+)\/end/g)].map(([, id]) => id)
  expect(ids).toHaveLength(2)
  const other = await desk.as('other')
  expect((await other.submit(`/me/sessions/${ids[0]}/end`)).status).toBe(404)
  expect((await here.submit(`/me/sessions/${ids[0]}/end`)).status).toBe(303)
  expect([await isIn(there), await isIn(third)].filter(Boolean)).toHaveLength(1)
  expect((await here.submit('/me/sessions/end')).status).toBe(303)
  expect([await isIn(here), await isIn(there), await isIn(third)]).toEqual([true, false, false])
})
