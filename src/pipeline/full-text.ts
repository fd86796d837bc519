import { atomically, Conflict } from '#dialect'
import type { Instant } from '../core/document.ts'
import { registrableDomain } from '../core/domain.ts'
import { extract as extractSignals } from '../core/extract.ts'
import { pagesToAsk } from '../core/full-text.ts'
import type { Matcher } from '../core/match.ts'
import { lastAccountChange } from '../store/accounts.ts'
import {
  documentsMatched,
  openPages,
  pagesAskedSince,
  savePage,
  setPages,
  takePage,
  wantedPages,
} from '../store/full-text.ts'
import type { StoredDocument } from '../store/signals.ts'
import { findWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { extract } from './extract.ts'
import { type PageEnd, readPage } from './full-text/read-page.ts'
import { openRobots, type Robots } from './full-text/robots.ts'
import { match } from './match.ts'
import { matcherOf } from './matcher.ts'
import { hostOf } from './poll/ask.ts'
import { inParallel } from './poll/by-host.ts'
import { type Hosts, loadHosts } from './poll/hosts.ts'
import { reader } from './poll/reader.ts'
import { type Counts, chunks, type Stage } from './stage.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Older news is matched and ranked as the feed told it. */
const freshMs = 2 * dayMs
/** What cannot be read is tried so often, an hour apart. */
const mostTries = 3
const retryMs = hourMs
const longestRunMs = 45_000
const atOnce = 6
const judgedAtOnce = 400

/**
 * Reads the own pages of the few items whose feed left something open about an account of ours, and has what they tell
 * read and matched at once. Without a network it costs nothing but its tries.
 */
export const fullText: Stage = {
  name: 'full_text',
  run: async (app) => {
    const counts: Counts = { wanted: 0, read: 0, refused: 0, failed: 0 }
    if ((await findWorkspace(app.db))?.sample) return counts // its publishers are invented
    const since = app.now() - freshMs
    counts.wanted = await judgeOpen(app, since)
    await readWanted(app, since, counts)
    if (counts.read! > 0) for (const stage of [extract, match]) await stage.run(app)
    return counts
  },
}

type Open = Awaited<ReturnType<typeof openPages>>[number]

/** Which open pages are about an account, as far as the feed's words tell: those are wanted, the others left. */
const judgeOpen = async (app: App, since: Instant): Promise<number> => {
  let wanted = 0
  let matcher: Matcher | null = null
  for (;;) {
    const open = await openPages(app.db, since, judgedAtOnce)
    if (open.length === 0) return wanted
    const matched = await documentsMatched(
      app.db,
      open.map(({ document }) => document.id),
    )
    const names = open.some((one) => mayBeAsked(one) && !matched.has(one.document.id))
    if (names) matcher ??= await matcherOf(app.db, await lastAccountChange(app.db))
    const isAbout = ({ document: { id, title, summary, url }, feed }: Open) =>
      matched.has(id) || feed.accountId !== null || (matcher?.match({ title, summary, url }).length ?? 0) > 0
    const chosen = new Set(open.filter((one) => mayBeAsked(one) && isAbout(one)).map(({ document }) => document.id))
    const left = open.map(({ document }) => document.id).filter((id) => !chosen.has(id))
    await atomically(app.db, (tx) => [
      ...chunks([...chosen], 400).map((part) => setPages(tx, part, 'wanted')),
      ...chunks(left, 400).map((part) => setPages(tx, part, 'passed')),
    ])
    wanted += chosen.size
  }
}

const kindsWithPages = ['feed', 'page']

/** A feed is asked for no pages when its settings say so, or when it publishes no news that has one. */
const mayBeAsked = ({ feed: { kind, settings } }: Open): boolean =>
  kindsWithPages.includes(kind) && settings.full_text !== false

const readWanted = async (app: App, since: Instant, counts: Counts) => {
  const now = app.now()
  const waiting = await wantedPages(app.db, since, now - retryMs, judgedAtOnce)
  if (waiting.length === 0) return
  const today = (await pagesAskedSince(app.db, now - dayMs)).map(siteOf)
  const chosen = pagesToAsk(
    waiting.map((document) => ({ document, host: siteOf(document.url) })),
    today,
  )
  const means = { robots: openRobots(app), hosts: await loadHosts(app), signal: AbortSignal.timeout(longestRunMs) }
  await inParallel(chosen, atOnce, async ({ document }) => {
    if (means.signal.aborted || means.hosts.waitUntil(hostOf(document.url ?? '')) !== null) return // it stays wanted
    const end = await readOne(app, document, means)
    if (end) counts[end]!++
  })
}

/** What the limits count by: a publisher may give each of its items a host of its own. */
const siteOf = (url: string | null): string => registrableDomain(url ?? '') ?? hostOf(url ?? '')

type Means = { robots: Robots; hosts: Hosts; signal: AbortSignal }

/** Null when another process has it. The try is counted before it is made, so that a page that ends us is not tried for ever. */
const readOne = async (
  app: App,
  document: StoredDocument,
  { robots, hosts, signal }: Means,
): Promise<PageEnd['end'] | null> => {
  const { id, pageTries } = document
  try {
    await atomically(app.db, (tx) => [{ must: takePage(tx, id, pageTries, app.now()), else: 'It is being read' }])
  } catch (error) {
    if (error instanceof Conflict) return null
    throw error
  }
  const heard = new Set<string>()
  const companies = extractSignals(document).signals.map(({ company }) => company)
  const end = await readPage(app, { ...document, companies }, { reader, robots, asking: { hosts, heard, signal } })
  const steps = rowOf(end, pageTries + 1)
  await atomically(app.db, (tx) => [savePage(tx, id, steps), ...hosts.steps(tx, heard)])
  return end.end
}

const rowOf = (end: PageEnd, tries: number) => {
  if (end.end === 'read') return { pageState: 'read' as const, pageAnswer: null, page: end.page }
  const isOver = end.end === 'refused' || tries >= mostTries
  return { pageState: isOver ? end.end : ('wanted' as const), pageAnswer: end.why }
}
