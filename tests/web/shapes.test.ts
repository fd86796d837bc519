import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let server: ServerType
let port: number

beforeEach(async () => {
  desk = await makeDesk()
  server = serve({ fetch: desk.web.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  server.close()
  await desk.close()
})

/** Bytes as they are, so that nothing tidies an address on its way; answers all that came back. */
const raw = async (line: string, headers: readonly string[] = []): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1')
  socket.write(
    `${[line, ...(headers.some((one) => /^host:/i.test(one)) ? [] : ['Host: 127.0.0.1']), ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`,
    'latin1',
  )
  let said = ''
  socket.on('data', (part: string) => {
    said += part
  })
  await Promise.race([once(socket, 'close'), once(socket, 'error')])
  return said
}

const cookieOf = (one: Browser) => `Cookie: ${[...one.jar].map(([name, value]) => `${name}=${value}`).join('; ')}`
const statusOf = (said: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0)

const shapes = [
  '//admin/people',
  '///admin/people',
  '/admin//people',
  '/admin%2fpeople',
  '/admin%2Fpeople',
  '/admin%252fpeople',
  '/admin%5cpeople',
  '/admin\\people',
  '/ADMIN/people',
  '/Admin/People',
  '/admin;/people',
  '/admin/people;x=1',
  '/admin/people/',
  '/admin/people//',
  '/admin/people.',
  '/admin/people..',
  '/admin/people%20',
  '/admin/people%00',
  '/admin/people%0a',
  '/admin/people%09',
  '/%61dmin/people',
  '/admin/%70eople',
  '/admin/people%3f',
  '/admin/people%23',
  '/admin/people.html',
  '/admin/people.json',
  '/admin/people~',
  '/admin/people/*',
  '/admin/..;/admin/people',
  '/accounts/..%2fadmin/people',
  '/accounts/..%5cadmin%5cpeople',
  '/accounts/%2e%2e%2fadmin/people',
  '/.%2e/admin%2fpeople',
  '/%ef%bc%8fadmin/people',
  '/admin\u2215people',
  '/аdmin/people',
  '/%c0%ae%c0%ae/admin/people',
  `/admin/people/${'x'.repeat(7000)}`,
  `/${'a/'.repeat(3000)}admin/people`,
  '*',
]
/** The server tidies these before they are routed, as every browser does; what they become is guarded as itself. */
const tidied = [
  '/./admin/people',
  '/x/../admin/people',
  '/admin/./people',
  '/accounts/%2e%2e/admin/people',
  '/admin/x/%2E%2e/people',
]

test('an address written in another shape leads nowhere, even for whoever may take the plain one', async () => {
  const admin = cookieOf(await desk.as('admin'))
  const rep = cookieOf(await desk.as('rep'))
  expect(await raw('GET /admin/people HTTP/1.1', [admin])).toContain('Invite somebody')
  for (const shape of shapes)
    for (const who of [[], [rep], [admin]]) {
      const said = await raw(`GET ${Buffer.from(shape).toString('latin1')} HTTP/1.1`, who)
      expect([400, 404, 414, 431], `${shape}: ${statusOf(said)}`).toContain(statusOf(said))
      expect(said, shape).not.toContain('Invite somebody')
    }
  for (const shape of tidied) {
    expect([303, 404], shape).toContain(statusOf(await raw(`GET ${shape} HTTP/1.1`)))
    expect([403, 404], shape).toContain(statusOf(await raw(`GET ${shape} HTTP/1.1`, [rep])))
  }
})

test('a NUL or a control character in the request ends it', async () => {
  for (const line of [
    'GET /admin/people\0 HTTP/1.1',
    'GET /admin/people\u0001 HTTP/1.1',
    'GET /admin/ people HTTP/1.1',
  ])
    expect([400, 404], line).toContain(statusOf(await raw(line)))
  expect(statusOf(await raw('GET / HTTP/1.1', ['X-Word: a\0b']))).toBe(400)
  expect(statusOf(await raw('GET / HTTP/1.1', [`X-Long: ${'x'.repeat(20_000)}`]))).toBe(431)
})

test('no method but those of the registry is served, whatever a header calls it', async () => {
  const admin = cookieOf(await desk.as('admin'))
  for (const method of ['TRACE', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACK', 'DEBUG', 'PROPFIND', 'get']) {
    const said = await raw(`${method} /admin/people HTTP/1.1`, [admin, 'X-Echo: nobody repeats this'])
    expect(statusOf(said) === 200, method).toBe(false)
    expect(said, method).not.toContain('nobody repeats this')
  }
  for (const header of ['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-URI']) {
    const said = await raw('GET /theme HTTP/1.1', [admin, `${header}: /admin/people`])
    expect(statusOf(said), header).toBe(404)
  }
  for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])
    expect(statusOf(await raw('GET /sign-out HTTP/1.1', [admin, `${header}: POST`])), header).toBe(404)
  expect(await raw('GET /admin/people HTTP/1.1', [admin])).toContain('Invite somebody')
})

test('the Host header and the absolute form decide nothing: no link, redirect or mail is made from them', async () => {
  desk.app.baseUrl = `http://127.0.0.1:${port}`
  const admin = cookieOf(await desk.as('admin'))
  const evil = [
    'Host: evil.example',
    'X-Forwarded-Host: evil.example',
    'Forwarded: host=evil.example',
    'X-Forwarded-Proto: https',
  ]
  for (const path of ['/', '/admin/people', '/digest', '/sign-in'])
    for (const who of [[], [admin]]) {
      expect(await raw(`GET ${path} HTTP/1.1`, [...evil, ...who]), path).not.toContain('evil.example')
      expect(await raw(`GET http://evil.example${path} HTTP/1.1`, who), path).not.toContain('evil.example')
    }
  expect(statusOf(await raw('GET / HTTP/1.1', ['Host: a', 'Host: b']))).not.toBe(200)
  const form = 'email=rep%40brightshift.example'
  const body = [
    ...evil,
    'Origin: http://evil.example',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${form.length}`,
  ]
  expect(statusOf(await raw(`POST /sign-in/mail HTTP/1.1`, [...body, '', form]))).toBe(403)
  expect(desk.mail).toEqual([])
})

test('going back after choosing light or dark never leads to another host', async () => {
  const rep = await desk.as('rep')
  const form_token = await rep.formToken()
  const from = async (referer: string) =>
    (await rep.post('/theme', { theme: 'dark', form_token }, { referer })).headers.get('location')
  expect(await from('http://127.0.0.1:4310/accounts?tier=1')).toBe('/accounts?tier=1')
  for (const referer of [
    'http://127.0.0.1:4310//evil.example/',
    'not an address',
    'javascript:alert(1)',
    'http://127.0.0.1:4310/\\evil.example',
  ])
    expect(await from(referer), referer).toMatch(/^\/(?!\/)/)
})
