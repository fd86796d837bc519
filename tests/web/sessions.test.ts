import { afterEach, beforeEach, expect, test } from 'vitest'
import { changePerson, setPassword } from '../../src/pipeline/people.ts'
import { newSignInLink } from '../../src/pipeline/sign-in.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs } from '../support/workspace.ts'
import { type Browser, browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const isIn = async (one: Browser) => (await one.get('/')).status === 200

test('a session is over after a fortnight, however often it is used', async () => {
  const rep = await desk.as('rep')
  for (let day = 1; day < 14; day++) {
    desk.state.now += dayMs
    expect(await isIn(rep), `day ${day}`).toBe(true)
  }
  desk.state.now += dayMs
  expect(await isIn(rep)).toBe(false)
})

test('another role ends every session of the person, so that none carries old rights on', async () => {
  const manager = await desk.as('manager')
  const link = new URL(await newSignInLink(desk.app, 'manager')).pathname
  await changePerson(desk.app, 'admin', 'manager', { role: 'rep' })
  expect(await isIn(manager)).toBe(false)
  const again = browser(desk.web)
  await again.post(link)
  expect((await again.get('/approvals')).status).not.toBe(500)
  expect((await again.get('/icp/edit')).status).toBe(403)
})

test('a disabled person’s open page, link and password are dead in the same moment', async () => {
  const password = 'a sentence that is good'
  await setPassword(desk.app, 'admin', 'other', password)
  const open = await desk.as('other')
  const link = new URL(await newSignInLink(desk.app, 'other')).pathname
  await changePerson(desk.app, 'admin', 'other', { active: false })
  expect(await isIn(open)).toBe(false)
  const stranger = browser(desk.web)
  expect((await stranger.post(link)).status).toBe(422)
  expect((await stranger.post('/sign-in', { email: 'other@brightshift.example', password })).status).toBe(422)
  expect(await desk.app.db.select().from(t.sessions)).toEqual([])
})

test('a cookie that was set before the sign-in is worth nothing after it', async () => {
  const victim = browser(desk.web)
  victim.jar.set('daybreak_session', 'x'.repeat(43))
  await victim.post(new URL(await newSignInLink(desk.app, 'rep')).pathname)
  expect(victim.jar.get('daybreak_session')).not.toBe('x'.repeat(43))
  const attacker = browser(desk.web)
  attacker.jar.set('daybreak_session', 'x'.repeat(43))
  expect(await isIn(attacker)).toBe(false)
})

test('asking for a link says the same for a stranger, a disabled person and one of ours, and mails only ours', async () => {
  await changePerson(desk.app, 'admin', 'other', { active: false })
  const said = async (email: string) => {
    const answer = await browser(desk.web).post('/sign-in/mail', { email })
    return [answer.status, (await answer.text()).replace(email, '')]
  }
  const answers = [
    await said('nobody@brightshift.example'),
    await said('other@brightshift.example'),
    await said('rep@brightshift.example'),
  ]
  expect(answers[0]).toEqual(answers[1])
  expect(answers[1]).toEqual(answers[2])
  await desk.app.later.settled()
  expect(desk.mail.map(({ to }) => to.email)).toEqual(['rep@brightshift.example'])
})

test('asking for a link is answered before anybody is looked up or mailed; what fails then is told to admins', async () => {
  let fail: (error: Error) => void = () => undefined
  const asked: string[] = []
  desk.app.notices = {
    send: (notice) => {
      asked.push(notice.to.email)
      return new Promise((_, reject) => {
        fail = reject
      })
    },
  }
  const linksMade = async () => (await desk.app.db.select().from(t.signInLinks)).length
  const before = await linksMade()
  const answer = await browser(desk.web).post('/sign-in/mail', { email: 'rep@brightshift.example' })
  expect([answer.status, asked, (await linksMade()) - before]).toEqual([200, [], 0])
  await expect.poll(() => asked).toEqual(['rep@brightshift.example'])
  fail(new Error('451 the mail server is slow'))
  await desk.app.later.settled()
  const told = await (await desk.as('admin')).page('/feeds')
  expect(told).toContain('Ida Example got no link to sign in: 451 the mail server is slow')
  desk.app.notices = { send: async () => ({ end: 'sent', reply: '250 ok' }) }
  await browser(desk.web).post('/sign-in/mail', { email: 'rep@brightshift.example' })
  await desk.app.later.settled()
  expect(await (await desk.as('admin')).page('/feeds')).not.toContain('got no link')
})

test('an unknown address costs as much time as a wrong password', async () => {
  await setPassword(desk.app, 'admin', 'rep', 'a sentence that is good')
  const timed = async (email: string) => {
    const from = performance.now()
    await browser(desk.web).post('/sign-in', { email, password: 'wrong' })
    return performance.now() - from
  }
  await timed('warm@brightshift.example') // the first makes what the others compare with
  const [known, unknown] = [[], []] as [number[], number[]]
  for (let i = 0; i < 3; i++) {
    known.push(await timed('rep@brightshift.example'))
    unknown.push(await timed(`nobody${i}@brightshift.example`))
  }
  const ratio = Math.min(...unknown) / Math.min(...known)
  expect(ratio).toBeGreaterThan(0.3)
  expect(ratio).toBeLessThan(3.3)
})

test('a form larger than any of ours is refused before it is read', async () => {
  const rep = await desk.as('rep')
  const form_token = await rep.formToken()
  const answer = await rep.post('/accounts/account/replies', { form_token, text: 'x'.repeat(300 * 1024) })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('more than this form takes')
  expect((await browser(desk.web).post('/sign-in', { email: 'x'.repeat(300 * 1024), password: 'x' })).status).toBe(422)
})

test('sign-ins, sign-outs and ended sessions stand in the audit with who and how', async () => {
  const rep = await desk.as('rep')
  await rep.submit('/sign-out')
  const lines = (await desk.app.db.select().from(t.audit)).map(({ what, actorId }) => `${actorId} ${what}`)
  expect(lines).toEqual(expect.arrayContaining(['rep signed_in', 'rep signed_out']))
})

test('over https every answer asks for https alone, refusals and pages that are not there included', async () => {
  desk.app.baseUrl = 'https://daybreak.example'
  const one = browser(desk.web, desk.app.baseUrl)
  for (const path of ['/', '/sign-in', '/nowhere', '/healthz', '//x', '/api/queue'])
    expect((await one.get(path)).headers.get('strict-transport-security'), path).toContain('max-age=31536000')
})
