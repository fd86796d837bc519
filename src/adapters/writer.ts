import type { Brief } from '../core/brief.ts'
import { type Checked, checker } from '../core/draft/check.ts'
import { type ComposeOptions, compose } from '../core/draft/compose.ts'
import { understood } from '../core/draft/instruction.ts'
import { revise, wantedLead } from '../core/draft/revise.ts'
import type { SenderProfile } from '../core/draft/sender.ts'
import { styleFor } from '../core/draft/style.ts'
import type { DraftText, Finding } from '../core/draft.ts'
import type { Icp, Persona } from '../core/icp.ts'
import { ModelFailure } from './model/failure.ts'
import { type Model, type ModelSettings, openModel } from './model.ts'
import { answerForm, candidatesOf } from './writer/answer.ts'
import { cacheKey, firstTurns, promptVersion, repairTurn } from './writer/prompt.ts'

export type WriteTask = {
  brief: Brief
  persona: Persona
  icp: Icp
  sender: SenderProfile
  options: ComposeOptions
  /** What a person asks to be different, and the text they look at. */
  asked?: { instruction: string; current: Pick<DraftText, 'subject' | 'text'>; earlier?: readonly string[] }
}

/** `note` says in words why the composer wrote although a model is configured. */
export type WrittenDraft = { draft: DraftText; writer: 'composer' | 'model'; note: string | null }

/** Always answers with a draft; never throws for a model's sake. */
export type Writer = { write: (task: WriteTask) => Promise<WrittenDraft> }

const composed = (task: WriteTask, note: string | null): WrittenDraft => {
  const anew = () => compose(task.brief, task.persona, task.icp, task.sender, task.options)
  if (!task.asked) return { draft: anew(), writer: 'composer', note }
  const { draft, done, undone } = revise({ ...task, ...task.asked }, task.asked.instruction)
  const lost = undone.some((each) => each.endsWith('was not understood'))
  const said = [
    note,
    done.length > 0 && `done: ${done.join(', ')}`,
    ...undone.map((each) => `not done: ${each}`),
    done.length === 0 && 'another version instead',
    lost && `say one of: ${understood}`,
  ]
    .filter(Boolean)
    .join('; ')
  return { draft: done.length > 0 ? draft : anew(), writer: 'composer', note: said || null }
}

/** Writes without a model. */
export const composerWriter: Writer = { write: async (task) => composed(task, null) }

/** A model writes; the same checks judge it; whatever goes wrong, the composer's draft comes out, labelled. */
export const createWriter = (settings: ModelSettings): Writer => {
  const model = openModel(settings, promptVersion, answerForm)
  return {
    write: async (task) => {
      try {
        return await writeWithModel(withLead(task), settings, model)
      } catch (error) {
        return composed(task, error instanceof ModelFailure ? error.message : 'model failed')
      }
    },
  }
}

/** Asked for other words, it goes on leading with what it leads with. */
const withLead = (task: WriteTask): WriteTask => {
  const leadId = task.asked && wantedLead({ ...task, current: task.asked.current }, task.asked.instruction)
  return leadId ? { ...task, options: { ...task.options, leadId } } : task
}

const writeWithModel = async (task: WriteTask, settings: ModelSettings, model: Model): Promise<WrittenDraft> => {
  const key = cacheKey(task, settings.model)
  const stop = AbortSignal.timeout(settings.deadlineMs)
  const style = styleFor(task.brief)
  const judge = checker(task.brief, task.icp, { ...task.options, sender: task.sender, style })
  const turns = firstTurns(task)
  const first = await model.answer(key, turns, stop)
  const best = bestOf(first, task, judge)
  if (best.blocks.length === 0) return { draft: best.draft, writer: 'model', note: null }
  const repaired = bestOf(
    await model.answer(`${key}:repair`, [...turns, ...repairTurn(first, best.blocks)], stop),
    task,
    judge,
  )
  if (repaired.blocks.length === 0)
    return { draft: repaired.draft, writer: 'model', note: 'model draft, repaired once' }
  const rules = [...new Set(repaired.blocks.map(({ rule }) => rule))].join(', ')
  return composed(task, `model draft failed its checks (${rules})`)
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
