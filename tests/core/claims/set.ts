import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Brief, brief } from '../../../src/core/brief.ts'
import { msPerDay } from '../../../src/core/day.ts'
import { checker } from '../../../src/core/draft/check.ts'
import type { SenderProfile } from '../../../src/core/draft/sender.ts'
import { extract } from '../../../src/core/extract.ts'
import { type Icp, icpSchema } from '../../../src/core/icp.ts'
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
  documents: { publisher: string; daysAgo: number; title: string; summary?: string }[]
  /** Who writes, and the words they approved, where it is not the set's own team. */
  team?: { sender: string; company: string; valuePoints: string[] } & Partial<
    Pick<Icp['personas'][number], 'pains' | 'questions'> & Pick<Icp, 'consequences'>
  >
  /** What is read from elsewhere than headlines: job boards, technologies. */
  signals?: (Pick<Signal, 'kind' | 'quote' | 'fields'> & { publisher: string; daysAgo: number })[]
}

export type Clean = { story: string; subject: string; text: string }
/** `planted` is the sentence of `text` that is wrong; `told` errors are in other words, `swapped` ones in one word. */
export type Planted = Clean & { kind: string; how: 'told' | 'swapped'; planted: string }

const ownIcp = icpSchema.parse(parse(readFileSync(new URL('icp.yaml', folder), 'utf8')))

/** Another team's ICP holds what the story gives it and nothing else to draw on. */
export const icpOf = ({ team, title }: Story): Icp => {
  if (!team) return ownIcp
  const value_points = team.valuePoints.map((text) => ({ text, for: [] }))
  const { pains = [], questions = [], consequences = {} } = team
  const persona = { ...ownIcp.personas[0]!, titles: [title], pains, questions, value_points }
  return { ...ownIcp, offer: team.valuePoints[0]!, personas: [persona], consequences }
}
export const stories = lines<Story>('stories.jsonl')
export type Batch = { planted: Planted[]; clean: Clean[] }

/** Each batch was written after the checks were mended by the ones before it. */
export const batches: Batch[] = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({
  planted: lines<Planted>(`planted-${number}.jsonl`),
  clean: lines<Clean>(`clean-${number}.jsonl`),
}))
const day = '2026-11-23'
const now = Date.UTC(2026, 10, 23, 7)
const ownSender = {
  fromName: 'Robin Tally',
  fromEmail: 'robin@tallyfold.example',
  replyTo: 'robin@tallyfold.example',
  company: 'Tallyfold',
  postalAddress: '4 Ledger Lane, 1000 Exampletown',
  footerVersion: '1',
}

export const senderOf = ({ team }: Story): SenderProfile =>
  team ? { ...ownSender, fromName: team.sender, company: team.company } : ownSender

export const checkerOf = (story: Story): ReturnType<typeof checker> =>
  checker(briefOf(story), icpOf(story), { sender: senderOf(story), day })

/** The brief as the pipeline makes it: documents are read, their signals merged, the rest researched. */
const briefOf = (story: Story): Brief =>
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
    icp: icpOf(story),
    now,
  })

const evidenceOf = (story: Story): Evidence[] => [
  ...story.documents.flatMap((document, i) => {
    const publishedAt = now - document.daysAgo * msPerDay
    const read = {
      ...document,
      summary: document.summary ?? null,
      url: `https://wire.example/${story.id}/${i}`,
      publishedAt,
    }
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
