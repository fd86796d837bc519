import type { Command } from 'commander'
import type { SecondOpinion } from '../adapters/opinion.ts'
import type { Document } from '../core/document.ts'
import type { Extraction, Signal } from '../core/signal.ts'
import type { Consulted } from '../pipeline/opinion.ts'
import { withSecondOpinion } from './support.ts'

type Readable = Omit<Document, 'identity' | 'updatedAt'>

/** What the extractor makes of one document, and by which rule, so that a wrong answer can be mended in minutes. */
export const addExplainDocument = (program: Command): void => {
  program
    .command('explain-document')
    .description(
      'print the events one document (a file, or the address of a page) tells, what was dropped, and by which rule',
    )
    .argument(
      '<file>',
      'a JSON object with title and summary, or plain text with the title on its first line; - for standard input; or the https address of a page',
    )
    .action(async (file: string) => {
      const document = /^https?:\/\//i.test(file) ? await documentAt(file) : documentFrom(await textOf(file))
      process.stdout.write(`${await withSecondOpinion((opinion) => explained(document, opinion))}\n`)
    })
}

const explained = async (document: Readable, opinion: SecondOpinion | null): Promise<string> => {
  const [{ extract, extractorVersion }, { consult }] = await Promise.all([
    import('../core/extract.ts'),
    import('../pipeline/opinion.ts'),
  ])
  const extraction = extract(document)
  const consulted = opinion ? await consult(opinion, document, extraction) : null
  return [
    report(document.title, extractorVersion, consulted?.extraction ?? extraction),
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

/** The page's title, description and opening paragraphs, read the way feeds are: public hosts only, bounded. */
const documentAt = async (address: string): Promise<Readable> => {
  const [{ createFetcher }, { readArticle }, { readConfig }, { userAgent }] = await Promise.all([
    import('../adapters/fetch.ts'),
    import('../sources/article.ts'),
    import('../config.ts'),
    import('../wire.ts'),
  ])
  const fetcher = createFetcher({ userAgent: userAgent(readConfig(process.env)) })
  try {
    const answer = await fetcher.fetch({ url: address, headers: { accept: 'text/html' } })
    if (answer.kind === 'ok') return readArticle(answer.body)
    throw new Error(`${address} was not read: ${'message' in answer ? answer.message : answer.kind}`)
  } finally {
    await fetcher.close()
  }
}

const documentFrom = (source: string): Readable => {
  const trimmed = source.trim()
  const stated = trimmed.startsWith('{') ? (JSON.parse(trimmed) as Record<string, unknown>) : null
  const [first = '', ...rest] = trimmed.split('\n')
  const string = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  return {
    title: stated ? (string(stated.title) ?? '') : first,
    summary: stated ? string(stated.summary) : string(rest.join('\n').trim()),
    body: stated ? string(stated.body) : null,
    language: stated ? string(stated.language) : null,
    publisher: stated ? string(stated.source) : null,
    url: stated ? string(stated.url) : null,
    publishedAt: null,
    ...(stated?.extra ? { extra: stated.extra as Record<string, unknown> } : {}),
  }
}

const report = (title: string, version: string, { signals, drops }: Extraction): string =>
  [
    title,
    `extractor ${version}`,
    '',
    signals.length === 0 ? 'No signal.' : `${signals.length} signal${signals.length === 1 ? '' : 's'}:`,
    ...signals.flatMap(lines),
    ...(drops.length === 0 ? [] : ['', 'Dropped:']),
    ...drops.map((drop) => `  ${drop.rule}: ${drop.reason}${drop.quote ? ` | ${drop.quote}` : ''}`),
  ].join('\n')

const lines = (signal: Signal): string[] => [
  `  ${signal.kind} · ${signal.company} · ${signal.confidence.toFixed(2)} · rule ${signal.rule}${signal.lite ? ' · lite' : ''}`,
  `    quote: ${signal.quote}`,
  ...Object.entries(signal.fields).map(
    ([name, field]) => `    ${name}: ${JSON.stringify(field.value)} from "${field.quote}"`,
  ),
]
