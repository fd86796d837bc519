import { foldWords } from '../match/fold.ts'
import { nameKey } from '../match/names.ts'
import type { Money, Quoted, SignalFields } from '../signal.ts'
import type { Contradiction, Evidence } from '../trigger.ts'
import { mayBeConverted, sameCompanyName, samePerson } from './same-event.ts'

type Field = keyof SignalFields
type Said = { value: unknown; evidence: Evidence; quoted: Quoted<unknown> }

/** Rounding and conversion apart: "$4.5M" and "$4.48 million" are one amount. */
const near = (one: number, two: number): boolean => Math.abs(one - two) <= 0.02 * Math.max(Math.abs(one), Math.abs(two))
const sameWords = (one: string, two: string): boolean => nameKey(one) === nameKey(two)
const sharesWord = (one: string, two: string): boolean => foldWords(one).some((word) => foldWords(two).includes(word))

const agrees: {
  [K in Field]-?: (one: NonNullable<SignalFields[K]>['value'], two: NonNullable<SignalFields[K]>['value']) => boolean
} = {
  person: samePerson,
  role: (one, two) => sharesWord(one, two) || initialsOf(one) === nameKey(two) || initialsOf(two) === nameKey(one),
  roleFunction: sameWords,
  seniority: sameWords,
  amount: (one: Money, two: Money) =>
    one.currency === two.currency ? near(one.value, two.value) : mayBeConverted(one, two),
  round: sameWords,
  investors: () => true,
  leadInvestor: sameCompanyName,
  counterpart: sameCompanyName,
  headcount: near,
  percentage: near,
  place: sameCompanyName,
  product: sameCompanyName,
  technology: sameWords,
  hiringFunction: sameWords,
  openings: () => true,
  baseline: () => true,
  chance: () => true,
  domain: (one, two) => one.toLowerCase() === two.toLowerCase(),
}

function initialsOf(role: string): string {
  return foldWords(role)
    .filter((word) => word !== 'of' && word !== 'and')
    .map((word) => word[0])
    .join('')
}

/** What all evidence agrees on, and where it does not. Expects evidence in order of arrival. */
export const agreeOnFields = (
  evidence: readonly Evidence[],
): { fields: SignalFields; contradictions: Contradiction[] } => {
  const fields: Partial<Record<Field, Quoted<unknown>>> = {}
  const contradictions: Contradiction[] = []
  for (const field of Object.keys(agrees) as Field[]) {
    const versions = versionsOf(field, evidence)
    if (versions.length === 1) fields[field] = best(versions[0]!).quoted
    if (versions.length > 1) contradictions.push({ field, values: versions.map(toldBy) })
  }
  return { fields: fields as SignalFields, contradictions }
}

/** What was said about a field, sayings that agree put together. */
const versionsOf = (field: Field, evidence: readonly Evidence[]): Said[][] => {
  const same = agrees[field] as (one: unknown, two: unknown) => boolean
  const versions: Said[][] = []
  for (const one of evidence) {
    const quoted = one.signal.fields[field]
    if (!quoted) continue
    const said: Said = { value: quoted.value, evidence: one, quoted }
    const version = versions.find((sayings) => sayings.every((other) => same(other.value, said.value)))
    if (version) version.push(said)
    else versions.push([said])
  }
  return versions
}

/** The saying to quote: the fullest of the most confident evidence, else what came first. */
const best = (sayings: readonly Said[]): Said =>
  sayings.reduce((kept, one) => {
    const gain = one.evidence.signal.confidence - kept.evidence.signal.confidence
    return gain > 0 || (gain === 0 && fullness(one.value) > fullness(kept.value)) ? one : kept
  })
const fullness = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)

const toldBy = (sayings: readonly Said[]) => ({
  value: best(sayings).value,
  signalIds: sayings.map((one) => one.evidence.signalId),
})
