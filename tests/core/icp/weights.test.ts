import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type WeightChanges, withWeights } from '../../../src/core/icp/weights.ts'

const yaml = `# our ICP
name: Warehouse teams
criteria:
  # size first
  - { id: people, label: People, weight: 6 }
  - id: stage
    weight: 3 # raised lately
`
const now: WeightChanges = {
  criteria: { people: { weight: 6, required: false }, stage: { weight: 3, required: false } },
  tiers: { tier_1: 75, tier_2: 55, tier_3: 35 },
  alpha: 0.5,
  triggers: { funding: { importance: 60, half_life_days: 30 } },
}

describe('numbers written into the file', () => {
  test('leave it letter for letter when nothing changed', () => {
    expect(withWeights(yaml, now, structuredClone(now))).toBe(yaml)
  })

  test('keep comments and order, and touch nothing but what changed', () => {
    const changed = withWeights(yaml, now, {
      ...now,
      criteria: { ...now.criteria, stage: { weight: -2, required: true } },
    })
    expect(changed).toContain('# our ICP')
    expect(changed).toContain('# size first')
    expect(changed).toMatch(/weight: -2 # raised lately/)
    expect(changed).toContain('required_for_tier_1: true')
    expect(changed).toContain('weight: 6')
    expect(changed).not.toContain('tiers')
    expect(changed).not.toContain('triggers')
  })

  test('write tiers and triggers whole, where the file left them to the defaults', () => {
    const changed = withWeights(yaml, now, {
      ...now,
      tiers: { ...now.tiers, tier_2: 60 },
      triggers: { funding: { importance: 80, half_life_days: 30 } },
    })
    expect(changed).toMatch(/tiers:\n {2}tier_1: 75\n {2}tier_2: 60\n {2}tier_3: 35/)
    expect(changed).toMatch(/triggers:\n {2}funding:\n {4}importance: 80\n {4}half_life_days: 30/)
  })

  test('a criterion that the file does not have is left alone', () => {
    const wanted = { ...now, criteria: { gone: { weight: 1, required: true } } }
    expect(withWeights(yaml, now, wanted)).toBe(yaml)
  })

  test('change one of two that the file repeats by an alias, and leave the other', () => {
    const repeated = `${yaml}triggers:\n  funding: &usual { importance: 60, half_life_days: 30 }\n  hiring: *usual\n`
    const usual = { importance: 60, half_life_days: 30 }
    const both = { ...now, triggers: { funding: usual, hiring: usual } }
    for (const kind of ['funding', 'hiring'] as const) {
      const wanted = { ...both, triggers: { ...both.triggers, [kind]: { importance: 11, half_life_days: 30 } } }
      expect(parse(withWeights(repeated, both, wanted)).triggers).toEqual(wanted.triggers)
    }
    expect(withWeights(repeated, both, both)).toBe(repeated)
  })
})
