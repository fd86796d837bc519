import { isNationality, isPlace } from './places.ts'
import {
  descriptors,
  genericWords,
  hyphenAdjective,
  legalForms,
  nameableDescriptors,
  publicBodyWords,
} from './vocabulary.ts'

/** A company's name as a span of the clause, or why there is none. */
export type Found = { name: string; start: number; end: number }
export type Subject = Found | { refused: 'anonymous' | 'place' | 'public body' | 'no name' }

export const isFound = (subject: Subject): subject is Found => 'name' in subject

type Token = { word: string; start: number; end: number }

const tokensOf = (text: string, offset: number): Token[] =>
  [...text.matchAll(/\S+/g)].map((match) => {
    const lead = /^["'([]+/.exec(match[0])?.[0].length ?? 0
    const trail =
      /(?<!\b(?:Inc|Corp|Co|Ltd|Cos|Bros|Dr|Mr|St|No|\p{Lu}))[.,;:!?)\]"]+$|[,;:!?)\]"]+$|(?<=s)'$|'$/u.exec(match[0])
    const start = offset + match.index + lead
    const end = offset + match.index + (trail ? trail.index : match[0].length)
    return { word: text.slice(start - offset, Math.max(start, end) - offset), start, end }
  })

const looksNamed = (word: string): boolean => /^[\p{Lu}\p{N}]/u.test(word) || /^\p{Ll}+\p{Lu}/u.test(word)
const joins = new Set([
  'of',
  'and',
  '&',
  'de',
  'la',
  'du',
  'des',
  'the',
  '+',
  'von',
  'van',
  'di',
  'da',
  'del',
  'for',
  'x',
  'y',
])
const isGeneric = (word: string): boolean => {
  const key = word.toLowerCase().replace(/'s$/, '')
  return genericWords.has(key) || descriptors.has(key) || legalForms.has(key)
}

/** The company that ends a noun phrase standing just before a verb: "London-based fintech start-up Acme". */
export const subjectBefore = (before: string): Subject => {
  const [start, end] = headOf(before)
  return nameIn(before.slice(start, end), start)
}

const timeAdverb =
  /(?:,?\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|,?\s+(?:this|last) (?:week|month|year|morning)|,?\s+today|,?\s+yesterday|,?\s+late|,?\s+earlier)+\s*$/iu
const appositive =
  /^\s*(?:an?|the|which|who|whose|that|one of|maker|makers|parent|owner|operator|formerly|backed|based|founded|known|led|a\.k\.a|currently|part of|provider|developer|once|now|owned|co-founded|headquartered|previously|and|its|\S+-based|\S+-backed|listed|in which|where|home to|best known|already|valued|creator|his|her|their)\b/iu
const wordyPrefix = /^(?:.*\b(?:said|says|announced|announces|reports|reported|confirmed|confirms) (?:that )?)(?=\S)/iu

/** Cuts asides: "Acme, which makes …, has raised" → Acme; "Founded by an alum, Acme raises" → Acme. */
const headOf = (before: string): [number, number] => {
  let end = before.replace(/[\s,"]+$/, '').length
  const closedByComma = /,["']?\s*$/.test(before)
  end = before.slice(0, end).replace(timeAdverb, '').length
  const parenthesis = /\s*\([^()]{0,80}\)\s*$/.exec(before.slice(0, end))
  if (parenthesis) end = parenthesis.index
  let start = 0
  const segments = [...`${before.slice(0, end)}, `.matchAll(/,\s+/g)].map((match) => match.index)
  if (closedByComma && segments.length > 1) {
    for (let index = segments.length - 1; index >= 1; index--) {
      const from = (segments[index - 1] ?? 0) + 1
      if (!appositive.test(before.slice(from, segments[index]))) continue
      end = segments[index - 1] ?? end
      start = index >= 2 ? (segments[index - 2] ?? -1) + 1 : 0
      break
    }
  } else if (
    segments.length > 1 &&
    /^\s*(?:an?|which|who|one of|formerly)\s/i.test(before.slice((segments.at(-2) ?? 0) + 1, end))
  )
    end = segments.at(-2) ?? end
  else if (segments.length > 1) start = (segments[segments.length - 2] ?? -1) + 1
  const colon = before.slice(start, end).lastIndexOf(': ')
  if (colon >= 0) start += colon + 1
  const wordy = wordyPrefix.exec(before.slice(start, end))
  if (wordy && !/^\s*it\b/.test(before.slice(start + wordy[0].length, end))) start += wordy[0].length
  return [start, end]
}

/** The name within one noun phrase; `offset` is where the phrase stands in the clause. */
export const nameIn = (phrase: string, offset = 0): Subject => {
  const possessive = /^(.*\S)(?:'s|(?<=s)')\s+(\S.*)$/u.exec(phrase)
  if (possessive?.[1] && possessive[2]) {
    const owned = nameIn(possessive[2], offset + phrase.length - possessive[2].length)
    if (isFound(owned) && !isPlace(owned.name)) return owned
    if (isFound(owned) || owned.refused === 'no name' || owned.refused === 'place') {
      if (!ownPart.test(possessive[2])) return { refused: 'anonymous' }
      return nameIn(possessive[1], offset)
    }
    return ownPart.test(possessive[2]) ? nameIn(possessive[1], offset) : owned
  }
  const tokens = tokensOf(phrase, offset).filter((token) => token.word.length > 0)
  return pick(trimmed(tokens), phrase, offset)
}

/** What belongs to a company and acts for it: "Acme's bank unit to open …". */
const ownPart =
  /\b(?:unit|arm|business|division|subsidiary|board|management|operations?|team|department|group|affiliate|shares|brand|parent)\b/iu

const trimmed = (tokens: Token[]): Token[] => {
  const adjective = tokens.findLastIndex((token) => hyphenAdjective.test(token.word))
  const rest = tokens.slice(adjective + 1)
  const kind = rest.findLastIndex((token, index) => isDescriptor(token.word) && index < rest.length - 1)
  const after = rest.slice(kind + 1)
  return kind >= 0 && after.some((token) => looksNamed(token.word) || after.length === 1) ? after : rest
}

const isDescriptor = (word: string): boolean => {
  const key = word.toLowerCase()
  return nameableDescriptors.has(key) ? word === key : descriptors.has(key)
}

const pick = (tokens: Token[], phrase: string, offset: number): Subject => {
  let last = tokens.length - 1
  while (last >= 0 && legalless(tokens[last]?.word ?? '')) last--
  let first = last + 1
  for (let index = last; index >= 0; index--) {
    const word = tokens[index]?.word ?? ''
    if (looksNamed(word)) first = index
    else if (!(joins.has(word.toLowerCase()) && index > 0 && looksNamed(tokens[index - 1]?.word ?? ''))) break
  }
  let run = tokens.slice(first, last + 1)
  if (run.length === 0) run = lowerCaseName(tokens)
  while (run.length > 1 && isLeadNoise(run[0]?.word ?? '', run[1]?.word ?? '')) run = run.slice(1)
  const [head, tail] = [run[0], run.at(-1)]
  if (!head || !tail) return { refused: 'no name' }
  const name = phrase.slice(head.start - offset, tail.end - offset).replace(/'s?$/, '')
  const words = run.map((token) => token.word)
  if (isPlace(name) || isNationality(name)) return { refused: 'place' }
  if (words.some((word) => publicBodyWords.has(word.toLowerCase()))) return { refused: 'public body' }
  if (
    !/^Bank of \p{Lu}/u.test(name) &&
    words.every((word) => isGeneric(word) || isNationality(word) || isPlace(word) || /^[\d.,%$€£₹]+\S?$/.test(word))
  ) {
    return { refused: 'anonymous' }
  }
  if (
    isDescriptor(tail.word) &&
    words.slice(0, -1).every((word) => hyphenAdjective.test(word) || isGeneric(word) || isNationality(word))
  ) {
    return { refused: 'anonymous' }
  }
  return words.length > 7 || name.length < 2
    ? { refused: 'no name' }
    : { name, start: head.start, end: head.start + name.length }
}

const legalless = (word: string): boolean =>
  /^(?:has|have|had|is|was|will|also|just|now|recently|to|who|reportedly)$/i.test(word)

/** A name in lower case is believed only alone before the verb, at the very start or behind a descriptor. */
const lowerCaseName = (tokens: Token[]): Token[] =>
  tokens.length === 1 &&
  tokens[0] &&
  /^[\p{Ll}\d.]{3,}$/u.test(tokens[0].word) &&
  !isGeneric(tokens[0].word) &&
  !tokens[0].word.endsWith('s')
    ? tokens
    : tokens.length === 1 &&
        tokens[0]?.start === 0 &&
        /^\p{Ll}{4,}$/u.test(tokens[0].word) &&
        !isGeneric(tokens[0].word)
      ? tokens
      : []

const leadNoise =
  /^(?:the|a|an|how|why|as|after|when|with|while|meet|inside|here|now|new|former|exclusive|business|ex|and|but|for|at|in|on|by|if|tech|ai-powered|ai-driven|fresh|also|report|update|breaking|newly|today|this|once|because|since)$/i
const isLeadNoise = (word: string, next: string): boolean => leadNoise.test(word) && looksNamed(next)

/** The name that opens a clause, for a second verb that shares the subject ("Acme closes stores, lays off 90"). */
export const leadingName = (text: string): Subject => {
  const tokens = tokensOf(text, 0)
  const stop = tokens.findIndex((token, index) => index > 0 && !looksNamed(token.word) && !joins.has(token.word))
  const until = tokens[stop === -1 ? tokens.length - 1 : stop - 1]
  return until ? nameIn(text.slice(0, until.end)) : { refused: 'no name' }
}

/** The name that opens what follows a verb or preposition: "acquires payments firm Acme for $5m" → Acme. */
export const nameAfter = (after: string, offset: number): Subject => {
  const stop = objectEnd.exec(after)
  const phrase = stop ? after.slice(0, stop.index) : after
  const found = nameIn(phrase, offset)
  return isFound(found) ? found : (longestRun(phrase, offset) ?? found)
}

const objectEnd =
  /\s*(?:[,;:(]|\s-\s|\.\.\.|…|\s(?:for|in|to|as|at|on|with|from|after|amid|by|over|via|through|ahead|following|worth|valued|valuing|that|which|who|will|is|has|deal|business|stake|assets?|unit|and its|expanding|strengthening|bolstering|boosting|adding|creating|marking|making|helping|nabbing|gaining|says?|said|before|during|under|into)\b)/iu

const longestRun = (phrase: string, offset: number): Found | null => {
  const runs = [...phrase.matchAll(/[\p{Lu}\d][\p{L}\d.&'-]*(?:\s+(?:(?:of|and|&|de)\s+)?[\p{Lu}\d][\p{L}\d.&'-]*)*/gu)]
  for (const run of runs) {
    const found = nameIn(run[0], offset + run.index)
    if (isFound(found)) return found
  }
  return null
}
