import type { Fact } from '../account.ts'
import type { AddSource, BriefLine } from '../brief.ts'
import { functionOf } from '../extract/role.ts'
import type { FieldRule, Icp, Persona } from '../icp.ts'
import type { Trigger } from '../trigger.ts'

const mostOpenings = 5

/** Technologies of the account that the ICP asks about, each with the criterion it answers. */
export const technologyLines = (facts: readonly Fact[], icp: Icp, add: AddSource): BriefLine[] => {
  const fact = facts.find(({ field, to, source }) => field === 'technologies' && to === null && source.trim() !== '')
  if (!fact || !Array.isArray(fact.value)) return []
  const used = fact.value
  return [...icp.criteria, ...icp.disqualifiers].flatMap((rule) => {
    if (!('field' in rule.when) || rule.when.field !== 'technologies') return []
    const asked = askedIn(rule.when.test)
    const found = used.filter((name) => asked.includes(name.toLowerCase()))
    if (found.length === 0) return []
    const told = rule.when.test.includes_none ? `against “${rule.label}”` : `“${rule.label}”`
    const quote = `Uses ${found.join(', ')}`
    const source = {
      kind: 'account_fact',
      quote,
      label: fact.source,
      url: null,
      at: fact.from,
      signalId: null,
    } as const
    return [{ text: `${found.join(', ')}: ${told}`, sourceId: add(source) }]
  })
}

const askedIn = ({ includes_any = [], includes_all = [], includes_none = [] }: FieldRule['test']): string[] =>
  [...includes_any, ...includes_all, ...includes_none].map((name) => name.toLowerCase())

export type Opening = { title: string; url: string | null; at: number | null; board: string }

/** Openings in the function of the persona, or in the one that a trigger is about; each title once. */
export const openingLines = (
  openings: readonly Opening[],
  persona: Persona | undefined,
  triggers: readonly Trigger[],
  add: AddSource,
): BriefLine[] => {
  const functions = new Set([
    ...(persona?.titles ?? []).map(functionOf),
    ...triggers.flatMap(({ fields }) => [fields.hiringFunction?.value ?? [], fields.roleFunction?.value ?? []].flat()),
  ])
  functions.delete('general')
  const bearing = openings.filter(({ title, board }) => board.trim() !== '' && functions.has(functionOf(title)))
  const first = new Map(bearing.toReversed().map((opening) => [opening.title.toLowerCase(), opening]))
  return bearing
    .filter((opening) => first.get(opening.title.toLowerCase()) === opening)
    .slice(0, mostOpenings)
    .map(({ title, url, at, board }) => ({
      text: title,
      sourceId: add({ kind: 'posting', quote: title, label: board, url, at, signalId: null }),
    }))
}
