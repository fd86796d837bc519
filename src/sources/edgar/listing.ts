import { z } from 'zod'
import { msPerDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { type Body, type Parsed, type PollState, type Request, type Source, Unreadable } from '../source.ts'
import { currentFilings, type Filing } from './pages.ts'
import { foundFilings, searchUrl } from './search.ts'

const edgarSettings = z.strictObject({
  /** A company and an e-mail address, which the SEC asks every automated reader to send; nothing is asked without. */
  contact: z
    .string()
    .max(200)
    .regex(
      /^[\x20-\x7e]*\S+@\S+\.\S+$/,
      'must name a company and an e-mail address, such as “Example Inc ops@example.com”',
    )
    .nullish(),
})
type EdgarSettings = z.infer<typeof edgarSettings>

/** Which filings a source follows, and where each leads. */
export type Followed = {
  /** As EDGAR's list is asked for them; it answers with every form that begins so. */
  type: string
  forms: RegExp
  isWanted: (filing: Filing) => boolean
  /** From the filing's index page, or from its own document where that is known. */
  follow: (filing: Filing, documentUrl?: string) => { url: string; step: object }
  /** Words that every wanted filing holds, for EDGAR's search. */
  text: string
}

/**
 * A source of filings of one kind: the list of current filings, and what each filing leads to, which `read` reads. A
 * step handed back to it is its own.
 */
export const edgarSource = <Step extends { step: string }>(
  kind: string,
  followed: Followed,
  read: (body: Body, step: Step, contact: string) => Parsed,
): Source<EdgarSettings> => ({
  kind,
  needsContact: true,
  settings: (raw) => edgarSettings.parse(raw),
  request: (settings, state) => [firstListing(settings, followed, state)],
  parse: (body, settings) => {
    const contact = named(settings.contact)
    const step = stepOf<Step>(body)
    return isPage(step) ? readPage(body, contact, step, followed) : read(body, step, contact)
  },
})

type Page =
  | { step: 'listing'; start: number; since: Instant | null }
  /** What was filed before the list of current filings begins. */
  | { step: 'search'; from: number; since: Instant; until: Instant }

const pageSize = 100
const mostPages = 10
/** Listings lag a little behind the filings' own times. */
const overlapMs = 60 * 60 * 1000
/** EDGAR allows ten requests a second over all machines of a company; half of that leaves room for others. */
const pauseMs = 200
/** The list of current filings is sure to reach back so far; a machine that slept for longer asks the search. */
const reachMs = 26 * 60 * 60 * 1000
/** News of a week ago is the oldest that is looked for. */
const longestGapMs = 7 * msPerDay
/** Filed late on a Friday is dated Monday. */
const datedAheadMs = 3 * msPerDay

function named(contact: string | null | undefined): string {
  if (!contact) throw new Unreadable('EDGAR is asked nothing until a contact (company and e-mail) is configured')
  return contact
}

export const ask = (contact: string, url: string, step: object): Request => ({
  url,
  headers: { 'user-agent': contact },
  note: JSON.stringify(step),
  pauseMs,
})

/** The first page of the current filings of a type. */
const firstListing = ({ contact }: EdgarSettings, { type }: Followed, { lastSuccessAt }: PollState): Request =>
  listing(named(contact), type, 0, lastSuccessAt === null ? null : lastSuccessAt - overlapMs)

/** What a request asked for, from the note that came back with its answer; the list where there is none. */
const stepOf = <T extends { step: string }>(body: Body): T | Page =>
  JSON.parse(body.note ?? '{"step":"listing","start":0,"since":null}') as T | Page

const listing = (contact: string, type: string, start: number, since: Instant | null): Request =>
  ask(
    contact,
    `https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=${type}&owner=include&count=${pageSize}&start=${start}&output=atom`,
    { step: 'listing', start, since } satisfies Page,
  )

/** Whether it is a list of filings that is to be read, not one of them. */
const isPage = (step: { step: string }): step is Page => step.step === 'listing' || step.step === 'search'

/**
 * The wanted filings since the last poll, and the page after this one while there is more; after a long gap the search
 * in its place, which learns of a filing later than the list does.
 */
function readPage(body: Body, contact: string, page: Page, followed: Followed): Parsed {
  if (page.step === 'search') return readSearch(body, contact, page, followed)
  const { start, since } = page
  const { filings, entries, warnings } = currentFilings(body, followed.forms)
  const fresh = filings.filter(({ filedAt }) => since === null || filedAt === null || filedAt >= since)
  const next = fresh.filter(followed.isWanted).map((filing) => follow(contact, followed, filing))
  if (since !== null && body.fetchedAt - since > reachMs) {
    const from = Math.max(since, body.fetchedAt - longestGapMs)
    const gap = { step: 'search', from: 0, since: from, until: body.fetchedAt + datedAheadMs } as const
    return { documents: [], next: [search(contact, followed, gap), ...next], warnings }
  }
  const isFull = entries >= pageSize && start + pageSize < pageSize * mostPages
  if (isFull && since !== null && fresh.length === filings.length)
    next.push(listing(contact, followed.type, start + pageSize, since))
  return { documents: [], next, warnings }
}

function readSearch(body: Body, contact: string, page: Page & { step: 'search' }, followed: Followed): Parsed {
  const { found, hits, total } = foundFilings(body, followed.forms)
  const next = found
    .filter(({ filing }) => followed.isWanted(filing))
    .map(({ filing, documentUrl }) => follow(contact, followed, filing, documentUrl))
  const from = page.from + hits
  if (hits > 0 && from < total) next.push(search(contact, followed, { ...page, from }))
  return { documents: [], next }
}

const search = (contact: string, { type, text }: Followed, page: Page & { step: 'search' }): Request =>
  ask(contact, searchUrl({ type, text, ...page }), page)

const follow = (contact: string, followed: Followed, filing: Filing, documentUrl?: string): Request => {
  const { url, step } = followed.follow(filing, documentUrl)
  return ask(contact, url, step)
}
