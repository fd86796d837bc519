import type { Drop, Signal, SignalKind } from '../signal.ts'

/** Where two kinds read the same words, the left one stands. */
const stronger: readonly (readonly [SignalKind, SignalKind])[] = [
  ['executive_departure', 'layoff'],
  ['acquisition', 'expansion'],
  ['funding', 'expansion'],
  ['funding', 'product_launch'],
  ['executive_hire', 'expansion'],
  ['executive_hire', 'hiring'],
  ['executive_hire', 'product_launch'],
  ['acquisition', 'product_launch'],
  ['hiring', 'expansion'],
  ['expansion', 'product_launch'],
  ['layoff', 'expansion'],
]

/** One signal per event: repeats merged, rival readings of the same clause decided. */
export const settle = (found: Signal[]): { signals: Signal[]; drops: Drop[] } => {
  const drops: Drop[] = []
  const kept: Signal[] = []
  for (const signal of [...found].sort((a, b) => b.confidence - a.confidence)) {
    const rival = kept.find((other) => other.kind === signal.kind && sameCompany(other.company, signal.company))
    if (rival) continue
    kept.push(signal)
  }
  const signals = kept.filter((signal) => {
    const rival = stronger.find(
      ([winner, loser]) =>
        loser === signal.kind && kept.some((other) => other.kind === winner && other.quote === signal.quote),
    )
    if (rival) drops.push({ rule: signal.rule, reason: `read as ${rival[0]}`, quote: signal.quote })
    return !rival
  })
  return { signals: signals.sort((a, b) => found.indexOf(a) - found.indexOf(b)), drops }
}

export const sameCompany = (a: string, b: string): boolean => {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  return x === y || x.startsWith(`${y} `) || y.startsWith(`${x} `)
}

/** Whether a company of one signal may be one of the other's; a title may clip a name that its text writes out. */
export const sharesCompany = (one: Signal, two: Signal): boolean =>
  sidesOf(one).some((side) => sidesOf(two).some((other) => isShortFor(side, other) || isShortFor(other, side)))

const sidesOf = ({ company, fields }: Signal): string[] =>
  [company, fields.counterpart?.value ?? '']
    .map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .filter(Boolean)

const initialsMostLength = 5

/** "Loafgr" for "Loafgroup", "LCG" for "Loaf Crumb Group": one end of it, or few letters of it in their order. */
const isShortFor = (short: string, long: string): boolean =>
  long.startsWith(short) ||
  long.endsWith(short) ||
  (short.length <= initialsMostLength && new RegExp(`^${[...short].join('.*')}`, 'u').test(long))
