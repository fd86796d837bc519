import { z } from 'zod'
import { stripHidden } from '../../core/draft/hidden.ts'
import { sentencesOf } from '../../core/draft/sentences.ts'
import type { DraftText } from '../../core/draft.ts'
import { ModelFailure } from '../model/failure.ts'
import type { WriteTask } from '../writer.ts'

const line = z.object({
  text: z.string().min(1).max(400),
  source_ids: z.array(z.string().max(10)).max(10),
  starts_paragraph: z.boolean(),
})

const answerSchema = z.object({
  drafts: z
    .array(z.object({ subject: z.string().min(1).max(120), sentences: z.array(line).min(2).max(8) }))
    .min(1)
    .max(3),
})

/** The same in JSON Schema, without the bounds that strict mode does not know. */
const answerJsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['drafts'],
  properties: {
    drafts: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['subject', 'sentences'],
        properties: {
          subject: { type: 'string' },
          sentences: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['text', 'source_ids', 'starts_paragraph'],
              properties: {
                text: { type: 'string' },
                source_ids: { type: 'array', items: { type: 'string' } },
                starts_paragraph: { type: 'boolean' },
              },
            },
          },
        },
      },
    },
  },
} as const

export const answerForm = { name: 'drafts', schema: answerJsonSchema, mostTokens: 900 }

/** What the model wrote as drafts; the greeting and the signature are ours, so that no model names the reader. */
export const candidatesOf = (answer: unknown, task: WriteTask): DraftText[] => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) throw new ModelFailure('model answered nonsense', false)
  const known = new Set(task.brief.sources.map(({ id }) => id))
  return parsed.data.drafts.map(({ subject, sentences }) => {
    const clean = sentences.map((each) => ({ ...each, text: oneLine(each.text) })).filter(({ text }) => text !== '')
    const body = clean.reduce(
      (text, each) => text + (text === '' ? '' : each.starts_paragraph ? '\n\n' : ' ') + each.text,
      '',
    )
    const name = task.brief.contact?.firstName
    const text = `${name ? `Hi ${name},` : 'Hello,'}\n\n${body}\n\nBest,\n${task.sender.fromName}`
    const first = task.brief.thread?.subject
    return { subject: first ? `Re: ${first}` : oneLine(subject), text, citations: citationsOf(text, clean, known) }
  })
}

const oneLine = (text: string): string => stripHidden(text).replace(/\s+/g, ' ').trim()

/** Each sentence of the text cites what the part it stands in cites; ids that do not exist are dropped. */
const citationsOf = (
  text: string,
  parts: readonly { text: string; source_ids: string[] }[],
  known: ReadonlySet<string>,
): DraftText['citations'] => {
  let from = 0
  const places = parts.map((part) => {
    const start = text.indexOf(part.text, from)
    from = start + part.text.length
    return { start, end: from, sourceIds: part.source_ids.filter((id) => known.has(id)) }
  })
  return sentencesOf(text).flatMap(({ start }, sentence) => {
    const sourceIds = places.find((place) => place.start <= start && start < place.end)?.sourceIds ?? []
    return sourceIds.length > 0 ? [{ sentence, sourceIds }] : []
  })
}
