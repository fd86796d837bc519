import { z } from 'zod'
import { Refusal } from '../../../core/errors.ts'
import { parseIcp } from '../../../core/icp/parse.ts'
import { type WeightChanges, withWeights } from '../../../core/icp/weights.ts'
import { type Icp, triggerWeight } from '../../../core/icp.ts'
import { type SignalKind, signalKinds } from '../../../core/signal.ts'
import { humane } from '../words.tsx'

/** The file with the numbers that were sent; throws `invalid` where one is no number. */
export const applyWeights = (yaml: string, fields: Readonly<Record<string, string>>): string => {
  const icp = parseIcp(yaml)
  return withWeights(yaml, numbersOf(icp), numbersIn(icp, fields))
}

const numbersOf = (icp: Icp): WeightChanges => ({
  criteria: Object.fromEntries(
    icp.criteria.map(({ id, weight, required_for_tier_1 }) => [id, { weight, required: required_for_tier_1 }]),
  ),
  tiers: icp.tiers,
  alpha: icp.alpha,
  triggers: triggersOf((kind) => {
    const { importance, halfLifeDays } = triggerWeight(icp, kind)
    return { importance, half_life_days: halfLifeDays }
  }),
})

const numbersIn = (icp: Icp, fields: Readonly<Record<string, string>>): WeightChanges => {
  const number = (name: string): number => {
    const parsed = z.coerce.number().safeParse(fields[name]?.trim() || undefined)
    if (!parsed.success) throw new Refusal('invalid', `${humane(name.replace('.', ': '))} needs a number`)
    return parsed.data
  }
  return {
    criteria: Object.fromEntries(
      icp.criteria.map(({ id }) => [id, { weight: number(`weight.${id}`), required: `required.${id}` in fields }]),
    ),
    tiers: { tier_1: number('tier_1'), tier_2: number('tier_2'), tier_3: number('tier_3') },
    alpha: number('alpha'),
    triggers: triggersOf((kind) => ({
      importance: number(`importance.${kind}`),
      half_life_days: number(`half_life.${kind}`),
    })),
  }
}

const triggersOf = (numbers: (kind: SignalKind) => { importance: number; half_life_days: number }) =>
  Object.fromEntries(signalKinds.map((kind) => [kind, numbers(kind)]))
