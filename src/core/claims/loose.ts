import { isQuestion } from '../draft/style.ts'
import { tellingOf } from './events.ts'
import { factProblems } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { isLetter } from './letter.ts'
import { isToldAnew } from './own-words.ts'
import { isYoursKnown, presumed, takenForGranted, unknownThings } from './presumed.ts'
import { doneBefore, hedgedThroughout, isAboutUs } from './softened.ts'
import { hedge, normal } from './words.ts'

/** What no rule vouches for, though it states nothing of the reader or the story that could be wrong. */
export type Loose = { mark: 'value_point' | 'courtesy' | 'guess'; rule: string; message: string }

/** A person may say it, and then a manager reads it before it goes. */
export const looselySaid = (text: string, knowledge: Knowledge, isAfterUs: boolean): Loose | null => {
  const plain = text.replace(/[‘’]/gu, "'")
  if (isQuestion(plain)) return null
  const isOurs = isAboutUs(plain, knowledge) || isAfterUs || plain.includes(knowledge.sender.company)
  const isYours = isAfterUs && /^your?\b(?! (?:can|get|see|could)\b)/iu.test(plain)
  if (!(isYours && doneBefore.test(plain)) && isToldAnew(plain, knowledge, { isOurs, isYours })) return toldAnew
  if (
    !isWarm.test(plain) &&
    !doneBefore.test(plain.replace(/\bI (?:thought|figured|wondered|wanted|realised)\b/gu, 'I')) &&
    !namesParty(plain, knowledge) &&
    isLetter(plain, knowledge, { spare: 2 })
  )
    return freelyWritten
  if (isFreeGuess(plain, knowledge)) return freeGuess
  return (!isOurs && isSaying(plain, knowledge)) || isDisclaimer(plain, knowledge) ? saying : null
}

/** What one thanks for, wishes or was is more than the letter. */
const isWarm = /\b(?:hope|wish\w*|enjoy\w*|thank\w*|was|were|had|than)\b/iu

const namesParty = (text: string, { accountNames, groups }: Knowledge): boolean => {
  const told = ` ${normal(text)} `
  const parties = groups.flatMap(({ trigger }) => [
    trigger?.company ?? '',
    ...(trigger?.fields ?? []).map(({ value }) => value),
  ])
  return [...accountNames, ...parties].some((name) => name !== '' && told.includes(` ${normal(name)} `))
}

/** The event itself is told as the sources tell it, never as a guess. */
const tellsEvent = (text: string, knowledge: Knowledge): boolean =>
  namesParty(text, knowledge) &&
  knowledge.groups.some(({ trigger }) => trigger && text.search(tellingOf(trigger.kind)) >= 0)

/** Hedged in every clause, of nothing that happened, and with no fact or thing in it that no source tells of. */
const isFreeGuess = (text: string, knowledge: Knowledge): boolean =>
  hedge.test(text.replace(/\b(?:if|whether)\b/giu, ' ')) &&
  !tellsEvent(text, knowledge) &&
  !/\b(?:told|said|says|read|heard|saw)\b|^(?:i|we) (?:can|could|may|might)\b(?! imagine)/iu.test(text) &&
  hedgedThroughout(text) &&
  isYoursKnown(text, knowledge) &&
  !doneBefore.test(text) &&
  [
    ...factProblems(text, knowledge.groups, knowledge),
    ...presumed(text, knowledge),
    ...unknownThings(text, knowledge),
    ...takenForGranted(text, knowledge),
  ].length === 0

/** "Auditors like to know who changed what": of people in general, now and without a figure, and of nobody in the story. */
const isSaying = (text: string, knowledge: Knowledge): boolean =>
  generally.test(text) &&
  text.length <= longestSaying &&
  !/\b(?:your?|yours|the|this|that|these|those|our|we|us|my|his|her|their own|every|each|than|by|half|double|twice|less|more|fewer|too|most|best|ever|never|always|all|rivals?|competitors?|investors?|analysts?|customers?|industry)\b|%/iu.test(
    text.replace(/^most /iu, ''),
  ) &&
  !/\S \p{Lu}/u.test(text) &&
  !/^no(?:body| one)?\b/iu.test(text) &&
  !doneBefore.test(text) &&
  !namesParty(text, knowledge) &&
  isBare(text, knowledge)
const generally =
  /^(?:(?:most|some|many|few) (?:\p{L}+ )?|(?!(?:is|was|has|does|this|its|yes|as|us)\b)(?:\p{Ll}+ )?)\p{L}+s (?:(?:rarely|often|sometimes|seldom|usually|also|do|don't|do not) )*(?!(?:is|was|has|had|were|will|to|of|in|at|from|for|by|on)\b)\p{Ll}+/iu
const longestSaying = 110

/** "I won't pretend to know your plans": what one denies to know, one does not say. */
const isDisclaimer = (text: string, knowledge: Knowledge): boolean =>
  /^(?:and |but |so )?i (?:don't|do not|won't|will not|can't|cannot|wouldn't) (?:pretend|claim|know|presume|promise|dare)\b(?! that\b)[^,;:]{0,90}$/iu.test(
    text,
  ) &&
  !doneBefore.test(text) &&
  !namesParty(text, knowledge) &&
  isBare(text, knowledge)

const isBare = (text: string, knowledge: Knowledge): boolean =>
  [...factProblems(text, knowledge.groups, knowledge), ...presumed(text, knowledge)].length === 0

const saying: Loose = { mark: 'courtesy', rule: 'saying', message: 'A saying about people in general.' }
const toldAnew: Loose = {
  mark: 'value_point',
  rule: 'told_anew',
  message: 'Our approved words, told anew: are they still true?',
}
const freelyWritten: Loose = {
  mark: 'courtesy',
  rule: 'freely_written',
  message: 'Nothing is claimed here, yet the words are unusual.',
}
const freeGuess: Loose = {
  mark: 'guess',
  rule: 'free_guess',
  message: 'A guess that neither the sources nor the ICP suggest.',
}
