import type { Brief, BriefTrigger } from '../brief.ts'
import { functionWords, stemsOf } from '../claims/words.ts'
import type { LocalDay } from '../day.ts'
import type { Icp, Persona } from '../icp.ts'
import type { Chooser } from './chance.ts'
import { bare, sentence, spokenName, upperFirst } from './english.ts'
import { bearsOn, fitting } from './fitting.ts'
import { hypothesis } from './hypothesis.ts'
import { opening } from './lead.ts'
import { openings } from './openings/index.ts'
import type { SenderProfile } from './sender.ts'
import { wordsOf } from './sentences.ts'
import type { Told } from './told.ts'

/** A sentence or two of a draft and the sources it stands on. */
export type Part = { text: string; sourceIds: string[] }

export type Writing = {
  brief: Brief
  persona: Persona
  icp: Icp
  sender: SenderProfile
  /** Null: nothing may be told, and the message talks around it. */
  lead: BriefTrigger | null
  /** The lead as it may be told. */
  news: Told | null
  leads: readonly BriefTrigger[]
  choose: Chooser
  day: LocalDay
  zone: string
  /** What the reader has had from us. */
  said: readonly string[]
}

/** The first list that holds anything. */
export const someOf = <T>(...lists: (readonly T[])[]): T[] => [...(lists.find(({ length }) => length > 0) ?? [])]

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
  const asked = question(writing, offer[0]!.text)
  const ask = [asked]
  const words = wordsOf([...body, ...offer, ...ask].map(({ text }) => text).join(' ')).length
  if (words < fewestWords) ask.push(easyExit(writing, asked.text))
  return { subject: subject(writing), paragraphs: [[greeting(writing)], body, offer, ask, [signOff(writing)]] }
}

export const plainPart = (text: string): Part => ({ text, sourceIds: [] })

export const greeting = ({ brief, persona, choose }: Writing): Part => {
  const name = brief.contact?.firstName
  if (!name) return plainPart('Hello,')
  const forms = persona.tone === 'direct' ? [`Hi ${name},`, `${name},`] : [`Hi ${name},`, `Hello ${name},`]
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
  const { brief, persona, lead, choose, icp, news } = writing
  const bears = news !== null && bearsOn(news, icp)
  const usable = news
    ? persona.value_points.filter(({ text }) => fitting([text], news).length > 0)
    : persona.value_points
  const own = usable.filter((point) => bears && lead !== null && point.for.includes(lead.kind))
  const any = usable.filter((point) => point.for.length === 0)
  const pool = someOf(
    own,
    any,
    persona.value_points.filter((point) => point.for.length === 0),
    usable,
    persona.value_points,
  )
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

/** One that does not say again what stands right before it. */
export const question = (writing: Writing, before = ''): Part => {
  const { persona, icp, lead, choose, news } = writing
  const ofKind = (lead && news && bearsOn(news, icp) && icp.discovery_questions[lead.kind]) || []
  const own = news ? fitting([...persona.questions, ...ofKind], news) : persona.questions
  const fresh = own.filter((line) => !echoes(line, before))
  return plainPart(sentence(choose.pick('question', unsaid(writing, someOf(fresh, own, persona.questions)))!, '?'))
}

/** Half of its words of weight stand there already. */
const echoes = (line: string, before: string): boolean => {
  const words = [...stemsOf(line)].filter((word) => !functionWords.has(word))
  const said = stemsOf(before)
  return words.filter((word) => said.has(word)).length * 2 > words.length
}

const easyExit = ({ choose }: Writing, asked: string): Part =>
  plainPart(
    choose.pick('exit', [
      'If this is not for you, a name would help.',
      'A short reply is plenty.',
      'If the time is wrong, just say so.',
      'Happy to send a few lines on how.',
      ...(isYesOrNo.test(asked) ? ['A yes or no is fine.', 'If not, I will leave it there.'] : ['One line is plenty.']),
    ])!,
  )

const isYesOrNo = /^(?:is|are|do|does|did|can|could|would|will|has|have|should)\b/iu

export const subject = ({ brief, news, choose }: Writing): string => {
  const company = spokenName(brief.account.name)
  const around = [
    `A question for ${company}`,
    `A thought for ${company}`,
    `An idea for ${company}`,
    `A note for ${company}`,
  ]
  const own = news ? openings[news.trigger.kind].subjects(news) : []
  const short = (lines: readonly string[]) =>
    lines.filter((line) => wordsOf(line).length >= 2 && wordsOf(line).length <= 6)
  return upperFirst(choose.pick('subject', someOf(short(own), short(around), ['A note for your team']))!)
}
