import type { BriefTrigger } from '../brief.ts'
import { findMoney } from '../draft/money.ts'
import type { SignalKind } from '../signal.ts'
import { type Certainty, certaintyOf, mayTell } from './certainty.ts'
import { tellingOf } from './events.ts'
import type { Problem } from './facts.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { acquisitionSides, amountOfEvent, closing, ledBy, paidBy, raiser, shareOnly } from './relations/deals.ts'
import { launcher, openRoles, rightPlace } from './relations/growth.ts'
import { arrivals, departures, placeLeft, rightPerson, rightTitle, succession } from './relations/people.ts'
import { mark, type Parties, partiesOf, type Rule } from './relations/told.ts'
import { normal, stem } from './words.ts'

/** Right words in the wrong relation: a plan told as done, the buyer as the bought, a wrong title on a right name. */
export const relationProblems = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const { trigger } = group
  if (!trigger) return []
  const whole = { start: 0, end: text.length }
  const wrong = (rule: string, message: string): Problem => ({ rule, message, ...whole })
  const problems: Problem[] = []
  const tells = [...text.matchAll(tellingOf(trigger.kind))].length > 0
  const toldAs = toldCertainty(text, trigger)
  const isSpokenOf = !tells && trigger.certainty === 'agreed' && /\b(?:deal|agreement)\b/iu.test(text)
  const isToldSo = tells || toldAs === 'planned' || trigger.certainty !== 'done'
  if (isToldSo && !isSpokenOf && !mayTell(toldAs, trigger.certainty))
    problems.push(wrong('certainty', certaintyMessage[trigger.certainty]))
  const parties = partiesOf(group, knowledge)
  const told = { marked: mark(text, parties), text, evidence: mark(group.texts.join(' | '), parties), group }
  for (const rule of rules[trigger.kind] ?? []) {
    const message = rule(told)
    if (message) problems.push(wrong('relation', message))
  }
  for (const words of special[trigger.kind] ?? [])
    if (words.test(told.marked) && !words.test(group.folded))
      problems.push(wrong('relation', 'The sources do not say it in this way.'))
  const doer = wrongDoer(told.marked, told.evidence)
  if (doer) problems.push(wrong('relation', doer))
  const acts = publisherActs(told.marked, trigger.kind)
  if (acts) problems.push(wrong('relation', acts))
  const turned = turnedWay(...plainly(text, group, parties))
  if (turned) problems.push(wrong('relation', turned))
  problems.push(...contradicted(text, group))
  return problems
}

/** A wish to do it tells a plan as a plan. */
const toldCertainty = (text: string, { kind, certainty, publishers }: BriefTrigger): Certainty =>
  certainty === 'planned' && /\b(?:wants?|hop(?:e|es|ing)|look(?:s|ing)?) (?:to|for)\b/iu.test(text)
    ? 'planned'
    : certaintyOf(withoutPublishers(text, publishers), kind)

/** "The Daily Report says" is no report that says. */
const withoutPublishers = (text: string, publishers: readonly string[]): string =>
  publishers.reduce((told, name) => (name ? told.replaceAll(name, 'it') : told), text)

/** A guess that tells the event itself less surely than the sources do: "X may buy Y" of what is bought. */
export const isUnderstated = (text: string, group: Group): boolean => {
  const { trigger } = group
  if (!trigger || [...text.matchAll(tellingOf(trigger.kind))].length === 0) return false
  const told = ` ${normal(text)} `
  const isNamed = trigger.fields.some(({ name, value }) => partyFields.has(name) && told.includes(` ${normal(value)} `))
  return isNamed && !mayTell(certaintyOf(text, trigger.kind), trigger.certainty)
}

const partyFields: ReadonlySet<string> = new Set([
  'person',
  'counterpart',
  'place',
  'product',
  'technology',
  'leadInvestor',
])

/** Both with other names left as they are: two of them must not look alike. */
const plainly = (text: string, group: Group, parties: Parties): [string, string] => {
  const known = parties.filter(([sign]) => sign !== '@X' && sign !== '@O')
  return [mark(text, known), mark(group.texts.join(' | '), known)]
}

/** "From X" where the evidence has only "to X", or the other way round. */
const titleStart = /^(?:chief|vice|head|senior|president|director|general|managing)$/u

const turnedWay = (marked: string, evidence: string): string | null => {
  for (const [, way, what] of marked.matchAll(/ (from|to|into) (?:the |its |your )?(@\w|[\p{L}\d]{3,})/gu)) {
    const opposite = way === 'from' ? '(?:to|into)' : '(?:away )?from'
    const same = way === 'from' ? 'from' : '(?:to|into|in|at)'
    const has = (prep: string): boolean =>
      new RegExp(` ${prep} (?:the |its |your )?${what}(?![\\p{L}])`, 'u').test(evidence)
    if (!titleStart.test(what!) && has(opposite) && !has(same))
      return 'The sources have the direction the other way round.'
  }
  return /\baway from\b/u.test(marked) && !/\baway from\b/u.test(evidence) ? 'No source says so.' : null
}

const certaintyMessage = {
  done: 'The sources tell this as done.',
  agreed: 'The sources tell this as agreed, not as done.',
  ongoing: 'The sources tell this as under way, not as done.',
  planned: 'The sources tell this as a plan.',
  rumour: 'The sources tell this as a rumour.',
  ruled_out: 'The sources say that this did not happen.',
}

const contradicted = (text: string, { trigger }: Group): Problem[] =>
  (trigger?.contradictions ?? []).flatMap(({ field, values }) => {
    const told = values.some((value) => {
      const [money] = findMoney(value)
      if (money) return findMoney(text).length > 0
      return ` ${normal(text)} `.includes(` ${normal(value)} `)
    })
    return told
      ? [
          {
            rule: 'contradicted',
            message: `The sources disagree about the ${field}; leave it out.`,
            start: 0,
            end: text.length,
          },
        ]
      : []
  })

/** Words of a kind that say more than the kind does, and must then stand in the evidence. */
const special: Partial<Record<SignalKind, readonly RegExp[]>> = {
  executive_hire: [/\bpromot\w+|\belevat\w+/u, /\brejoin\w*|\breturn\w*/u, /\bpoach\w*/u],
  champion_move: [/\bpromot\w+|\belevat\w+/u, /\brejoin\w*|\breturn\w*/u, /\bpoach\w*/u],
  executive_departure: [/\bfired\b|\boust\w*|\bsack\w*|\bdismiss\w*/u, /\bretir\w+/u, /\bresign\w*/u, /\bquit\w*/u],
  acquisition: [/\bmerg\w+/u, /\binvest\w*/u, /\bpartner\w*/u],
  expansion: [
    /\bopen\w*|\binaugurat\w*|\blaunch\w*|\bset\w* up\b|\bestablish\w*|\bdebut\w*/u,
    /\binvest\w*/u,
    /\bbuil[dt]\w*|\bconstruct\w*|\bground\b/u,
  ],
  technology_change: [
    /\bmigrat\w*|\bswitch\w*|\bmov(?:e|es|ed|ing)\b|\breplac\w*/u,
    /\badopt\w*|\bdeploy\w*|\bimplement\w*|\bselect\w*|\bcho(?:o?s\w+)|\broll\w* out\b/u,
  ],
  layoff: [/\bredundan\w*/u],
}

/** Nobody does in a sentence what only another does in the evidence: "@P steps in" where it was @X. */
const wrongDoer = (marked: string, evidence: string): string | null => {
  for (const [, sign, verb] of marked.matchAll(doing)) {
    const root = stem(verb!)
    const doers = [...evidence.matchAll(doing)].filter((hit) => stem(hit[2]!) === root).map((hit) => hit[1])
    if (doers.length > 0 && !doers.includes(sign)) return 'The sources tell this of somebody else.'
  }
  return null
}

/** A publisher tells the event; it has no part in it. */
const publisherActs = (marked: string, kind: SignalKind): string | null => {
  for (const [, verb] of marked.matchAll(
    /@N (?:(?:has|have|had|will|also|now|just|to) )*((?:took )?[\p{L}]{3,}(?: [\p{L}]+)?)/gu,
  ))
    if (
      new RegExp(`^(?:(?:join|invest|back|fund|led|lead|own)\\w*|took part|${tellingOf(kind).source})`, 'iu').test(
        verb!,
      )
    )
      return 'The publisher only tells of it.'
  return /\b(?:officer|executive|president|director|manager|head|role|post|job|hired|works?) (?:at|of|for|with) @N/u.test(
    marked,
  )
    ? 'The publisher only tells of it.'
    : null
}

const doing = /(@[PXR]) (?:(?:has|have|had|will|also|now|just|to) )*([\p{L}]{3,})/gu

const rules: Partial<Record<SignalKind, readonly Rule[]>> = {
  funding: [raiser, closing, ledBy, paidBy, amountOfEvent],
  acquisition: [acquisitionSides, shareOnly, amountOfEvent],
  executive_hire: [arrivals, rightTitle, rightPerson, succession],
  champion_move: [arrivals, rightTitle, rightPerson, succession],
  executive_departure: [departures, rightTitle, rightPerson, succession, placeLeft],
  hiring: [openRoles],
  expansion: [rightPlace],
  product_launch: [launcher],
}
