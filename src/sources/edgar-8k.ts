import { z } from 'zod'
import type { Document } from '../core/document.ts'
import { officerMoves } from './edgar/item-502.ts'
import { moveSignal } from './edgar/moves.ts'
import { currentFilings, type Filing, primaryDocument } from './edgar/pages.ts'
import { type Body, type Parsed, type PollState, type Request, type Source, Unreadable } from './source.ts'
import { clip } from './text.ts'

const settings = z.strictObject({
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
type Settings = z.infer<typeof settings>

/** Handed from a request to the reading of its answer. */
type Step = { step: 'listing'; start: number; since: number | null } | { step: 'index' | 'filing'; filing: Filing }

const pageSize = 100
const mostPages = 5
/** Listings lag a little behind the filings' own times. */
const overlapMs = 60 * 60 * 1000

/** Current 8-K filings of the SEC's EDGAR with Item 5.02: officers who come and go, told by the company itself. */
export const edgar8k: Source<Settings> = {
  kind: 'edgar-8k',
  about: ['executive_hire', 'executive_departure'],
  settings: (raw) => settings.parse(raw),
  request: ({ contact }, state) => [listing(named(contact), 0, sinceOf(state))],
  parse: (body, settings) => {
    const contact = named(settings.contact)
    const step = JSON.parse(body.note ?? '{"step":"listing","start":0,"since":null}') as Step
    if (step.step === 'listing') return readListing(body, contact, step)
    if (step.step === 'filing') return nothing({ documents: documentsOf(body, step.filing) })
    const url = primaryDocument(body)
    return nothing({ next: url ? [ask(contact, url, { step: 'filing', filing: step.filing })] : [] })
  },
}

function named(contact: string | null | undefined): string {
  if (!contact) throw new Unreadable('EDGAR is asked nothing until a contact (company and e-mail) is configured')
  return contact
}

const nothing = (some: Partial<Parsed>): Parsed => ({ documents: [], next: [], ...some })

const sinceOf = ({ lastPolledAt }: PollState) => (lastPolledAt === null ? null : lastPolledAt - overlapMs)

const ask = (contact: string, url: string, step: Step): Request => ({
  url,
  headers: { 'user-agent': contact },
  note: JSON.stringify(step),
})

const listing = (contact: string, start: number, since: number | null): Request =>
  ask(
    contact,
    `https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&owner=include&count=${pageSize}&start=${start}&output=atom`,
    { step: 'listing', start, since },
  )

/** The filings with Item 5.02 since the last poll, and the next page while all of this one is new. */
function readListing(body: Body, contact: string, { start, since }: Step & { step: 'listing' }): Parsed {
  const { filings, entries, warnings } = currentFilings(body)
  const isNew = ({ filedAt }: Filing) => since === null || filedAt === null || filedAt >= since
  const fresh = filings.filter(isNew)
  const next = fresh
    .filter(({ items }) => items.includes('5.02'))
    .map((filing) => ask(contact, filing.indexUrl, { step: 'index', filing }))
  const isFull = entries >= pageSize && start + pageSize < pageSize * mostPages
  if (isFull && since !== null && fresh.length === filings.length) next.push(listing(contact, start + pageSize, since))
  return nothing({ next, warnings })
}

function documentsOf(body: Body, filing: Filing): Document[] {
  const moves = officerMoves(body)
  if (!moves) return []
  // A filing says “the Company” and its registrant only on the cover: what it tells is read here, beside both.
  const signals = moves.sentences.flatMap((sentence) => moveSignal(sentence, moves.text, filing) ?? [])
  return [
    {
      identity: filing.accession,
      url: body.url,
      title: `${filing.company}: ${filing.form}, Item 5.02`,
      summary: clip(moves.sentences.join(' '), 2_000),
      body: moves.text,
      publisher: 'SEC EDGAR',
      language: 'en',
      publishedAt: filing.filedAt,
      updatedAt: null,
      extra: {
        company: filing.company,
        cik: filing.cik,
        form: filing.form,
        accession: filing.accession,
        items: filing.items,
        ...(signals.length > 0 ? { signals } : {}),
      },
    },
  ]
}
