import type { Condition, FieldRule } from '../icp.ts'

/** A condition as a person would say it: "50 to 500 employees" as "employees 50 to 500", "revenue $8M to $120M". */
export const conditionInWords = (when: Condition): string => {
  if ('contact' in when) return `"${when.contact.replaceAll('_', ' ')}" among the contacts`
  if ('events' in when) {
    const often = when.at_least > 1 ? `${when.at_least} times ` : ''
    return `${when.events.replaceAll('_', ' ')} ${often}within ${when.within_days} days`
  }
  return `${fieldInWords(when.field)} ${testInWords(when.test, when.field.endsWith('Usd') ? dollars : String)}`
}

/** A field of the file by its everyday name: `revenueUsd` is "revenue". */
const fieldInWords = (field: string): string =>
  field
    .replace(/Usd$/, '')
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)

/** $8M, $1.5B: as short as it stays exact to a tenth. */
export const dollars = (value: number): string => {
  const [unit, sign] = (
    [
      [1e9, 'B'],
      [1e6, 'M'],
      [1e3, 'K'],
    ] as const
  ).find(([least]) => Math.abs(value) >= least) ?? [1, '']
  return `$${Math.round((value / unit) * 10) / 10}${sign}`
}

const testInWords = (test: FieldRule['test'], figure: (value: number) => string): string => {
  const list = (values: readonly unknown[]) => values.map(String).join(', ')
  if (test.is !== undefined) return `is ${test.is}`
  if (test.in) return `is one of ${list(test.in)}`
  if (test.not_in) return `is none of ${list(test.not_in)}`
  if (test.between) return `${figure(test.between[0])} to ${figure(test.between[1])}`
  if (test.at_least !== undefined) return `at least ${figure(test.at_least)}`
  if (test.at_most !== undefined) return `at most ${figure(test.at_most)}`
  if (test.includes_any) return `includes any of ${list(test.includes_any)}`
  if (test.includes_all) return `includes all of ${list(test.includes_all)}`
  if (test.includes_none) return `includes none of ${list(test.includes_none)}`
  if (test.mentions) return `mentions ${list(test.mentions)}`
  if (test.within_last_days !== undefined) return `within the last ${test.within_last_days} days`
  if (test.within_next_days !== undefined) return `within the next ${test.within_next_days} days`
  return test.known ? 'is known' : 'is not known'
}
