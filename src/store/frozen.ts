import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { accounts, corrections, fits, holds, rankInputs, suppressions, users } from './schema/index.ts'

export type RankInputRow = typeof rankInputs.$inferSelect

/** The hashes of what the last freeze read, by subject. */
export const liveInputHashes = async (db: Db): Promise<Map<string, string>> => {
  const rows = await db
    .select({ subject: rankInputs.subject, hash: rankInputs.hash })
    .from(rankInputs)
    .where(isNull(rankInputs.to))
  return new Map(rows.map(({ subject, hash }) => [subject, hash]))
}

/** What the freeze at this instant read. */
export const inputsAt = async (db: Db, readAt: Instant): Promise<RankInputRow[]> =>
  await db
    .select()
    .from(rankInputs)
    .where(and(lte(rankInputs.from, readAt), or(isNull(rankInputs.to), gt(rankInputs.to, readAt))))
    .orderBy(rankInputs.subject)

/** The same, of these subjects alone. */
export const inputsOf = async (db: Db, subjects: readonly string[], readAt: Instant): Promise<RankInputRow[]> =>
  await db
    .select()
    .from(rankInputs)
    .where(
      and(
        inArray(rankInputs.subject, [...subjects]),
        lte(rankInputs.from, readAt),
        or(isNull(rankInputs.to), gt(rankInputs.to, readAt)),
      ),
    )
    .orderBy(rankInputs.subject)

export const inputOf = async (db: Db, subject: string, readAt: Instant): Promise<RankInputRow | undefined> =>
  (
    await db
      .select()
      .from(rankInputs)
      .where(
        and(
          eq(rankInputs.subject, subject),
          lte(rankInputs.from, readAt),
          or(isNull(rankInputs.to), gt(rankInputs.to, readAt)),
        ),
      )
  )[0]

export const endInputs = (tx: Tx, subjects: string[], at: Instant) =>
  tx
    .update(rankInputs)
    .set({ to: at })
    .where(and(inArray(rankInputs.subject, subjects), isNull(rankInputs.to)))

export const insertInputs = (rows: (typeof rankInputs.$inferInsert)[]) => ({ into: rankInputs, rows })

/** The words behind the ids of what is frozen, as they read now. */
export const accountNamesById = async (db: Db): Promise<Map<string, string>> =>
  new Map((await db.select({ id: accounts.id, name: accounts.name }).from(accounts)).map(({ id, name }) => [id, name]))

export const userNamesById = async (db: Db): Promise<Map<string, string>> =>
  new Map((await db.select({ id: users.id, name: users.name }).from(users)).map(({ id, name }) => [id, name]))

export const suppressionReasons = async (db: Db): Promise<Map<string, string>> =>
  new Map(
    (await db.select({ id: suppressions.id, reason: suppressions.reason }).from(suppressions)).map((row) => [
      row.id,
      row.reason,
    ]),
  )

export const allHolds = async (db: Db) => await db.select().from(holds)

export const fitNotes = async (db: Db): Promise<Map<string, string | null>> =>
  new Map(
    (
      await db
        .select({ id: corrections.id, note: corrections.note })
        .from(corrections)
        .where(eq(corrections.what, 'fit'))
    ).map(({ id, note }) => [id, note]),
  )

/** The numbers of fits without their reasons; a fit that is not known stands as 0. */
export const fitNumbers = async (db: Db, ids: string[]) =>
  await db
    .select({
      id: fits.id,
      icpVersionId: fits.icpVersionId,
      fit: fits.fit,
      tier: fits.tier,
      coverage: fits.coverage,
      disqualified: fits.disqualified,
    })
    .from(fits)
    .where(inArray(fits.id, ids))

export const fitResults = async (db: Db, ids: string[]) =>
  ids.length === 0 ? [] : await db.select({ id: fits.id, result: fits.result }).from(fits).where(inArray(fits.id, ids))
