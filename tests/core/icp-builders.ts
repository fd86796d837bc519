import type { FitSubject } from '../../src/core/icp/condition.ts'
import { type Icp, type IcpVersion, icpSchema } from '../../src/core/icp.ts'

const persona = {
  key: 'sales',
  name: 'Head of sales',
  titles: ['VP Sales', 'Head of Sales'],
  pains: ['new sellers take long to ramp'],
  value_points: [{ text: 'We shorten the ramp.' }],
  questions: ['Is that on your list?'],
}

/** The shortest valid ICP with these parts in place of its own. */
export const icpOf = (parts: Record<string, unknown> = {}): Icp =>
  icpSchema.parse({
    name: 'Test',
    key: 'test',
    offer: 'We make things.',
    criteria: [criterion('size', 5, { field: 'employees', test: { between: [50, 500] } })],
    personas: [persona],
    ...parts,
  })

export const versionOf = (parts: Record<string, unknown> = {}): IcpVersion => {
  const icp = icpOf(parts)
  return { id: `version-of-${icp.key}`, number: 1, icp }
}

export const criterion = (id: string, weight: number, when: unknown, more: Record<string, unknown> = {}) => ({
  id,
  layer: 'firmographic',
  label: `Criterion ${id}`,
  when,
  weight,
  ...more,
})

export const subjectOf = (parts: Partial<FitSubject> = {}): FitSubject => ({
  id: 'account-1',
  fields: {},
  events: [],
  contacts: [],
  isCustomer: false,
  ...parts,
})
