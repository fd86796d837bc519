import type { Db } from '#dialect'
import type { ModelLedger } from '../adapters/model.ts'
import { localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { findModelAnswer, insertModelCall, modelCostOn, settleModelCall } from '../store/model-calls.ts'

type Ledger = { db: Db; now: () => Instant; newId: () => string; dailyUsd: number }

/** What the model was asked and what it cost, kept in the store: the cost is written down before the call. */
export const storedLedger = ({ db, now, newId, dailyUsd }: Ledger): ModelLedger => ({
  find: (key) => findModelAnswer(db, key),
  reserve: async (call) => {
    const day = localDay(now(), 'UTC')
    if ((await modelCostOn(db, day)) + call.costUsd > dailyUsd) return null
    const id = newId()
    await insertModelCall(db, { id, ...call, day, at: now() })
    return id
  },
  settle: (id, result) => settleModelCall(db, id, result),
})
