import { stableJson } from '../hash.ts'
import type { Condition, Criterion, FieldRule, Icp } from '../icp.ts'

/** Something to mend in an ICP that is well formed; `path` names criteria by id. An error makes a part of it dead. */
export type IcpFinding = { level: 'error' | 'warn'; path: string; message: string }

/** What an ICP says against itself, whatever the accounts. */
export const contradictionsOf = (icp: Icp): IcpFinding[] => [
  ...repeatedQuestions(icp),
  ...icp.criteria.flatMap((criterion) => [...rewardedThoughOut(criterion, icp), ...requiredThoughUnwanted(criterion)]),
  ...exclusiveRequirements(icp),
  ...testedBothWays(icp),
]

const at = (criterion: Criterion): string => `criteria.${criterion.id}`

const repeatedQuestions = ({ criteria }: Icp): IcpFinding[] =>
  criteria.flatMap((criterion, index) => {
    const same = criteria.slice(0, index).find(({ when }) => stableJson(when) === stableJson(criterion.when))
    return same ? [{ level: 'warn', path: at(criterion), message: `asks the same as ${at(same)}` } as const] : []
  })

/** Points for what a disqualifier throws out: nobody can ever earn them. */
const rewardedThoughOut = (criterion: Criterion, { disqualifiers }: Icp): IcpFinding[] =>
  disqualifiers
    .filter(({ when }) => criterion.weight > 0 && isWithin(criterion.when, when))
    .map(({ id }) => ({
      level: 'error',
      path: at(criterion),
      message: `whoever meets it is out by disqualifiers.${id}`,
    }))

const requiredThoughUnwanted = (criterion: Criterion): IcpFinding[] =>
  criterion.required_for_tier_1 && criterion.weight < 0
    ? [{ level: 'error', path: at(criterion), message: 'is required for Tier 1 and costs points' }]
    : []

const exclusiveRequirements = ({ criteria }: Icp): IcpFinding[] => {
  const required = criteria.filter((criterion) => criterion.required_for_tier_1)
  return required.flatMap((criterion, index) =>
    required
      .slice(0, index)
      .filter((other) => excludes(criterion.when, other.when))
      .map((other) => ({
        level: 'error' as const,
        path: at(criterion),
        message: `cannot hold together with ${at(other)}, and both are required: nobody can be Tier 1`,
      })),
  )
}

const testedBothWays = ({ tests }: Icp): IcpFinding[] =>
  tests.tier_1
    .filter((name) => tests.out.includes(name))
    .map((name) => ({ level: 'error', path: 'tests', message: `"${name}" is to be both Tier 1 and out` }))

type Range = { low: number; high: number }
type FieldCondition = FieldRule & Condition

const rangeOf = ({ test }: FieldRule): Range | null => {
  if (test.between) return { low: test.between[0], high: test.between[1] }
  if (test.at_least !== undefined) return { low: test.at_least, high: Number.POSITIVE_INFINITY }
  if (test.at_most !== undefined) return { low: Number.NEGATIVE_INFINITY, high: test.at_most }
  return null
}

const choicesOf = ({ test }: FieldRule): string[] | null => {
  const choices = test.is !== undefined ? [test.is] : (test.in ?? test.includes_any)
  return choices?.map((each) => String(each).trim().toLowerCase()) ?? null
}

const sameField = (a: Condition, b: Condition): [FieldCondition, FieldCondition] | null =>
  'field' in a && 'field' in b && a.field === b.field ? [a as FieldCondition, b as FieldCondition] : null

/** Whether everything that meets `inner` meets `outer`, as far as ranges and choices tell. */
const isWithin = (inner: Condition, outer: Condition): boolean => {
  if (stableJson(inner) === stableJson(outer)) return true
  const pair = sameField(inner, outer)
  if (!pair) return false
  const [a, b] = pair.map(rangeOf)
  if (a && b) return a.low >= b.low && a.high <= b.high
  const [some, all] = pair.map(choicesOf)
  return Boolean(some && all && some.every((choice) => all.includes(choice)))
}

/** Whether nothing can meet both. Choices are left alone: a field may hold several values. */
const excludes = (one: Condition, other: Condition): boolean => {
  const [a, b] = sameField(one, other)?.map(rangeOf) ?? []
  return Boolean(a && b && (a.high < b.low || b.high < a.low))
}
