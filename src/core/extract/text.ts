import type { Document } from '../document.ts'

/** A stretch of a document that one rule reads: a title's part, or a sentence. */
export type Clause = {
  field: 'title' | 'summary' | 'body' | 'page'
  /** Same length as `original`, with plain quotes and spaces and stock tickers blanked: what the patterns read. */
  text: string
  /** Verbatim; a span of `text` is quoted by the same span here. */
  original: string
  /** Verbatim, what the title says before this part: a verb without a subject looks there, by negative offsets. */
  earlier: string
}

const titleMaxLength = 400
const sentenceMaxLength = 700
const summaryMaxSentences = 6
const bodyMaxSentences = 20
const pageMaxSentences = 20

/** Same length as the input, unit by unit, so that offsets stay those of the verbatim text. */
export const plain = (text: string): string =>
  text
    .replace(/[‘’ʼ′`]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[–—‑‐]/g, '-')
    .replace(/[\u00a0\u2000-\u200f\u202a-\u202f\u2066-\u2069\ufeff\t\n\r]/g, ' ')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(tickers, (match) => ' '.repeat(match.length))

/** "( ABC.N )", "ABC.UL", "(NYSE: ABC)": a news agency's codes, which are no part of a name. */
const tickers =
  /\(\s*(?:[A-Z0-9]+\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq|LSE|TSX|ASX|BSE|NSE|HKEX)\s?:\s?[A-Z0-9.]+)\s*\)|\b[A-Z0-9]{1,10}\.(?:UL|N|O|L|PA|DE|TO|HK|T|AX|VX|MI|AS|BO|NS|SI|KL|KS|SS|SZ|OB|PK|MC|ST|CO|HE|OL|BR|IC|SA|MX|MM)\b/g

/** Section labels and colons before the news itself. */
const label =
  /^\s*(?:\[[^\]]{2,40}\]|(?:update \d+|moves|brief|refile|corrected|exclusive|repeat|rpt|deals)-(?=\S)|(?:[A-Z][\w.&' ]{0,20} )?(?:exclusive|update \d|update|breaking|breaking news|funding alert|business news|business|technology|tech news|startup news|instant view|deals?|people|appointments?|news|press release|corrected|refile|interview|scoop|watch|live|just in|report|company news|corporate|brief|markets|finance|ev news|movers? (?:and|&) shakers?)\s*(?:[:|]|\s-\s))\s*/iu

/** " - Example Wire", " | Example": who says it, after the news. */
const publisherTail = /\s+(?:[|]|-)\s+(?!.*\s(?:at|of|for|in|to|as)\s)[\p{Lu}\d][\p{L}\d.&' ]{1,30}$/u

/** The title's parts that can each tell an event, without labels and publisher. */
const titleClauses = (title: string): Clause[] => {
  const original = title.slice(0, titleMaxLength)
  const text = plain(original)
  let start = 0
  for (let match = label.exec(text); match; match = label.exec(text.slice(start))) {
    if (match[0].length === 0) break
    start += match[0].length
  }
  const tail = publisherTail.exec(text.slice(start))
  const end = tail && tail.index > 20 ? start + tail.index : text.length
  return cut(text, start, end, /;\s+|\s\|\s|\.\s+(?=[A-Z][a-z])/g).map(([from, to]) => ({
    field: 'title',
    text: text.slice(from, to),
    original: original.slice(from, to),
    earlier: original.slice(start, from),
  }))
}

const cut = (text: string, start: number, end: number, at: RegExp): [number, number][] => {
  const parts: [number, number][] = []
  let from = start
  for (const match of text.slice(0, end).matchAll(at)) {
    if (match.index < start || abbreviation.test(text.slice(0, match.index + 1))) continue
    parts.push([from, match.index])
    from = match.index + match[0].length
  }
  parts.push([from, end])
  return parts.filter(([a, b]) => b - a > 3)
}

/** A full stop that ends no sentence. */
const abbreviation =
  /(?:\b(?:Inc|Corp|Co|Ltd|Cos|Bros|Dr|Mr|Mrs|Ms|St|Jr|Sr|No|vs|Rs|Gen|Rep|Sen|Gov|Prof|approx|est|Pvt|Pty|Mt|Ft)|\b\p{L}(?:\.\p{L})*)\.$/u

const sentences = (
  source: string | null | undefined,
  field: Exclude<Clause['field'], 'title'>,
  most: number,
): Clause[] => {
  if (!source) return []
  const original = source.slice(0, most * sentenceMaxLength)
  const text = plain(original)
  return cut(text, 0, text.length, /[.!?]["')]?\s+(?=["'(]?[\p{Lu}\d])/gu)
    .slice(0, most)
    .map(([from, to]) => [from, Math.min(to, from + sentenceMaxLength)] as const)
    .map(([from, to]) => ({ field, text: text.slice(from, to), original: original.slice(from, to), earlier: '' }))
}

/** Title parts first, then the sentences of summary, body and page; all bounded. */
export const clausesOf = (document: Pick<Document, 'title' | 'summary' | 'body' | 'page'>): Clause[] => [
  ...titleClauses(document.title),
  ...sentences(document.summary, 'summary', summaryMaxSentences),
  ...sentences(document.body, 'body', bodyMaxSentences),
  ...sentences(document.page?.text, 'page', pageMaxSentences),
]

/** The verbatim words of a span of the clause, without space and commas at its ends. */
export const quoteOf = (clause: Clause, start = 0, end = clause.text.length): string =>
  `${clause.earlier}${clause.original}`
    .slice(clause.earlier.length + start, clause.earlier.length + end)
    .replace(/^[\s,;:"'“”‘’(]+|[\s,;:(“‘]+$/gu, '')

export type Hit = { before: string; verb: string; after: string; start: number; end: number }

/** Every place where the pattern (global) matches, with what stands left and right of it. */
export const hitsOf = (text: string, pattern: RegExp): Hit[] =>
  [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length
    return { before: text.slice(0, match.index), verb: match[0], after: text.slice(end), start: match.index, end }
  })
