import type { Db } from '#dialect'
import type { ModelLedger } from '../adapters/model.ts'
import { localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { findModelAnswer, insertModelCall, modelSpendOn, settleModelCall } from '../store/model-calls.ts'

/** `dailyUsd` is for all prompts together, `ownDailyUsd` for the one that asks. */
type Ledger = { db: Db; now: () => Instant; newId: () => string; dailyUsd: number; ownDailyUsd?: number }

/** What the model was asked and what it cost, kept in the store: the cost is written down before the call. */
export const storedLedger = ({ db, now, newId, dailyUsd, ownDailyUsd = dailyUsd }: Ledger): ModelLedger => ({
  find: (key) => findModelAnswer(db, key),
  reserve: async (call) => {
    const day = localDay(now(), 'UTC')
    const spent = await modelSpendOn(db, day)
    const own = spent.filter(({ promptVersion }) => promptVersion === call.promptVersion)
    if (costOf(spent) + call.costUsd > dailyUsd || costOf(own) + call.costUsd > ownDailyUsd) return null
    const id = newId()
    await insertModelCall(db, { id, ...call, day, at: now() })
    return id
  },
  settle: (id, result) => settleModelCall(db, id, result),
})

const costOf = (spent: readonly { costUsd: number }[]): number =>
  spent.reduce((total, { costUsd }) => total + costUsd, 0)
