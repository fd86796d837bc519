import type { Document } from '../core/document.ts'
import { officerMoves } from './edgar/item-502.ts'
import { ask, edgarSource, type Followed } from './edgar/listing.ts'
import { moveSignal } from './edgar/moves.ts'
import { type Filing, primaryDocument } from './edgar/pages.ts'
import type { Body } from './source.ts'
import { clip } from './text.ts'

/** Handed from a request to the reading of its answer. */
type Step = { step: 'index' | 'filing'; filing: Filing }

const followed: Followed = {
  type: '8-K',
  forms: /^8-K(?:\/A)?$/,
  isWanted: ({ items }) => items.includes('5.02'),
  follow: (filing, documentUrl) =>
    documentUrl
      ? { url: documentUrl, step: { step: 'filing', filing } satisfies Step }
      : { url: filing.indexUrl, step: { step: 'index', filing } satisfies Step },
  text: '"Item 5.02"',
}

/** Current 8-K filings of the SEC's EDGAR with Item 5.02: officers who come and go, told by the company itself. */
export const edgar8k = edgarSource<Step>('edgar-8k', followed, (body, { step, filing }, contact) => {
  if (step === 'filing') return { documents: documentsOf(body, filing), next: [] }
  const url = primaryDocument(body)
  return { documents: [], next: url ? [ask(contact, url, { step: 'filing', filing })] : [] }
})

function documentsOf(body: Body, filing: Filing): Document[] {
  const moves = officerMoves(body)
  if (!moves) return []
  // A filing says “the Company” and its registrant only on the cover: what it tells is read here, beside both.
  const signals = moves.sentences.flatMap((sentence) => moveSignal(sentence, moves.text, filing) ?? [])
  const { accession, company, cik, form, items, filedAt } = filing
  return [
    {
      identity: accession,
      url: body.url,
      title: `${company}: ${form}, Item 5.02`,
      summary: clip(moves.sentences.join(' '), 2_000),
      body: moves.text,
      publisher: 'SEC EDGAR',
      language: 'en',
      publishedAt: filedAt,
      updatedAt: null,
      extra: { company, cik, form, accession, items, ...(signals.length > 0 ? { signals } : {}) },
    },
  ]
}
