import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiScope, makeKey, revokeKey } from '../../src/pipeline/keys.ts'
import * as t from '../../src/store/schema/index.ts'
import { routes } from '../../src/web/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const keyTo = async (...scopes: ApiScope[]) => await makeKey(desk.app, 'admin', { name: 'Site visits', scopes })
const call = async (method: string, path: string, token: string | null, body?: unknown) => {
  const answer = await desk.web.request(`${desk.app.baseUrl}${path}`, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, said: (await answer.json()) as Record<string, unknown> }
}
const visit = {
  kind: 'custom',
  company: 'Northwind Robotics',
  text: 'Three people read the price list.',
  idempotency_key: 'visit-1',
}
const documents = async () => await desk.app.db.select().from(t.documents)

test('a pushed signal is kept once, whatever is pushed under its key later', async () => {
  const { token } = await keyTo('signals:write')
  const first = await call('POST', '/api/signals', token, visit)
  expect(first).toEqual({ status: 201, said: { documentId: expect.any(String), isNew: true } })
  const again = await call('POST', '/api/signals', token, { ...visit, text: 'Something else.' })
  expect(again).toEqual({ status: 200, said: { documentId: first.said.documentId, isNew: false } })
  expect((await documents()).filter(({ id }) => id === first.said.documentId)).toMatchObject([{ summary: visit.text }])
})

test('a key that was made or widened in the database opens nothing', async () => {
  const { token } = await keyTo('queue:read')
  expect((await call('GET', '/api/queue', token)).status).not.toBe(401)
  desk.db.$client.exec(`update api_keys set scopes = '["queue:read","signals:write"]'`)
  expect((await call('POST', '/api/signals', token, visit)).status).toBe(401)
})

test('what is wrong is refused with the name of the field, and nothing is kept', async () => {
  const { token } = await keyTo('signals:write')
  const before = (await documents()).length
  const wrong: [unknown, string][] = [
    [{ ...visit, kind: 'gossip' }, 'kind'],
    [{ ...visit, idempotency_key: undefined }, 'idempotency_key'],
    [{ ...visit, amount: 5 }, 'currency'],
    [{ ...visit, colour: 'red' }, 'colour'],
    [{ ...visit, occurred_at: 'yesterday' }, 'occurred_at'],
    ['{"kind":', 'not JSON'],
  ]
  for (const [body, named] of wrong) {
    const { status, said } = await call('POST', '/api/signals', token, body)
    expect([status, said.error], named).toEqual([400, 'invalid'])
    expect(said.message, named).toContain(named)
  }
  const large = await call('POST', '/api/signals', token, { ...visit, text: 'x'.repeat(70_000) })
  expect(large).toMatchObject({ status: 413, said: { error: 'too_large' } })
  expect(await documents()).toHaveLength(before)
})

test('a wrong call is told in one plain sentence, with the fields there are when one is unknown', async () => {
  const said = async (path: string, body: unknown) => {
    const { token } = await keyTo('signals:write', 'accounts:qualify')
    return String((await call('POST', path, token, body)).said.message)
  }
  const pushed = await said('/api/signals', { ...visit, company: 7, colour: 'red' })
  expect(pushed).toMatch(
    /^company: [^;]+; unknown field colour \(known are kind, company, domain, text, .*openings, baseline\)$/,
  )
  expect(await said('/api/accounts/qualify', { name: 'Acme' })).toBe('domain: is missing')
  expect(await said('/api/accounts/qualify', [])).toMatch(/^the body: /)
  for (const sentence of [pushed, await said('/api/signals', { 'a\nb': 1, ['x'.repeat(9_000)]: 1 })]) {
    expect(sentence).not.toMatch(/\n|✖|→/)
    expect(sentence.length).toBeLessThanOrEqual(1_000)
  }
})

test('the queue of a person comes as JSON, without the words of any message', async () => {
  const { token } = await keyTo('queue:read')
  const { status, said } = await call('GET', '/api/queue?user=Rep@brightshift.example', token)
  expect(status).toBe(200)
  expect(said).toMatchObject({
    user: 'rep@brightshift.example',
    day: '2026-11-24',
    items: [
      {
        rank: 1,
        tier: 2,
        account: { id: 'account', name: 'Northwind Robotics', domain: 'northwind.example' },
        trigger: { kind: 'funding', headline: 'Raised $40 million, Series B' },
        draft: { state: 'pending' },
        url: 'http://127.0.0.1:4310/items/pursuit',
      },
    ],
  })
  expect(JSON.stringify(said)).not.toContain('Hi Mara')
  expect(await call('GET', '/api/queue', token)).toMatchObject({ status: 400, said: { message: /^user:/ } })
  expect((await call('GET', '/api/queue?user=nobody@brightshift.example', token)).status).toBe(404)
})

test('an inbound company is qualified on the spot, with its reasons and owner, and nothing is written', async () => {
  const { token } = await keyTo('accounts:qualify')
  const fields = { employees: 400 }
  const { status, said } = await call('POST', '/api/accounts/qualify', token, {
    domain: 'www.lindqvale.example',
    fields,
  })
  expect(status).toBe(200)
  expect(said).toMatchObject({ accountId: null, icp: 'warehouses', fit: 100, coverage: 1, owner: null })
  const known = await call('POST', '/api/accounts/qualify', token, { domain: 'northwind.example' })
  expect(known.said).toMatchObject({ accountId: 'account', fit: 100, owner: { id: 'rep', name: 'Ida Example' } })
  expect(await desk.app.db.select().from(t.accounts)).toHaveLength(2)
  for (const [body, named] of [
    [{ domain: 'nowhere' }, 'nowhere'],
    [{}, 'domain'],
    [{ domain: 'a.example', employees: 4 }, 'employees'],
    [{ domain: 'a.example', fields: { employees: { from: 4 } } }, 'employees'],
  ] as const) {
    const refused = await call('POST', '/api/accounts/qualify', token, body)
    expect([refused.status, String(refused.said.message).includes(named)], named).toEqual([400, true])
  }
})

const apiRoutes = () =>
  routes.flatMap(({ method, path, access }) =>
    typeof access === 'object' && 'scope' in access
      ? [{ method, path: path.replace(/:\w+/g, 'x'), scope: access.scope }]
      : [],
  )

test('no call works without a live key of its scope, and no cookie stands in for one', async () => {
  const admin = await desk.as('admin')
  const revoked = await keyTo('signals:write', 'queue:read', 'accounts:qualify')
  await revokeKey(desk.app, 'admin', revoked.id)
  expect(apiRoutes().length).toBeGreaterThan(1)
  for (const { method, path, scope } of apiRoutes()) {
    const other = await keyTo(scope === 'queue:read' ? 'signals:write' : 'queue:read')
    for (const token of [null, 'dbk_guessed', revoked.token])
      expect((await call(method, path, token)).status, `${path} with ${token}`).toBe(401)
    expect((await admin.send(path, { method, headers: { origin: desk.app.baseUrl } })).status, path).toBe(401)
    const { status, said } = await call(method, path, other.token)
    expect([status, said.error], path).toEqual([403, 'forbidden'])
    expect(said.message, path).toContain(`"Site visits" may not ${scope}`)
  }
})

test('a key remembers when it was last used', async () => {
  const { token } = await keyTo('queue:read')
  await call('GET', '/api/queue?user=rep@brightshift.example', token)
  const [key] = await desk.app.db.select().from(t.apiKeys)
  expect(key?.lastUsedAt).toBe(desk.state.now)
})

test('a key that calls too often is told how long to wait, and another one is not', async () => {
  const [busy, calm] = [await keyTo('queue:read'), await keyTo('queue:read')]
  const path = '/api/queue?user=rep@brightshift.example'
  const ask = (token: string) =>
    desk.web.request(`${desk.app.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })
  for (let i = 0; i < 300; i++) expect((await ask(busy.token)).status).toBe(200)
  const refused = await ask(busy.token)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  expect((await refused.json()) as object).toMatchObject({ error: 'too_many' })
  expect((await ask(calm.token)).status).toBe(200)
  desk.state.now += 1000
  expect((await ask(busy.token)).status).toBe(200)
})
