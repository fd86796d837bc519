import { stableJson } from '../hash.ts'
import type { Criterion, Disqualifier, Icp, Persona } from '../icp.ts'
import { conditionInWords, dollars } from './words.ts'

/** What changed from one version of an ICP to another, one sentence each; empty when they mean the same. */
export const icpDiff = (before: Icp, after: Icp): string[] => [
  ...valueChanges(before, after),
  ...listChanges('Criterion', before.criteria, after.criteria, ({ id }) => id, newCriterion, criterionChanges),
  ...listChanges('Disqualifier', before.disqualifiers, after.disqualifiers, ({ id }) => id, asked, askedChanges),
  ...listChanges(
    'Persona',
    before.personas,
    after.personas,
    ({ key }) => key,
    ({ name }) => name,
    personaChanges,
  ),
  ...mapChanges('trigger', before.triggers, after.triggers, ({ importance, half_life_days, expires_days }) =>
    [
      `importance ${importance}`,
      `half-life ${half_life_days} days`,
      ...(expires_days ? [`expires after ${expires_days} days`] : []),
    ].join(', '),
  ),
  ...lineChanges('Words they use', before.language.they_say, after.language.they_say),
  ...lineChanges('Words to avoid', before.language.avoid, after.language.avoid),
  ...linesByKind('Consequences', before.consequences, after.consequences),
  ...linesByKind('Questions', before.discovery_questions, after.discovery_questions),
  ...lineChanges('Objections', before.objections.map(answered), after.objections.map(answered)),
  ...(same(before.deal, after.deal) ? [] : [`Deal: ${dealInWords(after.deal)} instead of ${dealInWords(before.deal)}`]),
  ...lineChanges('Tests for Tier 1', before.tests.tier_1, after.tests.tier_1),
  ...lineChanges('Tests for out', before.tests.out, after.tests.out),
]

const same = (a: unknown, b: unknown): boolean => stableJson(a ?? null) === stableJson(b ?? null)
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

const valueChanges = (before: Icp, after: Icp): string[] => [
  ...(['name', 'kind', 'offer', 'alpha'] as const)
    .filter((part) => before[part] !== after[part])
    .map((part) => `${capital(part)}: "${before[part]}" became "${after[part]}"`),
  ...(['tier_1', 'tier_2', 'tier_3'] as const)
    .filter((tier) => before.tiers[tier] !== after.tiers[tier])
    .map((tier) => `Tier ${tier.slice(-1)} starts at ${after.tiers[tier]} instead of ${before.tiers[tier]}`),
]

const listChanges = <T>(
  noun: string,
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
  tell: (item: T) => string,
  changes: (was: T, is: T) => string[],
): string[] => {
  const [was, is] = [
    new Map(before.map((item) => [keyOf(item), item])),
    new Map(after.map((item) => [keyOf(item), item])),
  ]
  return [
    ...after.filter((item) => !was.has(keyOf(item))).map((item) => `${noun} "${keyOf(item)}" is new: ${tell(item)}`),
    ...before.filter((item) => !is.has(keyOf(item))).map((item) => `${noun} "${keyOf(item)}" is gone: ${tell(item)}`),
    ...after.flatMap((item) => {
      const old = was.get(keyOf(item))
      return old && !same(old, item) ? changes(old, item) : []
    }),
  ]
}

const signed = (weight: number): string => (weight > 0 ? `+${weight}` : `${weight}`.replace('-', '−'))
const asked = ({ label, when }: Disqualifier): string => `${label} (${conditionInWords(when)})`
const newCriterion = (criterion: Criterion): string => `${asked(criterion)}, weight ${signed(criterion.weight)}`

const askedChanges = (
  was: Pick<Criterion, 'id' | 'label' | 'when'>,
  is: Pick<Criterion, 'id' | 'label' | 'when'>,
): string[] => [
  ...(same(was.when, is.when)
    ? []
    : [`"${is.id}" asks ${conditionInWords(is.when)} instead of ${conditionInWords(was.when)}`]),
  ...(was.label === is.label ? [] : [`"${is.id}" is called "${is.label}" instead of "${was.label}"`]),
]

const criterionChanges = (was: Criterion, is: Criterion): string[] => [
  ...(was.weight === is.weight ? [] : [`"${is.id}" weighs ${signed(is.weight)} instead of ${signed(was.weight)}`]),
  ...(was.required_for_tier_1 === is.required_for_tier_1
    ? []
    : [`"${is.id}" is ${is.required_for_tier_1 ? 'now' : 'no longer'} required for Tier 1`]),
  ...askedChanges(was, is),
  ...(was.layer === is.layer ? [] : [`"${is.id}" counts as ${is.layer} instead of ${was.layer}`]),
]

const personaChanges = (was: Persona, is: Persona): string[] => {
  const about = `Persona "${is.key}"`
  const texts = ({ value_points }: Persona) => value_points.map(({ text }) => text)
  const lines = [
    ...(['name', 'buying_role', 'tone'] as const)
      .filter((part) => was[part] !== is[part])
      .map((part) => `${about}: ${part.replaceAll('_', ' ')} "${was[part]}" became "${is[part]}"`),
    ...(['titles', 'pains', 'questions'] as const).flatMap((part) =>
      lineChanges(`${about}, ${part}`, was[part], is[part]),
    ),
    ...lineChanges(`${about}, value points`, texts(was), texts(is)),
  ]
  return lines.length > 0 ? lines : [`${about}: value points are for other triggers`]
}

/** What came and what went; the same lines in another order are said to be that. */
const lineChanges = (about: string, was: readonly string[], is: readonly string[]): string[] => {
  const quoted = (lines: readonly string[]) => lines.map((line) => `"${line}"`).join(', ')
  const [came, went] = [is.filter((line) => !was.includes(line)), was.filter((line) => !is.includes(line))]
  if (came.length + went.length === 0) return same(was, is) ? [] : [`${about}: in another order`]
  return [
    `${about}: ${[...(came.length > 0 ? [`now also ${quoted(came)}`] : []), ...(went.length > 0 ? [`no longer ${quoted(went)}`] : [])].join('; ')}`,
  ]
}

type LinesByKind = Partial<Record<string, readonly string[]>>
const linesByKind = (about: string, before: LinesByKind, after: LinesByKind): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((kind) => lineChanges(`${about}, ${kind.replaceAll('_', ' ')}`, before[kind] ?? [], after[kind] ?? []))

const answered = ({ objection, answer }: Icp['objections'][number]): string => `${objection} ${answer}`
const dealInWords = ({ typical_usd, cycle_days }: Icp['deal']): string =>
  [...(typical_usd ? [dollars(typical_usd)] : []), ...(cycle_days ? [`${cycle_days} days`] : [])].join(', ') ||
  'nothing'

const mapChanges = <T>(
  noun: string,
  before: Partial<Record<string, T>>,
  after: Partial<Record<string, T>>,
  tell: (item: T) => string,
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => {
    const [was, is] = [before[key], after[key]]
    if (same(was, is)) return []
    const name = `${capital(key.replaceAll('_', ' '))} ${noun}`
    if (!was) return [`${name}: ${tell(is!)} instead of the usual`]
    return [is ? `${name}: ${tell(is)} instead of ${tell(was)}` : `${name}: back to the usual`]
  })
