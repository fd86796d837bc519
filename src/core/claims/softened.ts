import { escapedPattern } from '../escape.ts'
import { factProblems, type Problem } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { letterWords } from './letter-words.ts'
import { namesOthers } from './names.ts'
import { isShortened } from './own-words.ts'
import { presumed, unknownThings } from './presumed.ts'
import { courtesyWords, frameWords, functionWords, hedge, normal, stemsOf, wordsIn } from './words.ts'

const aboutReader = /\b(?:you|your|you're|yours|the company|the team|the business)\b/iu

/**
 * A guess may state no fact of its own, and a guess about the reader must come out of the ICP's language. What stands
 * in another clause than the hedge is no guess.
 */
export const hypothesisProblems = (text: string, knowledge: Knowledge): Problem[] => {
  const facts = [
    ...factProblems(text, knowledge.groups, knowledge),
    ...presumed(text, knowledge),
    ...unknownThings(text, knowledge),
  ]
  if (facts.length > 0) return facts
  const unhedged = clausesOf(text).filter((clause) => !hedge.test(clause) && isStatement(clause))
  const personal =
    aboutReader.test(text) || knowledge.accountNames.some((name) => ` ${normal(text)} `.includes(` ${normal(name)} `))
  const others = namesOthers(text, knowledge)
  const backed = shareOfKnown(text, knowledge, { politely: !others })
  if (doneBefore.test(text) && (personal || others || /\bthe\b/iu.test(text)) && backed < 1)
    return [whole(text, 'A guess about what has happened, which no source tells.')]
  if (unhedged.length > 0 && shareOfKnown(unhedged.join(' '), knowledge) < 1)
    return [whole(text, 'The guess hides a plain statement that no source backs.')]
  if (others && backed < 1) return [whole(text, 'A guess about somebody in the sources that they do not suggest.')]
  if (personal && backed < 0.5)
    return [whole(text, 'A guess about the reader that neither the sources nor the ICP suggest.')]
  return []
}

const past =
  /\b(?:(?:thanks|thank you|thank you (?:so|very) much|sorry|congratulations|apologies) again\b|(?:thanks|thank you)(?: (?:so|very) much)? for (?:(?:the|your|our|that|a)(?: \p{L}+){0,2} (?:calls?|chat|coffee|meeting|talk|visit|conversation|lunch|dinner|reply|answer|e-?mail|message|letter|response|invitation|invite|introduction|referral|order|feedback|help|call back)|coming back|getting back|calling|meeting|speaking|talking|having|inviting|visiting|downloading|signing up|replying|answering|writing|joining|hosting|coming)\b(?! (?:in advance|if))|(?:as|like) (?:we|you) (?:agreed|discussed|said|spoke|talked|mentioned|asked|requested|promised)|(?:we|i) (?:met|spoke|talked|chatted) (?:with|to|at|last|in|on|before|about)|(?:you|your \w+) (?:asked|told|mentioned to|wrote to|requested|promised|invited)|following (?:up on )?our|our (?:last|previous|recent|earlier) (?:call|chat|conversation|meeting|talk|email|mail)|when we (?:met|spoke|last)|(?:told|asked|mentioned to|recommended|introduced) (?:me|us)\b|(?:as|like) (?:agreed|discussed|requested|arranged)\b|(?:good|nice|great|lovely) (?:to (?:meet|see|speak to|speak with|talk to) you (?:in person|at|last|again)|(?:meeting|seeing|speaking|talking))|(?:i|we) used to (?:work|be)\b)/iu

/** How others fare, as one has it from somebody or makes it up. */
const hearsay =
  /\b(?:i|we) (?:hear|gather|know|think|imagine|understand|see|reckon|fear) (?:that )?(?:(?:things|times|business|sales|it|life)(?: is|'s| are| has been| have been| must be)? (?:all |very |so |quite |rather |really )*(?:hard|rough|tough|bad|slow|grim|tight|difficult|worse)|it hurts)\b|\b(?:they|people|some|others|word|rumou?r) (?:say|says|is that|has it)\b|\b(?:after|given|with) (?:what|all that) happened\b|\bit(?:'s| is) (?:hard|rough|tough|grim) (?:out there )?for you\b/iu

/** "Mark said you are the right person": somebody who vouches for the letter. */
const referral =
  /^(?:It was )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? (?:said|says|suggested|recommended|mentioned|thought|thinks|told me|pointed me)(?: that)? (?:you|I|to you|your)\b/u

/** A past with the reader, or a friend in common, that only a person can vouch for. */
export const sharedPast = (text: string): Problem[] => {
  const hit = past.exec(text) ?? hearsay.exec(text.replace(/’/gu, "'")) ?? referral.exec(text)
  return hit
    ? [
        {
          rule: 'shared_past',
          message: `No record of this: "${hit[0]}".`,
          start: hit.index,
          end: hit.index + hit[0].length,
        },
      ]
    : []
}

/** "We", "our", or our company's name as the one who does something. */
export const isAboutUs = (text: string, { sender }: Knowledge): boolean => {
  const told = ` ${normal(text)} `
  const company = normal(sender.company)
  return (
    /^(?:\S+ ){0,4}?(?:we|our|ours|we're|we've|we'll)\b|^with us\b/iu.test(text) ||
    (company !== '' &&
      (told.replace(/^ (?:in short|in brief|put simply|simply put) /u, ' ').startsWith(` ${company} `) ||
        new RegExp(` (?:with|use|uses|using|choose|chose|run on) ${escapedPattern(company)} `, 'u').test(told)))
  )
}

/** What we say of ourselves beyond the approved words may only be made of them. */
export const ownProblems = (text: string, knowledge: Knowledge): Problem[] => {
  const facts = factProblems(text, [], knowledge)
  if (facts.length > 0 || isShortened(text, knowledge)) return facts
  return [{ rule: 'own_words', message: 'Not among our approved value points.', start: 0, end: text.length }]
}

const whole = (text: string, message: string): Problem => ({ rule: 'unsupported', message, start: 0, end: text.length })

/** A finite past: "the bank made …", "your clerk left". */
export const doneBefore =
  /(?<!\b(?:is|are|was|were|be|get|gets|got|being|been|feel|feels|seem|seems|more|so|too|as|not|very)\s(?:\p{L}+ly\s)?)\b(?:left|quit|lost|made|took|gave|went|came|had|did|kept|brought|fell|broke|cost|hit|\p{L}{3,}(?<!\b(?:ne|se|exce|proce|succe|spe|fe|bre|ble|inde))ed)\b/iu

const clausesOf = (text: string): string[] =>
  text
    .split(/[;:–—]|, (?:which|so|but|and|while|because|since|as) | (?:but|because|since|while) /u)
    .filter((clause) => wordsIn(clause).length > 2)

const isStatement = (clause: string): boolean => /\b(?:you|your|is|are|was|were|has|have|had|\w+ed)\b/iu.test(clause)

/** What a guess may speak of in general; none of these is a fact. */
const guessWords = stemsOf(
  'mean work effort pressure load demand attention focus pace put hard harder busy busier longer extra feel',
)

const shareOfKnown = (text: string, { groups, ours, identity }: Knowledge, { politely = true } = {}): number => {
  const content = wordsIn(text.replace(hedge, ' ')).filter(
    ({ stem: word }) =>
      !functionWords.has(word) &&
      !frameWords.has(word) &&
      !courtesyWords.has(word) &&
      !(politely && letterWords.has(word)) &&
      !guessWords.has(word) &&
      !identity.stems.has(word),
  )
  if (content.length === 0) return 1
  const known = content.filter(({ stem: word }) => ours.has(word) || groups.some((group) => group.stems.has(word)))
  return known.length / content.length
}
