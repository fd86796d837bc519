import type { RelationshipKind } from './account.ts'
import { addDays, dayInWords, type LocalDay } from './day.ts'
import type { Instant } from './document.ts'
import type { FitSummary } from './fit.ts'
import type { Candidate, CandidateTrigger, Owner, Standing } from './gates.ts'
import { type Measured, strengthFrom } from './heat.ts'
import { type Icp, triggerWeight } from './icp.ts'
import type { DraftState } from './review.ts'

/**
 * What ranking reads of one account, in ids, days and numbers: kept with every queue day, so that any past day can be
 * ranked again. Words that people wrote stay in their own rows, which an erasure may empty, and are named by id.
 */
export type FrozenAccount = {
  familyId: string
  complete: boolean
  mergedInto: string | null
  suppressionId: string | null
  relationship: { kind: RelationshipKind; ownerId: string | null } | null
  /** The newest that still rests the account: a touch, what they answered, or a person's word that we are talking. */
  rest: { day: LocalDay; after: string; decisionId: string | null } | null
  inFlight: { draft: DraftState } | { queueOf: string } | null
  fitId: string | null
  /** The version of the fit, whose exponent and trigger weights count with it. */
  icpVersionId: string | null
  triggers: FrozenTrigger[]
  /** The correction that called it a bad fit, while nothing has answered it. */
  badFitId: string | null
  holdIds: string[]
  ownerId: string | null
  reachable: boolean
  pursuit: { id: string; edited: boolean } | null
}

export type FrozenTrigger = Omit<Measured, 'id'> & {
  id: string
  firstSeenAt: Instant
  spendId: string | null
  shownDays: number
}

/** The rest of what a day is ranked from. */
export type FrozenRules = {
  zone: string
  holidays: LocalDay[]
  perKindLimit: number
  accountCooldownDays: number
  owners: Omit<Owner, 'name' | 'holidays'>[]
}

export type FrozenHold = {
  since: Instant
  until: LocalDay | null
  untilTrigger: boolean
  why: string
  by: string
}

/** What the ids stand for, as it reads today. */
export type Words = {
  accountName: (id: string) => string
  userName: (id: string) => string
  suppression: (id: string) => string
  hold: (id: string) => FrozenHold | null
  talking: (decisionId: string) => string
  spend: (id: string) => string
  badFit: (id: string) => string
  fit: (id: string) => FitSummary | null
  icp: (versionId: string) => Icp | null
}

/** The candidates of a day from what was frozen, with every trigger as strong as it was at `at`. */
export const candidatesFrom = (
  accounts: ReadonlyMap<string, FrozenAccount>,
  rules: FrozenRules,
  words: Words,
  at: Instant,
): Candidate[] => {
  const standings = new Map([...accounts].map(([id, account]) => [id, standingOf(id, account, rules, words)]))
  const families = familiesOf(accounts)
  return [...accounts].map(([id, account]) => {
    const icp = account.icpVersionId === null ? null : words.icp(account.icpVersionId)
    const { complete, ownerId, reachable, pursuit, mergedInto, badFitId, holdIds, fitId } = account
    return {
      ...standings.get(id)!,
      complete,
      mergedInto: mergedInto && words.accountName(mergedInto),
      relatives: (families.get(account.familyId) ?? []).flatMap((other) => (other === id ? [] : standings.get(other)!)),
      fit: fitId === null ? null : words.fit(fitId),
      alpha: icp?.alpha ?? 0.5,
      triggers: account.triggers.map((trigger) => triggerFrom(trigger, icp, words, at)),
      badFit: badFitId && words.badFit(badFitId),
      holds: holdIds.flatMap((holdId) => words.hold(holdId) ?? []),
      ownerId,
      reachable,
      pursuit,
    }
  })
}

/** Who may be a relative, by family. Most accounts are alone: theirs are left out. */
const familiesOf = (accounts: ReadonlyMap<string, FrozenAccount>): Map<string, string[]> => {
  const sizes = new Map<string, number>()
  for (const { familyId } of accounts.values()) sizes.set(familyId, (sizes.get(familyId) ?? 0) + 1)
  const families = new Map<string, string[]>()
  for (const [id, { familyId, mergedInto }] of accounts) {
    if (mergedInto !== null || sizes.get(familyId) === 1) continue
    const family = families.get(familyId)
    if (family) family.push(id)
    else families.set(familyId, [id])
  }
  return families
}

/** The owners of a day from what was frozen. */
export const ownersFrom = ({ owners, holidays }: FrozenRules, { userName }: Pick<Words, 'userName'>): Owner[] =>
  owners.map((owner) => ({ ...owner, name: userName(owner.id), holidays: new Set(holidays) }))

const triggerFrom = (
  { spendId, shownDays, firstSeenAt, ...measured }: FrozenTrigger,
  icp: Icp | null,
  words: Words,
  at: Instant,
): CandidateTrigger => ({
  strength: strengthFrom(measured, triggerWeight(icp, measured.kind), at),
  firstSeenAt,
  spent: spendId && words.spend(spendId),
  shownDays,
})

const standingOf = (accountId: string, account: FrozenAccount, rules: FrozenRules, words: Words): Standing => ({
  accountId,
  name: words.accountName(accountId),
  suppressed: account.suppressionId && words.suppression(account.suppressionId),
  relationship: account.relationship,
  cooldown: account.rest && {
    until: addDays(account.rest.day, rules.accountCooldownDays),
    why: account.rest.decisionId
      ? words.talking(account.rest.decisionId)
      : `${account.rest.after} on ${dayInWords(account.rest.day)}`,
  },
  inFlight: flightInWords(account.inFlight, words),
})

const flightInWords = (inFlight: FrozenAccount['inFlight'], words: Words): string | null => {
  if (inFlight === null) return null
  if ('queueOf' in inFlight) return `in ${words.userName(inFlight.queueOf)}'s queue today`
  return inFlightWords[inFlight.draft] ?? null
}

const inFlightWords: Partial<Record<DraftState, string>> = {
  submitted: 'a draft waits for approval',
  approved: 'an approved message is about to leave',
  queued: 'an approved message is about to leave',
  sending: 'a message is being sent',
  failed: 'a message could not be sent and waits for a person',
  unknown: 'it is not known whether a message left; a person has to say',
}
/** Drafts in these states keep their account out of first touches. */
export const inFlightStates = Object.keys(inFlightWords) as DraftState[]
