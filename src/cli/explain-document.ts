import type { Command } from 'commander'
import type { Document } from '../core/document.ts'
import type { Extraction, Signal } from '../core/signal.ts'

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
      const { extract, extractorVersion } = await import('../core/extract.ts')
      const document = /^https?:\/\//i.test(file) ? await documentAt(file) : documentFrom(await textOf(file))
      process.stdout.write(`${report(document.title, extractorVersion, extract(document))}\n`)
    })
}

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
