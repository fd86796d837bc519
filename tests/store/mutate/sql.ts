import { draftEdges, draftStates } from '../../../src/core/review.ts'
import { textOf } from '../../law/reading.ts'

/** One weakening of one file: everything else stays as it is. */
export type Mutant = { name: string; file: string; text: string }

const guardsFile = 'migrations/sqlite/0001_guards.sql'
const domainFile = 'migrations/sqlite/0000_domain.sql'

/** Every guard, index and edge, weakened one at a time. */
export const sqlMutants = (): Mutant[] => {
  const guards = textOf(guardsFile)
  const domain = textOf(domainFile)
  const found = [
    ...partsOf(guards).flatMap((part) => weakenings(part).map((one) => replacing(guards, part, one))),
    ...missingEdges(guards),
    ...uniqueIndexes(domain),
  ]
  return [...new Map(found.map((one) => [one.file + one.text, one])).values()]
}

type Part = { kind: string; name: string; sql: string; at: number }
type Weakening = { what: string; sql: string }

const replacing = (guards: string, { name, sql, at }: Part, weaker: Weakening): Mutant => ({
  name: `${name}: ${weaker.what}`,
  file: guardsFile,
  text: guards.slice(0, at) + weaker.sql + guards.slice(at + sql.length),
})

/** The triggers, views and unique indexes of the file. */
const partsOf = (sql: string): Part[] =>
  [...sql.matchAll(/^CREATE (TRIGGER|VIEW|UNIQUE INDEX) (\w+)[^;]*?(?:BEGIN\b[\s\S]*?\bEND;|;)/gm)].map((match) => ({
    kind: match[1]!,
    name: match[2]!,
    sql: match[0],
    at: match.index,
  }))

const weakenings = ({ kind, sql }: Part): Weakening[] => {
  if (kind === 'UNIQUE INDEX') return [{ what: 'dropped', sql: '' }]
  const begin = sql.indexOf('BEGIN')
  const dropped = kind === 'TRIGGER' ? [{ what: 'dropped', sql: '' }] : []
  const body = begin < 0 ? '' : sql.slice(begin + 5, -4)
  const statements = body.split(/(?<=;)/).filter((one) => one.trim() !== '')
  const without =
    statements.length < 2
      ? []
      : statements.map((one) => ({ what: `without "${brief(one)}"`, sql: sql.replace(one, () => '') }))
  const union = sql.indexOf('  UNION ALL')
  const half = union < 0 ? [] : [{ what: 'without its second half', sql: `${sql.slice(0, union)};` }]
  return [...dropped, ...without, ...half, ...cuts(sql, kind === 'VIEW')]
}

const brief = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 70)

const nonWords = new Set([
  'JOIN',
  'LEFT',
  'ON',
  'WHERE',
  'WHEN',
  'FROM',
  'ORDER',
  'GROUP',
  'BEGIN',
  'SELECT',
  'UNION',
  'THEN',
])

type Group = { isNegative: boolean; start: number; operands: { from: number; to: number; by: string }[] }

/**
 * A guard refuses where its condition holds: so it is weaker without one of its alternatives and, under a NOT, without
 * one of the things that it demands. A view that grants is weaker without a demand, one that forbids without a case.
 */
const cuts = (sql: string, isView: boolean): Weakening[] => {
  const grants = isView && !sql.startsWith('CREATE VIEW suppressed')
  const found: Weakening[] = []
  const close = (group: Group, end: number) => {
    const last = group.operands.at(-1)
    if (last) last.to = end
    const droppable = group.isNegative !== grants ? 'AND' : 'OR'
    if (group.operands.length > 1 && group.operands.every(({ by }) => by === droppable || by === ''))
      for (const [i, { from, to }] of group.operands.entries()) {
        const next = group.operands[i + 1]
        const [start, stop] = next ? [from, next.from] : [from - droppable.length, to]
        found.push({
          what: `without "${brief(sql.slice(from, to))}"`,
          sql: `${sql.slice(0, start)} ${sql.slice(stop)}`,
        })
      }
  }
  const stack: Group[] = [{ isNegative: false, start: 0, operands: [] }]
  let isNegated = false
  for (const token of sql.matchAll(/'(?:[^']|'')*'|\(|\)|;|\b[A-Za-z_.]+\b|[^\s]/g)) {
    const group = stack.at(-1)!
    const [word] = token
    const after = token.index + word.length
    if (word === '(') {
      stack.push({
        isNegative: group.isNegative !== isNegated,
        start: after,
        operands: [{ from: after, to: after, by: '' }],
      })
      isNegated = false
    } else if (word === ')') {
      close(group, token.index)
      stack.pop()
    } else if (word === 'AND' || word === 'OR') {
      const last = group.operands.at(-1)
      if (last) last.to = token.index
      group.operands.push({ from: after, to: after, by: word })
    } else if (nonWords.has(word) || word === ';') {
      close(group, token.index)
      group.operands = ['ON', 'WHERE', 'WHEN', 'SELECT'].includes(word) ? [{ from: after, to: after, by: '' }] : []
    }
    if (word === 'NOT') isNegated = true
    else if (word !== 'EXISTS' && word !== '(') isNegated = false
  }
  close(stack[0]!, sql.length)
  return found
}

/** The list of allowed changes with one more, for each that is missing; and the same for sends. */
const missingEdges = (guards: string): Mutant[] => {
  const sendStates = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled']
  const between = (states: readonly string[]) =>
    states.flatMap((f) => states.filter((t) => t !== f).map((t) => [f, t] as const))
  const ofDrafts = between(draftStates)
    .filter(([f, t]) => !(draftEdges[f as keyof typeof draftEdges] as readonly string[]).includes(t))
    .map(([f, t]) => ({
      name: `allowed_edges: with ${f} > ${t}`,
      file: guardsFile,
      text: guards.replace("('expired','pending');", `('expired','pending'), ('${f}','${t}');`),
    }))
  const ofSends = between(sendStates)
    .filter(([f, t]) => !guards.includes(`'${f}>${t}'`))
    .map(([f, t]) => ({
      name: `sends_state: with ${f} > ${t}`,
      file: guardsFile,
      text: guards.replace("NOT IN ('queued>sending',", `NOT IN ('${f}>${t}', 'queued>sending',`),
    }))
  return [...ofDrafts, ...ofSends]
}

const gateIndexes = [
  'decisions_once',
  'revisions_once',
  'sends_approval',
  'sends_message',
  'suppressions_once',
  'touches_external',
  'sessions_token',
  'sign_in_links_token',
  'users_email',
]

const uniqueIndexes = (domain: string): Mutant[] =>
  gateIndexes.map((name) => ({
    name: `${name}: not unique`,
    file: domainFile,
    text: domain.replace(`CREATE UNIQUE INDEX \`${name}\``, `CREATE INDEX \`${name}\``),
  }))
