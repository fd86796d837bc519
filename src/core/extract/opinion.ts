import { z } from 'zod'
import type { Document } from '../document.ts'
import { type Drop, type Extraction, type Signal, UNSURE } from '../signal.ts'
import { isFound, nameIn } from './company.ts'
import { calibrated } from './confidence.ts'
import { statedDate } from './date.ts'
import { eventWords, type NewsKind, newsKinds } from './event-words.ts'
import { doubtAround } from './modality.ts'
import { readFields } from './opinion-fields.ts'
import { originsNamed } from './page.ts'
import { sameCompany, settle } from './settle.ts'
import { plain } from './text.ts'
import { verbatim } from './verbatim.ts'

/** How sure the text is, as a model reads it; only facts count, and plans where a plan is the news. */
export const certainties = ['fact', 'plan', 'rumour', 'denied', 'old'] as const
/** Why a model finds no event. A closed list, so that no text of a page reaches ours through a model. */
export const modelDoubts = ['rumour', 'plan', 'old', 'no company named', 'no single event', 'another matter'] as const

const words = z.string().max(400).nullable().catch(null)
const event = z.object({
  kind: z.enum(newsKinds),
  certainty: z.enum(certainties),
  company: z.string().min(1).max(120),
  quote: z.string().min(8).max(600),
  person: words,
  role: words,
  amount: words,
  round: words,
  counterpart: words,
  headcount: words,
  place: words,
})
const opinion = z.object({ events: z.array(event).max(4), doubt: z.enum(modelDoubts).nullable().catch(null) })

/** An event as a model words it: every word of it is still to be found in the document. */
export type ToldEvent = z.infer<typeof event>
/** What of a model's answer the document bears out, and why the rest was discarded. */
export type Opinion = { signals: Signal[]; drops: Drop[] }

export type Questioned = Pick<Document, 'title' | 'summary' | 'body' | 'page' | 'publishedAt'>

/** Before it is measured, a model's reading is a question to a person. */
const unmeasured = 0.5

/** Of each text; more than a model is shown. */
const mostCharacters = 10_000

const plannedKinds: readonly NewsKind[] = ['layoff', 'hiring', 'expansion']

/** Judges a model's answer by the document alone. Whatever the answer holds, this answers too; it never throws. */
export const readOpinion = (document: Questioned, answer: unknown, model: string): Opinion => {
  const parsed = opinion.safeParse(answer)
  if (!parsed.success)
    return { signals: [], drops: [{ rule: 'opinion', reason: 'the model answered in another form' }] }
  const { events, doubt } = parsed.data
  const read = events.map((told) => readEvent(document, told, model))
  const none =
    events.length === 0 ? [{ rule: 'opinion', reason: `the model finds no event${doubt ? `: ${doubt}` : ''}` }] : []
  return {
    signals: settle(read.flatMap(({ signal }) => (signal ? [signal] : []))).signals,
    drops: [...none, ...read.flatMap(({ drops }) => drops)],
  }
}

type ReadEvent = { signal: Signal | null; drops: Drop[] }

const readEvent = (document: Questioned, told: ToldEvent, model: string): ReadEvent => {
  const rule = `opinion.${told.kind}`
  const refuse = (reason: string): ReadEvent => ({ signal: null, drops: [{ rule, reason }] })
  const isSaid = told.certainty === 'fact' || (told.certainty === 'plan' && plannedKinds.includes(told.kind))
  if (!isSaid) return refuse(`the model calls it ${told.certainty}`)
  const { title, summary, body, page } = document
  const texts = [title, summary, body, page?.text].flatMap((text) => text?.slice(0, mostCharacters) ?? [])
  const quote = verbatim(texts, told.quote)
  if (!quote) return refuse('its quote does not stand in the document')
  if (!eventWords[told.kind].test(quote)) return refuse('its quote does not tell such an event')
  const doubt = doubtAround(plain(quote))
  if (doubt) return refuse(`its quote is no fact: ${doubt}`)
  const named = verbatim([quote, ...texts], told.company)
  if (!named) return refuse('its company does not stand in the document')
  const subject = nameIn(plain(named))
  if (!isFound(subject)) return refuse(`its company is none: ${subject.refused}`)
  const company = named.slice(subject.start, subject.end)
  const { fields, discarded } = readFields(told, [quote, title], company)
  const signal: Signal = {
    kind: told.kind,
    company,
    companyQuote: company,
    fields,
    occurredAt: statedDate(quote, document.publishedAt),
    quote,
    confidence: calibrated(`${rule}@${model}`, unmeasured),
    lite: told.kind === 'acquisition' ? !fields.counterpart : isExecutive(told.kind) && !fields.person && !fields.role,
    rule: `${rule}@${model}`,
  }
  return { signal: originsNamed(signal, document), drops: discarded.map((reason) => ({ rule, reason, quote })) }
}

const isExecutive = (kind: NewsKind): boolean => kind === 'executive_hire' || kind === 'executive_departure'

/** What the rules read with what a model adds: it fills in what they left, and where they were unsure its doubt counts. */
export const withOpinion = (extraction: Extraction, { signals: told, drops }: Opinion): Extraction => {
  const isIn = (list: Signal[], { kind, company }: Signal) =>
    list.some((one) => one.kind === kind && sameCompany(one.company, company))
  const own = extraction.signals.map((signal) =>
    signal.confidence < UNSURE && !isIn(told, signal) ? { ...signal, confidence: signal.confidence / 2 } : signal,
  )
  const added = told.filter((signal) => !isIn(own, signal))
  return { signals: [...own, ...added], drops: [...extraction.drops, ...drops] }
}
