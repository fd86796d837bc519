import type { SignalKind } from '../signal.ts'
import { bare, lowerFirst, sentence } from './english.ts'
import { bearsOn, fitting } from './fitting.ts'
import { hasMore } from './lead.ts'
import { type Part, plainPart, someOf, type Writing } from './parts.ts'

/** What the trigger may mean for the reader: from the ICP's consequences, else a pain of the persona; always a guess. */
export const hypothesis = (writing: Writing): Part[] => {
  const { persona, icp, lead, choose, news } = writing
  if (!lead || !news) return [] // the opening has told a pain already
  const bears = bearsOn(news, icp)
  const consequence = bears && choose.pick('consequence', fitting(icp.consequences[lead.kind] ?? [], news))
  if (consequence) return [plainPart(asHypothesis(bare(consequence), choose.pick('hypothesis', framesFor(writing))!))]
  const pain = lowerFirst(bare(choose.pick('hypothesis pain', someOf(fitting(persona.pains, news), persona.pains))!))
  return [plainPart(sentence(`${choose.pick('pain frame', bears ? painFrames : farFrames)} ${pain}`))]
}

const painFrames = [
  'At such a point, teams often find that',
  'Teams often find that',
  'At times like this, teams often find that',
]

/** The news is real and may not touch the reader's work: to say so is better than to make something of it. */
const farFrames = [
  'That may be far from your own work, but many teams find that',
  'It may not touch your own work, but teams often find that',
  'That may not change your own week, but many teams find that',
  'It may be far from your desk, but many teams find that',
  'That may be outside your own area, but teams often find that',
]

const plainFrames = [
  'That often means',
  'That usually means',
  'This often means',
  'That tends to mean',
  'That can mean',
]

/** What "that" is, by name: needed after a second piece of news or a good wish, and a change of tune elsewhere. */
const named: Partial<Record<SignalKind, readonly string[]>> = {
  funding: ['Money like that often means', 'New money often means'],
  executive_hire: ['A new leader often means', 'A hire like that often means'],
  executive_departure: ['A handover often means', 'A change like that often means'],
  acquisition: ['A deal like that often means', 'A step like that often means'],
  expansion: ['A move like that often means', 'Growth like that often means'],
  hiring: ['Hiring like that often means', 'Open roles like these often mean'],
  product_launch: ['A launch often means', 'A launch like that often means'],
  technology_change: ['A change of tools often means', 'New tools often mean'],
  champion_move: ['A new role often means', 'A move like that often means'],
  layoff: ['A smaller team often means', 'A change like that often means'],
}

const framesFor = (writing: Writing): readonly string[] => {
  const counted = writing.news?.field('openings') !== undefined
  const own = (named[writing.lead!.kind] ?? []).filter((frame) => counted || !frame.startsWith('Open roles'))
  return hasMore(writing) && own.length > 0 ? own : [...plainFrames, ...own]
}

const hedged = /\b(?:often|usually|may|might|could|tends? to|typically|sometimes|likely|probably)\b/iu

/** A consequence that hedges itself stands alone; any other follows "that often means". */
const asHypothesis = (consequence: string, frame: string): string =>
  hedged.test(consequence) ? sentence(consequence) : sentence(`${frame} ${lowerFirst(consequence)}`)
