import OpenAI from 'openai'
import { z } from 'zod'
import type { ModelSettings } from '../model.ts'
import { ModelFailure } from './failure.ts'

export type Turn = { role: 'system' | 'user' | 'assistant'; content: string }

/** The shape an answer must have, as JSON Schema, and its greatest length. */
export type AnswerForm = { name: string; schema: Record<string, unknown>; mostTokens: number }

export type Ask = {
  /** What it cost by the tokens that the server counted; null when it counted none. */
  answer: (turns: Turn[], stop: AbortSignal) => Promise<{ answer: unknown; costUsd: number | null }>
  /** At most, for the budget. */
  costUsd: (turns: Turn[]) => number
}

const mostAnswerBytes = 500_000
const charactersPerToken = 3.5

const tokens = z.number().int().min(0).max(1e7)

const envelope = z.object({
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens.default(0) }).nullish(),
    })
    .nullish()
    .catch(null),
  choices: z.array(z.object({ message: z.object({ content: z.string().min(2).max(50_000) }) })).min(1),
})

/** One question, one answer, no retries; everything the library would read from the environment is given here. */
export const openAsk = (settings: ModelSettings, form: AnswerForm): Ask => {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: settings.deadlineMs,
    logLevel: 'off',
    fetch: async (url, init) => bounded(await fetch(url, { ...init, redirect: 'error' })),
  })
  return {
    costUsd: (turns) => {
      const inputTokens = turns.reduce((sum, { content }) => sum + content.length, 0) / charactersPerToken
      return (inputTokens * settings.prices.inputUsd + form.mostTokens * settings.prices.outputUsd) / 1e6
    },
    answer: async (turns, stop) => {
      const reply = await untilStopped(
        client.chat.completions.create(
          {
            model: settings.model,
            messages: turns,
            max_completion_tokens: form.mostTokens,
            response_format: {
              type: 'json_schema',
              json_schema: { name: form.name, strict: true, schema: form.schema },
            },
          },
          { signal: stop },
        ),
        stop,
      )
      const parsed = envelope.safeParse(reply)
      if (!parsed.success) throw new ModelFailure('model answered nonsense', true)
      return {
        answer: parseJson(parsed.data.choices[0]!.message.content),
        costUsd: countedUsd(parsed.data.usage, settings.prices),
      }
    },
  }
}

const countedUsd = (usage: z.infer<typeof envelope>['usage'], prices: ModelSettings['prices']): number | null => {
  if (!usage) return null
  const cached = Math.min(usage.prompt_tokens, usage.prompt_tokens_details?.cached_tokens ?? 0)
  const read = (usage.prompt_tokens - cached) * prices.inputUsd + cached * prices.cachedUsd
  return (read + usage.completion_tokens * prices.outputUsd) / 1e6
}

/** The library's own promise may outlive its signal while a body trickles in; this one does not. */
const untilStopped = async <T>(asked: Promise<T>, stop: AbortSignal): Promise<T> => {
  const stopped = new Promise<never>((_, reject) => {
    const late = () => reject(new ModelFailure('model answered too late', true))
    if (stop.aborted) late()
    else stop.addEventListener('abort', late, { once: true })
  })
  try {
    return await Promise.race([asked, stopped])
  } catch (error) {
    throw failureOf(error, stop)
  }
}

const failureOf = (error: unknown, stop: AbortSignal): ModelFailure => {
  if (error instanceof ModelFailure) return error
  if (stop.aborted) return new ModelFailure('model answered too late', true)
  if (error instanceof OpenAI.APIConnectionError) return new ModelFailure('model unreachable', true)
  if (error instanceof OpenAI.APIError && error.status)
    return new ModelFailure(
      `model answered ${error.status}`,
      error.status >= 500 || error.status === 401 || error.status === 429,
    )
  return new ModelFailure('model answered nonsense', true)
}

const parseJson = (content: string): unknown => {
  try {
    return JSON.parse(content)
  } catch {
    throw new ModelFailure('model answered nonsense', false)
  }
}

/** A body that grows without end is cut off with an error. */
const bounded = (response: Response): Response => {
  if (!response.body) return response
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.length
        if (bytes > mostAnswerBytes) controller.error(new ModelFailure('model answered nonsense', true))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers })
}
