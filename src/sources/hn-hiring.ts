import { z } from 'zod'
import type { Document } from '../core/document.ts'
import { registrableDomain } from '../core/domain.ts'
import { jobFunction } from '../core/hiring/function.ts'
import { asWritten } from '../core/own-signals.ts'
import type { Signal, SignalFields } from '../core/signal.ts'
import { type Body, type Parsed, type Request, type Source, Unreadable } from './source.ts'
import { clip, plainText } from './text.ts'
import { httpUrl } from './url.ts'

const settings = z.strictObject({
  /** Who answers in the search's place. */
  baseUrl: httpUrl.optional(),
})
type Settings = z.infer<typeof settings>

/** Handed from a request to the reading of its answer. */
type Step =
  | { step: 'threads'; since: number | null }
  | { step: 'comments'; thread: Thread; since: number | null; page: number }
type Thread = { id: number; title: string }

const usualBaseUrl = 'https://hn.algolia.com'
const pageSize = 200
const mostPages = 10
/** The search learns of a comment a little later than it is written. */
const overlapMs = 2 * 60 * 60 * 1000

const found = z.object({ hits: z.array(z.unknown()), nbPages: z.number().nullish() })
const story = z.object({ objectID: z.string().regex(/^\d+$/), title: z.string() })
const comment = z.object({
  objectID: z.string().regex(/^\d+$/),
  parent_id: z.number(),
  comment_text: z.string().nullish(),
  created_at_i: z.number(),
})

/** The monthly thread "Who is hiring?" of Hacker News, through its public search: one document for each company. */
export const hnHiring: Source<Settings> = {
  kind: 'hn-hiring',
  settings: (raw) => settings.parse(raw),
  request: (settings, { lastSuccessAt }) => [
    {
      ...ask(settings, 'tags=story,author_whoishiring&hitsPerPage=10', {
        step: 'threads',
        since: lastSuccessAt === null ? null : lastSuccessAt - overlapMs,
      }),
      isList: true,
    },
  ],
  parse: (body, settings) => {
    const step = JSON.parse(body.note ?? '{"step":"threads","since":null}') as Step
    const { hits, nbPages } = readFound(body)
    if (step.step === 'comments') return readComments(hits, nbPages ?? 1, step, settings)
    const thread = hits
      .flatMap((hit) => story.safeParse(hit).data ?? [])
      .find(({ title }) => /^Ask HN: Who is hiring\?/i.test(title))
    if (!thread) throw new Unreadable('No thread “Who is hiring?” among the latest of its author')
    const about = { id: Number(thread.objectID), title: thread.title }
    return {
      documents: [],
      next: [comments(settings, { step: 'comments', thread: about, since: step.since, page: 0 })],
    }
  },
}

const ask = ({ baseUrl }: Settings, query: string, step: Step): Request => ({
  url: `${baseUrl ?? usualBaseUrl}/api/v1/search_by_date?${query}`,
  note: JSON.stringify(step),
})

const comments = (settings: Settings, step: Step & { step: 'comments' }): Request =>
  ask(settings, `tags=comment,story_${step.thread.id}&hitsPerPage=${pageSize}&page=${step.page}`, step)

function readFound(body: Body): z.infer<typeof found> {
  try {
    return found.parse(JSON.parse(new TextDecoder().decode(body.bytes)))
  } catch {
    throw new Unreadable(body.bytes.length === 0 ? 'The answer was empty' : 'Not an answer of the search')
  }
}

function readComments(hits: unknown[], pages: number, step: Step & { step: 'comments' }, settings: Settings): Parsed {
  const { thread, since, page } = step
  const read = hits.flatMap((hit) => comment.safeParse(hit).data ?? [])
  const fresh = read.filter(({ created_at_i }) => since === null || created_at_i * 1000 >= since)
  // Answers to answers are questions about a job, not jobs.
  const jobs = fresh.filter(({ parent_id }) => parent_id === thread.id)
  const isMore = fresh.length > 0 && fresh.length === read.length && page + 1 < Math.min(pages, mostPages)
  return {
    documents: jobs.flatMap((job) => documentOf(job) ?? []),
    next: isMore ? [comments(settings, { ...step, page: page + 1 })] : [],
  }
}

function documentOf({ objectID, comment_text, created_at_i }: z.infer<typeof comment>): Document | null {
  const [first = '', ...rest] = plainText(comment_text ?? '').split('\n')
  const title = clip(first, 400)
  if (!title) return null
  const body = clip(rest.join('\n'), 20_000) || null
  const signal = signalOf(title, body)
  return {
    identity: objectID,
    url: `https://news.ycombinator.com/item?id=${objectID}`,
    title,
    summary: body && clip(body, 2_000),
    body,
    publisher: 'Hacker News',
    language: 'en',
    publishedAt: created_at_i * 1000,
    updatedAt: null,
    extra: { signals: signal ? [signal] : [] },
  }
}

/** "Company | Role | Place | …", as the thread asks for it. Whoever writes in another way is kept and not signalled. */
function signalOf(title: string, body: string | null): Signal | null {
  const parts = title.split('|').map((part) => part.trim())
  const company = nameOf(parts[0] ?? '')
  const others = parts.slice(1).filter(Boolean)
  if (!company || others.length === 0) return null
  const role = others.find((part) => jobFunction(part) !== 'general')
  const place = others.find((part) => part !== role && placeWords.test(part))
  const fields: SignalFields = {
    ...(role ? { role: asWritten(role), hiringFunction: { value: jobFunction(role), quote: role } } : {}),
    ...(place ? { place: asWritten(place) } : {}),
    ...domainIn(`${title}\n${body ?? ''}`),
  }
  return {
    kind: 'hiring',
    company,
    companyQuote: company,
    fields,
    occurredAt: null,
    quote: title,
    confidence: 0.8,
    lite: !role,
    rule: 'hn.post',
  }
}

const placeWords = /\b(?:remote|on-?site|hybrid|[A-Z]{2})\b|,\s*\p{Lu}/u

/** "Quillmark (YC W24) – https://…" → Quillmark. A sentence is no name. */
function nameOf(part: string): string | null {
  const name = part
    .replace(/\s*[([].*$/, '')
    .replace(/\s*[-–—:]?\s*(?:https?:\/\/|www\.)\S*.*$/i, '')
    .replace(/\s+[-–—]\s.*$/, '')
    .trim()
  return name.length > 1 && name.length <= 60 && name.split(' ').length <= 6 && /^[\p{L}\p{N}]/u.test(name)
    ? name
    : null
}

const notOwn =
  /(?:^|\.)(?:ycombinator\.com|github\.com|github\.io|linkedin\.com|google\.com|notion\.(?:so|site)|lever\.co|greenhouse\.io|ashbyhq\.com|workable\.com|recruitee\.com|teamtailor\.com|personio\.(?:de|com)|smartrecruiters\.com|bamboohr\.com|breezy\.hr|rippling\.com|youtube\.com|medium\.com|techcrunch\.com|x\.com|twitter\.com|calendly\.com|typeform\.com)$/i

/** The first site that is the company's own, as written. */
function domainIn(text: string): Pick<SignalFields, 'domain'> {
  for (const [, host] of text.matchAll(/\bhttps?:\/\/([\w.-]{3,100})/g)) {
    const domain = host && !notOwn.test(host) ? registrableDomain(host) : null
    if (domain && host) return { domain: { value: domain, quote: host } }
  }
  return {}
}
