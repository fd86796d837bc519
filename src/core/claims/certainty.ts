import type { SignalKind } from '../signal.ts'
import { tellingOf } from './events.ts'

/** How sure a text is that its event took place, least sure first. `ruled_out`: the text says it did not. */
export const certainties = ['ruled_out', 'rumour', 'planned', 'ongoing', 'agreed', 'done'] as const
export type Certainty = (typeof certainties)[number]

const rumoured =
  /(?::|\s[-–])\s*(?:report|reports|sources?)\b|^(?:report|reports|exclusive report)\s*:|\b(?:reportedly|reports? sa(?:y|ys)|allegedly|rumou?r(?:s|ed)?|speculation|in (?:\w+ )?talks|(?:held|holding|begun|in) (?:\w+ )?(?:talks|discussions)|sources? (?:say|said|told|close|familiar)|people familiar|said to be|nearing a|in discussions?)\b/iu

/** "…; new head hired: sources": who says so closes the title, whatever part of it tells the event. */
export const isHearsay = (title: string): boolean => /(?::|\s[-–])\s*(?:report|reports|sources?)\s*$/iu.test(title)

const ruledOut =
  /\b(?:den(?:y|ies|ied)|rul(?:es?|ed) out|call(?:s|ed) off|scraps|scrapped|shelv(?:es|ed)|abandon(?:s|ed)|walk(?:s|ed) away|t(?:akes?|ook) (?:it|them) down|fail(?:s|ed) to|no plans?|postpon(?:es|ed))\b/iu

/** Names of an event say that it is spoken of, not that it took place: "to cut jobs in latest layoffs". */
const nouns =
  /^(?:expansion|layoffs?|lay-offs?|job cuts?|redundancies|bankruptcy|acquisition|takeover|merger|round|funding|financing|fundraising|investment|recruitment|launch|openings?|roles?|vacanc(?:y|ies)|positions?|jobs?)$/iu

const plannedNoun =
  /\b(?:plans?|planned|planning|proposes|proposed|targets?|prepares?|will|to(?! [\p{Sc}\d]))(?: [\w'.\p{Sc}-]+){0,7} $/iu

/** What stands right before the telling word and governs it. */
const governors: [Certainty, RegExp][] = [
  ['ruled_out', /\b(?:not|never|n't|no longer|without|denies|refused to|declined to)(?: \w+)? $/iu],
  [
    'rumour',
    /\b(?:may|might|could|would|likely to|wants? to|bids? to|offers? to|tries to|trying to|poised to|said to|hop(?:es?|ing) to|look(?:s|ing) to|(?:consider|mull|explor|weigh|eye|seek)(?:e?s|ing)?(?: to)?)(?: [\w'-]+){0,3} $/iu,
  ],
  ['agreed', /\b(?:agree[sd]? to|agreement to|deal to|signs? to|signed to|definitive agreement to|agreed) $/iu],
  [
    'planned',
    /\b(?:will|shall|plans?|planned|planning|about to|going to|set to|due to|aims?|aiming|expects?|expected|intends?|prepar(?:es|ing)|upcoming|proposed|planned new|to)(?: (?:to|be|soon|also|on|a|an|the|its|new|\w+ly)){0,3} $/iu,
  ],
]

/**
 * Read from what governs the words that tell the event; the surest telling wins, since a title says
 * "to open" where the sentence says "has opened". A rumour or a denial anywhere colours the whole text.
 */
export const certaintyOf = (text: string, kind: SignalKind): Certainty => {
  const plain = text.replace(/[‘’]/g, "'").replace(/\s+/g, ' ')
  if (ruledOut.test(plain)) return 'ruled_out'
  if (rumoured.test(plain)) return 'rumour'
  const hits = [...plain.matchAll(tellingOf(kind))]
  const verbs = hits.filter((hit) => !nouns.test(hit[0]))
  const telling = verbs.length > 0 ? verbs : hits
  const read = telling.map((hit) => governed(plain.slice(0, hit.index), hit[0], kind))
  if (read.length === 0)
    return /\b(?:will|plan(?:s|ned|ning)?(?!\s*$)|upcoming|soon|intends?|aims?)\b/iu.test(plain) ? 'planned' : 'done'
  return certainties[Math.max(...read.map((certainty) => certainties.indexOf(certainty)))] ?? 'done'
}

const governed = (before: string, telling: string, kind: SignalKind): Certainty => {
  if (kind === 'technology_change' && /^(?:us|work|experience)/iu.test(telling)) return 'done' // a post's "you will work with"
  const near = before.slice(-60)
  if (nouns.test(telling) && plannedNoun.test(near)) return 'planned'
  const found = governors.find(([, pattern]) => pattern.test(near))?.[0]
  if (found === undefined && isListedPlan(before, telling)) return 'planned'
  if (kind === 'acquisition' && /\bapprovals? (?:for|of|to)(?: \S+){0,5} $/iu.test(near)) return 'agreed'
  if (kind === 'acquisition' && /\b(?:agree[sd]? to|strikes? deal|signs?|signed)\b(?: \S+){0,5} $/iu.test(near))
    return 'agreed'
  if (kind === 'acquisition' && (found === 'planned' || /^(?:acquir|buy|merg|purchas|tak)ing/iu.test(telling))) {
    // "to acquire" in a title is a signed deal; "plans to acquire" is not.
    return /\b(?:plans?|aims?|intends?|will|expects?|set|proposed)\b(?: \w+){0,2} $/iu.test(near) ? 'planned' : 'agreed'
  }
  if (found) return found
  return isOngoing(near, telling) ? 'ongoing' : 'done'
}

/** "X to use robots in Y, debut Z": a bare verb further down the list of a headline's plans. */
const isListedPlan = (before: string, telling: string): boolean =>
  /^[a-z]+(?: out)?$/iu.test(telling) &&
  !/(?:s|ed|ing)$|^(?:bought|built|brought|left|cut|quit|broke|took|led)/iu.test(telling) &&
  /^[^,]{3,80} to [a-z]+\b.*(?:,|\band) $/iu.test(before)

const isOngoing = (near: string, telling: string): boolean =>
  /ing\b/iu.test(telling) && /\b(?:is|are|am|'s|'re|be) (?:\w+ly |now )?$/iu.test(near)

/** Which tellings each knowledge allows: a plan is not told as done, nor what is done as a plan. */
const allowed: Record<Certainty, readonly Certainty[]> = {
  done: ['done', 'agreed', 'ongoing'],
  agreed: ['agreed', 'ongoing', 'planned'],
  ongoing: ['ongoing', 'planned'],
  planned: ['planned', 'ongoing'],
  rumour: ['rumour'],
  ruled_out: ['ruled_out'],
}

export const mayTell = (told: Certainty, known: Certainty): boolean => allowed[known].includes(told)
