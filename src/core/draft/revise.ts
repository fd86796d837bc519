import type { Brief, BriefTrigger } from '../brief.ts'
import { functionWords, wordsIn } from '../claims/words.ts'
import type { DraftText } from '../draft.ts'
import type { Icp, Persona } from '../icp.ts'
import { chooser } from './chance.ts'
import { checker } from './check.ts'
import { type ComposeOptions, compose, leadable } from './compose.ts'
import { sentence } from './english.ts'
import { openingSentence } from './frames.ts'
import { readInstruction, type Wish, wishesKept } from './instruction.ts'
import type { SenderProfile } from './sender.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { skeleton } from './similarity.ts'
import { bodyOf, isQuestion, styleFor } from './style.ts'
import { told } from './told.ts'

export type Revising = {
  brief: Brief
  persona: Persona
  icp: Icp
  sender: SenderProfile
  options: ComposeOptions
  current: Pick<DraftText, 'subject' | 'text'>
  /** Instructions of this draft's earlier redrafts, the oldest first. */
  earlier?: readonly string[]
}

/** `done` and `undone` say in words what was made of the instruction. */
export type Revised = { draft: DraftText; done: string[]; undone: string[] }
type Words = Revising['current']
/** The changed words, or in words why not. */
type Change = { words: Words; done: string } | { undone: string }

/**
 * Does with the current text what of an instruction needs no model; what stands, stands. Where that writes the whole
 * anew, what was asked for before is done again; the latest wish of a kind counts.
 */
export const revise = (given: Revising, instruction: string): Revised => {
  const { wishes: asked, rest } = readInstruction(instruction)
  const before = wishesKept(given.earlier ?? []).filter(({ kind }) => !asked.some((wish) => wish.kind === kind))
  const anew = asked.some(({ kind }) => kind === 'tone' || kind === 'trigger')
  const again = new Set(anew ? before.filter(({ kind }) => kind !== 'tone') : [])
  const wishes = [...asked, ...again]
  const tone = [...before, ...asked].findLast((wish) => wish.kind === 'tone')?.tone ?? given.persona.tone
  const task = { ...given, persona: { ...given.persona, tone } }
  const done: string[] = []
  const undone = rest.map((part) => `"${part}" was not understood`)
  let words = task.current
  for (const wish of inOrder(wishes)) {
    const change = changes[wish.kind]({ ...task, current: words }, wish)
    if ('undone' in change) undone.push(...(again.has(wish) ? [] : [change.undone]))
    else {
      words = change.words
      done.push(again.has(wish) ? `kept from before: ${change.done}` : change.done)
    }
  }
  return { draft: { subject: words.subject, text: words.text, citations: [] }, done, undone }
}

/** What writes the whole anew comes before what changes a sentence, and sentences are counted last. */
const inOrder = (wishes: readonly Wish[]): Wish[] => {
  const order: Wish['kind'][] = ['tone', 'trigger', 'leave_out', 'opening', 'question', 'mention', 'shorter']
  return [...wishes].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const changes: Record<Wish['kind'], (task: Revising, wish: Wish) => Change> = {
  tone: (task, wish) => {
    const { tone } = wish as Extract<Wish, { kind: 'tone' }>
    const persona = { ...task.persona, tone }
    const { subject, text } = compose(task.brief, persona, task.icp, task.sender, keepLead(task))
    return { words: { subject, text }, done: { warm: 'warmer', direct: 'more direct', plain: 'plainer' }[tone] }
  },
  trigger: (task) => {
    const next = nextLead(task)
    if (!next) return { undone: 'there is no other trigger to lead with' }
    const options = { ...task.options, leadId: next.triggerId }
    const { subject, text } = compose(task.brief, task.persona, task.icp, task.sender, options)
    return { words: { subject, text }, done: 'leads with the other trigger' }
  },
  leave_out: (task, wish) => {
    const { sentence: at } = wish as Extract<Wish, { kind: 'leave_out' }>
    const body = bodySentences(task.current.text)
    const found = body.at(at)
    if (!found || body.length < 2) return { undone: 'there is no such sentence' }
    return { words: without(task.current, found), done: `left out "${found.text}"` }
  },
  opening: (task) => {
    const lead = leadOf(task)
    const [first] = bodySentences(task.current.text)
    if (!lead || !first) return { undone: 'there is no news to open with' }
    const { brief, persona, options } = task
    const news = told(brief, lead, options.day, options.zone ?? 'UTC')
    const openings = tries(task).map((choose) => openingSentence(news, choose, persona.tone))
    return replaced(task, first, openings, 'another opening')
  },
  question: (task) => {
    const asked = bodySentences(task.current.text).find(({ text }) => isQuestion(text))
    if (!asked) return { undone: 'there is no question to replace' }
    const kind = leadOf(task)?.kind
    const own = [...task.persona.questions, ...((kind && task.icp.discovery_questions[kind]) ?? [])]
    return replaced(
      task,
      asked,
      own.map((each) => sentence(each, '?')),
      'another question',
    )
  },
  mention: (task, wish) => {
    const point = pointAbout(task.persona, (wish as Extract<Wish, { kind: 'mention' }>).words)
    if (!point) return { undone: 'no approved value point speaks of that' }
    if (task.current.text.includes(point)) return { undone: 'it stands there already' }
    const stands = bodySentences(task.current.text).find(({ text }) =>
      task.persona.value_points.some((each) => sentence(each.text) === text),
    )
    const asked = bodySentences(task.current.text).find(({ text }) => isQuestion(text))
    if (stands) return { words: put(task.current, stands, point), done: `mentions "${point}"` }
    return asked
      ? { words: put(task.current, asked, `${point}\n\n${asked.text}`), done: `mentions "${point}"` }
      : { undone: 'there is no place for it: add it by hand' }
  },
  shorter: ({ current, brief, persona }) => {
    const isPoint = (text: string) => persona.value_points.some((each) => sentence(each.text) === text)
    const isSentence = (text: string) => /[.!…]["”’)]?$/u.test(text) // a name that signs is none
    const isLong = (words: Words) => lengthOf(words) > shorterBy * lengthOf(current)
    const out: string[] = []
    let words = current
    while (isLong(words)) {
      const spare = bodySentences(words.text)
        .slice(1)
        .filter(({ text }) => isSentence(text) && !isPoint(text))
      // Good wishes and ways out first, then the second piece of news, then the guess.
      const next = spare.find(({ text }) => /^congrat/iu.test(text)) ?? spare.at(-1)
      if (!next) break
      words = without(words, next)
      out.push(`"${next.text}"`)
    }
    if (out.length === 0)
      return { undone: `it cannot be shorter without losing its point${brief.thread ? '' : ' or its question'}` }
    return { words, done: `shorter: left out ${out.join(' and ')}` }
  },
}

/** What is asked to be shorter loses about a quarter of its words, as far as there is something to spare. */
const shorterBy = 0.8

const lengthOf = ({ text }: Words): number => wordsIn(bodyOf(text)).length

const keepLead = (task: Revising): ComposeOptions => {
  const lead = leadOf(task)
  return lead ? { ...task.options, leadId: lead.triggerId } : task.options
}

/** The trigger after the one that the text leads with; null when there is no other. */
const nextLead = (task: Revising): BriefTrigger | null => {
  const leads = leadsOf(task)
  const lead = leadOf(task)
  const at = lead ? leads.indexOf(lead) : -1
  return leads.length < 2 ? null : leads[(at + 1) % leads.length]!
}

/** What an instruction wants to lead with: what the text leads with now, unless it asks for another trigger. */
export const wantedLead = (task: Revising, instruction: string): string | undefined => {
  const wishesOther = readInstruction(instruction).wishes.some(({ kind }) => kind === 'trigger')
  return ((wishesOther && nextLead(task)) || leadOf(task))?.triggerId
}

/** Of a follow-up only what is new since. */
const leadsOf = ({ brief, icp, options }: Revising) =>
  leadable(brief, icp, options.day, options.zone ?? 'UTC').filter(
    ({ triggerId }) => brief.thread?.newTriggerIds.includes(triggerId) ?? true,
  )

/** The trigger that the first supported sentence stands on. */
const leadOf = (task: Revising) => {
  const { marks } = judgeOf(task)(task.current)
  const ids = marks.find(({ mark, sourceIds }) => mark === 'supported' && sourceIds.length > 0)?.sourceIds ?? []
  return leadsOf(task).find(({ sourceIds }) => sourceIds.some((id) => ids.includes(id)))
}

const judgeOf = ({ brief, icp, sender, options }: Revising) =>
  checker(brief, icp, { sender, day: options.day, zone: options.zone ?? 'UTC', style: styleFor(brief) })

const tries = ({ options }: Revising) =>
  Array.from({ length: 40 }, (_, turn) => chooser(`${options.seed}|${options.variant}|again${turn}`))

/** The first line that reads otherwise and that no check forbids. */
const replaced = (task: Revising, old: Sentence, lines: readonly string[], done: string): Change => {
  const judge = judgeOf(task)
  const blocks = (words: Words) => judge(words).findings.filter(({ level }) => level === 'block').length
  const before = blocks(task.current)
  for (const line of new Set(lines)) {
    if (skeleton(line) === skeleton(old.text)) continue
    const words = put(task.current, old, line)
    if (blocks(words) <= before) return { words, done }
  }
  return { undone: `there is no ${done} to be had` }
}

const put = ({ subject, text }: Words, { start, end }: Sentence, line: string): Words => ({
  subject,
  text: text.slice(0, start) + line + text.slice(end),
})

/** Without a sentence, and without the empty line it would leave. */
const without = (words: Words, old: Sentence): Words => {
  const { subject, text } = put(words, old, '')
  return {
    subject,
    text: text
      .replace(/ {2,}/g, ' ')
      .replace(/ *\n */g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

const bodySentences = (text: string): Sentence[] => {
  const body = bodyOf(text)
  const from = text.indexOf(body)
  return sentencesOf(text).filter(({ start, end }) => from <= start && end <= from + body.length)
}

/** The approved value point that shares most words with what was asked for. */
const pointAbout = (persona: Persona, words: string): string | null => {
  const asked = wordsIn(words).filter(({ stem }) => !functionWords.has(stem))
  const scored = persona.value_points.map(({ text }) => {
    const stems = new Set(wordsIn(text).map(({ stem }) => stem))
    return { text, shared: asked.filter(({ stem }) => stems.has(stem)).length }
  })
  const best = scored.reduce((a, b) => (b.shared > a.shared ? b : a), { text: '', shared: 0 })
  return asked.length > 0 && best.shared >= asked.length / 2 ? sentence(best.text) : null
}
