import { and, asc, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { relationshipHolds } from '../accounts.ts'
import { nullsLast } from '../order.ts'
import { latestBrief } from '../pursuits.ts'
import {
  documents,
  fits,
  holds,
  matches,
  queueItems,
  relationships,
  signals,
  touches,
  triggerEvidence,
  triggerSpends,
  triggers,
  users,
} from '../schema/index.ts'

export const briefOf = async (db: Db, pursuitId: string) => (await latestBrief(db, pursuitId))?.brief ?? null

/** The signals behind triggers with their documents, surest first, without those withdrawn. */
export const evidenceOf = async (db: Db, triggerIds: readonly string[]) =>
  triggerIds.length === 0
    ? []
    : await db
        .select({ triggerId: triggerEvidence.triggerId, signal: signals, document: documents })
        .from(triggerEvidence)
        .innerJoin(signals, eq(signals.id, triggerEvidence.signalId))
        .innerJoin(documents, eq(documents.id, signals.documentId))
        .where(and(inArray(triggerEvidence.triggerId, [...triggerIds]), isNull(signals.withdrawnAt)))
        .orderBy(desc(signals.confidence), nullsLast(asc(documents.publishedAt)), asc(signals.id))
export type EvidenceRow = Awaited<ReturnType<typeof evidenceOf>>[number]

/** The account's fit as it stands, null before the first scoring. */
export const currentFit = async (db: Db, accountId: string) =>
  (
    await db
      .select()
      .from(fits)
      .where(and(eq(fits.accountId, accountId), isNull(fits.to)))
  )[0] ?? null

/** Every day this account stood on a list, the newest first. */
export const queueHistory = async (db: Db, accountId: string, limit: number) =>
  await db
    .select()
    .from(queueItems)
    .where(eq(queueItems.accountId, accountId))
    .orderBy(desc(queueItems.day))
    .limit(limit)

export const triggersOf = async (db: Db, accountId: string) =>
  await db
    .select({ trigger: triggers, spend: triggerSpends })
    .from(triggers)
    .leftJoin(triggerSpends, eq(triggerSpends.triggerId, triggers.id))
    .where(and(eq(triggers.accountId, accountId), isNull(triggers.removedAt)))
    .orderBy(desc(triggers.at), desc(triggers.id))

export const openHoldsOf = async (db: Db, accountId: string, now: Instant) =>
  await db
    .select({ hold: holds, by: users.name })
    .from(holds)
    .leftJoin(users, eq(users.id, holds.by))
    .where(and(eq(holds.accountId, accountId), isNull(holds.endedAt), or(isNull(holds.until), gt(holds.until, now))))
    .orderBy(desc(holds.createdAt))

export const relationshipsOf = async (db: Db, accountId: string, now: Instant) =>
  await db
    .select()
    .from(relationships)
    .where(and(eq(relationships.accountId, accountId), relationshipHolds(now)))
    .orderBy(asc(relationships.from))

export const touchesOf = async (db: Db, accountId: string, limit = 50) =>
  await db.select().from(touches).where(eq(touches.accountId, accountId)).orderBy(desc(touches.at)).limit(limit)

/** A stored document and the signals read from it, with the accounts they were matched to. */
export const documentWithSignals = async (db: Db, documentId: string) => {
  const [document] = await db.select().from(documents).where(eq(documents.id, documentId))
  if (!document) return null
  const found = await db
    .select({ signal: signals, accountId: matches.accountId })
    .from(signals)
    .leftJoin(matches, eq(matches.signalId, signals.id))
    .where(and(eq(signals.documentId, documentId), isNull(signals.withdrawnAt)))
    .orderBy(asc(signals.id))
  return { document, signals: found }
}
