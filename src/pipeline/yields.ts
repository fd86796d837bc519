import { atomically, Conflict } from '#dialect'
import { addYield, beginCounting, countedUntil, countOnce, fetchedAfter, yieldsBetween } from '../store/yields.ts'
import type { App } from './app.ts'

/** What was fetched so long ago is in the database, whoever was saving it. */
const settledMs = 15 * 60_000
/** So many documents are counted at a time, and so many times in one run. */
const documentsAtOnce = 2_000
const stepsPerRun = 200

/** Adds what every feed has brought since the last count to what is stored of it, so that no page counts it all. */
export const countYields = async (app: App): Promise<void> => {
  const latest = app.now() - settledMs
  await atomically(app.db, (tx) => [beginCounting(tx)])
  for (let step = 0; step < stepsPerRun; step++) {
    const from = await countedUntil(app.db)
    if (from >= latest) return
    const until = Math.min(latest, (await fetchedAfter(app.db, from, documentsAtOnce)) ?? latest)
    const yields = await yieldsBetween(app.db, from, until)
    try {
      await atomically(app.db, (tx) => [
        countOnce(tx, from, until),
        ...[...yields].map(([feedId, brought]) => addYield(tx, feedId, brought)),
      ])
    } catch (error) {
      if (error instanceof Conflict) return
      throw error
    }
  }
}
