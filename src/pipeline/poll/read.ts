import { hash } from 'node:crypto'
import type { FetchAnswer } from '../../adapters/fetch.ts'
import type { Document, Instant } from '../../core/document.ts'
import type { PersonNow } from '../../core/leadership.ts'
import { type Backlog, isRefusal, type PublisherHints, wantsWholeBody } from '../../core/poll.ts'
import { sourceOf } from '../../sources/index.ts'
import { type Body, type Parsed, type Request, type Snapshot, type Source, Unreadable } from '../../sources/source.ts'
import type { Feed } from '../../store/feeds.ts'
import type { App } from '../app.ts'
import { messageOf } from '../stage.ts'
import { askOnce, hostOf } from './ask.ts'
import type { Hosts } from './hosts.ts'
import type { Reader } from './reader.ts'

/** Pages and detail pages one poll of one feed may follow, how long it may take, and how often one is tried. */
const pollRequests = 120
export const longestReadMs = 2 * 60_000
const triesPerPage = 3
const longestBacklog = 500

/** What a poll needs beside the app: threads to read in, and who asked us to wait. */
export type Means = { reader: Reader; hosts: Hosts }

/** Hosts that asked us to wait, or do so no more. */
type Heard = ReadonlySet<string>

/** What one poll of a feed brought, before anything is saved. */
export type Reading = {
  end: 'read'
  documents: Document[]
  snapshot: Snapshot | null
  /** Whom a leadership page lists. */
  people: PersonNow[] | null
  /** No page was missed. */
  complete: boolean
  /** A body came; a body that was not the last one again. */
  hadBody: boolean
  changed: boolean
  validators: Pick<Feed, 'etag' | 'lastModified' | 'bodyHash'>
  cacheControl: string | undefined
  hints: PublisherHints | null
  movedTo: string | null
  backlog: Backlog
  heard: Heard
  /** In words, for the feeds page. */
  warnings: string[]
}
export type Trouble = { end: 'failed'; message: string; retryAfterMs: number | null; gone: boolean; heard: Heard }
export type Postponed = { end: 'postponed'; host: string; until: Instant }

/** Reads a feed without saving anything, in so many requests at most: also what a test before adding it does. */
export const readFeed = async (
  app: App,
  feed: Feed,
  means: Means,
  mostRequests = pollRequests,
): Promise<Reading | Trouble | Postponed> => {
  try {
    const source = sourceOf(feed.kind)
    if (!source) return trouble(`No source reads feeds of kind "${feed.kind}"`)
    const settings = settingsOf(app, feed)
    const state = wantsWholeBody(feed, app.now()) ? { ...feed, etag: null, lastModified: null } : feed
    const [first, ...more] = source.request(source.settings(settings), state)
    if (!first) return trouble('There is nothing to ask for')
    const walk = new Walk(app, feed, { source, settings, ...means })
    walk.follow([fresh(first), ...more.map(fresh), ...(feed.backlog ?? [])])
    return (await walk.firstPage()) ?? (await walk.furtherPages(mostRequests))
  } catch (error) {
    return trouble(messageOf(error))
  }
}

/** A feed's settings with what the workspace adds: where it moved to, and who we are for those who ask. */
export const settingsOf = ({ contact }: App, { kind, settings, address }: Feed): Record<string, unknown> => ({
  ...settings,
  ...(address && typeof settings.url === 'string' ? { url: address } : {}),
  ...(sourceOf(kind)?.needsContact ? { contact } : {}),
})

type Ways = Means & { source: Source; settings: Record<string, unknown> }
type Page = Request & { tries: number }

const noValidators = { etag: null, lastModified: null, bodyHash: null }
const fresh = (request: Request): Page => ({ ...request, tries: 0 })
const trouble = (message: string): Trouble => ({
  end: 'failed',
  message,
  retryAfterMs: null,
  gone: false,
  heard: new Set(),
})

/** One poll on its way through the pages of a feed. */
class Walk {
  private readonly app: App
  private readonly feed: Feed
  private readonly ways: Ways
  private readonly reading: Reading
  private readonly deadline = AbortSignal.timeout(longestReadMs)
  private readonly next: Page[] = []
  private readonly known = new Set<string>()
  private readonly heard = new Set<string>()
  private pagesTaken = 0

  constructor(app: App, feed: Feed, ways: Ways) {
    this.app = app
    this.feed = feed
    this.ways = ways
    const { etag, lastModified, bodyHash } = feed
    this.reading = {
      end: 'read',
      documents: [],
      snapshot: null,
      people: null,
      complete: true,
      hadBody: false,
      changed: false,
      validators: { etag, lastModified, bodyHash },
      cacheControl: undefined,
      hints: null,
      movedTo: null,
      backlog: [],
      heard: this.heard,
      warnings: [],
    }
  }

  /** Each address once, in the order of their coming: what an earlier poll left comes before what this one finds. */
  follow(pages: readonly Page[]) {
    for (const page of pages) {
      if (!this.known.has(page.url)) this.next.push(page)
      this.known.add(page.url)
    }
  }

  /** The feed itself: without it nothing was read. Null when it could be. */
  async firstPage(): Promise<Trouble | Postponed | null> {
    const { reading } = this
    const request = this.next.shift()!
    const answer = await this.ask(request)
    if (answer.kind === 'closed') return { end: 'postponed', host: answer.host, until: this.waitUntil(answer.host) }
    if (answer.kind === 'status')
      return {
        ...trouble(answer.message),
        retryAfterMs: this.waitOf(answer),
        gone: answer.status === 410,
        heard: this.heard,
      }
    if (answer.kind !== 'ok' && answer.kind !== 'not_modified') return trouble(answer.message)
    reading.movedTo = answer.movedTo
    if (answer.kind === 'not_modified') {
      if (!isConditional(request)) return trouble('The server says that nothing changed since a time we did not name')
      reading.cacheControl = answer.headers['cache-control']
      return null
    }
    const { headers, bytes } = answer.body
    const bodyHash = hash('sha256', bytes)
    reading.hadBody = true
    reading.cacheControl = headers['cache-control']
    reading.validators = { etag: validator(headers.etag), lastModified: validator(headers['last-modified']), bodyHash }
    if (bodyHash === this.feed.bodyHash && !request.isList) return null
    const parsed = await this.read(request, answer.body)
    if (parsed instanceof Unreadable) return trouble(parsed.message)
    reading.hints = parsed.hints ?? null
    this.take(parsed)
    return null
  }

  /** Pages that the feed leads to. One that is missed is kept for the next poll, which starts with it. */
  async furtherPages(mostRequests: number): Promise<Reading> {
    const { reading, next } = this
    for (let made = 1; next.length > 0; made++) {
      if (made >= mostRequests || this.deadline.aborted) {
        this.leave(`Stopped after ${made} pages; ${next.length} are left for the next poll`)
        break
      }
      const page = next.shift()!
      const answer = await this.ask(page)
      if (answer.kind === 'not_modified') continue
      if (answer.kind === 'closed' || (answer.kind === 'status' && isRefusal(answer.status))) {
        next.unshift(page)
        this.leave(`${hostOf(page.url)} asked us to wait; ${next.length} pages are left for later`)
        break
      }
      const parsed = answer.kind === 'ok' ? await this.read(page, answer.body) : new Unreadable(answer.message)
      if (parsed instanceof Unreadable) this.miss(page, parsed.message)
      else this.take(parsed)
    }
    // A board is read as a whole or not at all, and its first page does not speak for the others.
    reading.backlog = reading.snapshot ? [] : reading.backlog.slice(0, longestBacklog)
    if (reading.snapshot && (this.pagesTaken > 1 || !reading.complete)) reading.validators = noValidators
    return reading
  }

  private ask = (request: Request): Promise<FetchAnswer> =>
    askOnce(this.app, request, { hosts: this.ways.hosts, heard: this.heard, signal: this.deadline })

  private waitUntil = (host: string): Instant => this.ways.hosts.waitUntil(host) ?? this.app.now()

  private waitOf = ({ status, url, retryAfterMs }: FetchAnswer & { kind: 'status' }): number | null =>
    isRefusal(status) ? this.waitUntil(hostOf(url)) - this.app.now() : retryAfterMs

  private async read({ note }: Request, answer: Omit<Body, 'note'>): Promise<Parsed | Unreadable> {
    const { reader, source, settings } = this.ways
    try {
      return await reader.read(source.kind, settings, { ...answer, ...(note === undefined ? {} : { note }) })
    } catch (error) {
      return error instanceof Unreadable ? error : new Unreadable(messageOf(error)) // one page stops no other
    }
  }

  private take({ documents, snapshot, people, next, warnings }: Parsed) {
    const { reading } = this
    reading.changed = true
    this.pagesTaken++
    reading.documents.push(...documents)
    if (snapshot?.partial) reading.complete = false
    if (snapshot) reading.snapshot = { postings: [...(reading.snapshot?.postings ?? []), ...snapshot.postings] }
    if (people) reading.people = people
    reading.warnings.push(...(warnings ?? []))
    this.follow(next.map(fresh))
  }

  private miss(page: Page, why: string) {
    const tries = page.tries + 1
    this.reading.complete = false
    this.reading.warnings.push(`${page.url}: ${why}${tries < triesPerPage ? '' : '; given up'}`)
    if (tries < triesPerPage) this.reading.backlog.push({ ...page, tries })
  }

  private leave(why: string) {
    this.reading.complete = false
    this.reading.warnings.push(why)
    this.reading.backlog.push(...this.next.splice(0))
  }
}

const isConditional = ({ headers = {} }: Request): boolean =>
  'if-none-match' in headers || 'if-modified-since' in headers

/** A validator is given back as it came; one that could not be sent back is none. */
const validator = (value: string | undefined): string | null =>
  value !== undefined && /^[\x20-\x7e]{1,1000}$/.test(value) ? value : null
