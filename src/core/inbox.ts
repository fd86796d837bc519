import { z } from 'zod'
import { msPerDay } from './day.ts'
import type { Document, Instant } from './document.ts'
import { registrableDomain } from './domain.ts'
import { dataHash } from './hash.ts'
import { asWritten } from './own-signals.ts'
import { type Signal, type SignalFields, type SignalKind, signalKinds } from './signal.ts'

/** Bounded, composed, as a database keeps it, and without the invisible characters that make one name read as another. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((text) => text.toWellFormed().replace(invisible, '').normalize('NFC').trim())
    .min(1)
const invisible = /[^\P{Cc}\t\n]|(?![\u200c\u200d])\p{Cf}/gu
const count = z.int().min(0).max(10_000_000)

/** What another system may push: one event at one company, in the fields of a signal. */
export const pushedSignal = z
  .strictObject({
    kind: z.enum(signalKinds),
    company: words(200),
    /** The company's own site: the surest way to its account. */
    domain: words(253)
      .refine((text) => registrableDomain(text) !== null, 'must be a domain, such as acme.example')
      .optional(),
    /** What happened, in a sentence that can be quoted. */
    text: words(4_000),
    /** Who says so, as a reader would name them. */
    source: words(100).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    /** A day or a moment with its zone; the moment of arrival when left out. */
    occurred_at: z
      .string()
      .refine((text) => momentOf(text) !== null, 'must be a day or a moment with its zone, in the manner of ISO 8601')
      .optional(),
    /** The same key again is the same signal again: the first one stays. */
    idempotency_key: words(200),
    person: words(200).optional(),
    role: words(200).optional(),
    amount: z.number().positive().max(1e13).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency’s three letters')
      .optional(),
    round: words(60).optional(),
    investors: z.array(words(200)).min(1).max(30).optional(),
    counterpart: words(200).optional(),
    headcount: count.optional(),
    place: words(200).optional(),
    product: words(200).optional(),
    technology: words(200).optional(),
    function: words(60).optional(),
    openings: count.optional(),
    baseline: z.number().min(0).max(10_000_000).optional(),
  })
  .refine(({ amount, currency }) => (amount === undefined) === (currency === undefined), {
    path: ['currency'],
    message: 'must come with the amount, and the amount with it',
  })
export type PushedSignal = z.infer<typeof pushedSignal>

/** Days on their own are the day's beginning in UTC. */
const momentOf = (text: string): Instant | null => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Temporal.PlainDate.from(text).toZonedDateTime('UTC').epochMilliseconds
      : Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}

/** Why a pushed signal that is well formed is refused all the same, in words; null when it is taken. */
export const refusedAt = ({ occurred_at }: PushedSignal, now: Instant): string | null => {
  const at = occurred_at === undefined ? null : momentOf(occurred_at)
  if (at === null) return null
  if (at <= 0) return 'occurred_at lies before anybody kept count of time'
  return at > now + msPerDay ? 'occurred_at lies in the future' : null
}

/** What each kind cannot do without; a signal that lacks it supports others and never leads. */
const needed: Partial<Record<SignalKind, readonly (keyof SignalFields)[]>> = {
  executive_hire: ['person', 'role'],
  executive_departure: ['person', 'role'],
  champion_move: ['person'],
  acquisition: ['counterpart'],
  expansion: ['place'],
  hiring: ['hiringFunction', 'headcount'],
  product_launch: ['product'],
  technology_change: ['technology'],
}

/** A pushed signal as a document that carries it. Its fields stand below its text, so that each has words to quote. */
export const inboxDocument = (pushed: PushedSignal, receivedAt: Instant): Document => {
  const { kind, company, text, url, source, occurred_at, idempotency_key } = pushed
  const { fields, lines } = stated(pushed)
  const isWhole = needed[kind]?.some((field) => fields[field] !== undefined) ?? true
  const signal: Signal = {
    kind,
    company,
    companyQuote: company,
    fields,
    occurredAt: occurred_at === undefined ? null : momentOf(occurred_at),
    quote: text,
    confidence: 0.9,
    lite: !isWhole,
    rule: 'inbox',
  }
  return {
    identity: idempotency_key,
    url: url ?? null,
    title: `${company}: ${kind.replaceAll('_', ' ')}`,
    summary: text,
    body: lines.join('\n') || null,
    publisher: source ?? 'Inbox',
    publishedAt: receivedAt,
    updatedAt: null,
    extra: { pushed: dataHash([pushed]), signals: [signal] },
  }
}

const stated = (pushed: PushedSignal): { fields: SignalFields; lines: string[] } => {
  const fields: SignalFields = {}
  const lines: string[] = []
  const tell = <K extends keyof SignalFields>(name: K, label: string, field: SignalFields[K] & { quote: string }) => {
    fields[name] = field
    lines.push(`${label}: ${field.quote}`)
  }
  const { domain, amount, currency, investors, headcount, openings, baseline } = pushed
  if (domain) tell('domain', 'Domain', { value: registrableDomain(domain)!, quote: domain })
  for (const [name, label, value] of [
    ['person', 'Person', pushed.person],
    ['role', 'Role', pushed.role],
    ['round', 'Round', pushed.round],
    ['counterpart', 'Counterpart', pushed.counterpart],
    ['place', 'Place', pushed.place],
    ['product', 'Product', pushed.product],
    ['technology', 'Technology', pushed.technology],
    ['hiringFunction', 'Function', pushed.function],
  ] as const)
    if (value) tell(name, label, asWritten(value))
  for (const [name, label, value] of [
    ['headcount', 'Headcount', headcount],
    ['openings', 'Openings', openings],
    ['baseline', 'Usual openings', baseline],
  ] as const)
    if (value !== undefined) tell(name, label, { value, quote: String(value) })
  if (amount !== undefined && currency)
    tell('amount', 'Amount', { value: { value: amount, currency }, quote: `${amount} ${currency}` })
  if (investors) tell('investors', 'Investors', { value: investors, quote: investors.join(', ') })
  return { fields, lines }
}
