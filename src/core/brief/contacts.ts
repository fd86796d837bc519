import type { BriefContact } from '../brief.ts'
import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import { personaOf } from '../icp/persona.ts'
import type { Icp, Persona } from '../icp.ts'
import { plainWords } from '../names.ts'
import type { Trigger } from '../trigger.ts'

export type ContactCandidate = {
  id: string
  name: string
  firstName?: string | null
  title: string | null
  email: string | null
  verifiedAt: Instant | null
  champion: boolean
  left: boolean
  suppressed: boolean
}

/** The published rule: points for each reason, 100 at most. Left and suppressed people are never offered. */
export const contactRule = {
  persona: { first: 35, step: 5, least: 20 },
  seniority: { c_level: 15, vp: 20, head: 18, manager: 10, other: 4 },
  freshness: { days90: 15, days365: 8 },
  reachable: 20,
  champion: 5,
  namedInTrigger: 5,
} as const

const { persona, seniority, freshness, reachable, champion, namedInTrigger } = contactRule

/** The rule as people read it, on the item and in the guide. */
export const contactRuleInWords: readonly string[] = [
  'Who can be reached comes before who cannot; then most points first. People who have left, must not be contacted or were called the wrong person are never offered.',
  `Fits a persona: ${persona.first} points for the first of the ICP, ${persona.step} less for each after it, at least ${persona.least}.`,
  `Seniority: vice president ${seniority.vp}, head or director ${seniority.head}, top management ${seniority.c_level}, manager ${seniority.manager}, any other ${seniority.other}.`,
  `Last verified: within 90 days ${freshness.days90}, within a year ${freshness.days365}.`,
  `Has an address: ${reachable}. Knows us: ${champion}. Named in the trigger: ${namedInTrigger}.`,
]

type Ranked = { contact: BriefContact | null; alternates: BriefContact[]; lookFor: string | null }
type Triggers = readonly Trigger[]

/** The best contact and two alternates; who can be reached comes before who cannot. */
export const rankContacts = (
  contacts: readonly ContactCandidate[],
  triggers: Triggers,
  icp: Icp,
  now: Instant,
): Ranked => {
  const gone = departed(triggers)
  const [contact = null, ...others] = contacts
    .filter(
      (person) => !person.left && !person.suppressed && !gone.has(plainWords(person.name)) && person.name.trim() !== '',
    )
    .map((person) => rate(person, triggers, icp, now))
    .sort(
      (a, b) => Number(b.reachable) - Number(a.reachable) || b.score - a.score || (a.contactId < b.contactId ? -1 : 1),
    )
  const lookFor = contact?.reachable ? null : roleOf(icp.personas[0])
  return { contact, alternates: others.slice(0, 2), lookFor }
}

const mostTitles = 4

/** Whom to look for, in words: the persona with its usual titles. */
const roleOf = (wanted: Persona | undefined): string | null => {
  if (!wanted) return null
  const { name, titles } = wanted
  return `${name} (${titles.slice(0, mostTitles).join(', ')}${titles.length > mostTitles ? ' …' : ''})`
}

const rate = (person: ContactCandidate, triggers: Triggers, icp: Icp, now: Instant): BriefContact => {
  const fitting = personaOf(person.title, icp)
  const reasons = [
    personaReason(fitting, icp),
    seniorityReason(person.title),
    freshnessReason(person.verifiedAt, now),
    person.email ? { points: reachable, text: 'has an address' } : { points: 0, text: 'no address known' },
    person.champion ? { points: champion, text: 'knows us' } : null,
    namedIn(person.name, triggers) ? { points: namedInTrigger, text: 'named in the trigger' } : null,
  ].filter((reason) => reason !== null)
  return {
    contactId: person.id,
    name: person.name,
    firstName: person.firstName?.trim() || firstNameOf(person.name),
    title: person.title,
    email: person.email,
    personaKey: fitting?.key ?? null,
    verifiedAt: person.verifiedAt,
    reachable: person.email !== null && person.email !== '',
    score: reasons.reduce((sum, { points }) => sum + points, 0),
    why: reasons.map(({ text, points }) => `${text} (+${points})`).join(', '),
  }
}

type Reason = { points: number; text: string }

const personaReason = (fitting: Persona | null, icp: Icp): Reason => {
  if (!fitting) return { points: 0, text: 'fits no persona' }
  const { first, step, least } = persona
  return { points: Math.max(least, first - step * icp.personas.indexOf(fitting)), text: `fits ${fitting.name}` }
}

const seniorities: [keyof typeof seniority, RegExp, string][] = [
  ['vp', /\b(?:s?vp|evp|vice president)\b/iu, 'vice president'],
  ['c_level', /\b(?:chief|c[a-z]o|president|founder|co-founder|owner|managing director)\b/iu, 'top management'],
  ['head', /\b(?:head|director|lead)\b/iu, 'head or director'],
  ['manager', /\bmanager\b/iu, 'manager'],
]

const seniorityReason = (title: string | null): Reason => {
  const [level, , text] = seniorities.find(([, pattern]) => pattern.test(title ?? '')) ?? [
    'other',
    null,
    'seniority unknown',
  ]
  return { points: seniority[level as keyof typeof seniority], text }
}

const freshnessReason = (verifiedAt: Instant | null, now: Instant): Reason => {
  const days = verifiedAt === null ? Infinity : (now - verifiedAt) / msPerDay
  if (days <= 90) return { points: freshness.days90, text: 'verified within 90 days' }
  if (days <= 365) return { points: freshness.days365, text: 'verified within a year' }
  return { points: 0, text: 'not verified within a year' }
}

const namedIn = (name: string, triggers: Triggers): boolean =>
  triggers.some((trigger) => trigger.fields.person && plainWords(trigger.fields.person.value) === plainWords(name))

/** Those whom a trigger says have left this account; a known contact among them is never offered. */
const departed = (triggers: Triggers): Set<string> =>
  new Set(
    triggers.flatMap((trigger) => {
      const leaves = trigger.side === 'subject' ? trigger.kind === 'executive_departure' : arrivals.has(trigger.kind)
      return leaves && trigger.fields.person ? [plainWords(trigger.fields.person.value)] : []
    }),
  )

/** Seen from the former employer, someone's arrival elsewhere is a departure. */
const arrivals: ReadonlySet<string> = new Set(['executive_hire', 'champion_move'])

const honorific = /^(?:dr|mr|mrs|ms|mx|prof|sir|dame)\.?\s+/iu

/** "Dr. Mara Example" → "Mara"; "Example, Mara" → "Mara". */
export const firstNameOf = (name: string): string => {
  const turned = /^([^,]+),\s*(\p{Lu}[^,]*)$/u.exec(name.trim())
  return (turned ? turned[2]! : name).trim().replace(honorific, '').split(/\s+/)[0] ?? ''
}
