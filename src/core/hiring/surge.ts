/**
 * Whether openings come faster, or slower, than an account's own pace. The exact test of two Poisson rates
 * (Przyborowski and Wilenski, 1940): of all openings in the window and before it, each falls into the window with
 * chance window / (window + before) if the pace is the same. So the few openings behind a young baseline count for
 * no more than they are, and a baseline of none is not taken for proof.
 */
export type Pace = {
  /** Openings in the window, and in the days before it. */
  inWindow: number
  before: number
  windowDays: number
  beforeDays: number
  /** Openings that the earlier pace would have brought in the window, in tenths. */
  expected: number
  /** The chance of as many (or, for a slow-down, as few) at the earlier pace. */
  p: number
  direction: 'faster' | 'slower'
}

export const paceOf = (inWindow: number, windowDays: number, before: number, beforeDays: number): Pace => {
  const expected = (before / beforeDays) * windowDays
  const direction = inWindow >= expected ? 'faster' : 'slower'
  const share = windowDays / (windowDays + beforeDays)
  const total = inWindow + before
  const p = direction === 'faster' ? chance(inWindow, total, total, share) : chance(0, inWindow, total, share)
  return {
    inWindow,
    before,
    windowDays,
    beforeDays,
    expected: Math.round(expected * 10) / 10,
    p: Math.min(1, Number(p.toPrecision(2))),
    direction,
  }
}

/** P(least ≤ X ≤ most) for X of a binomial distribution, term by term in logarithms so that no count overflows. */
const chance = (least: number, most: number, total: number, share: number): number => {
  let logTerm = total * Math.log(1 - share)
  let sum = least === 0 ? Math.exp(logTerm) : 0
  for (let k = 1; k <= most; k++) {
    logTerm += Math.log((total - k + 1) / k) + Math.log(share / (1 - share))
    if (k >= least) sum += Math.exp(logTerm)
  }
  return sum
}
