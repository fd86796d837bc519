import type { Problem } from './facts.ts'
import type { Knowledge } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, normal, stem, stemsOf, wordsIn } from './words.ts'

/** Events that a question or a guess must not take for granted when no source tells them. */
const heavy =
  /(?<!\bno )\b(?:merger|merg(?:ed|ing)|acquisitions?|acquir(?:ed|ing)|takeover|buyout|laid off|layoffs?|lay-offs?|job cuts?|redundanc(?:y|ies)|bankrupt(?:cy)?|insolven(?:t|cy)|ipo|went public|going public|resign(?:ed|ation)|stepped down|fired|lawsuit|sued|breach|hack(?:ed)?|outage|scandal|investigation|fined?|raised|fundrais(?:e|ing)|funding|financing|series [a-h]|seed round|valuation|unicorn|reloca(?:ted|ting|tion)|restructur(?:ed|ing)|turnaround|lost|losing|loss(?:es)?|missed|struggl(?:e|es|ed|ing)|churn(?:ed|ing)?|declin(?:e|es|ed|ing)|falling|doubled|tripled|doubling|tripling|record (?:year|quarter|growth)|fast-growing|rapid(?:ly)? grow\w*|partnership with|customers? of ours|already use|switched|migrat(?:ed|ing|ion)|appoint(?:ed|ment)|promot(?:ed|ion)|replac(?:ed|ing)|for sale|profitable|unhappy|not happy|sold|selling|quit|failed|failing|trouble|went wrong|gone wrong|delay(?:ed|s)?|behind (?:plan|target|schedule)|new (?:ceo|cfo|coo|cto|cro|cmo|vp|head|chief|office|hq|plant|factory|site))\b/giu

/** Facts and heavy events that a question or a subject brings up without any source. */
export const presumed = (text: string, knowledge: Knowledge): Problem[] =>
  [...[...text.matchAll(heavy)].filter((hit) => !isPhraseSaid(hit[0], knowledge)), ...granted(text, knowledge)].map(
    (hit) => ({
      rule: 'presumed',
      message: `No source tells of this: "${hit[0]}".`,
      start: hit.index,
      end: hit.index + hit[0].length,
    }),
  )

const possessed =
  /\byour (?:new|newest|latest|recent|second|third|former|old|largest|biggest|departing|outgoing) ([\p{L}-]+)|\bthe (?:[\p{L}-]+ ){1,3}(?:that |which )?you (?:just |have )*(?:\p{L}+ed|bought|lost|won|built|sold|left|set up)\b|\byour (?:talks|dispute|quarrel|deal|contract|fight) with\b|\b(?:talks|dispute|quarrel|deal|contract) with your\b/giu
const askedAfter = stemsOf('worry concern challenge priority problem goal question hurdle need risk idea aim')

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
  answer mail message letter cold way result cost people change difference effect`,
)

/** What a question takes to be there: "the fraud case", "why did you drop …". */
export const takenForGranted = (text: string, knowledge: Knowledge): Problem[] => {
  const isPlain = (word: string): boolean =>
    isSaid(word, knowledge) || commonplace.has(word) || courtesyWords.has(word) || frameWords.has(word)
  const unknown = [...text.matchAll(definite)].filter(
    (hit) => !wordsIn(hit[1]!).every(({ stem: word }) => isPlain(word)),
  )
  const past = asksOfPast.exec(text)
  const spans =
    past && !wordsIn(text.slice(past.index)).every(({ stem: word }) => isPlain(word)) ? [past, ...unknown] : unknown
  return spans.map((hit) => ({
    rule: 'presumed',
    message: `No source tells of this: "${hit[0]}".`,
    start: hit.index,
    end: hit.index + hit[0].length,
  }))
}

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
