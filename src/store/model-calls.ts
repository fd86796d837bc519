import { and, asc, count, desc, eq, sql, sum } from 'drizzle-orm'
import { atomically, type Db } from '#dialect'
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

/** What was asked on that UTC day, by the prompt that asked: calls, answers that came, US dollars they cost or may cost. */
export const modelSpendOn = async (db: Db, day: string) => {
  const rows = await db
    .select({
      promptVersion: modelCalls.promptVersion,
      calls: count(),
      answered: sum(sql`case when ${modelCalls.finished} then 1 else 0 end`),
      costUsd: sum(modelCalls.costUsd),
    })
    .from(modelCalls)
    .where(eq(modelCalls.day, day))
    .groupBy(modelCalls.promptVersion)
    .orderBy(asc(modelCalls.promptVersion))
  return rows.map((row) => ({ ...row, answered: Number(row.answered), costUsd: Number(row.costUsd) }))
}

export const insertModelCall = async (db: Db, call: ModelCall): Promise<void> => {
  await atomically(db, (tx) => [tx.insert(modelCalls).values(call)])
}

export const settleModelCall = async (
  db: Db,
  id: string,
  result: { answer: unknown; costUsd: number } | { error: string },
): Promise<void> => {
  const change = 'answer' in result ? { ...result, finished: true } : result
  await atomically(db, (tx) => [tx.update(modelCalls).set(change).where(eq(modelCalls.id, id))])
}
