import type { z } from 'zod'
import { Refusal } from '../core/errors.ts'

/** What another program got wrong, in one sentence that names the field; of fields there are not, those there are. */
export const wrongInput = (error: z.ZodError, shape: object): Refusal => {
  const problems = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `unknown field ${issue.keys.join(', ')} (known are ${Object.keys(shape).join(', ')})`
    return `${issue.path.join('.') || 'the body'}: ${inWords(issue)}`
  })
  return new Refusal('invalid', problems.join('; ').replace(/\s+/g, ' ').slice(0, longestSentence))
}

/** Names of fields are the caller's, of any length and number. */
const longestSentence = 1_000

const inWords = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.message.endsWith('received undefined')) return 'is missing'
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
}
