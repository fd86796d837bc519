import type { Brief } from '../core/brief.ts'
import { type Checked, checker } from '../core/draft/check.ts'
import { type ComposeOptions, compose } from '../core/draft/compose.ts'
import type { SenderProfile } from '../core/draft/sender.ts'
import type { DraftText, Finding } from '../core/draft.ts'
import type { Icp, Persona } from '../core/icp.ts'
import { candidatesOf } from './writer/answer.ts'
import { type Ask, openModel, type Turn } from './writer/ask.ts'
import { ModelFailure } from './writer/failure.ts'
import { cacheKey, firstTurns, promptVersion, repairTurn } from './writer/prompt.ts'

export type WriteTask = {
  brief: Brief
  persona: Persona
  icp: Icp
  sender: SenderProfile
  options: ComposeOptions
}

/** `note` says in words why the composer wrote although a model is configured. */
export type WrittenDraft = { draft: DraftText; writer: 'composer' | 'model'; note: string | null }

/** Always answers with a draft; never throws for a model's sake. */
export type Writer = { write: (task: WriteTask) => Promise<WrittenDraft> }

/** Remembers answers and what they cost. `reserve` is written before the call; null = today's budget is spent. */
export type ModelLedger = {
  find: (key: string) => Promise<unknown>
  reserve: (call: { key: string; model: string; promptVersion: string; costUsd: number }) => Promise<string | null>
  settle: (id: string, result: { answer: unknown } | { error: string }) => Promise<void>
}

export type ModelSettings = {
  baseUrl: string
  apiKey: string
  model: string
  /** Around everything a draft asks of the model, its repair included. */
  deadlineMs: number
  /** US dollars for a million tokens. */
  prices: { inputUsd: number; outputUsd: number }
  ledger: ModelLedger
  now: () => number
}

const composed = (task: WriteTask, note: string | null): WrittenDraft => ({
  draft: compose(task.brief, task.persona, task.icp, task.sender, task.options),
  writer: 'composer',
  note,
})

/** Writes without a model. */
export const composerWriter: Writer = { write: async (task) => composed(task, null) }

const failuresBeforeRest = 2
const restMs = 5 * 60_000

/** A model writes; the same checks judge it; whatever goes wrong, the composer's draft comes out, labelled. */
export const createWriter = (settings: ModelSettings): Writer => {
  const ask = openModel(settings)
  let failures = 0
  let restUntil = 0
  return {
    write: async (task) => {
      if (settings.now() < restUntil) return composed(task, 'model not asked: it failed several times just now')
      try {
        const written = await writeWithModel(task, settings, ask)
        failures = 0
        return written
      } catch (error) {
        const failure = error instanceof ModelFailure ? error : new ModelFailure('model failed', true)
        if (failure.isOutage && ++failures >= failuresBeforeRest) {
          failures = 0
          restUntil = settings.now() + restMs
        }
        return composed(task, failure.message)
      }
    },
  }
}

const writeWithModel = async (task: WriteTask, settings: ModelSettings, ask: Ask): Promise<WrittenDraft> => {
  const key = cacheKey(task, settings.model)
  const stop = AbortSignal.timeout(settings.deadlineMs)
  const judge = checker(task.brief, task.icp, { ...task.options, sender: task.sender })
  const turns = firstTurns(task)
  const known = await settings.ledger.find(key)
  const first = known ?? (await paidAnswer(key, turns, settings, ask, stop))
  const best = bestOf(first, task, judge)
  if (best.blocks.length === 0) return { draft: best.draft, writer: 'model', note: null }
  const repaired = bestOf(
    await paidAnswer(`${key}:repair`, [...turns, ...repairTurn(first, best.blocks)], settings, ask, stop),
    task,
    judge,
  )
  if (repaired.blocks.length === 0)
    return { draft: repaired.draft, writer: 'model', note: 'model draft, repaired once' }
  const rules = [...new Set(repaired.blocks.map(({ rule }) => rule))].join(', ')
  return composed(task, `model draft failed its checks (${rules})`)
}

const paidAnswer = async (
  key: string,
  turns: Turn[],
  { ledger, model }: ModelSettings,
  ask: Ask,
  stop: AbortSignal,
): Promise<unknown> => {
  const id = await ledger.reserve({ key, model, promptVersion, costUsd: ask.costUsd(turns) })
  if (id === null) throw new ModelFailure("model not asked: today's budget is spent", false)
  try {
    const answer = await ask.answer(turns, stop)
    await ledger.settle(id, { answer })
    return answer
  } catch (error) {
    await ledger.settle(id, { error: error instanceof ModelFailure ? error.message : 'failed' })
    throw error
  }
}

type Judged = { draft: DraftText; blocks: Finding[]; faults: number }

/** The candidate with the fewest blocking findings, then the fewest warnings. */
const bestOf = (answer: unknown, task: WriteTask, judge: (draft: DraftText) => Checked): Judged => {
  const judged = candidatesOf(answer, task).map((draft) => {
    const findings = judge(draft).findings.filter(({ rule }) => rule !== 'no_address')
    return { draft, blocks: findings.filter(({ level }) => level === 'block'), faults: findings.length }
  })
  const [best] = judged.sort((a, b) => a.blocks.length - b.blocks.length || a.faults - b.faults)
  if (!best) throw new ModelFailure('model answered nonsense', false)
  return best
}
