import type { Asked, SecondOpinion } from '../adapters/opinion.ts'
import { type Questioned, readOpinion, withOpinion } from '../core/extract/opinion.ts'
import { unsureOf } from '../core/extract/unsure.ts'
import type { Extraction } from '../core/signal.ts'

/** Why a second opinion was sought, what the model said, and the reading with what the document bears out of it. */
export type Consulted = { why: string; asked: Asked; extraction: Extraction }

/** Asks the model when the rules are unsure, and judges its answer; null when they are sure. */
export const consult = async (
  { model, ask }: SecondOpinion,
  document: Questioned,
  extraction: Extraction,
  isLate = false,
): Promise<Consulted | null> => {
  const why = unsureOf(document, extraction)
  if (why === null) return null
  const asked = await ask(document, isLate)
  if ('answer' in asked)
    return { why, asked, extraction: withOpinion(extraction, readOpinion(document, asked.answer, model)) }
  const { signals, drops } = extraction
  return { why, asked, extraction: { signals, drops: [...drops, { rule: 'opinion', reason: asked.silent }] } }
}
