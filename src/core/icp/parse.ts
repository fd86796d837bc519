import { LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { Refusal } from '../errors.ts'
import { type Icp, icpSchema } from '../icp.ts'

/** One thing wrong with an ICP file. `path` as people count it in the file's own keys, `line` from 1. */
export type IcpProblem = { path: string; line: number | null; message: string }

/** Also of what a form may send. */
export const maxIcpCharacters = 100_000
/** More are not told: who has fifty to mend starts with those. */
const maxProblems = 50

/** Reads an ICP file. Throws Refusal 'invalid' that names every problem by path and line; `details` is IcpProblem[]. */
export const parseIcp = (yamlText: string): Icp => {
  if (yamlText.length > maxIcpCharacters) throw refusal([{ path: '', line: null, message: 'The file is too long' }])
  const lines = new LineCounter()
  // The parser's own look-out for repeated keys compares each with each.
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  if (document.errors.length > 0)
    throw refusal(
      document.errors
        .slice(0, maxProblems)
        .map(({ message, pos }) => ({ path: '', line: lines.linePos(pos[0]).line, message: yamlWords(message) })),
    )
  const repeated = repeatedKeys(document, lines)
  if (repeated.length > 0) throw refusal(repeated)
  const result = icpSchema.safeParse(
    plain(() => document.toJS({ maxAliasCount: 50 })),
    { reportInput: true },
  )
  if (result.success) return result.data
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path)
  const found = result.error.issues.flatMap((issue) => problemsOf(issue)).slice(0, maxProblems)
  throw refusal(found.map((each) => toProblem(each, lineOf)))
}

const yamlWords = (message: string): string => (/call stack/.test(message) ? 'The file is nested too deeply' : message)

const repeatedKeys = (document: ReturnType<typeof parseDocument>, lines: LineCounter): IcpProblem[] => {
  const problems: IcpProblem[] = []
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>()
      for (const { key } of items as { key: Node }[]) {
        const name = String(key)
        if (seen.has(name) && problems.length < maxProblems)
          problems.push({ path: name, line: lines.linePos(key.range?.[0] ?? 0).line, message: 'stands here twice' })
        seen.add(name)
      }
    },
  })
  return problems
}

const plain = (read: () => unknown): unknown => {
  try {
    return read()
  } catch {
    throw refusal([
      { path: '', line: null, message: 'The file repeats parts of itself too often (anchors and aliases)' },
    ])
  }
}

const refusal = (problems: IcpProblem[]): Refusal =>
  new Refusal(
    'invalid',
    problems
      .map(({ path, line, message }) => `${line ? `line ${line}: ` : ''}${path ? `${path}: ` : ''}${message}`)
      .join('\n'),
    problems,
  )

type Issue = z.core.$ZodIssue
type Found = { path: PropertyKey[]; message: string }

/** Of a choice between shapes, the one the writer seems to have meant: the fewest complaints. */
const problemsOf = (issue: Issue, base: readonly PropertyKey[] = []): Found[] => {
  const path = [...base, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && !isEmpty(issue.input)) {
    const nearest = issue.errors.reduce((best, each) => (weigh(each) < weigh(best) ? each : best))
    return nearest.flatMap((each) => problemsOf(each, path))
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({ path: [...path, name], message: 'is not a key that is known here' }))
  return [{ path, message: wordsFor(issue) }]
}

const isEmpty = (input: unknown): boolean =>
  input === null || typeof input !== 'object' || Object.keys(input).length === 0

const weigh = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 1), 0)

const wordsFor = (issue: Issue): string => {
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `is missing (${issue.expected === 'int' ? 'number' : issue.expected} expected)`
  return issue.message.replace(/^(Invalid input|Invalid option): /, '')
}

const toProblem = ({ path, message }: Found, lineOf: (path: readonly PropertyKey[]) => number | null): IcpProblem => ({
  path: path.map(String).join('.'),
  line: lineOf(path),
  message,
})

/** The line of the node at the path, or of the nearest thing around it that exists. */
const lineAt = (
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | null => {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    const start = (node as Node | null | undefined)?.range?.[0]
    if (start !== undefined) return lines.linePos(start).line
  }
  return null
}
