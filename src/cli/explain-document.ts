import type { Command } from 'commander'
import type { SecondOpinion } from '../adapters/opinion.ts'
import type { Document } from '../core/document.ts'
import type { Drop, Extraction, Signal } from '../core/signal.ts'
import type { Consulted } from '../pipeline/opinion.ts'
import { statedMoment, UsageError, withSecondOpinion } from './support.ts'

/** `isPage`: it was read from the web as it stands now. */
type Readable = Omit<Document, 'identity' | 'updatedAt'> & { isPage?: true }

/** What the extractor makes of one document, and by which rule, so that a wrong answer can be mended in minutes. */
export const addExplainDocument = (program: Command): void => {
  program
    .command('explain-document')
    .description(
      'print the events one document (a file, or the address of a page) tells, what was dropped, and by which rule',
    )
    .argument(
      '<file>',
      'a JSON object with title, summary, page and published, or plain text with the title on its first line; - for standard input; or the https address of a page',
    )
    .addHelpText('after', examples)
    .action(async (file: string) => {
      const document = /^https?:\/\//i.test(file) ? await documentAt(file) : documentFrom(await textOf(file))
      process.stdout.write(`${await withSecondOpinion((opinion) => explained(document, opinion))}\n`)
    })
}

const examples = `
"page" are the paragraphs of the item's own page; quotes from there are marked [page]. "published" is the day of
publication (2026-04-10): by it the rules tell news from what is past, and date a weekday.

Examples:
  daybreak explain-document https://news.example.com/story
  echo 'Acme raises $5M in seed funding' | daybreak explain-document -
  echo '{"title": "Acme raises Series A", "page": "Acme has raised $5 million."}' | daybreak explain-document -`

const explained = async (document: Readable, opinion: SecondOpinion | null): Promise<string> => {
  const [{ extract, extractorVersion }, { pageReason }, { consult }] = await Promise.all([
    import('../core/extract.ts'),
    import('../core/full-text.ts'),
    import('../pipeline/opinion.ts'),
  ])
  const extraction = extract(document)
  const consulted = opinion ? await consult(opinion, document, extraction) : null
  const wish = document.isPage ? null : pageReason({ ...document, url: document.url ?? 'unknown' }, extraction)
  return [
    report(document, extractorVersion, consulted?.extraction ?? extraction),
    ...(wish ? ['', `If it is about an account, its own page is asked for: ${wish}`] : []),
    ...(consulted ? ['', ...answerLines(consulted)] : []),
  ].join('\n')
}

/** Why the model was asked and what it said, word for word; what of it was discarded stands under "Dropped". */
const answerLines = ({ why, asked }: Consulted): string[] => [
  `A second opinion was sought: ${why}`,
  'answer' in asked ? `  the model: ${JSON.stringify(asked.answer)}` : `  no answer: ${asked.silent}`,
]

const textOf = async (file: string): Promise<string> => {
  if (file !== '-') return await (await import('node:fs/promises')).readFile(file, 'utf8')
  return await (await import('node:stream/consumers')).text(process.stdin)
}

/** The page's title, description and opening paragraphs, read the way the pages of items are: public hosts, with leave, bounded. */
const documentAt = async (address: string): Promise<Readable> => {
  const [{ createFetcher }, { rulesIn }, { reader }, { robotsAddress, robotsVerdict }, { readConfig }, { userAgent }] =
    await Promise.all([
      import('../adapters/fetch.ts'),
      import('../pipeline/full-text/robots.ts'),
      import('../pipeline/poll/reader.ts'),
      import('../sources/robots.ts'),
      import('../config.ts'),
      import('../wire.ts'),
    ])
  const fetcher = createFetcher({ userAgent: userAgent(readConfig(process.env)) })
  try {
    const rules = rulesIn(await fetcher.fetch({ url: robotsAddress(address) }))
    if (rules !== null && !robotsVerdict(rules, address).allowed)
      throw new Error(`${address} was not read: its host's robots.txt asks machines not to`)
    const answer = await fetcher.fetch({ url: address, headers: { accept: 'text/html' } })
    if (answer.kind === 'ok') return { ...(await reader.readArticle(answer.body)), isPage: true }
    throw new Error(`${address} was not read: ${'message' in answer ? answer.message : answer.kind}`)
  } finally {
    await fetcher.close()
  }
}

const documentFrom = (source: string): Readable => {
  const trimmed = source.trim()
  const stated = trimmed.startsWith('{') ? objectIn(trimmed) : null
  const [first = '', ...rest] = trimmed.split('\n')
  const string = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const title = stated ? string(stated.title) : first
  if (!title) throw new UsageError('This document has no title')
  return {
    title,
    summary: stated ? string(stated.summary) : string(rest.join('\n').trim()),
    body: stated ? string(stated.body) : null,
    language: stated ? string(stated.language) : null,
    publisher: stated ? string(stated.source) : null,
    url: stated ? string(stated.url) : null,
    publishedAt: statedMoment(stated?.published),
    page: stated && string(stated.page) ? { url: '', fetchedAt: 0, hash: '', text: string(stated.page)! } : null,
  }
}

const objectIn = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new UsageError(`This begins like a JSON object and is none: ${(error as Error).message}`)
  }
}

const report = (document: Readable, version: string, { signals, drops }: Extraction): string =>
  [
    document.title,
    ...(document.isPage ? pageLines(document) : []),
    `extractor ${version}`,
    '',
    signals.length === 0 ? nothingFound(drops) : `${signals.length} signal${signals.length === 1 ? '' : 's'}:`,
    ...signals.flatMap(lines),
    ...(drops.length === 0 ? [] : ['', 'Dropped:']),
    ...drops.map((drop) => `  ${drop.rule}: ${drop.reason}${drop.quote ? ` | ${drop.quote}` : ''}`),
  ].join('\n')

const nothingFound = (drops: readonly Drop[]): string =>
  drops.length > 0 ? 'No signal.' : 'No signal: no rule saw a word that tells an event.'

/** The text as it was read, so that a paragraph that is missing is missed here. */
const pageLines = ({ url, summary, body }: Readable): string[] => [
  `read from the page of ${URL.parse(url ?? '')?.hostname}`,
  ...[summary, ...(body ?? '').split('\n')].flatMap((text) => (text ? [`  ${text}`] : [])),
  '',
]

const lines = (signal: Signal): string[] => [
  `  ${signal.kind} · ${signal.company} · ${signal.confidence.toFixed(2)} · rule ${signal.rule}${signal.lite ? ' · lite' : ''}`,
  `    quote: ${signal.quote}${originOf(signal)}`,
  ...(signal.occurredAt === null ? [] : [`    happened: ${new Date(signal.occurredAt).toISOString().slice(0, 10)}`]),
  ...Object.entries(signal.fields).map(
    ([name, field]) => `    ${name}: ${JSON.stringify(field.value)} from "${field.quote}"${originOf(field)}`,
  ),
]

const originOf = (quoted: { in?: 'page' }): string => (quoted.in ? ' [page]' : '')
