import type { Instant } from '../document.ts'
import { fit as bestFit, type FitResult, fitOne, type Tier } from '../fit.ts'
import type { IcpVersion } from '../icp.ts'
import type { FitSubject } from './condition.ts'

/** An account with what people call it by. */
export type NamedSubject = FitSubject & { name: string; domains: readonly string[] }

/** Where an account stands: its tier, or why it has none. */
export type Place = Tier | 'below_floor' | 'disqualified' | 'not_known'

export type TierMove = {
  accountId: string
  name: string
  from: Place
  to: Place
  fitBefore: number | null
  fitAfter: number | null
  /** What changed most, in words and points: "Uses Kafka +6.0". */
  because: string[]
}

export type IcpPreview = {
  accounts: number
  before: Record<Place, number>
  after: Record<Place, number>
  /** Best new place first, then the largest rise in fit, then the name. */
  moves: TierMove[]
}

/** What publishing would do: `before` and `after` are all live versions, the account takes its best of each. */
export const icpPreview = (
  before: readonly IcpVersion[],
  after: readonly IcpVersion[],
  subjects: readonly NamedSubject[],
  at: Instant,
): IcpPreview => {
  const places = { before: noneYet(), after: noneYet() }
  const moves: TierMove[] = []
  for (const subject of subjects) {
    const [was, is] = [bestFit(subject, before, at), bestFit(subject, after, at)]
    const [from, to] = [placeOf(was), placeOf(is)]
    places.before[from]++
    places.after[to]++
    if (from !== to) moves.push({ ...moveOf(subject, was, is), from, to })
  }
  return { accounts: subjects.length, ...places, moves: moves.sort(bestFirst) }
}

/** One expectation of the ICP's own tests, and what came of it. */
export type IcpTestResult = {
  expected: 'tier_1' | 'out'
  account: string
  passed: boolean
  /** Null when no account has this name or domain. */
  place: Place | null
  message: string
}

/** Runs the tests in the file: "these accounts must be Tier 1, these must be out", by name or domain. */
export const runIcpTests = (version: IcpVersion, subjects: readonly NamedSubject[], at: Instant): IcpTestResult[] => {
  const byName = new Map<string, NamedSubject>()
  for (const subject of subjects) for (const name of [subject.name, ...subject.domains]) byName.set(fold(name), subject)
  const run = (expected: IcpTestResult['expected']) => (account: string) => {
    const subject = byName.get(fold(account))
    if (!subject) return { expected, account, passed: false, place: null, message: 'There is no such account' }
    const result = fitOne(subject, version, at)
    const place = placeOf(result)
    const passed = expected === 'tier_1' ? place === 1 : place === 'below_floor' || place === 'disqualified'
    return { expected, account, passed, place, message: inWords(result, place) }
  }
  const { tests } = version.icp
  return [...tests.tier_1.map(run('tier_1')), ...tests.out.map(run('out'))]
}

export const placeOf = (result: FitResult | null): Place => {
  if (!result) return 'not_known'
  if (result.disqualifiedBy.length > 0) return 'disqualified'
  return result.fit === null ? 'not_known' : (result.tier ?? 'below_floor')
}

const noneYet = (): Record<Place, number> => ({ 1: 0, 2: 0, 3: 0, below_floor: 0, disqualified: 0, not_known: 0 })
const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const inWords = (result: FitResult, place: Place): string => {
  if (place === 'disqualified') return `Disqualified: ${result.disqualifiedBy.map(({ label }) => label).join('; ')}`
  if (place === 'not_known') return 'Nothing that counts is known of it'
  const missing = result.missingRequired.map(
    ({ label, met }) => `${label} ${met === null ? 'is not known' : 'is not met'}`,
  )
  const tier = place === 'below_floor' ? 'below Tier 3' : `Tier ${place}`
  return [`Fit ${result.fit?.toFixed(1)}, ${tier}, ${Math.floor(result.coverage * 100)} % known`, ...missing].join('; ')
}

const moveOf = (subject: NamedSubject, was: FitResult | null, is: FitResult | null) => ({
  accountId: subject.id,
  name: subject.name,
  fitBefore: was?.fit ?? null,
  fitAfter: is?.fit ?? null,
  because: [...(is?.disqualifiedBy ?? []).map(({ label }) => label), ...differences(was, is)].slice(0, 3),
})

const differences = (was: FitResult | null, is: FitResult | null): string[] => {
  const labels = new Map(
    [...(was?.contributions ?? []), ...(is?.contributions ?? [])].map(({ id, label }) => [id, label]),
  )
  const points = (result: FitResult | null, id: string) =>
    result?.contributions.find((row) => row.id === id)?.pointsTenths ?? 0
  return [...labels]
    .map(([id, label]) => ({ label, change: points(is, id) - points(was, id) }))
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.label < b.label ? -1 : 1))
    .map(({ label, change }) => `${label} ${change > 0 ? '+' : '−'}${(Math.abs(change) / 10).toFixed(1)}`)
}

const order: readonly Place[] = [1, 2, 3, 'below_floor', 'not_known', 'disqualified']
const bestFirst = (a: TierMove, b: TierMove): number =>
  order.indexOf(a.to) - order.indexOf(b.to) ||
  (b.fitAfter ?? 0) - (b.fitBefore ?? 0) - ((a.fitAfter ?? 0) - (a.fitBefore ?? 0)) ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
