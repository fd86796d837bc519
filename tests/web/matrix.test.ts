import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiScope, apiScopes, makeKey, revokeKey } from '../../src/pipeline/keys.ts'
import { changePerson } from '../../src/pipeline/people.ts'
import { routes } from '../../src/web/index.ts'
import { everyField, fillObjects } from './support/all-objects.ts'
import { type Browser, browser, makeDesk, type TestDesk } from './support/browser.ts'
import { expectations, type Who, type Whose } from './support/expectations.ts'

let desk: TestDesk
let objects: Readonly<Record<string, string>>
let keys: ReadonlyMap<ApiScope, string>

beforeEach(async () => {
  desk = await makeDesk()
  objects = await fillObjects(desk)
  const silent = async () => ({ kind: 'closed', host: 'nowhere.example', message: 'nobody answers' })
  Object.assign(desk.app, { fetcher: { fetch: silent, close: async () => undefined } })
  keys = new Map(await Promise.all(apiScopes.map(async (scope) => [scope, (await keyFor(scope)).token] as const)))
})
afterEach(() => desk.close())

const keyFor = (...scopes: ApiScope[]) => makeKey(desk.app, 'admin', { name: `for ${scopes}`, scopes })

const people = ['rep', 'other', 'manager', 'admin'] as const
type Person = (typeof people)[number]
/** `withoutScope`: a live key that may do everything but this. */
const strangers = ['nobody', 'disabled', 'key', 'withoutScope', 'revoked'] as const
type Stranger = (typeof strangers)[number]

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE', 'PROPFIND'] as const

type Way = { name: string; method: string; path: string; who: Who; whose: Whose | null; params: string[] }
const ways: Way[] = routes.map(({ method, path }) => {
  const name = `${method} ${path}`
  const [who, whose = null] = expectations[name] ?? ['admins']
  return {
    name,
    method,
    path,
    who,
    whose,
    params: [...path.matchAll(/:(\w+)/g)].map(([, word]) => word!),
  }
})

const isScope = (who: Who): who is ApiScope => apiScopes.includes(who as ApiScope)
const mayTake: Record<'people' | 'managers' | 'admins', readonly Person[]> = {
  people,
  managers: ['manager', 'admin'],
  admins: ['admin'],
}

/** Whether the first rep's object in the address is one for this person too. */
const existsFor = ({ whose }: Way, who: Person): boolean =>
  whose === 'own' ? who !== 'other' : whose === 'personal' ? who === 'rep' : true

const pathOf = (way: Pick<Way, 'path'>, missing = false): string =>
  way.path.replace(/:(\w+)/g, (_, word: string) => (missing ? 'nowhere' : (objects[word] ?? `no-${word}`)))

/** Everything that is stored, as one word. */
const fingerprint = (): string => {
  const client = desk.app.db.$client
  const tables = client.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all()
  const hash = createHash('sha256')
  for (const table of tables) hash.update(JSON.stringify([table, client.prepare(`select * from "${table}"`).all()]))
  return hash.digest('hex')
}

/** Rows ever written on this connection, those of guards too. */
const written = (): unknown => desk.app.db.$client.prepare('select total_changes()').pluck().get()

const unchanged = async <T>(said: string, work: () => Promise<T>): Promise<T> => {
  const before = written()
  const made = await work()
  expect(written(), `${said} wrote`).toBe(before)
  return made
}

/** The call as this visitor would make it: with all that a form or a program sends. */
const call = async (visitor: Browser, method: string, path: string, token?: string, formToken?: string) => {
  const headers = new Headers({ origin: 'http://127.0.0.1:4310' })
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (formToken) headers.set('x-form-token', formToken)
  const isRead = method === 'GET' || method === 'HEAD'
  const answer = await visitor.send(path, {
    method,
    headers,
    ...(isRead ? {} : { body: new URLSearchParams(everyField(desk)) }),
  })
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer
  await answer.body?.cancel() // it would go on
  return new Response(null, answer)
}

/** What a page says; around it stands the same for everything that one session sees. */
const told = (html: string): string => /<main.*<\/main>/s.exec(html)?.[0] ?? html

const signedIn = async (who: Person) => {
  const visitor = await desk.as(who)
  const formToken = await visitor.formToken()
  expect(formToken).toMatch(/^[0-9a-f]{64}$/)
  return { visitor, formToken }
}

test('every route has its row among the expectations, and the registry says the same', () => {
  const wordOf: Record<string, string> = {
    signed_in: 'people',
    public: 'public',
    'manager,admin': 'managers',
    admin: 'admins',
  }
  for (const { method, path, access } of routes) {
    const expected = expectations[`${method} ${path}`]
    expect(expected, `${method} ${path} has no row in tests/web/support/expectations.ts`).toBeDefined()
    const [who, whose] = expected!
    expect(typeof access === 'object' && 'scope' in access ? access.scope : wordOf[String(access)]).toBe(who)
    if (who !== 'public') expect(whose !== undefined, `${method} ${path}: whose?`).toBe(path.includes(':'))
    for (const [, word] of path.matchAll(/:(\w+)/g)) expect(objects[word!], `an object for :${word}`).toBeDefined()
  }
  const names = routes.map(({ method, path }) => `${method} ${path}`)
  expect(Object.keys(expectations).filter((name) => !names.includes(name))).toEqual([])
})

test('whoever is nobody, shut out, or a program without the scope gets nothing and changes nothing', async () => {
  const disabled = await signedIn('other')
  await changePerson(desk.app, 'admin', 'other', { active: false })
  const revoked = await keyFor(...apiScopes)
  await revokeKey(desk.app, 'admin', revoked.id)
  const without = new Map(
    await Promise.all(
      apiScopes.map(
        async (scope) => [scope, (await keyFor(...apiScopes.filter((one) => one !== scope))).token] as const,
      ),
    ),
  )
  const everything = (await keyFor(...apiScopes)).token
  const before = fingerprint()
  let cells = 0
  for (const way of ways.filter(({ who }) => who !== 'public'))
    for (const stranger of strangers) {
      if (isScope(way.who) && stranger === 'key') continue
      const tokens: Record<Stranger, string | undefined> = {
        nobody: undefined,
        disabled: undefined,
        key: everything,
        withoutScope: isScope(way.who) ? without.get(way.who) : everything,
        revoked: revoked.token,
      }
      const one = stranger === 'disabled' ? disabled : { visitor: browser(desk.web), formToken: disabled.formToken }
      for (const missing of way.params.length > 0 ? [false, true] : [false]) {
        const said = `${way.name} as ${stranger}`
        const answer = await unchanged(said, () =>
          call(one.visitor, way.method, pathOf(way, missing), tokens[stranger], one.formToken),
        )
        const wanted = isScope(way.who) ? (stranger === 'withoutScope' ? 403 : 401) : way.method === 'GET' ? 303 : 403
        expect(answer.status, said).toBe(wanted)
        if (wanted === 303) expect(answer.headers.get('location'), said).toMatch(/^\/sign-in/)
        cells++
      }
    }
  expect(cells).toBeGreaterThan(500)
  expect(fingerprint()).toBe(before)
})

test('a role that a route does not name is refused, whatever the object, and changes nothing', async () => {
  for (const who of people) {
    const { visitor, formToken } = await signedIn(who)
    const before = fingerprint()
    for (const way of ways) {
      if (way.who === 'public' || (!isScope(way.who) && mayTake[way.who].includes(who))) continue
      for (const missing of [false, true]) {
        const said = `${way.name} as ${who}`
        const { status } = await unchanged(said, () =>
          call(visitor, way.method, pathOf(way, missing), undefined, formToken),
        )
        expect(status, said).toBe(isScope(way.who) ? 401 : 403)
      }
    }
    expect(fingerprint()).toBe(before)
  }
})

test("another rep's object and one that is not there cannot be told apart, and neither is changed", async () => {
  let cells = 0
  for (const who of ['other', 'manager', 'admin'] as const) {
    const { visitor, formToken } = await signedIn(who)
    const before = fingerprint()
    for (const way of ways.filter((way) => !existsFor(way, who))) {
      const [foreign, absent] = await unchanged(way.name, async () => [
        await call(visitor, way.method, pathOf(way), undefined, formToken),
        await call(visitor, way.method, pathOf(way, true), undefined, formToken),
      ])
      expect([foreign.status, absent.status], `${way.name} as ${who}`).toEqual([404, 404])
      expect(told(await foreign.text()), way.name).toBe(told(await absent.text()))
      cells++
    }
    expect(fingerprint()).toBe(before)
  }
  expect(cells).toBeGreaterThan(30)
})

test('what is not there is refused to those who may take the way, too', async () => {
  for (const who of ['rep', 'admin'] as const) {
    const { visitor, formToken } = await signedIn(who)
    for (const way of ways.filter(({ params }) => params.length > 0)) {
      if (way.who === 'public' || isScope(way.who) || !mayTake[way.who].includes(who)) continue
      const { status } = await unchanged(way.name, () =>
        call(visitor, way.method, pathOf(way, true), undefined, formToken),
      )
      expect([404, 409], `${way.name} as ${who}: ${status}`).toContain(status)
    }
  }
  for (const way of ways.filter(({ params, who }) => params.length > 0 && isScope(who))) {
    const { status } = await call(browser(desk.web), way.method, pathOf(way, true), keys.get(way.who as ApiScope))
    expect([400, 404], way.name).toContain(status)
  }
})

test.each(people)(
  '%s is let in wherever their role and their objects allow',
  async (who) => {
    let { visitor, formToken } = await signedIn(who)
    for (const way of ways) {
      if (way.who === 'public' || isScope(way.who) || !mayTake[way.who].includes(who)) continue
      if (!existsFor(way, who)) continue
      const answer = await call(visitor, way.method, pathOf(way), undefined, formToken)
      const said = `${way.name} as ${who}: ${answer.status}`
      if (way.method === 'GET') expect(answer.status, said).toBe(200)
      else expect([200, 303, 403, 409, 422], said).toContain(answer.status)
      if (answer.status === 403) expect(told(await answer.text()), said).not.toMatch(/Your role|Sign in|form|session/)
      if (visitor.jar.size === 0) ({ visitor, formToken } = await signedIn(who))
    }
  },
  60_000,
)

test('a key with the scope, and nothing but a key, opens the API', async () => {
  for (const way of ways.filter(({ who }) => isScope(who))) {
    const answer = await call(browser(desk.web), way.method, pathOf(way), keys.get(way.who as ApiScope))
    expect([200, 201, 400, 409], `${way.name}: ${answer.status}`).toContain(answer.status)
  }
})

test('a method that a path was not given does not exist for anybody', async () => {
  const { visitor, formToken } = await signedIn('admin')
  const everything = (await keyFor(...apiScopes)).token
  const before = fingerprint()
  for (const path of new Set(ways.map((way) => pathOf(way)))) {
    const those = ways.filter((way) => new RegExp(`^${way.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
    const served = new Set(those.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))
    for (const method of methods.filter((one) => !served.has(one)))
      for (const [one, token] of [
        [visitor, undefined],
        [browser(desk.web), everything],
      ] as const) {
        const said = `${method} ${path}`
        const { status } = await unchanged(said, () => call(one, method, path, token, formToken))
        expect(status, said).toBe(404)
      }
  }
  expect(fingerprint()).toBe(before)
})

test('no GET and no HEAD changes anything, for any role', async () => {
  for (const who of people) {
    const { visitor } = await signedIn(who)
    for (const way of ways.filter(({ method, who }) => method === 'GET' && !isScope(who)))
      for (const method of ['GET', 'HEAD'])
        await unchanged(`${method} ${way.path} as ${who}`, async () => {
          const answer = await call(visitor, method, pathOf(way))
          const text = await answer.text()
          if (method === 'HEAD') expect(text, way.path).toBe('')
        })
  }
})

test('headers that rename the way or the method are not heard', async () => {
  const { visitor, formToken } = await signedIn('rep')
  const before = fingerprint()
  for (const header of [
    'x-original-url',
    'x-rewrite-url',
    'x-forwarded-path',
    'x-forwarded-prefix',
    'x-http-method-override',
  ])
    for (const value of ['/admin/people', 'POST', 'DELETE']) {
      const answer = await visitor.send('/accounts', { headers: { [header]: value } })
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain('Invite somebody')
    }
  for (const header of ['x-http-method', 'x-http-method-override', 'x-method-override'])
    expect(
      (await visitor.post('/accounts/account/place', { _method: 'GET', form_token: formToken }, { [header]: 'GET' }))
        .status,
    ).toBe(422)
  expect(fingerprint()).toBe(before)
})
