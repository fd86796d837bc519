import { z } from 'zod'
import { type SignalKind, signalKinds } from './signal.ts'

const key = z.string().regex(/^[a-z0-9_]+$/, 'use lower-case letters, digits and _')
const sentence = z.string().trim().min(1, 'write something here')
const wholeWeight = 'give a whole number from -10 to 10'
const weight = z.number().int(wholeWeight).min(-10, wholeWeight).max(10, wholeWeight)
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** One question about one field. Exactly one operator; text is compared without case. */
const test = z
  .strictObject({
    is: scalar,
    in: z.array(scalar).min(1),
    not_in: z.array(scalar).min(1),
    between: z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, 'give the lower number first'),
    at_least: z.number(),
    at_most: z.number(),
    includes_any: z.array(z.string()).min(1),
    includes_all: z.array(z.string()).min(1),
    includes_none: z.array(z.string()).min(1),
    mentions: z.array(z.string()).min(1).describe('whole words or phrases in a text field'),
    within_last_days: z.number().int().positive().describe('the field holds a date'),
    within_next_days: z.number().int().positive().describe('the field holds a date'),
    known: z.boolean(),
  })
  .partial()
  .refine((operators) => Object.keys(operators).length === 1, 'give exactly one operator, such as at_least or in')

/** A question about one field; territories ask them too. */
export const fieldRuleSchema = z.strictObject({ field: z.string().min(1), test })
export type FieldRule = z.infer<typeof fieldRuleSchema>

const condition = z.union(
  [
    fieldRuleSchema,
    z.strictObject({
      events: z.enum(signalKinds),
      within_days: z.number().int().positive(),
      at_least: z.number().int().positive().default(1),
    }),
    z.strictObject({ contact: key.describe('a persona that must be present among the contacts') }),
  ],
  'ask for a field with its test, for events within_days, or for a contact',
)

const layers = ['firmographic', 'technographic', 'behavioural', 'readiness'] as const

const criterion = z.strictObject({
  id: key.refine((id) => id !== 'floor', '"floor" names the row that lifts a negative sum to zero'),
  layer: z.enum(layers),
  label: sentence,
  why: sentence.optional(),
  when: condition,
  weight,
  required_for_tier_1: z.boolean().default(false),
})

const disqualifier = z.strictObject({ id: key, label: sentence, why: sentence.optional(), when: condition })

const trigger = z.strictObject({
  importance: z.number().min(-100).max(100),
  half_life_days: z.number().positive(),
  expires_days: z.number().positive().optional(),
})

const valuePoint = z.strictObject({
  text: sentence.describe('our own claim, approved by the team; stands in a draft as written'),
  for: z.array(z.enum(signalKinds)).default([]).describe('trigger kinds it answers; empty = any'),
})

const persona = z.strictObject({
  key,
  name: sentence,
  titles: z.array(sentence).min(1).describe('whole words found in a title, without case'),
  buying_role: z.enum(['champion', 'economic', 'technical', 'user']).default('champion'),
  pains: z
    .array(sentence)
    .min(1)
    .describe('what the persona feels, in their words; phrased to follow "teams often find that"'),
  value_points: z.array(valuePoint).min(1),
  questions: z.array(sentence).min(1).describe('one is asked at the end of a first touch'),
  tone: z.enum(['plain', 'warm', 'direct']).default('plain'),
})

const objection = z.strictObject({ objection: sentence, answer: sentence })

const icpFile = z.strictObject({
  name: sentence,
  key,
  kind: z.enum(['first_touch', 'expansion']).default('first_touch'),
  offer: sentence.describe('who we are and what we do, in one sentence'),
  criteria: z.array(criterion).min(1).max(100),
  disqualifiers: z.array(disqualifier).max(100).default([]),
  tiers: z
    .strictObject({ tier_1: z.number(), tier_2: z.number(), tier_3: z.number() })
    .default({ tier_1: 75, tier_2: 55, tier_3: 35 })
    .refine((t) => t.tier_1 > t.tier_2 && t.tier_2 > t.tier_3 && t.tier_3 >= 0, 'tier_1 > tier_2 > tier_3 ≥ 0'),
  alpha: z.number().min(0.1).max(0.9).default(0.5),
  triggers: z.partialRecord(z.enum(signalKinds), trigger).default({}),
  personas: z.array(persona).min(1),
  language: z
    .strictObject({ they_say: z.array(sentence).default([]), avoid: z.array(sentence).default([]) })
    .default({ they_say: [], avoid: [] }),
  consequences: z
    .partialRecord(z.enum(signalKinds), z.array(sentence))
    .default({})
    .describe('what a trigger often means for such a company, always told as a hypothesis'),
  objections: z.array(objection).default([]),
  discovery_questions: z.partialRecord(z.enum(signalKinds), z.array(sentence)).default({}),
  deal: z.strictObject({ typical_usd: z.number().positive(), cycle_days: z.number().positive() }).partial().default({}),
  tests: z
    .strictObject({ tier_1: z.array(z.string()).default([]), out: z.array(z.string()).default([]) })
    .default({ tier_1: [], out: [] })
    .describe('names or domains of accounts'),
})

/** The file a sales leader edits. Keys are snake_case because people type them. */
export const icpSchema = icpFile.superRefine((icp, context) => {
  const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  const once = (list: 'criteria' | 'disqualifiers' | 'personas', names: string[], name: string) => {
    for (const [index, value] of names.entries())
      if (names.indexOf(value) < index) problem([list, index, name], `"${value}" is used twice`)
  }
  const ids = [...icp.criteria, ...icp.disqualifiers].map(({ id }) => id)
  once('criteria', ids.slice(0, icp.criteria.length), 'id')
  for (const [index, { id }] of icp.disqualifiers.entries())
    if (ids.indexOf(id) < icp.criteria.length + index) problem(['disqualifiers', index, 'id'], `"${id}" is used twice`)
  once(
    'personas',
    icp.personas.map((persona) => persona.key),
    'key',
  )
  if (!icp.criteria.some((each) => each.weight > 0))
    problem(['criteria'], 'give at least one criterion a positive weight')
  for (const list of ['criteria', 'disqualifiers'] as const) {
    for (const [index, { when }] of icp[list].entries()) {
      if ('contact' in when && !icp.personas.some((persona) => persona.key === when.contact))
        problem([list, index, 'when', 'contact'], `there is no persona "${when.contact}"`)
      if (list === 'disqualifiers' && 'field' in when && when.test.known === false)
        problem([list, index, 'when', 'test'], 'a disqualifier fires only on a known value')
    }
  }
})

export type Icp = z.infer<typeof icpSchema>
export type Criterion = Icp['criteria'][number]
export type Disqualifier = Icp['disqualifiers'][number]
export type Condition = Criterion['when']
export type Persona = Icp['personas'][number]
export type TriggerWeight = { importance: number; halfLifeDays: number; expiresDays: number }

/** An immutable, numbered ICP. */
export type IcpVersion = { id: string; number: number; icp: Icp }

/** Our own choice until outcomes say better; importance 0–100, half-life in days; expiry is three half-lives unless set. */
export const defaultTriggerWeights: Record<SignalKind, { importance: number; halfLifeDays: number }> = {
  champion_move: { importance: 80, halfLifeDays: 45 },
  funding: { importance: 60, halfLifeDays: 30 },
  executive_hire: { importance: 55, halfLifeDays: 45 },
  hiring: { importance: 45, halfLifeDays: 30 },
  acquisition: { importance: 45, halfLifeDays: 45 },
  expansion: { importance: 45, halfLifeDays: 45 },
  technology_change: { importance: 40, halfLifeDays: 30 },
  product_launch: { importance: 25, halfLifeDays: 21 },
  custom: { importance: 30, halfLifeDays: 21 },
  hiring_slowdown: { importance: -10, halfLifeDays: 30 },
  executive_departure: { importance: -15, halfLifeDays: 30 },
  layoff: { importance: -30, halfLifeDays: 30 },
  bankruptcy: { importance: -30, halfLifeDays: 30 },
}

/** The ICP's own weight for a kind, else ours; `icp` null where none applies to the account. */
export const triggerWeight = (icp: Icp | null, kind: SignalKind): TriggerWeight => {
  const own = icp?.triggers[kind]
  const weight = own ? { importance: own.importance, halfLifeDays: own.half_life_days } : defaultTriggerWeights[kind]
  return { ...weight, expiresDays: own?.expires_days ?? 3 * weight.halfLifeDays }
}
