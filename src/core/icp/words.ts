import type { Condition, FieldRule } from '../icp.ts'

/** A condition as a person would say it: "employees 50 to 500", "funding within 90 days". */
export const conditionInWords = (when: Condition): string => {
  if ('contact' in when) return `a ${when.contact.replaceAll('_', ' ')} among the contacts`
  if ('events' in when) {
    const often = when.at_least > 1 ? `${when.at_least} times ` : ''
    return `${when.events.replaceAll('_', ' ')} ${often}within ${when.within_days} days`
  }
  return `${when.field} ${testInWords(when.test)}`
}

const testInWords = (test: FieldRule['test']): string => {
  const list = (values: readonly unknown[]) => values.map(String).join(', ')
  if (test.is !== undefined) return `is ${test.is}`
  if (test.in) return `is one of ${list(test.in)}`
  if (test.not_in) return `is none of ${list(test.not_in)}`
  if (test.between) return `${test.between[0]} to ${test.between[1]}`
  if (test.at_least !== undefined) return `at least ${test.at_least}`
  if (test.at_most !== undefined) return `at most ${test.at_most}`
  if (test.includes_any) return `includes any of ${list(test.includes_any)}`
  if (test.includes_all) return `includes all of ${list(test.includes_all)}`
  if (test.includes_none) return `includes none of ${list(test.includes_none)}`
  if (test.mentions) return `mentions ${list(test.mentions)}`
  if (test.within_last_days !== undefined) return `within the last ${test.within_last_days} days`
  if (test.within_next_days !== undefined) return `within the next ${test.within_next_days} days`
  return test.known ? 'is known' : 'is not known'
}
