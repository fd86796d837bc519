import type { Instant } from '../../core/document.ts'
import { readDate } from '../dates.ts'
import { decode } from '../feed/decode.ts'
import { readXml } from '../feed/xml.ts'
import { type Body, Unreadable } from '../source.ts'
import { plainText } from '../text.ts'

/** One filing as the list of current filings names it. */
export type Filing = {
  /** The SEC's own number for it, the same wherever it is listed. */
  accession: string
  company: string
  cik: string
  form: string
  /** "5.02", … */
  items: string[]
  filedAt: Instant | null
  indexUrl: string
}

/** The list of current filings of some forms. Filers, issuers and reporters each bring an entry for one filing; the filer's counts. */
export function currentFilings(body: Body, forms: RegExp): { filings: Filing[]; entries: number; warnings: string[] } {
  const feed = readXml(decode(body.bytes, body.headers['content-type']))
  // The service is known to answer with nothing, or with a page, when it is busy.
  if (!feed) throw new Unreadable(body.bytes.length === 0 ? 'The answer was empty' : 'Not the list of current filings')
  const filings = new Map<string, Filing>()
  for (const item of feed.items) {
    const [, accession] = /accession-number=(\d{10}-\d{2}-\d{6})$/.exec(item.guid ?? '') ?? []
    const [, form, company, cik] =
      /^(\S{1,12}) - (.+) \((\d{10})\) \((?:Filer|Issuer)\)$/.exec(item.title?.value.trim() ?? '') ?? []
    const indexUrl = item.links[0]?.href ?? ''
    if (
      !accession ||
      !form ||
      !forms.test(form) ||
      !company ||
      !cik ||
      !isFilingUrl(indexUrl) ||
      filings.has(accession)
    )
      continue
    const items = [...plainText(item.summary?.value ?? '').matchAll(/Item (\d\.\d{2})/g)].map((found) => found[1]!)
    const filedAt = readDate(item.updated[0] ?? '')
    filings.set(accession, { accession, company: plainText(company), cik, form, items, filedAt, indexUrl })
  }
  return { filings: [...filings.values()], entries: feed.items.length, warnings: feed.warnings }
}

const isFilingUrl = (url: string) => url.startsWith('https://www.sec.gov/Archives/edgar/data/')

/** The address of the filing's own text, the first in its index page; exhibits come after it. */
export function primaryDocument(body: Body): string | null {
  const html = new TextDecoder().decode(body.bytes)
  const [, path] = /href="(?:\/ix\?doc=)?(\/Archives\/edgar\/data\/\d+\/\d{18}\/[\w.-]+\.html?)"/i.exec(html) ?? []
  if (!path && !/EDGAR Filing Documents/i.test(html)) throw new Unreadable('Not the index page of a filing')
  return path ? `https://www.sec.gov${path}` : null
}
