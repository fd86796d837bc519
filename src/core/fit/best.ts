import { nameOf } from './name.ts'
import { coverageOf, fitTenthsOf, isDisqualified, type Scores, tierOfRow } from './score.ts'

/** The best of a row's ICPs in the order of `fit`; null where none applies to it. */
const bestOf = (scored: readonly Scores[], isCustomer: boolean, row: number): Scores | null => {
  let best: Scores | null = null
  for (const scores of scored) {
    if ((scores.version.icp.kind === 'expansion') !== isCustomer) continue
    if (best === null || isBetter(scores, best, row)) best = scores
  }
  return best
}

const isBetter = (a: Scores, b: Scores, row: number): boolean =>
  (Number(isDisqualified(a, row)) - Number(isDisqualified(b, row)) ||
    (tierOfRow(a, row) ?? 4) - (tierOfRow(b, row) ?? 4) ||
    (fitTenthsOf(b, row) ?? -1) - (fitTenthsOf(a, row) ?? -1) ||
    coverageOf(b, row) - coverageOf(a, row) ||
    (a.version.icp.key < b.version.icp.key ? -1 : 1)) < 0

/** The name of the row's best result, as `fitHash` gives it; null where no ICP applies. */
export const bestName = (scored: readonly Scores[], isCustomer: boolean, row: number): string | null => {
  const best = bestOf(scored, isCustomer, row)
  return best && nameOf(best, row)
}
