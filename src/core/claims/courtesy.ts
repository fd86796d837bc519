import type { Finding } from '../draft.ts'
import type { Problem } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { isLetter, isPersonal } from './letter.ts'
import { normal } from './words.ts'

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?:\s+([\p{L}\p{M}][\p{L}\p{M}.'’ -]{0,60}))?\s?[,!:–-]$/iu
/** "Mara," or "Ms Example:": a name and nothing else, each word with its capital unless it stands alone. */
const bareName =
  /^((?!\p{L}+ing\b)\p{L}[\p{L}\p{M}.'’-]{0,30}|\p{Lu}[\p{L}\p{M}.'’-]{0,30}(?: \p{Lu}[\p{L}\p{M}.'’-]{0,30}){1,3})\s?[,!:–-]$/u
const closing =
  /^(?:(?:all the best|best|(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes)|regards|thanks|thank you|many thanks|cheers|(?:yours |very )?(?:sincerely|truly|faithfully|warmly|respectfully|cordially|gratefully)|yours|with thanks|(?:talk|speak) soon|looking forward(?: to (?:it|hearing from you|your reply))?|take care|saludos|un saludo|groetjes?|groeten|met vriendelijke groet(?:en)?|cordialement|bien à vous|(?:viele |beste |mit freundlichen )?grüße|mit freundlichen grüßen|(?:med venlig )?hilsen|(?:vänliga )?hälsningar|(?:cordiali )?saluti|abraços|cumprimentos|pozdrawiam|ciao|salut|have a (?:good|great|nice) (?:day|week))[,.!]?)$/iu
/** Worn politeness that tells nothing: style has its say about it, claims have none. */
const pleasantry =
  /\b(?:(?:i |just a |a )?quick question(?: for you)?|(?:i |we )?(?:hope|trust) (?:(?:you(?: are|['’]re)(?: doing| keeping)?|all is|all['’]s|this (?:(?:e-?mail|message|note) )?finds you) (?:well|warm|fine)(?: with you)?|(?:your|the) (?:day|week|month|autumn|winter|spring|summer|year) (?:is going well|(?:is|has been) (?:good|kind) (?:to|so far)(?: you)?))|sorry to bother you|(?:i (?:know|realise|realize|appreciate|understand|imagine|expect|am sure|can imagine)|i'm sure|no doubt|surely) (?:that )?(?:you(?: are|['’]re| must be| have)|your (?:day|week|month|calendar|diary|inbox|time|schedule|plate) (?:is|must be))(?: (?:probably|surely|very|quite|rather|always|already|no doubt))* (?:busy|full|packed|short|tight|precious|limited|valuable|a lot on(?: your plate)?|plenty (?:on|to do)|enough to do))\b/giu

type Courtesy = { problems: Problem[]; kind?: Finding['kind'] }

/** The sentence with its pleasantries blanked, each other word in its place. */
export const withoutPleasantries = (text: string, { contact }: Knowledge): string => {
  const blank = (words: string): string => ' '.repeat(words.length)
  const greeted =
    /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\s+([\p{L}'’-]+(?: [\p{L}'’-]+)?),\s(?=\S)/iu.exec(text)
  const isRight =
    greeted && contact && [contact.first, contact.full].some((name) => normal(name) === normal(greeted[1]!))
  return (isRight ? blank(greeted[0]) + text.slice(greeted[0].length) : text).replace(pleasantry, blank)
}

/** A greeting, a closing, a signature, or a sentence made of courtesy alone; null when it is none. */
export const courtesyOf = (text: string, knowledge: Knowledge): Courtesy | null => {
  if (closing.test(text) || isSignature(text, knowledge)) return { problems: [] }
  const greeted = greeting.exec(text) ?? bareName.exec(text)
  if (greeted) return greetingOf(text, greeted[1] ?? '', knowledge)
  return !/[\p{L}\d]/u.test(text) ||
    isIntroduction(text, knowledge) ||
    isLetter(text, knowledge) ||
    isPersonal(text, knowledge)
    ? { problems: [] }
    : null
}

const greetingOf = (text: string, name: string, { contact }: Knowledge): Courtesy => {
  const told = normal(name.replace(/^(?:(?:hi|hello|hey|dear|there)\s+)+(?=\S)/iu, ''))
  const nobody = told === '' || /^(?:there|all|team|hello|hi|again)$/.test(told)
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

/** "Robin from Tallyfold here". */
const isIntroduction = (text: string, { sender }: Knowledge): boolean => {
  const own = ` ${normal(`${sender.fromName} ${sender.company}`)} `
  const words = normal(text).split(' ')
  return (
    words.some((word) => own.includes(` ${word} `)) &&
    words.every(
      (word) =>
        own.includes(` ${word} `) ||
        /^(?:my|name|is|i|am|m|it|s|this|here|from|at|of|with|and|work|for|a|quick|short|hello)$/u.test(word),
    )
  )
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
