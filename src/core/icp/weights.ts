import { type Document, isMap, isSeq } from 'yaml'
import type { SignalKind } from '../signal.ts'
import { editable } from './editable.ts'

/** Numbers of an ICP that a form may change; what is not named stays as the file says. */
export type WeightChanges = {
  criteria: Readonly<Record<string, { weight: number; required: boolean }>>
  tiers: { tier_1: number; tier_2: number; tier_3: number }
  alpha: number
  triggers: Partial<Record<SignalKind, { importance: number; half_life_days: number }>>
}

/**
 * The file with these numbers, its comments and order kept. What already says so is not touched, so that a form sent
 * back unchanged gives the same text. `now`: the numbers as the file means them, with defaults.
 */
export const withWeights = (yaml: string, now: WeightChanges, wanted: WeightChanges): string => {
  const document = editable(yaml)
  const before = document.toString({ lineWidth: 0 })
  for (const [path, value] of changedNumbers(document, now, wanted)) document.setIn(path, value)
  const changed = document.toString({ lineWidth: 0 })
  return changed === before ? yaml : changed
}

type Change = [path: (string | number)[], value: number | boolean]

const changedNumbers = (document: Document, now: WeightChanges, wanted: WeightChanges): Change[] => {
  const changes: Change[] = []
  const set = (path: Change[0], before: number | boolean | undefined, after: Change[1]) => {
    if (before !== after) changes.push([path, after])
  }
  for (const [id, { weight, required }] of Object.entries(wanted.criteria)) {
    const at = placeOf(document, id)
    if (at === null) continue
    set(['criteria', at, 'weight'], now.criteria[id]?.weight, weight)
    set(['criteria', at, 'required_for_tier_1'], now.criteria[id]?.required, required)
  }
  // Tiers stand together or not at all, and a trigger's numbers too.
  if (!same(now.tiers, wanted.tiers))
    for (const [tier, least] of Object.entries(wanted.tiers)) changes.push([['tiers', tier], least])
  set(['alpha'], now.alpha, wanted.alpha)
  for (const [kind, numbers] of Object.entries(wanted.triggers))
    if (!same(now.triggers[kind as SignalKind] ?? {}, numbers))
      for (const [name, number] of Object.entries(numbers)) changes.push([['triggers', kind, name], number])
  return changes
}

const placeOf = (document: Document, id: string): number | null => {
  const list = document.get('criteria')
  const at = isSeq(list) ? list.items.findIndex((item) => isMap(item) && item.get('id') === id) : -1
  return at < 0 ? null : at
}

const same = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys({ ...a, ...b }).every((name) => a[name] === b[name])
