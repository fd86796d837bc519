import { z } from 'zod'
import { msPerDay, startOfDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { consequencesOf, outcomeKinds, replyClasses } from '../../core/outcome.ts'
import { addressKey } from '../../core/suppression.ts'
import { allContacts, ownersAmong } from '../../store/accounts.ts'
import { moveLeavingOfFamily } from '../../store/drafts.ts'
import { insertHold } from '../../store/holds.ts'
import { insertOutcome, knownOutcomeKeys } from '../../store/outcomes.ts'
import { allSuppressions } from '../../store/ranking.ts'
import { insertSuppression } from '../../store/suppressions.ts'
import { closeFollowUpsOfFamily, postponeFollowUps, touchesByExternalId } from '../../store/touches.ts'
import { allUsers } from '../../store/users.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { RowKind } from '../import.ts'
import { stoppedAs } from '../outcome.ts'
import { openStandings } from '../standings.ts'
import { addressesOf } from '../suppress.ts'
import { day, moment, needed, number, oneOf, words } from './fields.ts'
import { accountColumns, accountSynonyms, anAccount, openLookup } from './lookup.ts'
import { RowError } from './row-error.ts'

const row = z.object({
  external_id: needed('The external id'),
  ...accountColumns,
  contact_email: words,
  touch_external_id: words,
  kind: oneOf(outcomeKinds),
  reply_class: oneOf(replyClasses),
  amount_usd: number,
  stage: words,
  reason: words,
  at: moment,
  until: day,
})
type OutcomeRow = z.infer<typeof row>

/** Who says so is silenced under every address; a bounce is about one. */
const optsOut = (kind: OutcomeRow['kind'], replyClass: OutcomeRow['reply_class'] | null): boolean =>
  kind !== undefined && kind !== 'bounce' && consequencesOf(kind, replyClass ?? null).suppresses !== null

/** The last moment that is meant: a day without its hour may be any of it. */
const latestOf = (at: Instant): Instant => (at % msPerDay === 0 ? at + msPerDay - 1 : at)

/** Replies, meetings, deals won and lost, by account, kind and external id. */
export const outcomeRows: RowKind<OutcomeRow> = {
  row: row as z.ZodType<OutcomeRow>,
  required: ['external_id', 'kind', 'at', anAccount],
  synonyms: { ...accountSynonyms, id: 'external_id' },
  spare: ['amount_usd', 'until'],
  key: (outcome) => `${outcome.external_id} ${outcome.kind}`,
  open: async (app) => {
    const lookup = await openLookup(app)
    const { salt, timeZone } = await getWorkspace(app.db)
    const people = new Map((await allContacts(app.db)).map((contact) => [contact.addressKey, contact.id]))
    const touches = await touchesByExternalId(app.db)
    const known = await knownOutcomeKeys(app.db)
    const standingOf = await openStandings(app, 'all')
    const silent = new Set(
      (await allSuppressions(app.db)).filter(({ kind }) => kind === 'address').map(({ key }) => key),
    )
    /** The address the row names, else the one its touch went to. */
    const whoseIs = ({ contact_email, touch_external_id }: OutcomeRow): string | null =>
      (contact_email ? addressKey(salt, contact_email) : null) ??
      touches.get(touch_external_id ?? '')?.addressKey ??
      null
    const zones = new Map((await allUsers(app.db)).map((user) => [user.id, user.timeZone]))
    return async (rows) => {
      const resting = rows.filter(({ until }) => until !== undefined).flatMap((each) => lookup.find(each)?.id ?? [])
      const owners = new Map(await ownersAmong(app.db, resting))
      const silencedBy = new Map<string, string[]>()
      for (const row of rows) {
        const key = optsOut(row.kind, row.reply_class) && whoseIs(row)
        if (key) silencedBy.set(key, await addressesOf(app.db, key, people.get(key) ?? null))
      }
      return (outcome) => {
        const account = lookup.account(outcome)
        if (!outcome.kind)
          throw new RowError(`The row does not say what happened: fill "kind" with one of ${outcomeKinds.join(', ')}`)
        if (outcome.at === undefined) throw new RowError('The row does not say when: fill the column "at"')
        const key = `${account.id} ${outcome.kind} ${outcome.external_id}`
        if (known.has(key)) return { result: 'unchanged' }
        known.add(key)
        const now = app.now()
        const address = outcome.contact_email ? addressKey(salt, outcome.contact_email) : null
        const stored = {
          id: app.newId(),
          externalId: outcome.external_id,
          accountId: account.id,
          contactId: (address && people.get(address)) || null,
          touchId: touches.get(outcome.touch_external_id ?? '')?.id ?? null,
          kind: outcome.kind,
          replyClass: outcome.reply_class ?? null,
          amountUsd: outcome.amount_usd ?? null,
          stage: outcome.stage ?? null,
          reason: outcome.reason ?? null,
          source: 'import' as const,
          at: outcome.at,
          recordedAt: now,
        }
        const { closesFollowUps, stopsSending, suppresses, holds, postpones } = consequencesOf(
          stored.kind,
          stored.replyClass,
        )
        if (outcome.until !== undefined && !holds)
          throw new RowError('"until" goes with the reply classes not_now and out_of_office')
        const zone = zones.get(owners.get(account.id) ?? '') ?? timeZone
        const ends = outcome.until === undefined ? null : startOfDay(outcome.until, zone)
        const until = ends !== null && ends > now ? ends : null
        const rest = {
          id: app.newId(),
          accountId: account.id,
          until,
          reason: outcome.reason ?? 'Imported: rests until then',
        }
        const standing = standingOf(stored)
        const whose = whoseIs(outcome)
        const theirs = whose ? (optsOut(stored.kind, stored.replyClass) && silencedBy.get(whose)) || [whose] : []
        const silenced = suppresses ? theirs.filter((key) => !silent.has(key)) : []
        for (const key of silenced) silent.add(key)
        return {
          result: 'added',
          ...(suppresses && !whose ? { warning: 'Nobody was silenced: say who in "contact_email"' } : {}),
          steps: (tx) => [
            insertOutcome(tx, stored),
            ...standing(tx, now),
            ...(closesFollowUps ? closeFollowUpsOfFamily(tx, account.id, stored.at, closesFollowUps) : []),
            ...(stopsSending
              ? [moveLeavingOfFamily(tx, account.id, latestOf(stored.at), stoppedAs[stopsSending], now)]
              : []),
            ...(until === null ? [] : [insertHold(tx, { ...rest, createdAt: now })]),
            ...(until !== null && postpones ? [postponeFollowUps(tx, [account.id], outcome.until!)] : []),
            ...silenced.map((key) =>
              insertSuppression(tx, { id: app.newId(), kind: 'address', key, reason: suppresses!, at: now }),
            ),
          ],
        }
      }
    }
  },
}
