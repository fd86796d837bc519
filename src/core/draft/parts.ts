import type { Brief, BriefTrigger } from '../brief.ts'
import type { LocalDay } from '../day.ts'
import type { Icp, Persona } from '../icp.ts'
import type { Chooser } from './chance.ts'
import { bare, sentence, spokenName, upperFirst } from './english.ts'
import { hypothesis } from './hypothesis.ts'
import { opening } from './lead.ts'
import { openings } from './openings/index.ts'
import type { SenderProfile } from './sender.ts'
import { wordsOf } from './sentences.ts'
import { told } from './told.ts'

/** A sentence or two of a draft and the sources it stands on. */
export type Part = { text: string; sourceIds: string[] }

export type Writing = {
  brief: Brief
  persona: Persona
  icp: Icp
  sender: SenderProfile
  /** Null: nothing may be told, and the message talks around it. */
  lead: BriefTrigger | null
  leads: readonly BriefTrigger[]
  choose: Chooser
  day: LocalDay
  zone: string
  /** What the reader has had from us. */
  said: readonly string[]
}

/** Those the reader has not had, or else all. */
export const unsaid = ({ said }: Writing, lines: readonly string[]): readonly string[] => {
  const fresh = lines.filter((line) => !said.some((text) => text.toLowerCase().includes(bare(line).toLowerCase())))
  return fresh.length > 0 ? fresh : lines
}

const fewestWords = 48

/** One wording of the whole message. */
export const write = (writing: Writing): { subject: string; paragraphs: Part[][] } => {
  const body = [...opening(writing), ...hypothesis(writing)]
  const offer = [valuePoint(writing)]
  const ask = [question(writing)]
  const words = wordsOf([...body, ...offer, ...ask].map(({ text }) => text).join(' ')).length
  if (words < fewestWords) ask.push(easyExit(writing))
  return { subject: subject(writing), paragraphs: [[greeting(writing)], body, offer, ask, [signOff(writing)]] }
}

export const plainPart = (text: string): Part => ({ text, sourceIds: [] })

export const greeting = ({ brief, persona, choose }: Writing): Part => {
  const name = brief.contact?.firstName
  if (!name) return plainPart('Hello,')
  const forms =
    persona.tone === 'direct'
      ? [`Hi ${name},`, `${name},`]
      : persona.tone === 'warm'
        ? [`Hi ${name},`, `Hello ${name},`]
        : [`Hi ${name},`, `Hello ${name},`]
  return plainPart(choose.pick('greeting', forms)!)
}

export const signOff = ({ sender, persona, choose }: Writing): Part => {
  const closings = {
    plain: ['Best,', 'Best regards,', 'Regards,'],
    warm: ['Kind regards,', 'All the best,', 'Warm regards,'],
    direct: ['Best,', 'Thanks,'],
  }
  return plainPart(`${choose.pick('closing', closings[persona.tone])}\n${sender.fromName}`)
}

export const valuePoint = (writing: Writing): Part => {
  const { brief, persona, lead, choose } = writing
  const fitting = persona.value_points.filter((point) => lead !== null && point.for.includes(lead.kind))
  const any = persona.value_points.filter((point) => point.for.length === 0)
  const pool = fitting.length > 0 ? fitting : any.length > 0 ? any : persona.value_points
  const texts = (points: Persona['value_points']) =>
    unsaid(
      writing,
      points.map(({ text }) => text),
    )
  const isSpent = writing.said.length > 0 && texts(pool).length === pool.length
  const point = choose.pick('value', texts(isSpent ? persona.value_points : pool))!
  const source = brief.sources.find(({ kind, quote }) => kind === 'value_point' && quote === point)
  return { text: sentence(point), sourceIds: source ? [source.id] : [] }
}

export const question = (writing: Writing): Part => {
  const { persona, icp, lead, choose } = writing
  const own = [...persona.questions, ...((lead && icp.discovery_questions[lead.kind]) ?? [])]
  return plainPart(sentence(choose.pick('question', unsaid(writing, own))!, '?'))
}

const easyExit = ({ choose }: Writing): Part =>
  plainPart(
    choose.pick('exit', [
      'If this is not for you, a name would help.',
      'A short reply is plenty.',
      'If not, I will leave it there.',
      'If the time is wrong, just say so.',
      'Happy to send a few lines on how.',
      'A yes or no is fine.',
    ])!,
  )

export const subject = ({ brief, lead, choose, day, zone }: Writing): string => {
  const company = spokenName(brief.account.name)
  const around = [
    `A question for ${company}`,
    `A thought for ${company}`,
    `An idea for ${company}`,
    `A note for ${company}`,
  ]
  const own = lead ? openings[lead.kind].subjects(told(brief, lead, day, zone)) : []
  const fit = [...own, ...(own.length > 0 ? [] : around)].filter(
    (line) => wordsOf(line).length >= 2 && wordsOf(line).length <= 6,
  )
  return upperFirst(choose.pick('subject', fit) ?? 'A note for your team')
}
