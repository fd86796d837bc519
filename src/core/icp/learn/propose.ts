import { type Condition, type Criterion, type Icp, triggerWeight } from '../../icp.ts'
import type { SignalKind } from '../../signal.ts'
import { wilson } from '../../statistics.ts'
import { questionOf } from '../condition.ts'
import type { AttributeFinding, Lift } from '../learn.ts'
import type { Case } from './attributes.ts'

type Found = { label: string; lifts: Lift[] }

/** Something a person may take into the ICP, with the counts that speak for it. */
export type Proposal = Found &
  (
    | {
        what: 'criterion'
        id: string
        layer: Criterion['layer']
        when: Condition
        weight: number
        /** Earlier proposals that mostly say the same of the same companies: taking both counts it twice. */
        alike: string[]
      }
    | { what: 'disqualifier'; id: string; when: Condition }
    | { what: 'trigger'; kind: SignalKind; importance: number; before: number; halfLifeDays: number }
  )

/** Our own scale: three points for each doubling of the odds. */
const pointsPerDoubling = 3
/** Our own scale as well, on importance. */
const importancePerDoubling = 15
/** Out, when even the upper bound of its share of wins is below this part of the usual share. */
const hardlyEver = 0.25
const sameAbove = 0.6

/** Weights, disqualifiers and triggers from the attributes that stand, the surest first. */
export const proposalsFrom = (
  attributes: readonly AttributeFinding[],
  won: readonly Case[],
  lost: readonly Case[],
  current: Icp | null,
): Proposal[] => {
  const base = won.length / (won.length + lost.length)
  const proposals: Proposal[] = []
  for (const attribute of attributes.filter(({ stands }) => stands)) {
    if (attribute.kind === 'event') proposals.push(triggerProposal(attribute.lifts[0]!, current))
    else
      for (const lifts of chosen(attribute)) {
        const when = together(lifts)
        const label = lifts.map((lift) => lift.label).join(', ')
        const id = idOf(lifts)
        const found = { label, lifts, id, when }
        if (lifts.every((lift) => isHopeless(lift, base))) proposals.push({ what: 'disqualifier', ...found })
        else {
          const alike = proposals.filter(
            (other) => 'when' in other && phi(other.when, when, [...won, ...lost]) >= sameAbove,
          )
          const names = alike.map((other) => other.label)
          proposals.push({
            what: 'criterion',
            ...found,
            layer: layerOf(attribute.name),
            weight: weightOf(lifts),
            alike: names,
          })
        }
      }
  }
  return proposals
}

const triggerProposal = (lift: Lift, current: Icp | null): Proposal => {
  const kind = (lift.when as { events: SignalKind }).events
  const { importance, halfLifeDays } = triggerWeight(current, kind)
  const raised = Math.round(importance + importancePerDoubling * Math.log2(lift.odds.value))
  return {
    what: 'trigger',
    kind,
    label: lift.label,
    lifts: [lift],
    before: importance,
    importance: Math.min(95, Math.max(-95, raised)),
    halfLifeDays,
  }
}

/** Of an amount one run of groups; else the values that speak for, and those that speak against, by themselves. */
const chosen = ({ kind, lifts }: AttributeFinding): Lift[][] => {
  const [best] = [...lifts].sort((a, b) => a.p - b.p || b.odds.value - a.odds.value)
  if (!best) return []
  if (kind === 'number') return [[isFor(best) ? best : opposite(best)]]
  const clear = lifts.filter((lift) => lift === best || lift.p * lifts.length <= 0.05)
  return [clear.filter(isFor), clear.filter((lift) => !isFor(lift))].filter((side) => side.length > 0)
}

const isFor = ({ odds }: Lift): boolean => odds.value >= 1
/** "Up to 49" in place of "from 50", where there is such an opposite: says the same with a plus. */
const opposite = (lift: Lift): Lift => {
  if (!lift.opposite) return lift
  const { won, lost, difference, odds } = lift
  return {
    ...lift,
    ...lift.opposite,
    won: { met: won.of - won.met, of: won.of },
    lost: { met: lost.of - lost.met, of: lost.of },
    difference: { value: -difference.value, low: -difference.high, high: -difference.low },
    odds: { value: 1 / odds.value, low: 1 / odds.high, high: 1 / odds.low },
  }
}

/** One question for several values of a field. */
const together = (lifts: readonly Lift[]): Condition => {
  const [first] = lifts as [Lift]
  if (lifts.length === 1 || !('field' in first.when)) return first.when
  const tests = lifts.map(({ when }) => (when as Extract<Condition, { field: string }>).test)
  const { field } = first.when
  return first.when.test.includes_any
    ? { field, test: { includes_any: tests.flatMap((test) => test.includes_any ?? []) } }
    : { field, test: { in: tests.flatMap((test) => test.is ?? []) } }
}

const weightOf = (lifts: readonly Lift[]): number => {
  const weights = lifts.map(({ won, lost }) => won.of + lost.of)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const doublings = lifts.reduce((sum, { odds }, i) => sum + Math.log2(odds.value) * weights[i]!, 0) / total
  const points = Math.round(pointsPerDoubling * doublings)
  return Math.min(10, Math.max(-10, points === 0 ? Math.sign(doublings) : points))
}

const isHopeless = ({ won, lost }: Lift, base: number): boolean =>
  wilson({ met: won.met, of: won.met + lost.met }).high < hardlyEver * base

const layerOf = (field: string): Criterion['layer'] => {
  if (field === 'technologies') return 'technographic'
  return /^(openings|hiringPace)/.test(field) ? 'behavioural' : 'firmographic'
}

const idOf = (lifts: readonly Lift[]): string =>
  `learnt_${lifts[0]!.label}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 48)
    .replace(/_$/, '')

/** How far two questions get the same answers from the same companies, 0–1; unknown ones are left out. */
const phi = (a: Condition, b: Condition, cases: readonly Case[]): number => {
  const ask = [a, b].map((when) => questionOf(when, {} as Icp))
  const counts = [0, 0, 0, 0]
  for (const { id, fields } of cases) {
    const [x, y] = ask.map((question) => question({ id, fields, events: [], contacts: [], isCustomer: false }, 0))
    if (x != null && y != null) counts[(x ? 2 : 0) + (y ? 1 : 0)]!++
  }
  const [none, second, first, both] = counts as [number, number, number, number]
  const spread = Math.sqrt((both + first) * (second + none) * (both + second) * (first + none))
  return spread === 0 ? 0 : Math.abs(both * none - first * second) / spread
}
