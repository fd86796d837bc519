import type { AddSource, AssertableField, BriefTrigger } from '../brief.ts'
import { type Certainty, certainties, certaintyOf, isHearsay } from '../claims/certainty.ts'
import { list } from '../draft/english.ts'
import { moneyText } from '../draft/money.ts'
import type { Money, Quoted, SignalFields, SignalKind } from '../signal.ts'
import type { Evidence, Trigger } from '../trigger.ts'
import { publisherName } from './publishers.ts'

const maxEvidence = 12

/** A trigger as a draft may use it: fields that are agreed and quoted; a lite or private one asserts none. */
export const briefTrigger = (trigger: Trigger, add: AddSource): BriefTrigger => {
  const evidence = trigger.evidence
    .filter(({ signal }) => signal.quote.trim() !== '')
    .sort(byWeight)
    .slice(0, maxEvidence)
  const ids = new Map(evidence.map((item) => [item.signalId, add(asSource(item))]))
  const silent = trigger.lite || trigger.kind === 'custom'
  return {
    triggerId: trigger.id,
    kind: trigger.kind,
    side: trigger.side,
    company: evidence[0]?.signal.company ?? '',
    at: trigger.at,
    dated: evidence.some(({ publishedAt, signal }) => publishedAt !== null || signal.occurredAt !== null),
    certainty: certaintyOfAll(evidence, trigger.kind),
    lite: trigger.lite,
    publishers: trigger.publishers.map(publisherName),
    fields: silent ? [] : assertable(trigger, evidence, ids),
    contradictions: trigger.contradictions.map(({ field, values }) => ({
      field,
      values: values.map(({ value }) => fieldText(value)),
    })),
    sourceIds: [...ids.values()],
  }
}

/** Sure evidence first, then the earliest voice. */
const byWeight = (a: Evidence, b: Evidence): number =>
  b.signal.confidence - a.signal.confidence ||
  (a.publishedAt ?? a.fetchedAt) - (b.publishedAt ?? b.fetchedAt) ||
  (a.signalId < b.signalId ? -1 : 1)

const asSource = (item: Evidence): Parameters<AddSource>[0] => ({
  kind: item.signal.fields.openings ? 'posting' : 'evidence',
  quote: item.signal.quote,
  label: publisherName(item.publisher),
  url: item.url,
  at: item.publishedAt,
  signalId: item.signalId,
})

const assertable = (
  trigger: Trigger,
  evidence: readonly Evidence[],
  ids: ReadonlyMap<string, string>,
): AssertableField[] => {
  const contradicted = new Set<string>(trigger.contradictions.map(({ field }) => field))
  return (Object.keys(trigger.fields) as (keyof SignalFields)[])
    .filter((name) => !contradicted.has(name))
    .flatMap((name) => {
      const field = trigger.fields[name]
      if (!field?.quote) return []
      const value = hedged(field.quote, evidence) + fieldText(field.value)
      if (name === 'place' && isDollarSign(field.quote, evidence)) return []
      const teller =
        evidence.find((item) => item.signal.fields[name]?.quote === field.quote) ??
        evidence.find((item) => sameValue(item.signal.fields[name], fieldText(field.value)))
      const sourceId = teller && ids.get(teller.signalId)
      return sourceId ? [{ name, value, quote: field.quote, sourceId }] : []
    })
}

const comparator = /\b(up to|more than|less than|at least|nearly|almost|around|about|over|approximately)\s*$/iu

/** "up to $2 billion" stays so: what the source hedges is told with its hedge. */
const hedged = (quote: string, evidence: readonly Evidence[]): string => {
  if (!/^\W*[\d\p{Sc}]|^(?:us|rs|inr|usd|eur|gbp)\b/iu.test(quote)) return ''
  for (const { signal } of evidence) {
    const at = signal.quote.indexOf(quote)
    const found = at > 0 ? comparator.exec(signal.quote.slice(0, at))?.[1] : undefined
    if (found) return `${found.toLowerCase()} `
  }
  return ''
}

/** "US" read out of "US$116m" is no place. */
const isDollarSign = (quote: string, evidence: readonly Evidence[]): boolean =>
  /^us$/iu.test(quote.trim()) &&
  evidence.some(({ signal }) => /\bUS\$/u.test(signal.quote) && !/\bUS\b(?!\$)/u.test(signal.quote))

const sameValue = (field: Quoted<unknown> | undefined, text: string): boolean =>
  field !== undefined && fieldText(field.value) === text

const fieldText = (value: unknown): string => {
  if (Array.isArray(value)) return list(value.map(String))
  if (isMoney(value)) return moneyText(value)
  return String(value)
}

const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'currency' in value

/** The surest telling among the evidences, unless one rules the event out. */
const certaintyOfAll = (evidence: readonly Evidence[], kind: SignalKind): Certainty => {
  const read = evidence.map(({ signal, title }) => (isHearsay(title) ? 'rumour' : certaintyOf(signal.quote, kind)))
  if (read.includes('ruled_out')) return 'ruled_out'
  return certainties[Math.max(0, ...read.map((certainty) => certainties.indexOf(certainty)))] ?? 'rumour'
}
