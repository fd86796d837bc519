import { afterEach, expect, test } from 'vitest'
import { getWorkspace } from '../../src/store/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('"This is the one" arms a restored database, and only an admin may press it', async () => {
  desk = await makeDesk()
  desk.state.armed = false
  expect((await (await desk.as('manager')).submit('/admin/sending/arm')).status).toBe(403)
  expect(await desk.app.armed()).toBe(false)
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/sending')).toContain('This database is not armed')
  expect((await admin.submit('/admin/sending/arm')).status).toBe(303)
  expect(await desk.app.armed()).toBe(true)
  expect(await admin.page('/admin/sending')).not.toContain('This database is not armed')
})

const settingsNow = async () => (await getWorkspace(desk.app.db)).settings

test('an admin sets quiet hours, countries, limits and phrases, and each stands on the page', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  const save = async (path: string, fields: Record<string, string>) =>
    expect((await admin.submit(`/admin/sending/${path}`, fields)).status, path).toBe(303)
  await save('quiet', { from: '19', to: '7', weekends: '1' })
  await save('countries', { otherCountries: 'needs_basis', allowed: 'gb, us', needs_basis: '', blocked: 'CA' })
  await save('limits', { accountCooldownDays: '45', perKindLimit: '5', approvalHours: '24' })
  await save('days-off', { holidays: '2026-12-31\r\n2026-12-24\r\n\r\n2026-12-24' })
  await save('phrases', { bannedPhrases: 'synergy now\r\n\r\nkind of a big deal\r\nsynergy now' })
  expect(await settingsNow()).toMatchObject({
    quietHours: { from: 19, to: 7, weekends: true, holidays: false },
    otherCountries: 'needs_basis',
    countries: { GB: 'allowed', US: 'allowed', CA: 'blocked' },
    accountCooldownDays: 45,
    perKindLimit: 5,
    bannedPhrases: ['synergy now', 'kind of a big deal'],
    holidays: ['2026-12-24', '2026-12-31'],
  })
  expect((await getWorkspace(desk.app.db)).approvalHours).toBe(24)
  const page = await admin.page('/admin/sending')
  expect(page).toContain('value="GB, US"')
  expect(page).toContain('kind of a big deal')
})

test('a country under two rules or a name for a code changes nothing, and the form comes back', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  const before = await settingsNow()
  for (const blocked of ['DE', 'Germany']) {
    const answer = await admin.submit('/admin/sending/countries', {
      otherCountries: 'allowed',
      allowed: 'DE',
      needs_basis: '',
      blocked,
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('action="/admin/sending/countries"')
  }
  expect(await settingsNow()).toEqual(before)
})

test('the page says when quiet hours are off', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  await admin.submit('/admin/sending/quiet', { from: '24', to: '0' })
  expect(await admin.page('/admin/sending')).toContain('Quiet hours are off')
})

test('a day off that is no day of the calendar changes nothing and is named', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  for (const day of ['2026-02-30', '24.12.2026', 'Christmas']) {
    const answer = await admin.submit('/admin/sending/days-off', { holidays: `2026-12-24\n${day}` })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`&quot;${day}&quot; is no day`)
  }
  expect((await settingsNow()).holidays).toEqual([])
})

test('a manager finds where to stop everything, and not where to release it', async () => {
  desk = await makeDesk()
  const manager = await desk.as('manager')
  expect(await manager.page('/admin/suppressions')).toContain('action="/admin/sending/kill"')
  expect((await manager.submit('/admin/sending/kill', { to: 'on' })).status).toBe(303)
  expect((await getWorkspace(desk.app.db)).killSwitch).toBe(true)
  expect(await manager.page('/admin/suppressions')).not.toContain('action="/admin/sending/kill"')
  expect((await manager.submit('/admin/sending/kill', { to: 'off' })).status).toBe(403)
})
