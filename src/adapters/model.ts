import { type AnswerForm, openAsk, type Turn } from './model/ask.ts'
import { ModelFailure } from './model/failure.ts'

/**
 * Remembers answers and what they cost. `reserve` writes the most it may cost before the call (null = today's budget is
 * spent), `settle` what it did cost where the server says so.
 */
export type ModelLedger = {
  find: (key: string) => Promise<unknown>
  reserve: (call: { key: string; model: string; promptVersion: string; costUsd: number }) => Promise<string | null>
  settle: (id: string, result: { answer: unknown; costUsd: number } | { error: string }) => Promise<void>
}

export type ModelSettings = {
  baseUrl: string
  apiKey: string
  model: string
  /** Around everything that one draft or one document asks of the model. */
  deadlineMs: number
  /** US dollars for a million tokens. */
  prices: { inputUsd: number; cachedUsd: number; outputUsd: number }
  ledger: ModelLedger
  now: () => number
}

export type Model = {
  /** The answer kept under this key, else a new one, which is paid for. Throws `ModelFailure`. */
  answer: (key: string, turns: Turn[], stop: AbortSignal) => Promise<unknown>
}

const failuresBeforeRest = 2
const restMs = 5 * 60_000
/** Of what was reserved: the least that a call counts for, whatever the server says that it counted. */
const leastShare = 0.1

/** A model that is asked for one form of answer. After two outages in a row it is left alone for a while. */
export const openModel = (settings: ModelSettings, promptVersion: string, form: AnswerForm): Model => {
  const { ledger, model, now } = settings
  const ask = openAsk(settings, form)
  let failures = 0
  let restUntil = 0
  const newAnswer = async (key: string, turns: Turn[], stop: AbortSignal): Promise<unknown> => {
    if (now() < restUntil) throw new ModelFailure('model not asked: it failed several times just now', false)
    if (stop.aborted) throw new ModelFailure('model not asked: no time left', false)
    const mostUsd = ask.costUsd(turns)
    const id = await ledger.reserve({ key, model, promptVersion, costUsd: mostUsd })
    if (id === null) throw new ModelFailure("model not asked: today's budget is spent", false)
    try {
      const { answer, costUsd } = await ask.answer(turns, stop)
      await ledger.settle(id, { answer, costUsd: Math.max(costUsd ?? mostUsd, leastShare * mostUsd) })
      failures = 0
      return answer
    } catch (error) {
      const failure = error instanceof ModelFailure ? error : new ModelFailure('model failed', true)
      await ledger.settle(id, { error: failure.message })
      if (failure.isOutage && ++failures >= failuresBeforeRest) {
        failures = 0
        restUntil = now() + restMs
      }
      throw failure
    }
  }
  return { answer: async (key, turns, stop) => (await ledger.find(key)) ?? (await newAnswer(key, turns, stop)) }
}
