import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type LocalDay, localDay } from '../../core/day.ts'
import type { Document, Instant } from '../../core/document.ts'

/** A published item with the day on which it would have been polled, and who published it. */
export type DatedDocument = { source: string; polledOn: LocalDay; document: Document }
export type DatedDocuments = { byDay: Map<LocalDay, DatedDocument[]>; errors: { line: number; message: string }[] }

const words = z.string().nullish()
const lineSchema = z.object({
  title: z.string().trim().min(1, 'the title is missing').max(2000),
  source: z.string().trim().min(1).default('documents'),
  url: words,
  summary: words,
  published: words,
  first_crawled: words,
  /** 'first_crawled': the day of publication is not known. */
  published_basis: words,
})

/** Reads one JSON object per line; a bad line is reported and the others are kept. Days are those of `zone`. */
export const readDocuments = async (file: string, zone: string): Promise<DatedDocuments> => {
  const found: DatedDocuments = { byDay: new Map(), errors: [] }
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() === '') continue
    try {
      const dated = datedDocument(lineSchema.parse(JSON.parse(text)), zone)
      const sameDay = found.byDay.get(dated.polledOn)
      if (sameDay) sameDay.push(dated)
      else found.byDay.set(dated.polledOn, [dated])
    } catch (error) {
      found.errors.push({ line, message: wordsFor(error) })
    }
  }
  return found
}

const wordsFor = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    : (error as Error).message

const datedDocument = (item: z.infer<typeof lineSchema>, zone: string): DatedDocument => {
  const crawled = item.first_crawled ? moment(item.first_crawled) : null
  const published = item.published ? moment(item.published) : null
  const seen = crawled ?? published
  if (seen === null) throw new Error('neither first_crawled nor published says on which day it came')
  // A day without an hour is that day everywhere.
  const bareDay = crawled === null && isBareDay(item.published ?? '')
  return {
    source: item.source,
    polledOn: bareDay ? item.published! : localDay(seen, zone),
    document: {
      identity: item.url ?? item.title,
      url: item.url ?? null,
      title: item.title,
      summary: item.summary ?? null,
      publishedAt: publicationOf(item, published),
      updatedAt: null,
    },
  }
}

/** The address tells the day where it names an earlier one; a day that only says when we looked is none. */
const publicationOf = ({ url, published_basis }: z.infer<typeof lineSchema>, published: Instant | null) => {
  const [, year, month, day] = /\b(20\d\d)[-/](\d\d)[-/](\d\d)\b/.exec(url ?? '') ?? []
  const told = year ? dayOrNull(`${year}-${month}-${day}`) : null
  const known = published_basis === 'first_crawled' ? null : published
  return told !== null && (published === null || told <= published) ? told : known
}

const isBareDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

const dayOrNull = (text: string): Instant | null => {
  try {
    return moment(text)
  } catch {
    return null
  }
}

/** A day or a moment, UTC when it names no zone. */
const moment = (text: string): Instant => {
  const stamp = isBareDay(text) ? `${text}T00:00Z` : text.trim().replace(' ', 'T')
  try {
    return Temporal.Instant.from(/(Z|[+-]\d{2}:?\d{2})$/i.test(stamp) ? stamp : `${stamp}Z`).epochMilliseconds
  } catch {
    throw new Error(`"${text}" is not a date`)
  }
}
