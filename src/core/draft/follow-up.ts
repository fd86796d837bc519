import { bare, lowerFirst, sentence } from './english.ts'
import { openingSentence } from './frames.ts'
import {
  greeting,
  type Part,
  plainPart,
  question,
  signOff,
  subject,
  unsaid,
  valuePoint,
  type Writing,
} from './parts.ts'
import type { Thread } from './thread.ts'

/**
 * One wording of a follow-up: new news first when there is any, what the first message was about, one point and one
 * question that the reader has not had. The last one asks nothing and lets go.
 */
export const writeFollowUp = (writing: Writing, thread: Thread): { subject: string; paragraphs: Part[][] } => {
  const isLast = thread.sent.length > 1
  const news = newsOf(writing)
  const body = [...news, ...reference(writing, thread, news.length > 0)]
  if (news.length === 0 && !isLast) body.push(pain(writing))
  const ask = isLast && news.length === 0 ? letGo(writing) : [question(writing)]
  return {
    subject: thread.subject === null ? subject(writing) : `Re: ${thread.subject}`,
    paragraphs: [[greeting(writing)], body, [valuePoint(writing)], ask, [signOff(writing)]],
  }
}

const newsOf = ({ persona, lead, news, choose }: Writing): Part[] =>
  lead && news ? [{ text: openingSentence(news, choose, persona.tone), sourceIds: lead.sourceIds }] : []

/** What we wrote is told plainly, never as a chore: no "just following up". */
const reference = ({ brief, choose }: Writing, { about }: Thread, hasNews: boolean): Part[] => {
  const onRecord = brief.history[0] ? [brief.history[0].sourceId] : []
  const more = plainPart(
    choose.pick('more', [
      'I have one more idea for you.',
      'Here is one more thought.',
      'I thought it was worth one more line.',
    ])!,
  )
  if (about === null) return hasNews ? [] : [more]
  const wrote = choose.pick('wrote', [
    `I wrote to you about ${about}.`,
    `My first note was about ${about}.`,
    `My first note to you was about ${about}.`,
    `In my first note I wrote about ${about}.`,
    `I wrote about ${about} in my first note.`,
    `You have my first note about ${about}.`,
  ])!
  const told = { text: wrote, sourceIds: onRecord }
  return !hasNews && choose.chance('more too', 0.5) ? [told, more] : [told]
}

const pain = (writing: Writing): Part => {
  const { persona, choose } = writing
  const frame = choose.pick('pain frame', [
    'Teams often find that',
    'Many teams find that',
    'It is common to find that',
  ])!
  return plainPart(sentence(`${frame} ${lowerFirst(bare(choose.pick('pain', unsaid(writing, persona.pains))!))}`))
}

const letGo = ({ choose }: Writing): Part[] => [
  plainPart(
    choose.pick('let go', [
      'If later is better, just say when.',
      'If you are the wrong person, a name would help.',
      'If it is not for you, a short no is fine.',
      'If now is the wrong time, just say so.',
    ])!,
  ),
  plainPart(choose.pick('end', ['I will leave it here.', 'I will leave it at that.', 'I will stop here.'])!),
]
