import type { ModelLedger } from '../../src/adapters/model.ts'

/** A ledger in memory, and the calls that it let through. */
export const ledgerOf = (budgetUsd = 1) => {
  const answers = new Map<string, unknown>()
  const calls: { key: string; costUsd: number; promptVersion: string; result?: unknown }[] = []
  const ledger: ModelLedger = {
    find: async (key) => answers.get(key) ?? null,
    reserve: async ({ key, costUsd, promptVersion }) => {
      if (calls.reduce((sum, call) => sum + call.costUsd, costUsd) > budgetUsd) return null
      return String(calls.push({ key, costUsd, promptVersion }) - 1)
    },
    settle: async (id, result) => {
      const call = calls[Number(id)]!
      call.result = result
      if ('answer' in result) answers.set(call.key, result.answer)
    },
  }
  return { ledger, calls }
}
