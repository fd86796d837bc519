import type { Questioned } from '../core/extract/opinion.ts'
import { ModelFailure } from './model/failure.ts'
import { type ModelSettings, openModel } from './model.ts'
import { answerForm, cacheKey, promptVersion, turnsOf } from './opinion/prompt.ts'

/** What a model answered, unjudged, or in words why there is no answer. */
export type Asked = { answer: unknown } | { silent: string }

/**
 * Asks a model what a document tells; never throws for a model's sake. The same document is asked about once; when it
 * is late, only an answer that is kept is given.
 */
export type SecondOpinion = { model: string; ask: (document: Questioned, isLate: boolean) => Promise<Asked> }

export const openOpinion = (settings: ModelSettings): SecondOpinion => {
  const model = openModel(settings, promptVersion, answerForm)
  return {
    model: settings.model,
    ask: async (document, isLate) => {
      const stop = isLate ? AbortSignal.abort() : AbortSignal.timeout(settings.deadlineMs)
      try {
        return { answer: await model.answer(cacheKey(document, settings.model), turnsOf(document), stop) }
      } catch (error) {
        return { silent: error instanceof ModelFailure ? error.message : 'model failed' }
      }
    },
  }
}
