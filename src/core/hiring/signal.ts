import type { Document, Instant } from '../document.ts'
import type { Signal, SignalFields, SignalKind } from '../signal.ts'
import type { BoardHistory } from './history.ts'

type Told = {
  /** Tells it from the board's other news; the same news keeps it. */
  identity: string
  /** Holds every word that is quoted. */
  title: string
  lines: string[]
  at: Instant
  url?: string | null
  /** Null for what is worth keeping and not worth a call. */
  signal: { kind: SignalKind; fields: SignalFields; confidence: number; rule: string; quote?: string } | null
  extra?: Record<string, unknown>
}

/** News that a board tells, as a document that carries its own signal. */
export const boardDocument = ({ company, url }: BoardHistory, told: Told): Document => {
  const signals: Signal[] = told.signal
    ? [
        {
          company,
          companyQuote: company,
          occurredAt: told.at,
          quote: told.title,
          lite: false,
          ...told.signal,
        },
      ]
    : []
  return {
    identity: told.identity,
    url: told.url ?? url,
    title: told.title,
    summary: null,
    body: told.lines.join('\n'),
    publisher: `${company} careers`,
    language: 'en',
    publishedAt: told.at,
    updatedAt: null,
    extra: { ...told.extra, signals },
  }
}

/** A job in one line, as it is listed: "Data Engineer · Lisbon". */
export const jobLine = ({ title, location }: { title: string; location: string | null }): string =>
  [title, location].filter(Boolean).join(' · ')
