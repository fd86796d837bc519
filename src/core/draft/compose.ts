import type { Brief, BriefTrigger } from '../brief.ts'
import type { LocalDay } from '../day.ts'
import type { DraftText, Finding } from '../draft.ts'
import { type Icp, type Persona, triggerWeight } from '../icp.ts'
import { chooser } from './chance.ts'
import { checker } from './check.ts'
import { writeFollowUp } from './follow-up.ts'
import { openings } from './openings/index.ts'
import { type Part, write } from './parts.ts'
import type { SenderProfile } from './sender.ts'
import { sentencesOf } from './sentences.ts'
import { skeleton } from './similarity.ts'
import { styleFor } from './style.ts'
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
  /** The trigger to lead with, instead of the variant's. */
  leadId?: string
}

const wordings = 40
const judged = 10
/** What a finding that blocks costs: more than all repetition together. */
const blocked = 1000

/**
 * Writes a first touch or, for a brief with a thread, a follow-up, without a model: the trigger with its source, what it may mean, one value point of ours, one
 * question. Of many wordings those that repeat least of the day come first; the first that passes its own check is taken.
 */
export const compose = (
  brief: Brief,
  persona: Persona,
  icp: Icp,
  sender: SenderProfile,
  options: ComposeOptions,
): DraftText => {
  const { seed, variant, day, zone = 'UTC' } = options
  const { thread } = brief
  const leads = leadable(brief, icp, day, zone)
  const fresh = thread ? leads.filter(({ triggerId }) => thread.newTriggerIds.includes(triggerId)) : leads
  const chosen = fresh.find(({ triggerId }) => triggerId === options.leadId)
  const lead = chosen ?? fresh[variant % Math.max(1, fresh.length)] ?? null
  const news = lead && told(brief, lead, day, zone)
  const said = thread?.sent.map(({ text }) => text) ?? []
  const used = usedLines(options.avoid ?? [])
  const made = Array.from({ length: wordings }, (_, turn) => {
    const choose = chooser(`${seed}|${variant}|${turn}`)
    const writing = { brief, persona, icp, sender, lead, news, leads, choose, day, zone, said }
    const draft = assemble(thread ? writeFollowUp(writing, thread) : write(writing))
    return { draft, repeats: repeatsOf(draft, used) }
  }).sort((a, b) => a.repeats - b.repeats)
  const judge = checker(brief, icp, { sender, day, zone, style: styleFor(brief), others: options.avoid ?? [] })
  let best: { draft: DraftText; cost: number } | null = null
  for (const [place, { draft, repeats }] of made.entries()) {
    // No later one can be better, or good ones were compared enough.
    if (best !== null && (best.cost <= repeats || (place >= judged && best.cost < blocked))) break
    const cost = repeats + faultsOf(judge(draft).findings)
    if (best === null || cost < best.cost) best = { draft, cost }
  }
  return best!.draft
}

/** Triggers a first touch may lead with: told in full, and bad news only where the ICP counts it as a reason. */
export const leadable = (brief: Brief, icp: Icp, day: LocalDay, zone: string): BriefTrigger[] =>
  brief.triggers.filter((trigger) => {
    const kindWeight = triggerWeight(icp, trigger.kind).importance
    const bad = trigger.kind === 'layoff' || trigger.kind === 'bankruptcy'
    if (trigger.lite || (bad && kindWeight <= 0)) return false
    return openings[trigger.kind].clauses(told(brief, trigger, day, zone)).length > 0
  })

/** How often each line stood in the day's other drafts, names and figures aside. */
const usedLines = (texts: readonly string[]): Map<string, number> => {
  const used = new Map<string, number>()
  for (const line of texts.flatMap(sentencesOf)) used.set(skeleton(line.text), (used.get(skeleton(line.text)) ?? 0) + 1)
  return used
}

/** Repeating an opening or a subject of the day weighs most: those are what a reader compares. */
const repeatsOf = (draft: DraftText, used: ReadonlyMap<string, number>): number => {
  const [, opening, ...rest] = sentencesOf(draft.text)
  const seen = (text: string | undefined): number => (text ? (used.get(skeleton(text)) ?? 0) : 0)
  return (
    20 * seen(opening?.text) +
    20 * seen(draft.subject) +
    rest.slice(0, -2).reduce((sum, line) => sum + seen(line.text), 0)
  )
}

/** Findings that other words could mend; a missing address is not one of them. */
const faultsOf = (findings: readonly Finding[]): number =>
  findings
    .filter(({ rule }) => rule !== 'no_address')
    .reduce((sum, { level }) => sum + (level === 'block' ? blocked : 3), 0)

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
