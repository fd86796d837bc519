import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { type IcpVersion, icpSchema } from '../core/icp.ts'
import { icpVersions } from './schema/index.ts'

export type StoredIcpVersion = typeof icpVersions.$inferSelect

/** The ICPs in force, by key. */
export const liveIcps = async (db: Db): Promise<StoredIcpVersion[]> =>
  await db.select().from(icpVersions).where(isNull(icpVersions.retiredAt)).orderBy(asc(icpVersions.icpKey))

export const asVersion = ({ id, number, icp }: StoredIcpVersion): IcpVersion => ({
  id,
  number,
  icp: icpSchema.parse(icp),
})

export const icpHistory = async (db: Db, key: string): Promise<StoredIcpVersion[]> =>
  await db.select().from(icpVersions).where(eq(icpVersions.icpKey, key)).orderBy(desc(icpVersions.number))

/** The keys of all ICPs there ever were. */
export const icpKeys = async (db: Db): Promise<string[]> => {
  const rows = await db.selectDistinct({ key: icpVersions.icpKey }).from(icpVersions).orderBy(asc(icpVersions.icpKey))
  return rows.map(({ key }) => key)
}

export const getIcpVersion = async (db: Db, id: string): Promise<StoredIcpVersion | undefined> =>
  (await db.select().from(icpVersions).where(eq(icpVersions.id, id)))[0]

export const icpVersionsByIds = async (db: Db, ids: string[]): Promise<StoredIcpVersion[]> =>
  ids.length === 0 ? [] : await db.select().from(icpVersions).where(inArray(icpVersions.id, ids))

export const insertIcpVersion = (tx: Tx, row: typeof icpVersions.$inferInsert) => tx.insert(icpVersions).values(row)

export const retireIcpVersion = (tx: Tx, id: string, at: number) =>
  tx
    .update(icpVersions)
    .set({ retiredAt: at })
    .where(and(eq(icpVersions.id, id), isNull(icpVersions.retiredAt)))
