import type { Icp } from '../icp.ts'
import {
  benjaminiHochberg,
  discoveries,
  fisherMidP,
  type Interval,
  newcombe,
  rankSumP,
  type Share,
  shrunkLogOdds,
  simes,
} from '../statistics.ts'
import { type Attribute, type AttributeKind, attributesOf, type Case, type Cell } from './learn/attributes.ts'
import { type Proposal, proposalsFrom } from './learn/propose.ts'

export type { Case } from './learn/attributes.ts'
export type { Proposal } from './learn/propose.ts'

/** How often one answer was found among the won and among the lost of which it is known. */
export type Lift = Pick<Cell, 'label' | 'when' | 'opposite'> & {
  attribute: string
  won: Share
  lost: Share
  /** Share of the won less that of the lost, with Newcombe's 95 % interval. */
  difference: Interval & { value: number }
  /** Odds ratio, small samples drawn towards 1, with its 95 % interval. */
  odds: Interval & { value: number }
  /** Fisher's exact test with mid-p, of this one question. */
  p: number
}

export type AttributeFinding = {
  name: string
  kind: AttributeKind
  /** Of how many it is known. */
  won: number
  lost: number
  /** Over all its questions, and then over all attributes. */
  p: number
  adjusted: number
  /** Tells won from lost, many comparisons accounted for. */
  stands: boolean
  lifts: Lift[]
}

export type Learning = {
  enough: boolean
  won: number
  lost: number
  sentence: string
  /** The surest first. */
  attributes: AttributeFinding[]
  proposals: Proposal[]
}

/** Fewer won, or fewer lost, say nothing. */
export const leastOfEach = 20
const leastKnown = 10
/** When nothing differs, this share of all learning runs finds anything at all. */
const gateLevel = 0.04
/** Of what is found, this share is expected to be chance. */
const falseDiscoveries = 0.2

/**
 * What tells the won from the lost, attribute by attribute. Every attribute gets one p: the exact tests of its
 * questions, and for amounts the rank-sum test, combined. Then Simes' test asks whether anything differs at all; only
 * if so are attributes picked, by their false discovery rate. A person decides about every proposal.
 */
export const learn = (won: readonly Case[], lost: readonly Case[], current: Icp | null): Learning => {
  const counts = { won: won.length, lost: lost.length }
  if (won.length < leastOfEach || lost.length < leastOfEach)
    return { ...counts, enough: false, sentence: tooFew(counts), attributes: [], proposals: [] }
  const found = attributesOf([...won, ...lost]).map((attribute) => findingOf(attribute, won, lost))
  const asked = found.filter((each) => Math.min(each.won, each.lost) >= leastKnown)
  const ps = asked.map(({ p }) => p)
  const adjusted = benjaminiHochberg(ps)
  const anything = simes(ps) <= gateLevel
  const picked = discoveries(ps, falseDiscoveries)
  const attributes = asked
    .map((each, index) => ({ ...each, adjusted: adjusted[index]!, stands: anything && picked[index]! }))
    .sort((a, b) => a.p - b.p || (a.name < b.name ? -1 : 1))
  const proposals = proposalsFrom(attributes, won, lost, current)
  return { ...counts, enough: true, sentence: sentenceOf(counts, attributes), attributes, proposals }
}

type Counts = { won: number; lost: number }

const tooFew = ({ won, lost }: Counts): string =>
  `Not enough data: ${won} won and ${lost} lost, at least ${leastOfEach} of each are needed`

const sentenceOf = ({ won, lost }: Counts, attributes: readonly AttributeFinding[]): string => {
  const standing = attributes.filter(({ stands }) => stands).length
  const of = `${attributes.length} attributes of ${won} won and ${lost} lost`
  return standing === 0 ? `Nothing in ${of} tells them apart beyond chance` : `${standing} of ${of} tell them apart`
}

const findingOf = (attribute: Attribute, won: readonly Case[], lost: readonly Case[]): AttributeFinding => {
  const lifts = attribute.cells.map((cell) => liftOf(attribute.name, cell, won, lost))
  const { amountOf } = attribute
  const amounts = (cases: readonly Case[]) => cases.flatMap((one) => amountOf?.(one) ?? [])
  const single = simes(lifts.map((lift) => lift.p))
  const p = amountOf ? simes([single, rankSumP(amounts(won), amounts(lost))]) : single
  const knownOf = (cases: readonly Case[]) => cases.filter((one) => attribute.cells[0]!.ask(one) !== null).length
  return {
    name: attribute.name,
    kind: attribute.kind,
    won: knownOf(won),
    lost: knownOf(lost),
    p,
    adjusted: 1,
    stands: false,
    lifts,
  }
}

const liftOf = (attribute: string, cell: Cell, won: readonly Case[], lost: readonly Case[]): Lift => {
  const [a, b] = [shareOf(cell, won), shareOf(cell, lost)]
  const log = shrunkLogOdds(a, b)
  return {
    attribute,
    label: cell.label,
    when: cell.when,
    ...(cell.opposite ? { opposite: cell.opposite } : {}),
    won: a,
    lost: b,
    difference: { value: a.met / (a.of || 1) - b.met / (b.of || 1), ...newcombe(a, b) },
    odds: { value: Math.exp(log.value), low: Math.exp(log.low), high: Math.exp(log.high) },
    p: a.of === 0 || b.of === 0 ? 1 : fisherMidP(a, b),
  }
}

const shareOf = ({ ask }: Cell, cases: readonly Case[]): Share => {
  const answers = cases.map(ask).filter((answer) => answer !== null)
  return { met: answers.filter(Boolean).length, of: answers.length }
}
