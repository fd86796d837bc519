import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Brief, brief } from '../../../src/core/brief.ts'
import { msPerDay } from '../../../src/core/day.ts'
import { extract } from '../../../src/core/extract.ts'
import { icpSchema } from '../../../src/core/icp.ts'
import type { Signal } from '../../../src/core/signal.ts'
import { type Evidence, mergeTriggers } from '../../../src/core/trigger.ts'

const folder = new URL('../../fixtures/claims/', import.meta.url)
const lines = <T>(file: string): T[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)

export type Story = {
  id: string
  account: string
  contact: string
  title: string
  facts: Record<string, string | number>
  documents: { publisher: string; daysAgo: number; title: string }[]
  /** What is read from elsewhere than headlines: job boards, technologies. */
  signals?: (Pick<Signal, 'kind' | 'quote' | 'fields'> & { publisher: string; daysAgo: number })[]
}

export type Clean = { story: string; subject: string; text: string }
/** `planted` is the sentence of `text` that is wrong; `told` errors are in other words, `swapped` ones in one word. */
export type Planted = Clean & { kind: string; how: 'told' | 'swapped'; planted: string }

export const icp = icpSchema.parse(parse(readFileSync(new URL('icp.yaml', folder), 'utf8')))
export const stories = lines<Story>('stories.jsonl')
export type Batch = { planted: Planted[]; clean: Clean[] }

/** Each batch was written after the checks were mended by the ones before it. */
export const batches: Batch[] = [1, 2, 3, 4, 5].map((number) => ({
  planted: lines<Planted>(`planted-${number}.jsonl`),
  clean: lines<Clean>(`clean-${number}.jsonl`),
}))
export const day = '2026-11-23'
const now = Date.UTC(2026, 10, 23, 7)
export const sender = {
  fromName: 'Robin Tally',
  fromEmail: 'robin@tallyfold.example',
  replyTo: 'robin@tallyfold.example',
  company: 'Tallyfold',
  postalAddress: '4 Ledger Lane, 1000 Exampletown',
  footerVersion: '1',
}

/** The brief as the pipeline makes it: documents are read, their signals merged, the rest researched. */
export const briefOf = (story: Story): Brief =>
  brief({
    account: { id: story.id, name: story.account },
    facts: Object.entries(story.facts).map(([field, value]) => ({ field, value, source: 'import', from: 0, to: null })),
    triggers: mergeTriggers(story.id, evidenceOf(story)).sort((a, b) => b.at - a.at),
    contacts: [
      {
        id: `${story.id}-c`,
        name: story.contact,
        title: story.title,
        email: 'reader@account.example',
        verifiedAt: now - 20 * msPerDay,
        champion: false,
        left: false,
        suppressed: false,
      },
    ],
    icp,
    now,
  })

const evidenceOf = (story: Story): Evidence[] => [
  ...story.documents.flatMap((document, i) => {
    const publishedAt = now - document.daysAgo * msPerDay
    const read = { ...document, summary: null, url: `https://wire.example/${story.id}/${i}`, publishedAt }
    return extract(read).signals.map((signal, j) => evidence(`${story.id}-${i}-${j}`, read, signal, story))
  }),
  ...(story.signals ?? []).map(({ publisher, daysAgo, ...told }, i) => {
    const id = `${story.id}-s${i}`
    const read = {
      title: told.quote,
      publisher,
      url: `https://wire.example/${id}`,
      publishedAt: now - daysAgo * msPerDay,
    }
    return evidence(id, read, { ...told, ...whole(story.account) }, story)
  }),
]

type Read = { title: string; publisher: string; url: string; publishedAt: number }

const evidence = (id: string, read: Read, signal: Signal, story: Story): Evidence => ({
  signalId: id,
  item: id,
  ...read,
  fetchedAt: read.publishedAt + 3_600_000,
  signal,
  side: signal.company === story.account ? 'subject' : 'counterpart',
})

const whole = (company: string) => ({
  company,
  companyQuote: company,
  occurredAt: null,
  confidence: 0.9,
  lite: false,
  rule: 'given',
})
