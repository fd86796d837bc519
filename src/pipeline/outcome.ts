import { type LocalDay, startOfDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { consequencesOf, type OutcomeKind, outcomeProblem, type ReplyClass } from '../core/outcome.ts'
import { findAccount } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { insertCorrection } from '../store/corrections.ts'
import { draftsOfAccounts, leaving, moveDraft } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { insertHold } from '../store/holds.ts'
import { findOutcome, insertOutcome } from '../store/outcomes.ts'
import { closeFollowUpsOf, findTouch, lastTouchTo, postponeFollowUps } from '../store/touches.ts'
import type { App } from './app.ts'
import { commit, onceMore, type Said, type Steps } from './commit.ts'
import type { Person } from './edit.ts'
import { zoneOf } from './holds.ts'
import { openStandings } from './standings.ts'
import { addressesOf, suppressSteps } from './suppress.ts'

export type NewOutcome = {
  accountId: string
  contactId?: string | null
  touchId?: string | null
  kind: OutcomeKind
  replyClass?: ReplyClass | null
  amountUsd?: number | null
  stage?: string | null
  note?: string | null
  at: Instant
  /** When they want to hear again, or are back: "not now" and "out of office" rest the account until that day of its owner. */
  untilDay?: LocalDay | null
  /** The address it is about, where that may not be the contact's any more. */
  addressKey?: string | null
  /** Of the system it comes from; made from the rest when a person enters it. */
  externalId?: string
  source?: 'hand' | 'import' | 'webhook' | 'mail'
}

type Recording = {
  outcomeId: string
  recorded: boolean
  holdId: string | null
  steps: Steps
  audit: Said[]
}

/**
 * What came of it. The same outcome told twice is recorded once. A reply, a meeting, a bounce or an opt-out stops
 * whatever is about to leave to the account's family; an opt-out suppresses the contact everywhere; a deal
 * changes what they are to us, and a conversation that has begun ends the chase.
 */
export const recordOutcome = async (
  app: App,
  person: Person | null,
  input: NewOutcome,
): Promise<{ outcomeId: string; recorded: boolean }> => {
  return await onceMore(async () => {
    const { outcomeId, recorded, steps, audit } = await outcomeSteps(app, person, input)
    if (recorded) await commit(app, steps, audit)
    return { outcomeId, recorded }
  })
}

/** The same as steps, for a commit that says more. Without any when it was told before. */
export const outcomeSteps = async (app: App, person: Person | null, input: NewOutcome): Promise<Recording> => {
  const problem = outcomeProblem(input.kind, input.replyClass ?? null, input.amountUsd ?? null)
  if (problem) throw new Refusal('invalid', problem)
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (input.touchId && !(await findTouch(app.db, input.touchId)))
    throw new Refusal('not_found', 'There is no such touch')
  const externalId = input.externalId ?? handMade(input)
  const known = await findOutcome(app.db, input.accountId, input.kind, externalId)
  if (known) return { outcomeId: known.id, recorded: false, holdId: null, steps: () => [], audit: [] }
  const id = app.newId()
  const { steps, holdId } = await effectsOf(app, person, input)
  const row = {
    id,
    externalId,
    accountId: input.accountId,
    contactId: input.contactId ?? null,
    touchId: input.touchId ?? null,
    kind: input.kind,
    replyClass: input.replyClass ?? null,
    amountUsd: input.amountUsd ?? null,
    stage: input.stage ?? null,
    reason: input.note ?? null,
    source: input.source ?? 'hand',
    by: person?.id ?? null,
    at: input.at,
  }
  const detail = { outcomeId: id, kind: input.kind, replyClass: row.replyClass, at: input.at }
  const said = { what: 'outcome_recorded', subject: 'account', subjectId: input.accountId, detail }
  return {
    outcomeId: id,
    recorded: true,
    holdId,
    steps: (tx, at) => [insertOutcome(tx, { ...row, recordedAt: at }), ...steps(tx, at)],
    audit: [{ actorId: person?.id ?? null, ...said }],
  }
}

const handMade = ({ touchId, contactId, replyClass, at }: NewOutcome): string =>
  ['hand', touchId ?? contactId ?? '', replyClass ?? '', at].join(':')

/** Where a draft goes whose sending an outcome stops. */
export const stoppedAs = { anew: 'pending', over: 'cancelled' } as const

type Effects = { steps: Steps; holdId: string | null }

/** What an outcome sets in motion beside its own row, also when a person reads a reply otherwise later on. */
export const effectsOf = async (app: App, person: Person | null, input: NewOutcome): Promise<Effects> => {
  const consequences = consequencesOf(input.kind, input.replyClass ?? null)
  const { closesFollowUps, stopsSending, suppresses } = consequences
  const family = await familyOf(app.db, input.accountId)
  const stopped = stopsSending ? await draftsOfAccounts(app.db, family, leaving) : []
  const contact = input.contactId ? await findContact(app.db, input.contactId) : undefined
  const silenced = suppresses ? await silencedBy(app, input) : []
  if (suppresses && silenced.length === 0 && (person || (input.source ?? 'hand') === 'hand'))
    throw new Refusal('invalid', 'Say who: choose their message or their name, or nobody would be silenced')
  const suppression = await Promise.all(
    silenced.map((key) => suppressSteps(app, person, { kind: 'address', key, reason: suppresses! })),
  )
  const standing = (await openStandings(app, input))({ ...input, replyClass: input.replyClass ?? null })
  const { untilDay } = input
  const ends = untilDay ? startOfDay(untilDay, await zoneOf(app, input.accountId)) : null
  const until = ends !== null && ends > app.now() ? ends : null
  const rest = consequences.holds && until ? restOf(app, person, input, until) : null
  const dueDay = consequences.postpones && until && untilDay ? untilDay : null
  return {
    holdId: rest?.id ?? null,
    steps: (tx, at) => [
      ...(closesFollowUps ? closeFollowUpsOf(tx, family, at, closesFollowUps) : []),
      ...(dueDay ? [postponeFollowUps(tx, family, dueDay)] : []),
      ...stopped.map((draft) => moveDraft(tx, draft, stoppedAs[stopsSending!], at)),
      ...standing(tx, at),
      ...suppression.flatMap((steps) => steps(tx, at)),
      ...(rest ? [insertHold(tx, { ...rest, createdAt: at })] : []),
      ...(consequences.wrongPerson && contact && person
        ? [insertCorrection(tx, { ...wrongPerson(app, person, input, contact.id), at })]
        : []),
    ],
  }
}

/**
 * A bounce is about the one address that was tried; who opts out does so under all of theirs. Where neither an address
 * nor anybody is named, it is whoever was written to.
 */
const silencedBy = async (app: App, { kind, addressKey, contactId, touchId }: NewOutcome): Promise<string[]> => {
  const written = touchId ? (await findTouch(app.db, touchId))?.addressKey : null
  if (kind !== 'bounce') {
    const theirs = await addressesOf(app.db, addressKey ?? null, contactId ?? null)
    return theirs.length > 0 ? theirs : await addressesOf(app.db, written ?? null, null)
  }
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  return [addressKey ?? written ?? contact?.addressKey].flatMap((key) => key || [])
}

const restOf = (app: App, person: Person | null, { accountId, replyClass, note }: NewOutcome, until: Instant) => ({
  id: app.newId(),
  accountId,
  until,
  reason: note ?? (replyClass === 'out_of_office' ? 'They are out of the office' : 'They said: not now'),
  by: person?.id ?? null,
})

const wrongPerson = (app: App, person: Person, { accountId, note }: NewOutcome, contactId: string) => ({
  id: app.newId(),
  accountId,
  what: 'contact' as const,
  subjectId: contactId,
  note: note ?? null,
  by: person.id,
})

/** A one-click opt-out: whoever has the address is suppressed everywhere and the outcome recorded at the account last written to. */
export const optOut = async (app: App, recipientKey: string): Promise<void> => {
  const touch = await lastTouchTo(app.db, recipientKey)
  // Somebody else may suppress one of them just now, perhaps by a second click: the others are not left out for that.
  await onceMore(async () => await silence(app, await addressesOf(app.db, recipientKey, touch?.contactId ?? null)))
  if (!touch) return
  await recordOutcome(app, null, {
    accountId: touch.accountId,
    contactId: touch.contactId,
    touchId: touch.id,
    kind: 'unsubscribe',
    at: app.now(),
    externalId: `unsubscribe:${touch.id}`,
    source: 'webhook',
  })
}

const silence = async (app: App, keys: readonly string[]) => {
  const steps = await Promise.all(
    keys.map((key) => suppressSteps(app, null, { kind: 'address', key, reason: 'opted out' })),
  )
  const said = keys.map((key) => ({ actorId: null, what: 'opted_out', subject: 'address', subjectId: key }))
  await commit(app, (tx, at) => steps.flatMap((step) => step(tx, at)), said)
}
