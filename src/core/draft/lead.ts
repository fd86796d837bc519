import { bare, lowerFirst } from './english.ts'
import { bearsOn, isTroubled } from './fitting.ts'
import { openingSentence } from './frames.ts'
import { openings } from './openings/index.ts'
import { type Part, plainPart, type Writing } from './parts.ts'
import { type Told, told } from './told.ts'

/** The first sentences: the news with its source, and perhaps a second piece of news or a good wish. */
export const opening = (writing: Writing): Part[] => {
  const { persona, lead, choose, news } = writing
  if (!lead || !news) return [aroundIt(writing)]
  const parts: Part[] = [{ text: openingSentence(news, choose, persona.tone), sourceIds: lead.sourceIds }]
  const also = secondTrigger(writing)
  if (also) parts.push(also)
  else if (isGlad(writing, news) && bearsOn(news, writing.icp)) parts.push(congratulation(writing, news))
  return parts
}

/** Whether something stands between the news and what it may mean, so that "that" would point at the wrong thing. */
export const hasMore = (writing: Writing): boolean => opening(writing).length > 1

/** A second trigger is told in one short sentence where both are reasons of the same colour. */
const secondOf = ({ lead, leads, choose }: Writing): Writing['lead'] => {
  const second = leads.find((each) => each.kind !== lead?.kind && reinforcing.has(each.kind))
  return second && lead && reinforcing.has(lead.kind) && choose.chance('second', 0.75) ? second : null
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

const secondTrigger = (writing: Writing): Part | null => {
  const { brief, choose, day, zone } = writing
  const second = secondOf(writing)
  if (!second) return null
  const news = told(brief, second, day, zone)
  const clause = choose.pick(
    'second clause',
    openings[second.kind].clauses(news).filter((each) => !vague.test(each)),
  )
  if (!clause) return null
  const short = clause.replace(` at ${news.company}`, '')
  return {
    text: choose.pick('second frame', [
      `I also saw that ${short}.`,
      `I noticed too that ${short}.`,
      second.kind === 'hiring' ? `I see too that ${short}.` : `I also read that ${short}.`,
    ])!,
    sourceIds: second.sourceIds,
  }
}

/** Worth a message of its own at most, never a second sentence. */
const vague = / (?:a new product|new funding|is (?:hiring|expanding)|to (?:expand|hire))$/u

/** Good wishes only for the reader's own good news, never beside bad news and never in the direct tone. */
const isGlad = ({ brief, lead, persona, choose }: Writing, news: Told): boolean =>
  lead !== null &&
  !isTroubled(news) &&
  openings[lead.kind].glad &&
  (news.toPerson || !aboutPeople.has(lead.kind)) &&
  lead.certainty === 'done' &&
  !brief.triggers.some(({ kind }) => kind === 'layoff' || kind === 'bankruptcy') &&
  choose.chance('glad', { warm: 0.5, plain: 0.15, direct: 0 }[persona.tone])

const aboutPeople: ReadonlySet<string> = new Set(['executive_hire', 'champion_move'])

/** The sentence before has told the news: to name it again would read like a form. */
const congratulation = ({ lead, choose }: Writing, { toPerson }: Told): Part => {
  const forms = toPerson
    ? ['Congratulations on the new role.', 'Congratulations, and a good start.']
    : ['Congratulations to the team.', 'Congratulations to you and the team.']
  return { text: choose.pick('congratulation', forms)!, sourceIds: lead!.sourceIds }
}

/** Nothing may be told: begin with what the persona knows from their own work. */
const aroundIt = ({ persona, choose }: Writing): Part => {
  const pain = lowerFirst(bare(choose.pick('pain', persona.pains)!))
  const frames = [
    'Teams often find that',
    'Many teams find that',
    'A lot of teams find that',
    'It is common to find that',
  ]
  return plainPart(`${choose.pick('around', frames)} ${pain}.`)
}
