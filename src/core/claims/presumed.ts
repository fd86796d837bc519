import { escapedPattern } from '../escape.ts'
import { type Problem, problem, type Span } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { letterWords } from './letter-words.ts'
import { courtesyWords, frameWords, functionWords, normal, stem, stemsOf, wordsIn } from './words.ts'

/** Events that a question or a guess must not take for granted when no source tells them. */
const heavy =
  /(?<!\bno )\b(?:merger|merg(?:ed|ing)|acquisitions?|acquir(?:ed|ing)|takeover|buyout|laid off|layoffs?|lay-offs?|job cuts?|redundanc(?:y|ies)|bankrupt(?:cy)?|insolven(?:t|cy)|ipo|went public|going public|resign(?:ed|ation)|stepped down|fired|lawsuit|sued|breach|hack(?:ed)?|outage|scandal|investigation|fined|fine (?:of|for|from|by)|raised|fundrais(?:e|ing)|funding|financing|series [a-h]|seed round|valuation|unicorn|reloca(?:ted|ting|tion)|restructur(?:ed|ing)|turnaround|lost|losing|loss(?:es)?|missed|struggl(?:e|es|ed|ing)|churn(?:ed|ing)?|declin(?:e|es|ed|ing)|falling|doubled|tripled|doubling|tripling|record (?:year|quarter|growth)|fast-growing|rapid(?:ly)? grow\w*|partnership with|customers? of ours|already use|switched|migrat(?:ed|ing|ion)|appoint(?:ed|ment)|promot(?:ed|ion)|replac(?:ed|ing)|for sale|profitable|unhappy|not happy|sold|selling|quit|failed|failing|trouble|went wrong|gone wrong|delay(?:ed|s)?|behind (?:plan|target|schedule)|new (?:ceo|cfo|coo|cto|cro|cmo|vp|head|chief|office|hq|plant|factory|site))\b/giu

/** Facts and heavy events that a question or a subject brings up without any source. */
export const presumed = (text: string, knowledge: Knowledge): Problem[] =>
  [
    ...[...text.matchAll(heavy)].filter((hit) => !isPhraseSaid(hit[0], knowledge)),
    ...granted(text, knowledge),
    ...wishedFor(text, knowledge),
  ].map((hit) => problem('presumed', untold, text, spanOf(hit)))

const possessed =
  /\byour (?:new|newest|latest|recent|second|third|former|old|largest|biggest|departing|outgoing) ([\p{L}-]+)|\bthe (?:[\p{L}-]+ ){1,3}(?:that |which )?you (?:just |have )*(?:\p{L}+ed|bought|lost|won|built|sold|left|set up)\b|\byour (?:talks|dispute|quarrel|deal|contract|fight) with\b|\b(?:talks|dispute|quarrel|deal|contract) with your\b/giu
const askedAfter = stemsOf('worry concern challenge priority problem goal question hurdle need risk idea aim team')

/** What one is wished luck with, or welcomed to, has happened or will. */
const wished =
  /\b(?:luck|success) (?:with|in|at|for|on) (?:the|your) ((?:[\p{L}-]+ ?){1,3})|\bwelcome to (?:the|your) ((?:[\p{L}-]+ ?){1,3})/giu
const alwaysAhead = stemsOf(
  'day week month quarter year weekend season rest next work project plan team decision choice',
)

const wishedFor = (text: string, knowledge: Knowledge): RegExpExecArray[] =>
  [...text.matchAll(wished)].filter(
    ({ 1: luck, 2: welcome }) =>
      !wordsIn(luck ?? welcome ?? '').every(({ stem: word }) => isSaid(word, knowledge) || alwaysAhead.has(word)),
  )

/** "Your new bank", "the plant you opened": what a phrase takes to be there must be told somewhere. */
const granted = (text: string, knowledge: Knowledge): RegExpExecArray[] =>
  [...text.matchAll(possessed)].filter(
    (hit) =>
      !(hit[1] && askedAfter.has(stem(hit[1]))) &&
      !wordsIn(hit[0]).every(({ stem: word }) => isSaid(word, knowledge) || word === 'just'),
  )

const definite =
  /\b(?:the|your (?:last|previous|current|other)) (?:(?:new|other|last|whole|entire|current|next|same) )*([\p{L}-]+)/giu
const asksOfPast =
  /\bwhy (?:did|have|has|had|was|were|are|is|do|does)\b|\b(?:when|how|where) (?:did|have|had|was|were)\b|\bwhat (?:went|happened|made|caused|kept|stopped)\b/iu
const commonplace = stemsOf(
  `thing part first last most rest main best worst hard hardest longest end start whole whom process tool system approach setup workflow software
  plan manager leader staff budget data number forecast customer client month quarter year biggest board future present
  spreadsheet hand paper folder tool job book middle price helm top news press language become change grow manage handle easy easier hard harder simpler slower quicker help support answer mail message letter cold way result cost people change difference effect`,
)

/** "Still", "yet", "again": that it was so before. */
const asksOfChange = /\b(?:still|yet|again|any ?more|any longer|no longer|finally|at last)\b/iu
/** A past of somebody else than the reader, or a day that is sure to come. */
const asksOfOthers =
  /^(?:and |but |so )?(?:(?:have|has|had|did|was|were) (?!you\b|any\w+|it\b|this\b|that\b|there\b)|(?:when|how (?:long|soon)) (?:will|did|has|have|had|is|are|was|were) )/iu
const asksWhy = /\bwhy (?:do|does|is|are|did|have|has|had|was|were)\b/iu

/** What a question takes to be so, beyond what it takes to be there. */
const takenToBeSo = (text: string, knowledge: Knowledge): RegExpExecArray[] => {
  const isStrange = ({ stem: word }: { stem: string }): boolean => !isPlain(word, knowledge)
  const strange = wordsIn(text).some(isStrange)
  const named = partiesIn(knowledge).some((name) =>
    new RegExp(
      `(?<!\\b(?:at|for|to|of|in|with|from|after) )(?<![\\p{L}])${escapedPattern(name)}(?![\\p{L}])`,
      'u',
    ).test(text),
  )
  const hits = [
    strange && asksOfChange.exec(text),
    strange && asksOfOthers.exec(text),
    strange && named && /^\p{L}+/u.exec(text),
    asksWhy.test(text) && !wordsIn(text).every(({ stem: word }) => isTold(word, knowledge)) && asksWhy.exec(text),
  ]
  return hits.filter((hit) => typeof hit === 'object' && hit !== null)
}

const partiesIn = ({ accountNames, groups }: Knowledge): string[] => [
  ...accountNames,
  ...groups.flatMap(({ trigger }) =>
    (trigger?.fields ?? []).filter(({ name }) => partyFields.has(name)).map(({ value }) => value),
  ),
]
const partyFields: ReadonlySet<string> = new Set(['person', 'counterpart', 'leadInvestor'])

const isPlain = (word: string, knowledge: Knowledge): boolean =>
  isSaid(word, knowledge) ||
  commonplace.has(word) ||
  courtesyWords.has(word) ||
  frameWords.has(word) ||
  letterWords.has(word) ||
  knowledge.audience.has(word)

/** What a question takes to be there or to be so: "the fraud case", "why did you drop …", "are you still …". */
export const takenForGranted = (text: string, knowledge: Knowledge): Problem[] => {
  const past = asksOfPast.exec(text)
  const isStrange = past && !wordsIn(text.slice(past.index)).every(({ stem: word }) => isPlain(word, knowledge))
  return [
    ...(isStrange ? [problem('presumed', untold, text, spanOf(past))] : []),
    ...unknownThings(text, knowledge),
    ...takenToBeSo(text, knowledge).map((hit) => problem('presumed', untold, text, spanOf(hit))),
  ]
}

/** "The fraud case", "your last system": things that are taken to be there. */
export const unknownThings = (text: string, knowledge: Knowledge): Problem[] =>
  [...text.matchAll(definite)]
    .filter((hit) => !wordsIn(hit[1]!).every(({ stem: word }) => isPlain(word, knowledge)))
    .map((hit) => problem('presumed', untold, text, spanOf(hit)))

const untold = 'No source tells of this'
const spanOf = (hit: RegExpExecArray): Span => ({ start: hit.index, end: hit.index + hit[0].length })

const isPhraseSaid = (phrase: string, knowledge: Knowledge): boolean => {
  if (!phrase.includes(' ') || /^(?:new|series|seed)\b/iu.test(phrase))
    return [...stemsOf(phrase)].every((word) => isSaid(word, knowledge))
  const told = ` ${normal(phrase)} `
  return knowledge.oursFolded.includes(told) || knowledge.groups.some(({ folded }) => folded.includes(told))
}

const isSaid = (word: string, knowledge: Knowledge): boolean =>
  word === 'new' || knowledge.ours.has(word) || isTold(word, knowledge)

/** The sources tell it, not only our own language. */
const isTold = (word: string, { groups, identity }: Knowledge): boolean =>
  functionWords.has(word) ||
  word === 'why' ||
  identity.stems.has(word) ||
  groups.some((group) => group.stems.has(word) || tells(group.trigger?.kind, word))

/** The kind itself is said by having a trigger of it: "the funding", "the acquisition". */
const tells = (kind: string | undefined, word: string): boolean =>
  kind ? (namesOfKind[kind]?.has(word) ?? false) : false

const namesOfKind: Record<string, ReadonlySet<string>> = {
  funding: new Set(['fund', 'financ', 'rais', 'round'].map(stem)),
  acquisition: new Set(['acquisition', 'acquir', 'takeover', 'buyout'].map(stem)),
  executive_hire: stemsOf('appointment appoint hire arrival role job position post title start'),
  champion_move: stemsOf('appointment arrival role job position post title start'),
  executive_departure: new Set(['departure', 'depart', 'leave'].map(stem)),
  layoff: new Set(['layoff', 'job', 'cut'].map(stem)),
  bankruptcy: new Set(['insolvency', 'restructur'].map(stem)),
}
