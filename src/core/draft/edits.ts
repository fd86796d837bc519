import { functionWords } from '../claims/words.ts'
import { percentile } from '../working-clock.ts'
import { wordsOf } from './sentences.ts'

/** A message as a machine last wrote it, and as a person approved it. */
export type Edited = { ownerId: string; kind: string; machine: string; approved: string }

type Words = { cut: string[]; added: string[] }

const key = (word: string): string => word.toLowerCase().replace(/[.,]+$/u, '')

/** The words that went and that came, by the longest run of words both texts share. */
export const changedWords = (before: string, after: string): Words => {
  const [a, b] = [wordsOf(before).slice(0, 400), wordsOf(after).slice(0, 400)]
  const width = b.length + 1
  const shared = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      shared[i * width + j] =
        key(a[i]!) === key(b[j]!)
          ? shared[(i + 1) * width + j + 1]! + 1
          : Math.max(shared[(i + 1) * width + j]!, shared[i * width + j + 1]!)
  const changed: Words = { cut: [], added: [] }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && key(a[i]!) === key(b[j]!)) [i, j] = [i + 1, j + 1]
    else if (j >= b.length || (i < a.length && shared[(i + 1) * width + j]! >= shared[i * width + j + 1]!))
      changed.cut.push(a[i++]!)
    else changed.added.push(b[j++]!)
  }
  return changed
}

export type EditGroup = { ownerId: string; kind: string; drafts: number; untouched: number; medianWords: number }
export type EditReport = { groups: EditGroup[]; cut: { word: string; drafts: number }[] }

const fewestDrafts = 2
const mostWords = 20

/**
 * How far people go from what machines wrote, in words cut and added, by rep and trigger kind; and the words most often
 * cut, counted once a draft.
 */
export const editReport = (edited: readonly Edited[]): EditReport => {
  const changed = edited.map((draft) => ({ draft, words: changedWords(draft.machine, draft.approved) }))
  const distance = ({ cut, added }: Words) => cut.length + added.length
  const groups = [...Map.groupBy(changed, ({ draft }) => `${draft.ownerId} ${draft.kind}`).values()].map((group) => ({
    ownerId: group[0]!.draft.ownerId,
    kind: group[0]!.draft.kind,
    drafts: group.length,
    untouched: group.filter(({ words }) => distance(words) === 0).length,
    medianWords:
      percentile(
        group.map(({ words }) => distance(words)),
        0.5,
      ) ?? 0,
  }))
  const counts = new Map<string, number>()
  for (const { words } of changed) {
    const kept = new Set(words.added.map(key))
    for (const word of new Set(words.cut.map(key)))
      if (!functionWords.has(word) && !kept.has(word) && /\p{L}/u.test(word))
        counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return {
    groups: groups.sort((a, b) => b.drafts - a.drafts),
    cut: [...counts]
      .map(([word, drafts]) => ({ word, drafts }))
      .filter(({ drafts }) => drafts >= fewestDrafts)
      .sort((a, b) => b.drafts - a.drafts || (a.word < b.word ? -1 : 1))
      .slice(0, mostWords),
  }
}
