/** Chance as an argument: the same seed and label choose the same item, on every machine. */
export type Chooser = {
  pick: <T>(label: string, items: readonly T[]) => T | undefined
  /** True in `share` of the seeds. */
  chance: (label: string, share: number) => boolean
}

export const chooser = (seed: string): Chooser => ({
  pick: (label, items) => items[number(`${seed}|${label}`) % Math.max(1, items.length)],
  chance: (label, share) => number(`${seed}|${label}`) % 1000 < share * 1000,
})

/** FNV-1a with a final avalanche, 32 bits. */
const number = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
