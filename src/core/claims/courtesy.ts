import type { Finding } from '../draft.ts'
import { selfNames } from './approved.ts'
import { factProblems, type Problem } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { presumed, takenForGranted } from './presumed.ts'
import { courtesyWords, frameWords, functionWords, normal, stemsOf, wordsIn } from './words.ts'

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?:\s+([\p{L}\p{M}][\p{L}\p{M}.'’ -]{0,60}))?\s?[,!:–-]$/iu
/** "Mara," or "Ms Example:": a name and nothing else, each word with its capital unless it stands alone. */
const bareName =
  /^((?!\p{L}+ing\b)\p{L}[\p{L}\p{M}.'’-]{0,30}|\p{Lu}[\p{L}\p{M}.'’-]{0,30}(?: \p{Lu}[\p{L}\p{M}.'’-]{0,30}){1,3})\s?[,!:–-]$/u
const closing =
  /^(?:(?:all the best|best|(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes)|regards|thanks|thank you|many thanks|cheers|sincerely|yours(?: truly| sincerely| faithfully)?|with thanks|(?:talk|speak) soon|looking forward(?: to (?:it|hearing from you|your reply))?|take care|have a (?:good|great|nice) (?:day|week))[,.!]?)$/iu
/** Worn politeness that tells nothing: style has its say about it, claims have none. */
const pleasantry =
  /\b(?:(?:i |just a |a )?quick question(?: for you)?|(?:i |we )?(?:hope|trust) (?:you(?: are|['’]re)(?: doing| keeping)?|all is|this (?:(?:e-?mail|message|note) )?finds you) well|sorry to bother you)\b/giu

type Courtesy = { problems: Problem[]; kind?: Finding['kind'] }

/** The sentence with its pleasantries blanked, each other word in its place. */
export const withoutPleasantries = (text: string): string =>
  text.replace(pleasantry, (words) => ' '.repeat(words.length))

/** A greeting, a closing, a signature, or a sentence made of courtesy alone; null when it is none. */
export const courtesyOf = (text: string, knowledge: Knowledge): Courtesy | null => {
  if (closing.test(text) || isSignature(text, knowledge)) return { problems: [] }
  const greeted = greeting.exec(text) ?? bareName.exec(text)
  if (greeted) return greetingOf(text, greeted[1] ?? '', knowledge)
  return !/[\p{L}\d]/u.test(text) || [isCourtesy, isOffer, isOfWriter].some((is) => is(text, knowledge))
    ? { problems: [] }
    : null
}

const greetingOf = (text: string, name: string, { contact }: Knowledge): Courtesy => {
  const told = normal(name.replace(/^(?:hi|hello|hey|dear)\s+/iu, ''))
  const nobody = told === '' || /^(?:there|all|team|hello|hi)$/.test(told)
  const right = contact !== null && [contact.first, contact.full].some((each) => normal(each) === told)
  const surname =
    contact !== null &&
    new RegExp(`^(?:mr|mrs|ms|mx|dr|prof) ${normal(contact.full).split(' ').at(-1)}$`, 'u').test(told)
  if (nobody || right || surname) return { problems: [] }
  const expected = contact ? `The message goes to ${contact.full}` : 'Nobody is chosen yet'
  return {
    kind: 'match',
    problems: [
      { rule: 'recipient_name', message: `${expected}, not to "${name.trim()}".`, start: 0, end: text.length },
    ],
  }
}

const isSignature = (text: string, { sender }: Knowledge): boolean => {
  const parts = text
    .split(/\s*(?:,|\||·|–|-)\s+/)
    .map(normal)
    .filter(Boolean)
  const names = normal(sender.fromName).split(' ')
  const first = names[0] ?? ''
  const shortened = `${first} ${names.at(-1)?.[0] ?? ''}`
  const own = [names.join(' '), normal(sender.company), first, shortened]
  return parts.length > 0 && parts.every((part) => own.includes(part))
}

/** The writer speaks, or asks something small of the reader. */
const ofLetter =
  /\b(?:i|me|my|i'm|i'll|i'd|i've)\b|^(?:feel free|forgive|please|let me|ignore|pass|reply|thanks|thank you|all the best|(?:best|warm|kind) wishes|happy to|glad to|sorry (?:if|for|to)|an? (?:short |quick |brief |plain )?(?:no|yes|word|line|reply|answer|note|call|chat|look)|have a|many thanks|either way|until then)\b|\bthis (?:short |brief |one )?(?:note|mail|email|message|letter)\b/iu
/** What one has heard, done or thinks of others is a claim. */
const claiming =
  /\b(?:read|see|saw|seen|heard?|notice\w*|learn\w*|gather\w*|found|spotted|came across|told|remember\w*|recall\w*|met|meet|spoke|spoken|enjoy\w*|love|admire\w*|follow\w*|understand(?! if)|think|believe|know(?! (?:this|it)\b)|assume|suspect|guess|help(?:s|ed)|cut|saves?|saved|reduc\w*|halv\w*|doubl\w*|grow|grew|won|made|fixed|prove\w*|guarantee\w*|we|we're|our|us|again|because|since)\b/iu
const toReader =
  /\b(?:to|for|with|from|send|show|tell|give|bother|wish|thank|reach|drop|write|ask|spare|keep|trouble|leave) you(?: and (?:the|your) team)?\b|\byou can (?:reach|write|call|ask|tell|reply|ignore|delete|forward)\b|\b(?:if|whether|what|how|when) (?:(?:that|it|this) (?:suits|helps)(?: you)?|you (?:see|say|think|feel|would|like|prefer|want|need|can|could|wish))\b|\byour (?:time|reply|answer|thoughts?|inbox|view|attention|patience|interest|day|week)\b/giu

/** What letters speak of besides courtesy; at most one other word may stand in such a sentence. */
const letterWords = stemsOf(
  `mail email message letter inbox forgive excuse apologise apologize sorry aware curious sure unasked unsolicited cold blue drop take taking much
  little bit advance second hence intro introduce along end pass be waste spare chase pester trouble busy moment wait simply`,
)
const strangeWords = 1

/** What a writer says of the letter and of themselves: no party, no figure and no news in it. */
const isOfWriter = (text: string, knowledge: Knowledge): boolean => {
  const plain = text.replace(/[‘’]/gu, "'")
  return (
    ofLetter.test(plain) &&
    !claiming.test(plain) &&
    strangers(plain, knowledge) <= strangeWords &&
    !/\b(?:you|your|yours|you're|the (?:company|team|business|board|staff))\b/iu.test(plain.replace(toReader, ' ')) &&
    factProblems(text, [], knowledge).length === 0 &&
    presumed(text, knowledge).length === 0 &&
    takenForGranted(plain.replace(/\bout of the blue\b/iu, ' '), knowledge).length === 0 &&
    ![...knowledge.accountNames, knowledge.sender.company, ...selfNames.split(' ')].some((name) =>
      ` ${normal(text)} `.includes(` ${normal(name)} `),
    )
  )
}

const strangers = (text: string, { ours }: Knowledge): number =>
  wordsIn(text).filter(
    ({ stem }) =>
      ![functionWords, courtesyWords, frameWords, letterWords].some((words) => words.has(stem)) && !ours.has(stem),
  ).length

/** What is told of the reader, first or after "I see that", is no courtesy. */
const about =
  /^(?:you|your|you're|the company|the team)\b|\b(?:that|see|know|hear|feel|think|understand) (?:you|your|you're)\b/iu

/** "I am happy to share our list": what is offered is in our own words, and tells nothing of the reader. */
const isOffer = (text: string, knowledge: Knowledge): boolean =>
  /^(?:(?:i am|i'm|i would be|i'd be|we are|we're) )?(?:happy|glad) to\b|^(?:i|we) (?:can|could|will) (?:send|share|show|explain)\b/iu.test(
    text,
  ) &&
  !/\b(?:you|your|you're)\b.*\w/iu.test(text.replace(/\b(?:send|show|give|tell|walk) you\b/giu, '')) &&
  factProblems(text, [], knowledge).length === 0 &&
  wordsIn(text).every(
    ({ stem }) => functionWords.has(stem) || courtesyWords.has(stem) || knowledge.ours.has(stem) || stem === 'use',
  )

/** Only words of courtesy, and nothing asserted about "you" beyond politeness. */
const isCourtesy = (text: string, { identity }: Knowledge): boolean => {
  const words = wordsIn(text)
  const isOfReader =
    /\b(?:you|your|yours|you're|compan(?:y|ies)|teams?|business|people)\b/iu.test(text) ||
    words.some(({ stem }) => identity.stems.has(stem))
  return (
    words.length > 0 &&
    !about.test(text) &&
    words.every(
      ({ stem, text: word }) =>
        courtesyWords.has(stem) ||
        functionWords.has(stem) ||
        (!isOfReader && frameWords.has(stem)) ||
        (identity.stems.has(stem) && /^\p{Lu}/u.test(word)),
    ) &&
    !/\d/.test(text) &&
    (/\b(?:I|me|my|we|us)\b/u.test(text) ||
      /^(?:if|happy|glad|thank|thanks|many thanks|congrat|a |no |just|worth|let|any|either|please|best|here|good luck|all the best|either way|with (?:best|kind|warm))/iu.test(
        text,
      ))
  )
}
