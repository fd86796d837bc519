import { isShortened } from './approved.ts'
import { factProblems, type Problem } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, hedge, normal, stem, stemsOf, wordsIn } from './words.ts'

/** Events that a question or a guess must not take for granted when no source tells them. */
const heavy =
  /\b(?:merger|merg(?:ed|ing)|acquisitions?|acquir(?:ed|ing)|takeover|buyout|laid off|layoffs?|lay-offs?|job cuts?|redundanc(?:y|ies)|bankrupt(?:cy)?|insolven(?:t|cy)|ipo|went public|going public|resign(?:ed|ation)|stepped down|fired|lawsuit|sued|breach|hack(?:ed)?|outage|scandal|investigation|fined?|raised|fundrais(?:e|ing)|funding|financing|series [a-h]|seed round|valuation|unicorn|reloca(?:ted|ting|tion)|restructur(?:ed|ing)|turnaround|lost|losing|losses|missed|struggl(?:e|es|ed|ing)|churn(?:ed|ing)?|declin(?:e|es|ed|ing)|falling|doubled|tripled|doubling|tripling|record (?:year|quarter|growth)|fast-growing|rapid(?:ly)? grow\w*|partnership with|customers? of ours|already use|switched|migrat(?:ed|ing|ion)|appoint(?:ed|ment)|promot(?:ed|ion)|replac(?:ed|ing)|for sale|profitable|unhappy|not happy|sold|selling|quit|failed|failing|trouble|delay(?:ed|s)?|behind (?:plan|target|schedule)|new (?:ceo|cfo|coo|cto|cro|cmo|vp|head|chief|office|hq|plant|factory|site))\b/giu

/** Facts and heavy events that a question or a subject brings up without any source. */
export const presumed = (text: string, knowledge: Knowledge): Problem[] =>
  [...text.matchAll(heavy)]
    .filter((hit) => !isPhraseSaid(hit[0], knowledge))
    .map((hit) => ({
      rule: 'presumed',
      message: `No source tells of this: "${hit[0]}".`,
      start: hit.index,
      end: hit.index + hit[0].length,
    }))

const isPhraseSaid = (phrase: string, knowledge: Knowledge): boolean => {
  if (!phrase.includes(' ') || /^(?:new|series|seed)\b/iu.test(phrase))
    return [...stemsOf(phrase)].every((word) => isSaid(word, knowledge))
  const told = ` ${normal(phrase)} `
  return knowledge.oursFolded.includes(told) || knowledge.groups.some(({ folded }) => folded.includes(told))
}

const isSaid = (word: string, { groups, identity, ours }: Knowledge): boolean =>
  functionWords.has(word) ||
  word === 'new' ||
  identity.stems.has(word) ||
  ours.has(word) ||
  groups.some((group) => group.stems.has(word) || tells(group.trigger?.kind, word))

/** The kind itself is said by having a trigger of it: "the funding", "the acquisition". */
const tells = (kind: string | undefined, word: string): boolean =>
  kind ? (namesOfKind[kind]?.has(word) ?? false) : false

const namesOfKind: Record<string, ReadonlySet<string>> = {
  funding: new Set(['fund', 'financ', 'rais', 'round'].map(stem)),
  acquisition: new Set(['acquisition', 'acquir', 'takeover', 'buyout'].map(stem)),
  layoff: new Set(['layoff', 'job', 'cut'].map(stem)),
  bankruptcy: new Set(['insolvency', 'restructur'].map(stem)),
}

/** A party of the sources other than the account, the reader and ourselves. */
const namesOthers = (text: string, { identity, oursFolded, groups }: Knowledge): boolean =>
  wordsIn(text).some(
    ({ text: word, start }) =>
      start > 0 &&
      /^\p{Lu}\p{L}+/u.test(word) &&
      !identity.folded.includes(` ${normal(word)} `) &&
      !oursFolded.includes(` ${normal(word)} `) &&
      !groups.some((group) => group.isContact && group.folded.includes(` ${normal(word)} `)),
  )

const aboutReader = /\b(?:you|your|you're|yours|the company|the team|the business)\b/iu

/**
 * A guess may state no fact of its own, and a guess about the reader must come out of the ICP's language. What stands
 * in another clause than the hedge is no guess.
 */
export const hypothesisProblems = (text: string, knowledge: Knowledge): Problem[] => {
  const facts = [...factProblems(text, knowledge.groups, knowledge), ...presumed(text, knowledge)]
  if (facts.length > 0) return facts
  const unhedged = clausesOf(text).filter((clause) => !hedge.test(clause) && isStatement(clause))
  const personal =
    aboutReader.test(text) || knowledge.accountNames.some((name) => ` ${normal(text)} `.includes(` ${normal(name)} `))
  const backed = shareOfKnown(text, knowledge)
  if (unhedged.length > 0 && shareOfKnown(unhedged.join(' '), knowledge) < 1)
    return [whole(text, 'The guess hides a plain statement that no source backs.')]
  if (namesOthers(text, knowledge) && backed < 1)
    return [whole(text, 'A guess about somebody in the sources that they do not suggest.')]
  if (personal && backed < 0.5)
    return [whole(text, 'A guess about the reader that neither the sources nor the ICP suggest.')]
  return []
}

const past =
  /\b(?:(?:as|like) (?:we|you) (?:agreed|discussed|said|spoke|talked|mentioned|asked|requested|promised)|(?:we|i) (?:met|spoke|talked|chatted) (?:with|to|at|last|in|on|before|about)|(?:you|your \w+) (?:asked|told|mentioned to|wrote to|requested|promised|invited)|following (?:up on )?our|our (?:last|previous|recent|earlier) (?:call|chat|conversation|meeting|talk|email|mail)|when we (?:met|spoke|last)|(?:told|asked|mentioned to|recommended|introduced) (?:me|us)\b)/iu

/** A past with the reader that only a person can vouch for. */
export const sharedPast = (text: string): Problem[] => {
  const hit = past.exec(text)
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
export const isAboutUs = (text: string, { sender }: Knowledge): boolean =>
  /^(?:\S+ ){0,4}?(?:we|our|ours|we're|we've|we'll)\b/iu.test(text) ||
  (sender.company !== '' && normal(text).startsWith(normal(sender.company)))

/** What we say of ourselves beyond the approved words may only be made of them. */
export const ownProblems = (text: string, knowledge: Knowledge): Problem[] => {
  const facts = factProblems(text, [], knowledge)
  if (facts.length > 0 || isShortened(text, knowledge)) return facts
  return [{ rule: 'own_words', message: 'Not among our approved value points.', start: 0, end: text.length }]
}

const whole = (text: string, message: string): Problem => ({ rule: 'unsupported', message, start: 0, end: text.length })

const clausesOf = (text: string): string[] =>
  text
    .split(/[;:–—]|, (?:which|so|but|and|while|because|since|as) | (?:but|because|since|while) /u)
    .filter((clause) => wordsIn(clause).length > 2)

const isStatement = (clause: string): boolean => /\b(?:you|your|is|are|was|were|has|have|had|\w+ed)\b/iu.test(clause)

const shareOfKnown = (text: string, { groups, ours, identity }: Knowledge): number => {
  const content = wordsIn(text.replace(hedge, ' ')).filter(
    ({ stem: word }) =>
      !functionWords.has(word) && !frameWords.has(word) && !courtesyWords.has(word) && word !== 'mean',
  )
  if (content.length === 0) return 1
  const known = content.filter(
    ({ stem: word }) => ours.has(word) || identity.stems.has(word) || groups.some((group) => group.stems.has(word)),
  )
  return known.length / content.length
}
