import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { relativeDatesIn, renderRelativeDates } from './relative-dates.ts'

export type SampleServer = { origin: string; host: string; port: number; close: () => Promise<void> }

/**
 * Serves the feeds of the sample workspace (`root`/feeds.yaml) on loopback, and nothing else. Dates in the files are
 * relative to `anchor`, the moment the sample workspace was made (epoch ms; the start of the server unless given); an
 * item dated later than `now()` is not out yet, so job boards grow and news comes in as the days pass.
 */
export const serveSampleFeeds = async (options: {
  root: string
  now: () => number
  anchor?: number
  port?: number
}): Promise<SampleServer> => {
  const anchor = options.anchor ?? options.now()
  const pages = loadPages(options.root)
  const server = createServer((request, response) => {
    const page = pages.get(URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '')
    answer(request, response, page, (template) => asOf(template, anchor, options.now()))
  })
  const host = '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://${host}:${port}`, host, port, close }
}

const entrySchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  publisher: z.string(),
  category: z.enum(['funding', 'executives', 'hiring', 'news']),
  kind: z.string(),
  account_domain: z.string().optional(),
  settings: z.record(z.string(), z.string()),
  path: z.string().startsWith('/'),
  file: z.string().optional(),
  type: z.string().default('text/plain; charset=utf-8'),
  dates: z.enum(['rfc822', 'iso', 'epoch']).default('iso'),
  status: z.number().int().default(200),
})

const readEntries = (root: string) =>
  z.strictObject({ feeds: z.array(entrySchema) }).parse(parseYaml(readFileSync(join(root, 'feeds.yaml'), 'utf8'))).feeds

/** The feeds of the sample workspace with the address they are served at; settings are checked by each source. */
export const sampleFeeds = (root: string, origin: string) =>
  readEntries(root).map(({ key, name, publisher, category, kind, account_domain, settings }) => ({
    key,
    name,
    publisher,
    category,
    kind,
    accountDomain: account_domain ?? null,
    settings: Object.fromEntries(Object.entries(settings).map(([k, v]) => [k, v.replace('{origin}', origin)])),
  }))

type Page = Pick<z.infer<typeof entrySchema>, 'type' | 'dates' | 'status'> & { template: string }

const loadPages = (root: string): Map<string, Page> =>
  new Map(
    readEntries(root).map(({ path, file, type, dates, status }) => [
      path,
      { type, dates, status, template: file ? readFileSync(join(root, file), 'utf8') : 'Out of order' },
    ]),
  )

const asOf = ({ template, dates }: Page, anchor: number, now: number): string => {
  const isOut = (item: string) => relativeDatesIn(item, anchor).every((at) => at <= now)
  return renderRelativeDates(withoutUnpublished(template, isOut), anchor, dates)
}

const withoutUnpublished = (template: string, isOut: (item: string) => boolean): string => {
  if (!/^\s*[[{]/.test(template))
    return template.replace(/<(item|entry)\b[\s\S]*?<\/\1>/g, (item) => (isOut(item) ? item : ''))
  const keep = (_key: string, value: unknown) =>
    Array.isArray(value) ? value.filter((item) => isOut(JSON.stringify(item))) : value
  return JSON.stringify(JSON.parse(template, keep))
}

const answer = (
  request: IncomingMessage,
  response: ServerResponse,
  page: Page | undefined,
  render: (page: Page) => string,
): void => {
  if (!page || request.method !== 'GET') return void response.writeHead(404).end()
  if (page.status !== 200) return void response.writeHead(page.status, { 'content-type': page.type }).end(page.template)
  const body = render(page)
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
  response.writeHead(200, { 'content-type': page.type, etag, 'cache-control': 'max-age=60' }).end(body)
}
