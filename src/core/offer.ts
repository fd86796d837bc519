import type { Icp } from './icp.ts'
import { triggerWeight } from './icp.ts'
import type { Signal, SignalKind } from './signal.ts'

/** Fields whose wanted values are words that a story may use of a company. */
const describing = new Set(['industry', 'tags', 'description'])
const offered: readonly SignalKind[] = ['funding', 'executive_hire', 'expansion', 'hiring']

/**
 * Why a company that nobody knows yet looks like the ICP, in words; null when nothing in the text says so. Asks whether
 * the text uses, as whole words, a value that a positive criterion wants of an industry, a tag or a description.
 */
export const offerReason = (signal: Signal, text: string, icp: Icp): string | null => {
  if (signal.lite || !offered.includes(signal.kind) || triggerWeight(icp, signal.kind).importance <= 0) return null
  for (const criterion of icp.criteria) {
    if (criterion.weight <= 0 || !('field' in criterion.when) || !describing.has(criterion.when.field)) continue
    const word = wantedWords(criterion.when.test).find((wanted) => uses(text, wanted))
    if (word) return `The story says "${word}", which ${icp.name} looks for: ${criterion.label}`
  }
  return null
}

const wantedWords = (test: Record<string, unknown>): string[] =>
  ['is', 'in', 'includes_any', 'includes_all', 'mentions']
    .flatMap((operator) => test[operator] ?? [])
    .filter((value) => typeof value === 'string')

const uses = (text: string, wanted: string): boolean => ` ${plain(text)} `.includes(` ${plain(wanted)} `)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
