import { type Found, isFound, isJoin, looksNamed, nameIn, type Subject, tokensOf } from './name.ts'
import { headlineVerbs } from './vocabulary.ts'

export { type Found, isFound, nameIn, type Subject } from './name.ts'

/** The company that ends a noun phrase standing just before a verb: "London-based fintech start-up Acme". */
export const subjectBefore = (before: string): Subject => {
  const speaker = spokenOfItself.exec(before)?.[1]
  if (speaker) return subjectBefore(`${speaker},`)
  const [start, end] = headOf(before)
  return nameIn(before.slice(start, end), start)
}

/** "Acme, a maker of …, said on Monday it has": the speaker is the subject. */
const spokenOfItself =
  /^(.{2,200}?),?\s+(?:today |also |has |have )?(?:said|says|announced|announces|reported|confirmed|confirms|revealed|disclosed)\s(?:[^,]{0,40}?\s)?(?:it|they|the company)(?:\s(?:has|had|have|will|would|plans|is|was))?\s*$/iu

const timeAdverb =
  /(?:,?\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|,?\s+(?:this|last) (?:week|month|year|morning)|,?\s+today|,?\s+yesterday|,?\s+late|,?\s+earlier)+\s*$/iu
const appositive =
  /^\s*(?:an?|the|which|who|whose|that|one of|makers?|parent|owner|operator|formerly|backed|based|founded|known|led|a\.k\.a|currently|part of|provider|developer|once|now|owned|co-founded|headquartered|previously|and|its|\S+-based|\S+-backed|listed|in which|where|home to|best known|already|valued|creator|his|her|their|\p{L}+ed by)\b/iu
const aside = /^\s*(?:an?|which|who|one of|formerly)\s/iu
const saying = /^.*\b(?:said|says|announced|announces|reports|reported|confirmed|confirms) (?:that )?(?=\S)/iu

/** Cuts asides: "Acme, which makes …, has raised" → Acme; "Founded by an alum, Acme raises" → Acme. */
const headOf = (before: string): [number, number] => {
  let end = before.replace(/[\s,"]+$/, '').length
  end = before.slice(0, end).replace(timeAdverb, '').length
  end = /\s*\([^()]{0,80}\)\s*$/.exec(before.slice(0, end))?.index ?? end
  const [start, until] = segmentOf(before, end, /,["']?\s*$/.test(before))
  const colon = before.slice(start, until).lastIndexOf(': ')
  const from = colon < 0 ? start : start + colon + 1
  const said = saying.exec(before.slice(from, until))?.[0].length ?? 0
  return [/^\s*it\b/.test(before.slice(from + said, until)) ? from : from + said, until]
}

/** Which stretch between commas holds the subject. */
const segmentOf = (before: string, end: number, closedByComma: boolean): [number, number] => {
  const commas = [...`${before.slice(0, end)}, `.matchAll(/,\s+/g)].map((match) => match.index)
  const startOf = (index: number) => (index > 0 ? (commas[index - 1] ?? -1) + 1 : 0)
  const last = commas.length - 1
  if (closedByComma) {
    for (let index = last; index >= 1; index--) {
      if (appositive.test(before.slice(startOf(index), commas[index])))
        return [startOf(index - 1), commas[index - 1] ?? end]
    }
    return [0, end]
  }
  if (last >= 1 && aside.test(before.slice(startOf(last), end))) return [startOf(last - 1), commas[last - 1] ?? end]
  // "Acme, Widgets to merge": of companies acting together the first named stands for them.
  const opening = nameIn(before.slice(0, commas[0]))
  if (
    last === 1 &&
    isFound(opening) &&
    /^(?:\S+-\S+\s)?$/u.test(before.slice(0, opening.start)) &&
    opening.end === commas[0]
  )
    return [0, commas[0]]
  return [startOf(last), end]
}

/** The name that opens a clause, for a second verb that shares the subject ("Acme closes stores, lays off 90"). */
export const leadingName = (text: string): Subject => {
  const opening = text.slice(0, /[,;:]\s/.exec(text)?.index ?? text.length)
  const tokens = tokensOf(opening, 0)
  const until = (index: number) => nameIn(opening.slice(0, tokens[index < 0 ? tokens.length - 1 : index - 1]?.end ?? 0))
  const beforeVerb = until(tokens.findIndex((token, index) => index > 0 && stops(token.word)))
  if (isFound(beforeVerb)) return beforeVerb
  return until(tokens.findIndex((token, index) => index > 0 && !(looksNamed(token.word) || isJoin(token.word))))
}

const stops = (word: string): boolean => headlineVerbs.has(word.toLowerCase()) || measured.test(word)
const measured =
  /^(?:valuation|revenue|profits?|earnings|sales|shares?|stock|results|quarterly|net|loss|losses|income|ceo|cfo|coo|cto|chief|chairman|president|founder|layoffs|to|will|is|has|says|said)$/i

/** The name that opens what follows a verb or preposition: "acquires payments firm Acme for $5m" → Acme. */
export const nameAfter = (after: string, offset: number): Subject => {
  const stop = objectEnd.exec(after)
  const phrase = stop ? after.slice(0, stop.index) : after
  const found = nameIn(phrase, offset)
  const bare = isFound(found) && found.name === phrase.trim() && !/[\p{Lu}\d.]/u.test(found.name)
  return isFound(found) && !bare
    ? found
    : (firstRun(phrase, offset) ?? (isFound(found) ? { refused: 'no name' } : found))
}

const objectEnd =
  /\s*(?:[,;:(]|\s-\s|\.\.\.|…|\s(?:for|in|to|as|at|on|with|from|after|amid|by|over|via|through|ahead|following|worth|valued|valuing|that|which|who|will|is|has|deal|business|stake|assets?|unit|biz|and its|expanding|strengthening|bolstering|boosting|adding|creating|marking|making|helping|nabbing|gaining|says?|said|before|during|under|into)\b)/iu

const firstRun = (phrase: string, offset: number): Found | null => {
  const runs = phrase.matchAll(/[\p{Lu}\d][\p{L}\d.&'-]*(?:\s+(?:(?:of|and|&|de)\s+)?[\p{Lu}\d][\p{L}\d.&'-]*)*/gu)
  for (const run of runs) {
    const found = nameIn(run[0], offset + run.index)
    if (isFound(found)) return found
  }
  return null
}
