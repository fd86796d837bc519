import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Document } from '../core/document.ts'
import type { AddCommand } from './index.ts'

type Case = { file: string; url?: string; headers?: Record<string, string> }

/** Reads feed files as the poller would and prints one line of JSON for each. */
export const addParseFeed: AddCommand = (program) => {
  program
    .command('parse-feed')
    .description('read feed files and print their documents, one JSON line per file')
    .requiredOption('--cases <file>', 'JSON array of { file, url?, headers? }')
    .requiredOption('--files <folder>', 'the folder that the files are in')
    .action(async ({ cases, files }: { cases: string; files: string }) => {
      for (const one of JSON.parse(await readFile(cases, 'utf8')) as Case[]) {
        process.stdout.write(`${JSON.stringify(await answer(one, files))}\n`)
      }
    })
}

async function answer({ file, url, headers }: Case, folder: string) {
  const { parseFeed } = await import('../sources/feed/parse.ts')
  try {
    const bytes = await readFile(path.join(folder, file))
    const { documents } = await parseFeed(bytes, { url: url ?? null, headers: headers ?? {} })
    return { file, documents: documents.map(printed) }
  } catch (error) {
    return { file, error: error instanceof Error ? error.message : String(error) }
  }
}

const printed = ({ identity, url, title, summary, publishedAt, updatedAt, extra }: Document) => ({
  guid: extra?.guid ?? identity,
  url,
  title,
  summary,
  publishedAt: printedDate(publishedAt),
  updatedAt: printedDate(updatedAt),
})

const printedDate = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
