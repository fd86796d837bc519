import type { Instant } from '../document.ts'
import { benjaminiHochberg, fisherMidP, type Interval, newcombe, type Share, wilson } from '../statistics.ts'
import { attributesOf, type Case, type Cell } from './learn/attributes.ts'
import { leastOfEach } from './learn.ts'

/** An account at the moment it was targeted, or won. */
export type Dated = Case & { at: Instant }

export type DriftRow = {
  attribute: string
  label: string
  targeted: Share & Interval
  won: Share & Interval
  /** Share of the won less that of the targeted, with Newcombe's 95 % interval. */
  difference: number
  interval: Interval
  /** The gap is beyond chance, all rows of the quarter accounted for. */
  drifts: boolean
}

export type DriftQuarter = { quarter: string; targeted: number; won: number; enough: boolean; rows: DriftRow[] }

const falseDiscoveries = 0.1

/** Who is targeted against who buys, quarter by quarter (UTC), the widest gap first. */
export const drift = (targeted: readonly Dated[], won: readonly Dated[]): DriftQuarter[] => {
  const attributes = attributesOf([...targeted, ...won])
  const quarters = [...new Set([...targeted, ...won].map(({ at }) => quarterOf(at)))].sort()
  return quarters.map((quarter) => {
    const [a, b] = [targeted, won].map((list) => list.filter(({ at }) => quarterOf(at) === quarter)) as [
      Dated[],
      Dated[],
    ]
    const enough = Math.min(a.length, b.length) >= leastOfEach
    const rows = enough
      ? rowsOf(
          attributes.flatMap(({ name, cells }) => cells.map((cell) => ({ name, cell }))),
          a,
          b,
        )
      : []
    return { quarter, targeted: a.length, won: b.length, enough, rows }
  })
}

/** "2026 Q4". */
export const quarterOf = (at: Instant): string => {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
  return `${year} Q${Math.ceil(month / 3)}`
}

const rowsOf = (
  cells: readonly { name: string; cell: Cell }[],
  targeted: readonly Dated[],
  won: readonly Dated[],
): DriftRow[] => {
  const rows = cells.map(({ name, cell }) => {
    const [a, b] = [shareOf(cell, targeted), shareOf(cell, won)]
    return { name, cell, a, b, p: a.of === 0 || b.of === 0 ? 1 : fisherMidP(a, b) }
  })
  const adjusted = benjaminiHochberg(rows.map(({ p }) => p))
  return rows
    .map(({ name, cell, a, b }, index) => ({
      attribute: name,
      label: cell.label,
      targeted: { ...a, ...wilson(a) },
      won: { ...b, ...wilson(b) },
      difference: b.met / (b.of || 1) - a.met / (a.of || 1),
      interval: newcombe(b, a),
      drifts: adjusted[index]! <= falseDiscoveries,
    }))
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.label < b.label ? -1 : 1))
}

const shareOf = ({ ask }: Cell, cases: readonly Case[]): Share => {
  const answers = cases.map(ask).filter((answer) => answer !== null)
  return { met: answers.filter(Boolean).length, of: answers.length }
}
