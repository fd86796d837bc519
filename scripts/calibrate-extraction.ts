// Measures each extraction rule on a labelled set: node --import tsx scripts/calibrate-extraction.ts FILE.jsonl
// Each line is {title, summary?, labels: {type, company}, extra?: {also_acceptable?}}. The counts go into the reviewed
// file src/core/extract/precision.json under "labelled"; those under "news" are of people's reading and stay as they are.
// A model that is configured is asked and counted too, by its own name; counts of other models stay.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withSecondOpinion } from '../src/cli/support.ts'
import type { Tally } from '../src/core/extract/confidence.ts'
import { extract } from '../src/core/extract.ts'
import type { Signal } from '../src/core/signal.ts'
import { consult } from '../src/pipeline/opinion.ts'

type Row = {
  title: string
  summary?: string | null
  labels: { type: string; company?: string | null }
  extra?: { also_acceptable?: string | string[] | null }
}

const [file = ''] = process.argv.slice(2)
if (!existsSync(file)) {
  console.log(`Nothing measured: there is no file “${file}”.`)
  process.exit(0)
}

const longNames: Record<string, string> = { exec_hire: 'executive_hire', exec_departure: 'executive_departure' }
const kindOf = (label: string): string => longNames[label] ?? label
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isRight = (signal: Signal, { labels, extra }: Row): boolean => {
  const also = [extra?.also_acceptable ?? []].flat().flatMap((each) => each.split(/[,| ]+/))
  if (![labels.type, ...also].map(kindOf).includes(signal.kind)) return false
  const [said, wanted] = [plain(signal.company), plain(labels.company ?? '')]
  return wanted === '' || said.includes(wanted) || wanted.includes(said)
}

const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row)
const labelled: Record<string, Tally> = {}
await withSecondOpinion(async (opinion) => {
  for (const row of rows) {
    const document = { title: row.title, summary: row.summary ?? null, url: null, publishedAt: null }
    const extraction = extract(document)
    const consulted = opinion ? await consult(opinion, document, extraction) : null
    for (const signal of (consulted?.extraction ?? extraction).signals) {
      const tally = labelled[signal.rule] ?? { read: 0, right: 0 }
      labelled[signal.rule] = { read: tally.read + 1, right: tally.right + (isRight(signal, row) ? 1 : 0) }
    }
  }
})

const target = path.resolve(import.meta.dirname, '../src/core/extract/precision.json')
const kept = JSON.parse(readFileSync(target, 'utf8')) as Record<'news' | 'labelled', Record<string, Tally>>
const ofModels = Object.entries(kept.labelled).filter(([rule]) => rule.includes('@') && !labelled[rule])
const ordered = Object.fromEntries([...ofModels, ...Object.entries(labelled)].sort(([a], [b]) => a.localeCompare(b)))
writeFileSync(target, `${JSON.stringify({ news: kept.news, labelled: ordered }, null, 2)}\n`)
for (const [rule, { read, right }] of Object.entries(ordered)) console.log(`${rule.padEnd(28)} ${right} of ${read}`)
