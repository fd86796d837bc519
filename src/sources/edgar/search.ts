import { z } from 'zod'
import { localDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { readDate } from '../dates.ts'
import { type Body, Unreadable } from '../source.ts'
import type { Filing } from './pages.ts'

const answer = z.object({
  hits: z.object({
    total: z.object({ value: z.number(), relation: z.string().nullish() }),
    hits: z.array(z.unknown()),
  }),
})
const hit = z.object({
  /** The filing's number and the name of one of its documents: "0009990001-26-000001:report.htm". */
  _id: z.string().regex(/^\d{10}-\d{2}-\d{6}:[\w.-]{1,200}$/),
  _source: z.object({
    display_names: z.array(z.string()).min(1),
    form: z.string(),
    file_type: z.string().nullish(),
    file_date: z.string().nullish(),
    items: z.array(z.string()).nullish(),
  }),
})

export type Found = { filing: Filing; documentUrl: string }

/** The search counts no further, and answers no further either. */
const mostCounted = 10_000

type Query = { type: string; text: string; since: Instant; until: Instant; from: number }

/** Where EDGAR's search is asked for the filings of some days. */
export const searchUrl = (query: Query): string =>
  `https://efts.sec.gov/LATEST/search-index?${new URLSearchParams({
    ...{ q: query.text, forms: query.type, dateRange: 'custom' },
    ...{ startdt: dayOf(query.since), enddt: dayOf(query.until), from: String(query.from) },
  })}`

const dayOf = (at: Instant): string => localDay(at, 'UTC')

/** One filing for each whose own document is found; its exhibits are found beside it and say nothing new. */
export function foundFilings(body: Body, forms: RegExp): { found: Found[]; hits: number; total: number } {
  const { hits, total } = readAnswer(body)
  const found = hits.flatMap((each) => {
    const read = hit.safeParse(each).data
    const isOwnDocument = read && forms.test(read._source.form) && read._source.file_type === read._source.form
    return (isOwnDocument && filingOf(read)) || []
  })
  return { found, hits: hits.length, total: Math.min(total.value, mostCounted) }
}

function readAnswer(body: Body) {
  try {
    return answer.parse(JSON.parse(new TextDecoder().decode(body.bytes))).hits
  } catch {
    throw new Unreadable(body.bytes.length === 0 ? 'The answer was empty' : 'Not an answer of EDGAR’s search')
  }
}

function filingOf({ _id, _source }: z.infer<typeof hit>): Found | null {
  const [accession = '', file = ''] = _id.split(':')
  // "Brindle Foods Example Corp.  (BRIX)  (CIK 0009990001)"
  const [, company, cik] =
    /^(.{1,200}?)\s*(?:\([^()]{1,100}\)\s*)?\(CIK (\d{10})\)$/.exec(_source.display_names[0]!) ?? []
  if (!company || !cik) return null
  const folder = `https://www.sec.gov/Archives/edgar/data/${Number(cik)}/${accession.replaceAll('-', '')}`
  const filing = {
    ...{ accession, company, cik, form: _source.form, items: _source.items ?? [] },
    ...{ filedAt: readDate(_source.file_date ?? ''), indexUrl: `${folder}/${accession}-index.htm` },
  }
  return { filing, documentUrl: `${folder}/${file}` }
}
