import type { Document, Instant } from '../document.ts'
import { type BoardHistory, isEstablished, isNewNow, type Job } from '../hiring/history.ts'
import { boardDocument, jobLine } from '../hiring/signal.ts'
import { type Mention, mentionsIn } from './find.ts'

/** A technology that an account's postings name, with the first sentence that did. */
export type Sighting = Mention & {
  title: string
  url: string | null
  firstSeenAt: Instant
  lastSeenAt: Instant
  postings: number
}

type Posting = Pick<Job, 'title' | 'url' | 'description' | 'firstSeenAt'> & { lastSeenAt: Instant }

/** Every technology that the postings name, the most named first. */
export const sightingsIn = (postings: readonly Posting[], company: string): Sighting[] => {
  const found = new Map<string, Sighting>()
  for (const posting of [...postings].sort((a, b) => a.firstSeenAt - b.firstSeenAt)) {
    const { title, url, firstSeenAt, lastSeenAt } = posting
    for (const mention of mentionsIn(posting.description ?? '', company)) {
      const known = found.get(mention.technology)
      if (known) {
        known.postings++
        known.lastSeenAt = Math.max(known.lastSeenAt, lastSeenAt)
      } else found.set(mention.technology, { ...mention, title, url, firstSeenAt, lastSeenAt, postings: 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.postings - a.postings || (a.technology < b.technology ? -1 : 1))
}

/** Technologies that a posting of the last two weeks names, and no job before it did. */
export const newTechnologies = (history: BoardHistory): Document[] => {
  if (!isEstablished(history)) return []
  const recent = history.jobs.filter((job) => isNewNow(job, history))
  if (recent.length === 0) return []
  const { company, jobs } = history
  const earlier = jobs.filter((job) => !recent.includes(job))
  // A board whose texts were not read until now would find everything new.
  if (!earlier.some(({ description }) => description)) return []
  const seen = (job: Job) => ({ ...job, lastSeenAt: job.firstSeenAt })
  const sightings = sightingsIn(recent.map(seen), company)
  if (sightings.length === 0) return []
  const known = new Set(sightingsIn(earlier.map(seen), company).map(({ technology }) => technology))
  return sightings
    .filter(({ technology }) => !known.has(technology))
    .map((sighting) => technologyDocument(history, sighting))
}

const technologyDocument = (
  history: BoardHistory,
  { technology, written, sentence, title, url, firstSeenAt }: Sighting,
) => {
  const job = history.jobs.find((each) => each.title === title && each.firstSeenAt === firstSeenAt)
  return boardDocument(history, {
    identity: `technology ${technology}`,
    title: `${history.company} names ${technology} in a job posting for the first time: ${title}`,
    lines: [sentence, ...(job ? [jobLine(job)] : [])],
    at: firstSeenAt,
    url,
    signal: {
      kind: 'technology_change',
      fields: { technology: { value: technology, quote: written } },
      confidence: 0.75,
      rule: 'board.technology',
      quote: sentence,
    },
  })
}
