import { and, desc, eq, sql } from 'drizzle-orm'
import { atomically, Conflict, type Db, type Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { problems, runs, watermarks } from './schema/index.ts'

export type Run = typeof runs.$inferSelect

/** Takes the run of this stage for this scheduled time; false when somebody has it already. */
export const takeRun = async (
  db: Db,
  run: { id: string; stage: string; scheduledFor: Instant; startedAt: Instant },
) => {
  try {
    await atomically(db, (tx) => [{ must: tx.insert(runs).values(run).onConflictDoNothing(), else: 'Taken already' }])
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

export const finishRun = async (
  db: Db,
  id: string,
  end: Pick<typeof runs.$inferInsert, 'finishedAt' | 'counts' | 'error'>,
) => {
  await atomically(db, (tx) => [tx.update(runs).set(end).where(eq(runs.id, id))])
}

export const lastRuns = async (db: Db, limit: number): Promise<Run[]> =>
  await db.select().from(runs).orderBy(desc(runs.startedAt), desc(runs.id)).limit(limit)

export const watermark = async <T>(db: Db, stage: string): Promise<T | null> => {
  const [row] = await db.select().from(watermarks).where(eq(watermarks.stage, stage))
  return (row?.value as T | undefined) ?? null
}

export const setWatermark = (tx: Tx, stage: string, value: Record<string, unknown>) =>
  tx.insert(watermarks).values({ stage, value }).onConflictDoUpdate({ target: watermarks.stage, set: { value } })

/** Recorded where people look (feeds page, doctor); the latest word about a thing replaces the one before. */
export const recordProblem = (tx: Tx, problem: typeof problems.$inferInsert) =>
  tx
    .insert(problems)
    .values(problem)
    .onConflictDoUpdate({
      target: [problems.stage, problems.subjectId],
      set: { message: problem.message, at: sql`excluded.at` },
    })

export const clearProblem = (tx: Tx, stage: string, subjectId: string) =>
  tx.delete(problems).where(and(eq(problems.stage, stage), eq(problems.subjectId, subjectId)))

export const subjectsWithProblem = async (db: Db, stage: string): Promise<Set<string>> =>
  new Set(
    (await db.select({ id: problems.subjectId }).from(problems).where(eq(problems.stage, stage))).map(({ id }) => id),
  )

export const listProblems = async (db: Db) => await db.select().from(problems).orderBy(desc(problems.at)).limit(200)
