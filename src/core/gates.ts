import type { RelationshipKind } from './account.ts'
import { dayInWords, type Holidays, type LocalDay } from './day.ts'
import type { Instant } from './document.ts'
import { type FitSummary, minimumCoverage } from './fit.ts'
import type { Strength } from './heat.ts'

/** Why an account is not queued on a day, in the order asked; the first that holds is the one reason (docs/queue.md). */
export const gateReasons = [
  'merged',
  'incomplete',
  'suppressed',
  'relationship',
  'disqualified',
  'bad_fit',
  'too_little_known',
  'below_floor',
  'no_trigger',
  'trigger_spent',
  'cooldown',
  'held',
  'in_flight',
  'no_owner',
  'owner_absent',
  'kind_limit',
  'capacity',
] as const
export type GateReason = (typeof gateReasons)[number]
export type Stop = { reason: GateReason; sentence: string }

/** What forbids a first touch at an account; asked of its whole family. Days are the first day that is free again. */
export type Standing = {
  accountId: string
  name: string
  /** Why it is suppressed, in words. */
  suppressed: string | null
  relationship: { kind: RelationshipKind; ownerId: string | null } | null
  cooldown: { until: LocalDay; why: string } | null
  /** What is on its way to it, in words: "a draft waits for approval". */
  inFlight: string | null
}

/** A trigger on one day: its strength at the freeze, and what has become of it. */
export type CandidateTrigger = {
  strength: Strength
  firstSeenAt: Instant
  /** Why it is used up, in words ("marked stale by …"); null when it is not. */
  spent: string | null
  /** On how many of the rep's working days before this one it was shown and not worked. */
  shownDays: number
}

/** Set aside: until a day, until a trigger first seen after `since` that may lead, or (neither) until someone lifts it. */
export type Hold = { since: Instant; until: LocalDay | null; untilTrigger: boolean; why: string; by: string }

export type Candidate = Standing & {
  complete: boolean
  /** The name of the account it was merged into. */
  mergedInto: string | null
  relatives: readonly Standing[]
  fit: FitSummary | null
  /** The exponent of fit in priority, from the ICP the fit is against. */
  alpha: number
  triggers: readonly CandidateTrigger[]
  /** A person's "bad fit" that neither new facts nor a new ICP have answered, in words. */
  badFit: string | null
  holds: readonly Hold[]
  ownerId: string | null
  /** Whether someone there may be written to. */
  reachable: boolean
  /** The open pursuit that carries over; `edited` when a person has worked on its draft. */
  pursuit: { id: string; edited: boolean } | null
}

/** A user as ranking sees them; `capacity` in items a day, `absent` on the day that is ranked. */
export type Owner = {
  id: string
  name: string
  zone: string
  holidays: Holidays
  capacity: number
  absent: boolean
  coverId: string | null
}
export type Owners = ReadonlyMap<string, Owner>

/** A trigger not worked on this many of the rep's working days is spent. */
const mostShownDays = 3

/** Asks all gates that concern the account alone; per-kind limit and capacity are asked by `rank`. Null = passed. */
export const gate = (candidate: Candidate, day: LocalDay, owners: Owners): Stop | null => {
  for (const reason of gateReasons) {
    const sentence = checks[reason]?.(candidate, day, owners)
    if (sentence) return { reason, sentence }
  }
  return null
}

/** Good news that is complete, unexpired and not used up. Lite triggers support, they never lead. */
export const leadingTriggers = (candidate: Candidate): CandidateTrigger[] =>
  newsTriggers(candidate).filter(({ strength }) => strength.points > 0)

/** Good or bad news that its account's owner should hear of. */
export const newsTriggers = (candidate: Candidate): CandidateTrigger[] =>
  heatingTriggers(candidate).filter((trigger) => !trigger.strength.lite && !isSpent(trigger))

/** What heat is made of: good news until it is used up, bad news until it expires. */
export const heatingTriggers = (candidate: Candidate): CandidateTrigger[] =>
  candidate.triggers.filter((trigger) => {
    const { points } = trigger.strength
    return points < 0 || (points > 0 && !isSpent(trigger))
  })

/** Who works the account on that day: its owner, or the cover of an absent one; null when nobody does. */
export const workerOf = (ownerId: string | null, owners: Owners): Owner | null => {
  const owner = ownerId === null ? undefined : owners.get(ownerId)
  if (!owner?.absent) return owner ?? null
  const cover = owner.coverId === null ? undefined : owners.get(owner.coverId)
  return cover && !cover.absent ? cover : null
}

/** The relationship that keeps an account out of first touches: its own, else a relative's. */
export const relationshipOf = (candidate: Candidate): Standing['relationship'] =>
  family(candidate).find(({ relationship }) => relationship)?.relationship ?? null

const isSpent = ({ spent, shownDays }: CandidateTrigger): boolean => spent !== null || shownDays >= mostShownDays
const family = (candidate: Candidate): Standing[] => [candidate, ...candidate.relatives]

/** Names the relative when it is not the account itself. */
const naming = (candidate: Candidate, standing: Standing): string =>
  standing.accountId === candidate.accountId ? '' : ` (${standing.name}, of the same family)`

/** The sentence about the first of the family of which something holds. */
const ofFamily = (candidate: Candidate, say: (standing: Standing) => string | null): string | null => {
  for (const standing of family(candidate)) {
    const said = say(standing)
    if (said) return `${said}${naming(candidate, standing)}`
  }
  return null
}

const stillHolds = ({ since, until, untilTrigger }: Hold, candidate: Candidate, day: LocalDay): boolean =>
  (until === null || until > day) &&
  !(untilTrigger && leadingTriggers(candidate).some(({ firstSeenAt }) => firstSeenAt > since))

type Check = (candidate: Candidate, day: LocalDay, owners: Owners) => string | null

const relationshipWords: Record<RelationshipKind, string> = {
  customer: 'Is a customer',
  open_opportunity: 'Has an open opportunity',
  partner: 'Is a partner',
  competitor: 'Is a competitor',
}

const checks: Partial<Record<GateReason, Check>> = {
  merged: ({ mergedInto }) => mergedInto && `Was merged into ${mergedInto}`,
  incomplete: ({ complete }) => (complete ? null : 'Has no domain yet, so it cannot be told from its namesakes'),
  suppressed: (candidate) =>
    ofFamily(candidate, ({ suppressed }) => suppressed && `Must not be contacted: ${suppressed}`),
  relationship: (candidate) =>
    ofFamily(candidate, ({ relationship }) => relationship && relationshipWords[relationship.kind]),
  disqualified: ({ fit }) =>
    fit && fit.disqualifiedBy.length > 0
      ? `Disqualified: ${fit.disqualifiedBy.map(({ label }) => label).join('; ')}`
      : null,
  bad_fit: ({ badFit }) => badFit,
  too_little_known: ({ fit }) => {
    if (!fit) return 'No ICP applies to it'
    if (fit.fit !== null && fit.coverage >= minimumCoverage) return null
    return `Too little is known: ${Math.floor(fit.coverage * 100)} % of the ICP's weight, ${minimumCoverage * 100} % are needed`
  },
  below_floor: ({ fit }) => (fit?.tier ? null : `Fit ${fit?.fit?.toFixed(1)} is below Tier 3`),
  no_trigger: (candidate) => {
    const hot = candidate.triggers.filter(({ strength }) => strength.points > 0)
    if (hot.some(({ strength }) => !strength.lite)) return null
    return hot.length > 0 ? 'Only passing mentions, no complete trigger' : 'No live trigger'
  },
  trigger_spent: (candidate) => {
    if (leadingTriggers(candidate).length > 0) return null
    const last = candidate.triggers.filter(({ strength }) => strength.points > 0 && !strength.lite).at(0)
    return `Trigger spent: ${last?.spent ?? `shown on ${mostShownDays} working days and not worked`}`
  },
  cooldown: (candidate, day) =>
    ofFamily(candidate, ({ cooldown }) =>
      cooldown && cooldown.until > day ? `Cooling down until ${dayInWords(cooldown.until)}: ${cooldown.why}` : null,
    ),
  held: (candidate, day) => {
    const hold = candidate.holds.find((each) => stillHolds(each, candidate, day))
    if (!hold) return null
    const until = hold.until ? ` until ${dayInWords(hold.until)}` : hold.untilTrigger ? ' until the next trigger' : ''
    return `Held${until} by ${hold.by}: ${hold.why}`
  },
  in_flight: (candidate) => ofFamily(candidate, ({ inFlight }) => inFlight && `In flight: ${inFlight}`),
  no_owner: ({ ownerId }, _day, owners) => (ownerId && owners.has(ownerId) ? null : 'Nobody owns it'),
  owner_absent: ({ ownerId }, _day, owners) =>
    workerOf(ownerId, owners) ? null : `${owners.get(ownerId ?? '')?.name} is away and nobody covers`,
}
