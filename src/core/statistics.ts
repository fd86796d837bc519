/** Small-sample statistics, in the plain forms of the textbooks. All pure; chance comes in as an argument. */

export type Interval = { low: number; high: number }
/** So many of so many. */
export type Share = { met: number; of: number }

/** Two-sided 95 %. */
const z95 = 1.959964

/** Wilson's score interval of a share; the whole range when nothing was counted. */
export const wilson = ({ met, of }: Share, z = z95): Interval => {
  if (of === 0) return { low: 0, high: 1 }
  const share = met / of
  const centre = share + (z * z) / (2 * of)
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) }
}

/** Newcombe's hybrid score interval of the difference a − b of two independent shares. */
export const newcombe = (a: Share, b: Share, z = z95): Interval => {
  const [p, q] = [a.met / (a.of || 1), b.met / (b.of || 1)]
  const [first, second] = [wilson(a, z), wilson(b, z)]
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  }
}

/** ln n! for whole n ≥ 0: exact sums to 170, Stirling's series above (error below 1e-12). */
const logFactorial = (n: number): number => {
  for (let next = logFactorials.length; next <= Math.min(n, 170); next++)
    logFactorials.push(logFactorials[next - 1]! + Math.log(next))
  if (n <= 170) return logFactorials[n]!
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3)
}
const logFactorials = [0, 0]

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/**
 * Fisher's exact test of two shares, two-sided with mid-p (Lancaster): tables less likely than the one seen count
 * whole, equally likely ones half, because the plain exact test is too cautious in small tables.
 */
export const fisherMidP = (a: Share, b: Share): number => {
  const met = a.met + b.met
  const chance = (x: number) => Math.exp(logChoose(a.of, x) + logChoose(b.of, met - x) - logChoose(a.of + b.of, met))
  const [least, most] = [Math.max(0, met - b.of), Math.min(met, a.of)]
  if (least === most) return 1 // nothing else could have come out
  const seen = chance(a.met)
  let p = 0
  for (let x = least; x <= most; x++) {
    const each = chance(x)
    if (each < seen * (1 - 1e-7)) p += each
    else if (each <= seen * (1 + 1e-7)) p += each / 2
  }
  return Math.min(1, p)
}

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
export const normalBelow = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z > 0 ? 1 - tail : tail
}

/** How often a value of the first list is above one of the second, ties half: 0.5 = no difference. */
export const auc = (above: readonly number[], below: readonly number[]): number => {
  if (above.length === 0 || below.length === 0) return 0.5
  const ranks = midRanks([...above, ...below])
  let sum = 0
  for (let i = 0; i < above.length; i++) sum += ranks[i]!
  return (sum - (above.length * (above.length + 1)) / 2) / (above.length * below.length)
}

/** Ranks from 1, equal values sharing the mean of theirs. */
const midRanks = (values: readonly number[]): number[] => {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Array<number>(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/** The two-sided p of the rank-sum test, with ties and continuity corrected; 1 where nothing differs. */
export const rankSumP = (a: readonly number[], b: readonly number[]): number => {
  const total = a.length + b.length
  if (a.length === 0 || b.length === 0) return 1
  const ties = [...Map.groupBy([...a, ...b], (value) => value).values()].map(({ length }) => length)
  const tied = ties.reduce((sum, t) => sum + t ** 3 - t, 0) / (total * (total - 1) || 1)
  const spread = Math.sqrt(((a.length * b.length) / 12) * (total + 1 - tied))
  if (!(spread > 0)) return 1
  const away = Math.abs(auc(a, b) - 0.5) * a.length * b.length
  return Math.min(1, 2 * normalBelow(-Math.max(0, away - 0.5) / spread))
}

/** The area with DeLong's 95 % interval (Hanley–McNeil placements); the whole range below two of each. */
export const aucInterval = (above: readonly number[], below: readonly number[]): Interval & { auc: number } => {
  const area = auc(above, below)
  if (above.length < 2 || below.length < 2) return { auc: area, low: 0, high: 1 }
  const variance =
    varianceOf(placements(above, below)) / above.length + varianceOf(placements(below, above)) / below.length
  const half = z95 * Math.sqrt(variance)
  return { auc: area, low: Math.max(0, area - half), high: Math.min(1, area + half) }
}

/** For each value, the share of the others below it, ties half. */
const placements = (values: readonly number[], others: readonly number[]): number[] => {
  const sorted = [...others].sort((a, b) => a - b)
  return values.map((value) => (firstAtLeast(sorted, value) + firstAbove(sorted, value)) / (2 * sorted.length))
}
const firstWhere = (sorted: readonly number[], holds: (value: number) => boolean): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
const firstAtLeast = (sorted: readonly number[], value: number) => firstWhere(sorted, (each) => each >= value)
const firstAbove = (sorted: readonly number[], value: number) => firstWhere(sorted, (each) => each > value)

const varianceOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

/**
 * Which stand when a share q of what stands may be chance: Benjamini, Krieger and Yekutieli's two stages (2006), which
 * ask less of each when many evidently differ.
 */
export const discoveries = (ps: readonly number[], q: number): boolean[] => {
  const adjusted = benjaminiHochberg(ps)
  const first = q / (1 + q)
  const same = adjusted.filter((p) => p > first).length
  const second = same === 0 ? 1 : (first * ps.length) / same
  return adjusted.map((p) => p <= second && adjusted.some((each) => each <= first))
}

/** Benjamini and Hochberg's adjusted p of each: at or below q, at most a share q of the finds is expected false. */
export const benjaminiHochberg = (ps: readonly number[]): number[] => {
  const order = ps.map((_, index) => index).sort((a, b) => ps[b]! - ps[a]!)
  const adjusted = new Array<number>(ps.length)
  let least = 1
  for (const [position, index] of order.entries()) {
    least = Math.min(least, (ps[index]! * ps.length) / (ps.length - position))
    adjusted[index] = least
  }
  return adjusted
}

/**
 * The odds ratio of two shares on the log scale: half a case added to each cell (Haldane), then drawn towards no
 * difference by a normal prior of this spread, so that small samples say little. With its 95 % interval.
 */
export const shrunkLogOdds = (a: Share, b: Share, priorSpread = 1): Interval & { value: number } => {
  const cells = [a.met, a.of - a.met, b.met, b.of - b.met].map((count) => count + 0.5) as [
    number,
    number,
    number,
    number,
  ]
  const raw = Math.log((cells[0] * cells[3]) / (cells[1] * cells[2]))
  const variance = cells.reduce((sum, cell) => sum + 1 / cell, 0)
  const kept = priorSpread ** 2 / (priorSpread ** 2 + variance)
  const half = z95 * Math.sqrt(kept * variance)
  return { value: kept * raw, low: kept * raw - half, high: kept * raw + half }
}

/** Simes' p of several tests of one matter: kinder than Bonferroni's when several are small, and never above it. */
export const simes = (ps: readonly number[]): number => Math.min(1, ...benjaminiHochberg(ps))

/** Cuts that part sorted values into so many like-sized groups; fewer where values repeat. Each begins a group. */
export const quantileCuts = (values: readonly number[], groups: number): number[] => {
  const sorted = [...values].sort((a, b) => a - b)
  const cuts = Array.from({ length: groups - 1 }, (_, i) => sorted[Math.round(((i + 1) * sorted.length) / groups)]!)
  return [...new Set(cuts)].filter((cut) => cut !== undefined && cut > sorted[0]!)
}
