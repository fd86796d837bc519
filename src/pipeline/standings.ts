import type { RelationshipKind } from '../core/account.ts'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { consequencesOf, isDeal, type OutcomeKind, type ReplyClass, relationshipsFrom } from '../core/outcome.ts'
import { allRelationships, groupBy, relationshipsOf, touchFacts, upsertRelationship } from '../store/accounts.ts'
import { dealOutcomes, outcomesOf } from '../store/outcomes.ts'
import { endPursuitsOfFamily } from '../store/pursuits.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import type { Steps } from './commit.ts'

type Told = { accountId: string; kind: OutcomeKind; replyClass: ReplyClass | null; at: Instant }
type Deal = Pick<Told, 'accountId' | 'kind' | 'at'>
type Relationship = Awaited<ReturnType<typeof allRelationships>>[number]

/** The external id of the relationship that our own outcomes tell of. */
export const ownRelationshipId = (accountId: string, kind: RelationshipKind): string => `outcomes ${accountId} ${kind}`

/**
 * What each outcome, told one after the other, does to the standing of its account, in the commit that records it: the
 * relationship it begins or ends, and the end of the family's chase. `of`: the account whose deals will be told, or all
 * for a whole file of them.
 */
export const openStandings = async (app: App, of: { accountId: string } | 'all'): Promise<(told: Told) => Steps> => {
  const known = of === 'all' ? await dealOutcomes(app.db) : await outcomesOf(app.db, [of.accountId])
  const standing = of === 'all' ? await allRelationships(app.db) : await relationshipsOf(app.db, [of.accountId])
  const deals = groupBy<Deal, string>(known, ({ accountId }) => accountId)
  const relations = groupBy(standing, ({ accountId }) => accountId)
  const { settings } = await getWorkspace(app.db)
  const restsSince = app.now() - settings.accountCooldownDays * msPerDay
  const changedBy = (told: Told): Relationship[] => {
    const { accountId } = told
    deals.set(accountId, [...(deals.get(accountId) ?? []), told])
    const changed = relationshipChanges(app, told, deals.get(accountId)!, relations.get(accountId) ?? [])
    const ids = new Set(changed.map(({ externalId }) => externalId))
    const kept = (relations.get(accountId) ?? []).filter(({ externalId }) => !ids.has(externalId))
    relations.set(accountId, [...kept, ...changed])
    return changed
  }
  return (told) => {
    const { accountId, kind, replyClass, at } = told
    const changed = isDeal(kind) ? changedBy(told) : []
    const ends = consequencesOf(kind, replyClass).endsPursuit && at > restsSince
    return (tx, now) => [
      ...changed.map((row) => upsertRelationship(tx, row)),
      ...(changed.length > 0 ? [touchFacts(tx, [accountId], now)] : []),
      ...(ends ? endPursuitsOfFamily(tx, accountId, now, replyClass ?? kind) : []),
    ]
  }
}

/** Our own rows as the deals tell them, and the CRM's that a deal ended; what the CRM said later than the deal stands. */
const relationshipChanges = (
  app: App,
  { accountId, at }: Told,
  deals: readonly { kind: OutcomeKind; at: Instant }[],
  known: readonly Relationship[],
): Relationship[] =>
  relationshipsFrom(deals).flatMap(({ kind, from, to }): Relationship[] => {
    const externalId = ownRelationshipId(accountId, kind)
    const own = known.find((row) => row.externalId === externalId)
    const others = known.filter((row) => row.kind === kind && row !== own)
    if (others.some(({ asOf }) => asOf > at)) return []
    const ended = others.filter((row) => to !== null && (row.to === null || row.to > to))
    const row = own ?? { id: app.newId(), externalId, accountId, kind, ownerId: null, amountUsd: null, stage: null }
    const told = from !== null && (own?.from !== from || own.to !== to) ? [{ ...row, from, to, asOf: at }] : []
    return [...told, ...ended.map((other) => ({ ...other, to, asOf: at }))]
  })
