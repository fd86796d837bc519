import { z } from 'zod'
import { type Body, type Parsed, type PollState, type Request, Unreadable } from '../source.ts'
import { currentFilings, type Filing } from './pages.ts'

export const edgarSettings = z.strictObject({
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
export type EdgarSettings = z.infer<typeof edgarSettings>

/** Which filings a source follows, and where each leads. */
export type Followed = {
  /** As EDGAR's list is asked for them; it answers with every form that begins so. */
  type: string
  forms: RegExp
  isWanted: (filing: Filing) => boolean
  follow: (filing: Filing) => { url: string; step: object }
}

type Page = { step: 'listing'; start: number; since: number | null }

const pageSize = 100
const mostPages = 5
/** Listings lag a little behind the filings' own times. */
const overlapMs = 60 * 60 * 1000
/** EDGAR allows ten requests a second over all machines of a company; half of that leaves room for others. */
const pauseMs = 200

export function named(contact: string | null | undefined): string {
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
export const firstListing = ({ contact }: EdgarSettings, { type }: Followed, { lastSuccessAt }: PollState): Request =>
  listing(named(contact), type, 0, lastSuccessAt === null ? null : lastSuccessAt - overlapMs)

/** What a request asked for, from the note that came back with its answer; the list where there is none. */
export const stepOf = <T extends { step: string }>(body: Body): T | Page =>
  JSON.parse(body.note ?? '{"step":"listing","start":0,"since":null}') as T | Page

const listing = (contact: string, type: string, start: number, since: number | null): Request =>
  ask(
    contact,
    `https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=${type}&owner=include&count=${pageSize}&start=${start}&output=atom`,
    { step: 'listing', start, since } satisfies Page,
  )

/** The wanted filings since the last poll, and the next page while all of this one is new. */
export function readListing(body: Body, contact: string, { start, since }: Page, followed: Followed): Parsed {
  const { filings, entries, warnings } = currentFilings(body, followed.forms)
  const fresh = filings.filter(({ filedAt }) => since === null || filedAt === null || filedAt >= since)
  const next = fresh.filter(followed.isWanted).map((filing) => {
    const { url, step } = followed.follow(filing)
    return ask(contact, url, step)
  })
  const isFull = entries >= pageSize && start + pageSize < pageSize * mostPages
  if (isFull && since !== null && fresh.length === filings.length)
    next.push(listing(contact, followed.type, start + pageSize, since))
  return { documents: [], next, warnings }
}
