import measured from './precision.json' with { type: 'json' }

/** How often a rule was read, and how often it was right, kind and company both. */
export type Tally = { read: number; right: number }

/** Counts by rule: signals of unlabelled news read line by line, and those of a labelled set. */
const tallies: readonly Readonly<Record<string, Tally>>[] = [measured.news, measured.labelled]

/** The rule's own estimate counts as this many readings. */
const estimateWeight = 6

/** What a rule claims, drawn towards how often it was right: the mean of a beta distribution around the claim. */
export const calibrated = (rule: string, claim: number): number => {
  const counts = tallies.flatMap((tally) => tally[rule] ?? [])
  const read = counts.reduce((sum, each) => sum + each.read, 0)
  const right = counts.reduce((sum, each) => sum + each.right, 0)
  return Math.round(((right + estimateWeight * claim) / (read + estimateWeight)) * 100) / 100
}
