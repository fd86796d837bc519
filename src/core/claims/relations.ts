import { findMoney } from '../draft/money.ts'
import type { SignalKind } from '../signal.ts'
import { certaintyOf, mayTell } from './certainty.ts'
import { tellingOf } from './events.ts'
import type { Problem } from './facts.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { acquisitionSides, amountOfEvent, closing, ledBy, raiser, shareOnly } from './relations/deals.ts'
import { openRoles, rightPlace } from './relations/growth.ts'
import {
  arrivals,
  departures,
  placeLeft,
  promoted,
  reasonOfLeaving,
  rightPerson,
  rightTitle,
  succession,
} from './relations/people.ts'
import { mark, partiesOf, type Rule, saysToo } from './relations/told.ts'
import { normal } from './words.ts'

/** Right words in the wrong relation: a plan told as done, the buyer as the bought, a wrong title on a right name. */
export const relationProblems = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const { trigger } = group
  if (!trigger) return []
  const whole = { start: 0, end: text.length }
  const wrong = (rule: string, message: string): Problem => ({ rule, message, ...whole })
  const problems: Problem[] = []
  const tells = [...text.matchAll(tellingOf(trigger.kind))].length > 0
  const toldAs = certaintyOf(text, trigger.kind)
  if ((tells || trigger.certainty !== 'done') && !mayTell(toldAs, trigger.certainty))
    problems.push(wrong('certainty', certaintyMessage[trigger.certainty]))
  const parties = partiesOf(group, knowledge)
  const told = { marked: mark(text, parties), text, evidence: mark(group.texts.join(' | '), parties), group }
  for (const rule of rules[trigger.kind] ?? []) {
    const message = rule(told)
    if (message) problems.push(wrong('relation', message))
  }
  const turned = turnedWay(told.marked, told.evidence)
  if (turned) problems.push(wrong('relation', turned))
  problems.push(...contradicted(text, group))
  return problems
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

const rules: Partial<Record<SignalKind, readonly Rule[]>> = {
  funding: [raiser, closing, ledBy, amountOfEvent],
  acquisition: [acquisitionSides, shareOnly, amountOfEvent, saysToo(/\bmerg\w+\b/u, 'No source speaks of a merger.')],
  executive_hire: [arrivals, rightTitle, rightPerson, succession, promoted],
  champion_move: [arrivals, rightTitle, rightPerson, succession, promoted],
  executive_departure: [departures, rightTitle, rightPerson, succession, reasonOfLeaving, placeLeft],
  hiring: [openRoles],
  expansion: [rightPlace],
}
