import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { type Settings, settingsSchema } from '../core/settings.ts'
import { workspace } from './schema/index.ts'

export type Workspace = Omit<typeof workspace.$inferSelect, 'settings'> & { settings: Settings }

/** The workspace, or null before set-up. */
export const findWorkspace = async (db: Db): Promise<Workspace | null> => {
  const [row] = await db.select().from(workspace).limit(1)
  return row ? { ...row, settings: settingsSchema.parse(row.settings) } : null
}

export const getWorkspace = async (db: Db): Promise<Workspace> => {
  const found = await findWorkspace(db)
  if (!found) throw new Error('This database has no workspace yet: open the app to set one up')
  return found
}

export type StoredWorkspace = typeof workspace.$inferSelect

/** The row as it stands, settings without their defaults: what its seal is over. */
export const storedWorkspace = async (db: Db): Promise<StoredWorkspace | null> =>
  (await db.select().from(workspace).limit(1))[0] ?? null

export const insertWorkspace = (tx: Tx, row: typeof workspace.$inferInsert) => tx.insert(workspace).values(row)

export const updateWorkspace = (tx: Tx, change: Partial<typeof workspace.$inferInsert>) =>
  tx.update(workspace).set(change).where(eq(workspace.id, 1))

/** Changes nothing when the rules have moved on since they were read with that seal. */
export const changeWorkspace = (tx: Tx, seenSeal: string, change: Partial<StoredWorkspace>) =>
  tx
    .update(workspace)
    .set(change)
    .where(and(eq(workspace.id, 1), eq(workspace.seal, seenSeal)))
