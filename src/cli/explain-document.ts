import type { Command } from 'commander'
import type { Extraction, Signal } from '../core/signal.ts'

/** What the extractor makes of one document, and by which rule, so that a wrong answer can be mended in minutes. */
export const addExplainDocument = (program: Command): void => {
  program
    .command('explain-document')
    .description('print the events one document tells, what was dropped, and by which rule')
    .argument(
      '<file>',
      'a JSON object with title and summary, or plain text with the title on its first line; - for standard input',
    )
    .action(async (file: string) => {
      const [{ readFile }, { text }, { extract, extractorVersion }, { ownSignals }] = await Promise.all([
        import('node:fs/promises'),
        import('node:stream/consumers'),
        import('../core/extract.ts'),
        import('../core/own-signals.ts'),
      ])
      const document = documentFrom(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
      const own = ownSignals(document)
      const extraction = own ? { signals: own, drops: [] } : extract(document)
      process.stdout.write(`${report(document.title, extractorVersion, extraction)}\n`)
    })
}

const documentFrom = (source: string) => {
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
    extra: (stated?.extra ?? null) as Record<string, unknown> | null,
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
