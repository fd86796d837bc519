import { parse, stringify } from 'yaml'
import { Refusal } from '../errors.ts'
import { type FieldRule, fieldRuleSchema } from '../icp.ts'

const mostRules = 50

/** Rules about fields, one a line as an ICP file writes them: `{ field: country, test: { in: [NL, BE] } }`. */
export const parseRules = (text: string): FieldRule[] => {
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() ? [{ line: line.trim(), at: index + 1 }] : []))
  if (lines.length > mostRules) throw new Refusal('invalid', `At most ${mostRules} rules`)
  return lines.map(({ line, at }) => {
    const read = fieldRuleSchema.safeParse(yamlOf(line.replace(/^- */, ''), at))
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw new Refusal('invalid', `Rule ${at}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`)
  })
}

const yamlOf = (line: string, at: number): unknown => {
  try {
    return parse(line.slice(0, 1_000), { maxAliasCount: 0 })
  } catch {
    throw new Refusal('invalid', `Rule ${at} cannot be read; write it as { field: country, test: { in: [NL, BE] } }`)
  }
}

/** The same rules as text again. */
export const rulesAsText = (rules: readonly FieldRule[]): string =>
  rules.map((rule) => stringify(rule, { collectionStyle: 'flow', lineWidth: 0 }).trim()).join('\n')
