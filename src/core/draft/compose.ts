import type { Brief, BriefTrigger } from '../brief.ts'
import type { LocalDay } from '../day.ts'
import type { DraftText } from '../draft.ts'
import { type Icp, type Persona, triggerWeight } from '../icp.ts'
import { chooser } from './chance.ts'
import { check } from './check.ts'
import { openings } from './openings/index.ts'
import { type Part, write } from './parts.ts'
import type { SenderProfile } from './sender.ts'
import { sentencesOf } from './sentences.ts'
import { skeleton } from './similarity.ts'
import { told } from './told.ts'

export type ComposeOptions = {
  /** Decides the wording; a pursuit's id. */
  seed: string
  /** 0 is the first draft; each next one leads with another trigger or wording. */
  variant: number
  /** The reader's day: dates are told relative to it. */
  day: LocalDay
  /** IANA zone in which a publication's day is told; UTC unless given. */
  zone?: string
  /** Subjects and texts of this day's other drafts: none is repeated. */
  avoid?: readonly string[]
}

const candidates = 32

/**
 * Writes a first touch without a model: the trigger with its source, what it may mean, one value point of ours, one
 * question. Of several wordings the first that passes its own check and repeats none of the day is taken.
 */
export const compose = (
  brief: Brief,
  persona: Persona,
  icp: Icp,
  sender: SenderProfile,
  options: ComposeOptions,
): DraftText => {
  const leads = leadable(brief, icp, options)
  const lead = leads[options.variant % Math.max(1, leads.length)] ?? null
  const used = new Map<string, number>()
  for (const text of options.avoid ?? [])
    for (const line of sentencesOf(text)) used.set(skeleton(line.text), (used.get(skeleton(line.text)) ?? 0) + 1)
  let best: { draft: DraftText; cost: number } | null = null
  for (let turn = 0; turn < candidates && best?.cost !== 0; turn++) {
    const choose = chooser(`${options.seed}|${options.variant}|${turn}`)
    const draft = assemble(
      write({ brief, persona, icp, sender, lead, leads, choose, day: options.day, zone: options.zone ?? 'UTC' }),
    )
    const cost = costOf(draft, used) + 10 * costOfFindings(draft, brief, icp, sender, options)
    if (!best || cost < best.cost) best = { draft, cost }
  }
  return best!.draft
}

/** Triggers a first touch may lead with: told in full, and bad news only where the ICP counts it as a reason. */
const leadable = (brief: Brief, icp: Icp, options: ComposeOptions): BriefTrigger[] =>
  brief.triggers.filter((trigger) => {
    const kindWeight = triggerWeight(icp, trigger.kind).importance
    const bad = trigger.kind === 'layoff' || trigger.kind === 'bankruptcy'
    if (trigger.lite || (bad && kindWeight <= 0)) return false
    return openings[trigger.kind].clauses(told(brief, trigger, options.day, options.zone ?? 'UTC')).length > 0
  })

/** Repeating an opening or a subject of the day weighs most: those are what a reader compares. */
const costOf = (draft: DraftText, used: ReadonlyMap<string, number>): number => {
  const [, opening, ...rest] = sentencesOf(draft.text)
  const seen = (text: string | undefined): number => (text ? (used.get(skeleton(text)) ?? 0) : 0)
  return (
    20 * seen(opening?.text) +
    20 * seen(draft.subject) +
    rest.slice(0, -2).reduce((sum, line) => sum + seen(line.text), 0)
  )
}

const costOfFindings = (
  draft: DraftText,
  brief: Brief,
  icp: Icp,
  sender: SenderProfile,
  options: ComposeOptions,
): number =>
  check(draft, brief, icp, { sender, day: options.day, ...(options.zone ? { zone: options.zone } : {}) })
    .findings.filter(({ rule }) => rule !== 'no_address')
    .reduce((sum, { level }) => sum + (level === 'block' ? 100 : 1), 0)

/** Paragraphs of parts to text; each sentence cites what its part stands on. */
const assemble = ({ subject, paragraphs }: { subject: string; paragraphs: Part[][] }): DraftText => {
  const text = paragraphs.map((parts) => parts.map((part) => part.text).join(' ')).join('\n\n')
  const parts = paragraphs.flat()
  let from = 0
  const places = parts.map((part) => {
    const start = text.indexOf(part.text, from)
    from = start + part.text.length
    return { start, end: from, sourceIds: part.sourceIds }
  })
  const citations = sentencesOf(text).flatMap(({ start }, sentence) => {
    const sourceIds = places.find((place) => place.start <= start && start < place.end)?.sourceIds ?? []
    return sourceIds.length > 0 ? [{ sentence, sourceIds }] : []
  })
  return { subject, text, citations }
}
