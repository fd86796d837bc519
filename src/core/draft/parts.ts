import type { Brief, BriefTrigger } from '../brief.ts'
import type { LocalDay } from '../day.ts'
import type { Icp, Persona } from '../icp.ts'
import type { Chooser } from './chance.ts'
import { lowerFirst, sentence, spokenName, upperFirst } from './english.ts'
import { openingSentence } from './frames.ts'
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
}

const fewestWords = 48

/** One wording of the whole message. */
export const write = (writing: Writing): { subject: string; paragraphs: Part[][] } => {
  const body = [...opening(writing), hypothesis(writing)]
  const offer = [valuePoint(writing)]
  const ask = [question(writing)]
  const words = wordsOf([...body, ...offer, ...ask].map(({ text }) => text).join(' ')).length
  if (words < fewestWords) ask.push(easyExit(writing))
  return { subject: subject(writing), paragraphs: [[greeting(writing)], body, offer, ask, [signOff(writing)]] }
}

const plainPart = (text: string): Part => ({ text, sourceIds: [] })

const greeting = ({ brief, persona, choose }: Writing): Part => {
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

const signOff = ({ sender, persona, choose }: Writing): Part => {
  const closings = {
    plain: ['Best,', 'Best regards,', 'Regards,'],
    warm: ['Kind regards,', 'All the best,', 'Warm regards,'],
    direct: ['Best,', 'Thanks,'],
  }
  return plainPart(`${choose.pick('closing', closings[persona.tone])}\n${sender.fromName}`)
}

const opening = (writing: Writing): Part[] => {
  const { brief, persona, lead, choose, day, zone } = writing
  if (!lead) return [aroundIt(writing)]
  const news = told(brief, lead, day, zone)
  const parts: Part[] = [{ text: openingSentence(news, choose, persona.tone), sourceIds: lead.sourceIds }]
  const also = secondTrigger(writing)
  if (also) parts.push(also)
  else if (isGlad(writing, news.toPerson)) parts.push(congratulation(writing))
  return parts
}

/** Good wishes only for the reader's own good news, and never from the direct tone. */
const isGlad = ({ lead, persona, choose }: Writing, toPerson: boolean): boolean =>
  lead !== null &&
  openings[lead.kind].glad &&
  (toPerson || (lead.kind !== 'executive_hire' && lead.kind !== 'champion_move')) &&
  lead.certainty === 'done' &&
  choose.chance('glad', persona.tone === 'warm' ? 0.8 : persona.tone === 'plain' ? 0.4 : 0)

const congratulation = ({ brief, lead, choose, day, zone }: Writing): Part => {
  const news = told(brief, lead!, day, zone)
  const noun = choose.pick(
    'noun',
    openings[lead!.kind].nouns(news).filter((each) => each.length <= 30),
  )
  const forms = noun
    ? [`Congratulations on the ${noun}.`, 'Congratulations.', `Congratulations to the team on the ${noun}.`]
    : ['Congratulations.']
  return { text: choose.pick('congratulation', forms)!, sourceIds: lead!.sourceIds }
}

/** A second, glad trigger of another kind in one short sentence, when it makes the reason stronger. */
const secondTrigger = ({ brief, lead, leads, choose, day, zone }: Writing): Part | null => {
  const second = leads.find((each) => each.kind !== lead?.kind && reinforcing.has(each.kind))
  if (!second || !lead || !reinforcing.has(lead.kind) || !choose.chance('second', 0.75)) return null
  const clause = choose.pick('second clause', openings[second.kind].clauses(told(brief, second, day, zone)))
  const frames = [
    `I also saw that ${clause}.`,
    `It also seems to fit that ${clause}.`,
    `On top of that, ${clause}.`,
  ].filter((_, i) => i !== 1)
  return clause ? { text: choose.pick('second frame', frames)!, sourceIds: second.sourceIds } : null
}

const reinforcing: ReadonlySet<string> = new Set([
  'funding',
  'executive_hire',
  'expansion',
  'hiring',
  'product_launch',
  'acquisition',
  'champion_move',
])

/** Nothing may be told: begin with what the persona knows from their own work. */
const aroundIt = ({ persona, choose }: Writing): Part => {
  const pain = lowerFirst(bare(choose.pick('pain', persona.pains) ?? ''))
  return plainPart(
    choose.pick('around', [
      `Teams often find that ${pain}.`,
      `Many teams find that ${pain}.`,
      `In many teams, ${pain}.`,
      `It is common to find that ${pain}.`,
    ])!,
  )
}

const hypothesis = (writing: Writing): Part => {
  const { persona, icp, lead, choose } = writing
  const consequence = lead && choose.pick('consequence', icp.consequences[lead.kind] ?? [])
  if (consequence) return plainPart(asHypothesis(bare(consequence), choose.pick('hypothesis', consequenceFrames)!))
  const pain = lowerFirst(bare(choose.pick('hypothesis pain', persona.pains) ?? ''))
  const frame = choose.pick(
    'pain frame',
    lead
      ? [
          'At such a point, teams often find that',
          'Teams often find that',
          'In times like these, teams often find that',
        ]
      : ['Some also say that', 'It can also mean that', 'Often,'],
  )!
  return plainPart(sentence(`${frame} ${pain}`))
}

const consequenceFrames = [
  'That often means',
  'That usually means',
  'This often means',
  'It often means',
  'News like that often means',
  'That tends to mean',
  'That can mean',
]

const hedged = /\b(?:often|usually|may|might|can|could|tends? to|typically|sometimes|likely|probably|many|most)\b/iu

/** A consequence that hedges itself stands alone; any other follows "that often means". */
const asHypothesis = (consequence: string, frame: string): string =>
  hedged.test(consequence) ? sentence(consequence) : sentence(`${frame} ${lowerFirst(consequence)}`)

const valuePoint = ({ brief, persona, lead, choose }: Writing): Part => {
  const fitting = persona.value_points.filter((point) => lead !== null && point.for.includes(lead.kind))
  const any = persona.value_points.filter((point) => point.for.length === 0)
  const pool = fitting.length > 0 ? fitting : any.length > 0 ? any : persona.value_points
  const point = choose.pick('value', pool)!
  const source = brief.sources.find(({ kind, quote }) => kind === 'value_point' && quote === point.text)
  return { text: sentence(point.text), sourceIds: source ? [source.id] : [] }
}

const question = ({ persona, icp, lead, choose }: Writing): Part => {
  const own = [...persona.questions, ...((lead && icp.discovery_questions[lead.kind]) ?? [])]
  return plainPart(sentence(choose.pick('question', own)!, '?'))
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

const subject = ({ brief, lead, choose, day, zone }: Writing): string => {
  const company = spokenName(brief.account.name)
  const around = [
    `A question for ${company}`,
    `A thought for ${company}`,
    `An idea for ${company}`,
    'A thought on your team',
  ]
  const own = lead ? openings[lead.kind].subjects(told(brief, lead, day, zone)) : []
  const fit = [...own, ...(own.length > 0 ? [] : around)].filter(
    (line) => wordsOf(line).length >= 2 && wordsOf(line).length <= 6,
  )
  return upperFirst(choose.pick('subject', fit) ?? 'A thought on your team')
}

const bare = (text: string): string => text.trim().replace(/[.!?]+$/u, '')
