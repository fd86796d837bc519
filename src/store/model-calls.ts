import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import { modelCalls } from './schema/index.ts'

export type ModelCall = Omit<typeof modelCalls.$inferInsert, 'answer' | 'error' | 'finished'>

/** The newest finished answer under this key; null when the model was never asked it. */
export const findModelAnswer = async (db: Db, key: string): Promise<unknown> => {
  const [found] = await db
    .select({ answer: modelCalls.answer })
    .from(modelCalls)
    .where(and(eq(modelCalls.key, key), eq(modelCalls.finished, true)))
    .orderBy(desc(modelCalls.at))
    .limit(1)
  return found?.answer ?? null
}

/** US dollars reserved on that UTC day. */
export const modelCostOn = async (db: Db, day: string): Promise<number> => {
  const [found] = await db
    .select({ cost: sql<number>`coalesce(sum(${modelCalls.costUsd}), 0)` })
    .from(modelCalls)
    .where(eq(modelCalls.day, day))
  return Number(found?.cost ?? 0)
}

export const insertModelCall = async (db: Db, call: ModelCall): Promise<void> => {
  await db.insert(modelCalls).values(call)
}

export const settleModelCall = async (
  db: Db,
  id: string,
  result: { answer: unknown } | { error: string },
): Promise<void> => {
  await db
    .update(modelCalls)
    .set('answer' in result ? { answer: result.answer, finished: true } : { error: result.error })
    .where(eq(modelCalls.id, id))
}
