import type { Db } from '#dialect'
import { headline } from '../../core/headline.ts'
import * as lots from '../../store/exports.ts'
import type { Cell, OutKind } from '../export.ts'

const ofAccount = ['account_external_id', 'account_domain', 'daybreak_account']

/** Rows that each belong to an account, which they name as an import would. */
const perAccount = <Row extends { id: string; accountId: string }>(
  about: string,
  columns: readonly string[],
  lotOf: (db: Db, lot: lots.Lot) => Promise<Row[]>,
  cells: (row: Row) => Record<string, Cell>,
): OutKind => ({
  about,
  columns: () => [...columns.slice(0, 1), ...ofAccount, ...columns.slice(1)],
  lot: async ({ db }, lot) => {
    const rows = await lotOf(db, lot)
    const labels = await lots.accountLabels(
      db,
      rows.map(({ accountId }) => accountId),
    )
    return rows.map((row) => {
      const label = labels.get(row.accountId)
      const [account_external_id, account_domain] = [label?.externalId, label?.domains[0]]
      return {
        id: row.id,
        cells: { ...cells(row), account_external_id, account_domain, daybreak_account: label?.name },
      }
    })
  },
})

const moment = (at: number | null): string => (at === null ? '' : Temporal.Instant.fromEpochMilliseconds(at).toString())

export const contactsOut = perAccount(
  'people where they work now',
  [
    ...['external_id', 'name', 'title', 'email', 'phone', 'time_zone', 'country', 'champion', 'buying_role'],
    'last_verified',
  ],
  lots.employmentLot,
  ({ employment, contact }) => ({
    external_id: contact.externalId,
    name: contact.name,
    title: employment.title,
    email: contact.email,
    phone: contact.phone,
    time_zone: contact.timeZone,
    country: contact.country,
    champion: employment.champion,
    buying_role: employment.buyingRole,
    last_verified: moment(contact.verifiedAt),
  }),
)

export const ownersOut = perAccount('who owns which account now', ['owner_email'], lots.ownershipLot, ({ email }) => ({
  owner_email: email,
}))

export const opportunitiesOut = perAccount(
  'customers, open opportunities, partners, competitors',
  ['external_id', 'kind', 'amount_usd', 'stage', 'owner_email', 'as_of', 'closed_at'],
  lots.relationshipLot,
  ({ relationship, email }) => ({
    external_id: relationship.externalId,
    kind: relationship.kind,
    amount_usd: relationship.amountUsd,
    stage: relationship.stage,
    owner_email: email,
    as_of: moment(relationship.asOf),
    closed_at: moment(relationship.to),
  }),
)

export const touchesOut = perAccount(
  'messages and calls that left',
  [...['external_id', 'contact_email', 'user_email', 'channel', 'trigger_kind', 'tier', 'at'], 'daybreak_route'],
  lots.touchLot,
  ({ touch, contactEmail, userEmail }) => ({
    external_id: touch.externalId,
    contact_email: contactEmail,
    user_email: userEmail,
    channel: touch.channel,
    trigger_kind: touch.triggerKind,
    tier: touch.tier,
    at: moment(touch.at),
    daybreak_route: touch.route,
  }),
)

export const outcomesOut = perAccount(
  'replies, meetings, deals won and lost',
  [
    ...['external_id', 'contact_email', 'touch_external_id', 'kind', 'reply_class', 'amount_usd', 'stage', 'reason'],
    'at',
  ],
  lots.outcomeLot,
  ({ outcome, contactEmail, touchExternalId }) => ({
    external_id: outcome.externalId,
    contact_email: contactEmail,
    touch_external_id: touchExternalId,
    kind: outcome.kind,
    reply_class: outcome.replyClass,
    amount_usd: outcome.amountUsd,
    stage: outcome.stage,
    reason: outcome.reason,
    at: moment(outcome.at),
  }),
)

export const triggersOut = perAccount(
  'what happened at which account',
  ['daybreak_id', 'kind', 'headline', 'at', 'first_seen_at', 'confidence', 'publishers', 'disputed'],
  lots.triggerLot,
  ({ id, kind, at, firstSeenAt, trigger }) => ({
    daybreak_id: id,
    kind,
    headline: headline(kind, trigger.fields),
    at: moment(at),
    first_seen_at: moment(firstSeenAt),
    confidence: trigger.confidence,
    publishers: trigger.publishers.join('|'),
    disputed: trigger.contradictions.map(({ field }) => field).join('|'),
  }),
)

export const fitsOut = perAccount(
  'tier and fit of each account, against which ICP and since when',
  ['tier', 'fit', 'disqualified', 'coverage', 'icp', 'icp_version', 'since'],
  lots.fitLot,
  ({ tier, fit, disqualified, coverage, icpKey, icpNumber, from }) => ({
    tier,
    fit,
    disqualified,
    coverage,
    icp: icpKey,
    icp_version: icpNumber,
    since: moment(from),
  }),
)

export const queueOut = perAccount(
  'every item of every day’s queue',
  ['day', 'owner_email', 'lane', 'rank', 'priority', 'fit', 'heat', 'tier', 'trigger_kind', 'first_seen_at'],
  lots.queueLot,
  ({ email, ownerKey, triggerKind, firstSeenAt, day, lane, rank, priority, fit, heat, tier }) => ({
    ...{ day, lane, rank, priority, fit, heat, tier },
    owner_email: email ?? ownerKey,
    trigger_kind: triggerKind,
    first_seen_at: moment(firstSeenAt),
  }),
)

/** Addresses stand there as the salted hashes they are kept as. */
export const suppressionsOut: OutKind = {
  about: 'who must not be contacted; addresses as salted hashes',
  columns: () => ['kind', 'value', 'reason', 'at'],
  lot: async ({ db }, lot) => {
    const rows = await lots.suppressionLot(db, lot)
    const labels = await lots.accountLabels(
      db,
      rows.map(({ key }) => key),
    )
    return rows.map(({ id, kind, key, reason, at }) => {
      const label = kind === 'account' ? labels.get(key) : undefined
      return { id, cells: { kind, value: label?.domains[0] ?? label?.externalId ?? key, reason, at: moment(at) } }
    })
  },
}
