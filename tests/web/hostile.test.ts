import { load } from 'cheerio'
import { afterEach, expect, test } from 'vitest'
import { routes } from '../../src/web/index.ts'
import { safeUrl } from '../../src/web/parts/words.tsx'
import { makeDesk, type TestDesk } from './support/browser.ts'
import { everyPayload } from './support/payloads.ts'
import { poison } from './support/poison.ts'

let desk: TestDesk
afterEach(() => desk.close())

const paths = () =>
  routes
    .filter(
      ({ method, path, streams }) =>
        method === 'GET' &&
        !streams &&
        !path.startsWith('/assets') &&
        !path.startsWith('/api/') &&
        !path.includes(':token') &&
        !path.endsWith('.csv'), // files, tried in tests/browser
    )
    .map(({ path }) =>
      path.replace(':pursuitId', 'pursuit').replace(':accountId', 'account').replace(':documentId', 'document'),
    )

test('nothing that a feed, an import or a person wrote becomes markup or a link', async () => {
  desk = await makeDesk()
  await poison(desk, everyPayload)
  const admin = await desk.as('admin')
  let shown = 0
  for (const path of [...paths(), '/items/pursuit?edit=1', '/?of=rep', '/?of=rep&lane=done']) {
    const html = await admin.page(path)
    if (html.includes('alert(1)')) shown++
    // a mail carries its styles with it; its own policy lets nothing run
    const found = dangers(html).filter((danger) => path !== '/digest/mail' || !danger.endsWith(' style'))
    expect(found, path).toEqual([])
  }
  expect(shown).toBeGreaterThan(6)
})

/** As a browser would read the page: what could run, or lead somewhere that can. */
const dangers = (html: string): string[] => {
  const $ = load(html)
  const found: string[] = []
  $('*').each((_, element) => {
    const tag = $(element).prop('tagName')?.toLowerCase()
    for (const [name, value] of Object.entries($(element).attr() ?? {})) {
      if (/^on|^style$|^srcdoc$/i.test(name)) found.push(`${tag} ${name}`)
      if (/^(href|src|action|formaction)$/.test(name) && !/^(\/(?!\/)|#|https?:\/\/|mailto:|$)/.test(value))
        found.push(`${name}=${value}`)
    }
    if (tag === 'script' && !/^\/assets\//.test($(element).attr('src') ?? '')) found.push('script')
  })
  return found
}

test('a word of the address bar says nothing of its own', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect(await rep.page('/?said=%3Cscript%3E')).not.toContain('toast')
  expect(await rep.page('/?said=constructor')).not.toContain('toast')
})

test('only http and https are links', () => {
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'file:///etc/passwd',
    'https://user@evil.example/',
    ' ',
    null,
  ])
    expect(safeUrl(url)).toBeNull()
  expect(safeUrl('https://wire.example/a b')).toBe('https://wire.example/a%20b')
})
