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
  const lookFor = contact?.reachable
    ? null
    : icp.personas[0]
      ? `${icp.personas[0].name} (${icp.personas[0].titles.join(', ')})`
      : null
  return { contact, alternates: others.slice(0, 2), lookFor }
}

const rate = (person: ContactCandidate, triggers: Triggers, icp: Icp, now: Instant): BriefContact => {
  const persona = personaOf(person.title, icp)
  const reasons = [
    personaReason(persona, icp),
    seniorityReason(person.title),
    freshnessReason(person.verifiedAt, now),
    person.email ? { points: contactRule.reachable, text: 'has an address' } : { points: 0, text: 'no address known' },
    person.champion ? { points: contactRule.champion, text: 'knows us' } : null,
    namedIn(person.name, triggers) ? { points: contactRule.namedInTrigger, text: 'named in the trigger' } : null,
  ].filter((reason) => reason !== null)
  return {
    contactId: person.id,
    name: person.name,
    firstName: person.firstName?.trim() || firstNameOf(person.name),
    title: person.title,
    email: person.email,
    personaKey: persona?.key ?? null,
    verifiedAt: person.verifiedAt,
    reachable: person.email !== null && person.email !== '',
    score: reasons.reduce((sum, { points }) => sum + points, 0),
    why: reasons.map(({ text, points }) => `${text} (+${points})`).join(', '),
  }
}

type Reason = { points: number; text: string }

const personaReason = (persona: Persona | null, icp: Icp): Reason => {
  if (!persona) return { points: 0, text: 'fits no persona' }
  const { first, step, least } = contactRule.persona
  return { points: Math.max(least, first - step * icp.personas.indexOf(persona)), text: `fits ${persona.name}` }
}

const seniorities: [keyof typeof contactRule.seniority, RegExp, string][] = [
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
  return { points: contactRule.seniority[level as keyof typeof contactRule.seniority], text }
}

const freshnessReason = (verifiedAt: Instant | null, now: Instant): Reason => {
  const days = verifiedAt === null ? Infinity : (now - verifiedAt) / msPerDay
  if (days <= 90) return { points: contactRule.freshness.days90, text: 'verified within 90 days' }
  if (days <= 365) return { points: contactRule.freshness.days365, text: 'verified within a year' }
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
