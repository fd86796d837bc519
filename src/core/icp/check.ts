import { standardFields } from '../account.ts'
import type { Instant } from '../document.ts'
import type { Condition, Icp } from '../icp.ts'
import { type FitSubject, questionOf } from './condition.ts'
import { contradictionsOf, type IcpFinding } from './contradictions.ts'
import { personaOf } from './persona.ts'

export type { IcpFinding } from './contradictions.ts'

/** Of how many accounts an answer is known, and of how many it is yes. */
export type QuestionCount = { id: string; label: string; known: number; met: number }

export type IcpCheck = {
  accounts: number
  findings: IcpFinding[]
  criteria: QuestionCount[]
  disqualifiers: QuestionCount[]
  /** Accounts with at least one contact of the persona. */
  personas: { key: string; accounts: number }[]
}

const hardlyAnyone = 0.1
/** Below this many known answers, "all of them" says nothing about the question. */
const enoughToJudge = 20

/** Whether an ICP can be acted on: what it says against itself, and what the accounts at hand can answer. */
export const icpCheck = (icp: Icp, subjects: readonly FitSubject[], at: Instant): IcpCheck => {
  const count = countIn(icp, subjects, at)
  const criteria = icp.criteria.map(count)
  const disqualifiers = icp.disqualifiers.map(count)
  const personas = icp.personas.map(({ key }) => ({
    key,
    accounts: subjects.filter(({ contacts }) => contacts.some(({ title }) => personaOf(title, icp)?.key === key))
      .length,
  }))
  const findings = contradictionsOf(icp)
  if (subjects.length > 0) {
    const fields = fieldsOf(subjects)
    for (const [index, { id, when }] of icp.criteria.entries())
      findings.push(...unanswerable({ path: `criteria.${id}`, when, all: subjects.length, fields }, criteria[index]!))
    for (const [index, { id, when }] of icp.disqualifiers.entries())
      findings.push(
        ...overreaching({ path: `disqualifiers.${id}`, when, all: subjects.length, fields }, disqualifiers[index]!),
      )
    for (const { key, accounts } of personas)
      if (accounts === 0) findings.push(warn(`personas.${key}`, 'no contact of any account has one of its titles'))
  }
  return { accounts: subjects.length, findings, criteria, disqualifiers, personas }
}

const countIn = (icp: Icp, subjects: readonly FitSubject[], at: Instant) => {
  return ({ id, label, when }: { id: string; label: string; when: Condition }): QuestionCount => {
    const ask = questionOf(when, icp)
    const answers = subjects.map((subject) => ask(subject, at))
    return {
      id,
      label,
      known: answers.filter((answer) => answer !== null).length,
      met: answers.filter((answer) => answer === true).length,
    }
  }
}

const warn = (path: string, message: string): IcpFinding => ({ level: 'warn', path, message })

/** A question where it stands in the file, and whom it was put to. */
type Asked = { path: string; when: Condition; all: number; fields: ReadonlySet<string> }

const unanswerable = (asked: Asked, { known, met }: QuestionCount): IcpFinding[] => {
  const { path, all } = asked
  if (known === 0) return [unknownTo(asked)]
  if (known < all * hardlyAnyone) return [warn(path, `is known of only ${known} of ${all} accounts`)]
  if (met === 0) return [warn(path, `is met by none of the ${known} accounts of which it is known`)]
  if (met === known && known >= enoughToJudge)
    return [warn(path, `is met by all ${known} accounts of which it is known`)]
  return []
}

const overreaching = (asked: Asked, { known, met }: QuestionCount): IcpFinding[] => {
  const { path, all } = asked
  if (known === 0) return [unknownTo(asked)]
  return met * 2 > all ? [warn(path, `throws out ${met} of ${all} accounts`)] : []
}

const unknownTo = ({ path, when, all, fields }: Asked): IcpFinding => {
  if (!('field' in when)) return warn(path, `is known of none of ${all} accounts`)
  if (fields.has(when.field)) return warn(path, `no account's "${when.field}" can be read as this test needs it`)
  const meant = [...standardFields, ...fields].find((field) => isNear(field, when.field))
  const hint = meant && meant !== when.field ? `; did you mean "${meant}"?` : ''
  return warn(path, `none of ${all} accounts has the field "${when.field}"${hint}`)
}

const fieldsOf = (subjects: readonly FitSubject[]): ReadonlySet<string> =>
  new Set(subjects.flatMap(({ fields }) => Object.keys(fields).filter((field) => fields[field] !== undefined)))

/** The same but for case and separators, or one letter put in, left out or changed. */
const isNear = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((word) => word.toLowerCase().replace(/[^a-z0-9]/g, '')) as [string, string]
  if (Math.abs(x.length - y.length) > 1) return false
  let start = 0
  while (start < x.length && x[start] === y[start]) start++
  const [restX, restY] = [x.slice(start), y.slice(start)]
  return [restX, restX.slice(1)].some((one) => [restY, restY.slice(1)].includes(one))
}
