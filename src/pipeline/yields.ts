import { atomically, Conflict } from '#dialect'
import { addYields, beginCounting, countedUntil, countOnce, fetchedAfter, yieldsBetween } from '../store/yields.ts'
import type { App } from './app.ts'
import { chunks } from './stage.ts'

/** What was fetched so long ago is in the database, whoever was saving it. */
const settledMs = 15 * 60_000
/** So many documents are counted at a time, and so many times in one run. */
const documentsAtOnce = 500
const stepsPerRun = 400
const rowsAtOnce = 250

/** Adds what every feed has brought since the last count to what is stored of it, so that no page counts it all. */
export const countYields = async (app: App): Promise<void> => {
  const latest = app.now() - settledMs
  await atomically(app.db, (tx) => [beginCounting(tx)])
  for (let step = 0; step < stepsPerRun; step++) {
    const from = await countedUntil(app.db)
    if (from >= latest) return
    const until = Math.min(latest, (await fetchedAfter(app.db, from, documentsAtOnce)) ?? latest)
    const rows = [...(await yieldsBetween(app.db, from, until))].map(([feedId, brought]) => ({ feedId, ...brought }))
    try {
      await atomically(app.db, (tx) => [
        countOnce(tx, from, until),
        ...chunks(rows, rowsAtOnce).map((part) => addYields(tx, part)),
      ])
    } catch (error) {
      if (error instanceof Conflict) return
      throw error
    }
  }
}
