import { isNationality, isPlace } from './places.ts'
import {
  bodyNouns,
  commonFields,
  descriptors,
  genericWords,
  headlineVerbs,
  hyphenAdjective,
  legalForms,
  middleDescriptors,
  nameableDescriptors,
  personTitles,
  publicBodyWords,
} from './vocabulary.ts'

/** A company's name as a span of the clause, or why there is none. */
export type Found = { name: string; start: number; end: number }
export type Subject = Found | { refused: 'anonymous' | 'place' | 'public body' | 'no name' }

export const isFound = (subject: Subject): subject is Found => 'name' in subject

/** The name within one noun phrase; `offset` is where the phrase stands in the clause. */
export const nameIn = (phrase: string, offset = 0): Subject => {
  const led = /^(?:an? |the )?(\p{Lu}[\p{L}\d&.]*)-led (?:\p{Ll}+ )?(?:group|consortium|investors|team)\s*$/iu.exec(
    phrase.trimEnd(),
  )
  if (led?.[1]) return nameIn(led[1], offset + phrase.indexOf(led[1]))
  const part = /(?:\s\p{Ll}+){0,4}\s(?:unit|arm|division|subsidiary)\s*$/u.exec(phrase)
  if (part && part.index > 0) return ownerName(phrase.slice(0, part.index), offset)
  const possessive = /^(.*\S)(?:'s|(?<=s)')\s+(\S.*)$/u.exec(phrase)
  if (possessive?.[1] && possessive[2]) return ownedName(possessive[1], possessive[2], phrase, offset)
  return pick(trimmed(tokensOf(phrase, offset).filter((token) => token.word.length > 0)), phrase, offset)
}

const ownerName = (phrase: string, offset: number): Subject => {
  const found = nameIn(phrase, offset)
  const owner = isFound(found) ? null : /^(.*\S)(?:'s|(?<=s)')\s/u.exec(phrase)?.[1]
  return owner ? nameIn(owner, offset) : found
}

/** "BigCo's Acme" is Acme; "Acme's bank unit" is Acme; "Acme's plan" is nobody. */
const ownedName = (owner: string, owned: string, phrase: string, offset: number): Subject => {
  if (
    /^(?:New|Own|First|Latest|Next|Flagship|Entire)\s/.test(owned) &&
    !owned.split(' ').some((word) => isDescriptor(word, 1))
  )
    return nameIn(owner, offset)
  const name = nameIn(owned, offset + phrase.length - owned.length)
  const named = isFound(name) && !isPlace(name.name) && /\p{Lu}|\d/u.test(name.name)
  if (named) return name
  if (isFound(name) && isPlace(name.name)) return nameIn(owner, offset)
  return ownPart.test(owned.replace(/^\p{Lu}\p{L}+ (?=\p{Lu})/u, '')) ? nameIn(owner, offset) : { refused: 'anonymous' }
}

/** What belongs to a company and acts for it. */
const ownPart =
  /\b(?:unit|arm|business|division|subsidiary|board|management|operations?|team|department|group|affiliate|shares|brand|parent)\b/iu

export type Token = { word: string; start: number; end: number }

export const tokensOf = (text: string, offset: number): Token[] =>
  [...text.matchAll(/\S+/g)].map((match) => {
    const lead = /^["'([]+/.exec(match[0])?.[0].length ?? 0
    const trail =
      /(?<!\b(?:Inc|Corp|Co|Ltd|Cos|Bros|Dr|Mr|St|No|\p{Lu}))[.,;:!?)\]"]+$|[,;:!?)\]"]+$|(?<=s)'$|'$/u.exec(match[0])
    const start = offset + match.index + lead
    const end = offset + match.index + (trail ? trail.index : match[0].length)
    return { word: text.slice(start - offset, Math.max(start, end) - offset), start, end }
  })

/** "Acme", "7acme", "iAcme", "a9"; not "b2b". */
export const looksNamed = (word: string): boolean =>
  /^(?:[\p{Lu}\p{N}]|\p{Ll}+\p{Lu}|(?![bcdgp]2[bcgp]$)\p{Ll}\p{N})/u.test(word)
const joins = new Set('of and & de la du des the + von van di da del x y'.split(' '))
export const isJoin = (word: string): boolean => joins.has(word.toLowerCase())

const isGeneric = (word: string): boolean => {
  const key = word.toLowerCase().replace(/'s$/, '')
  return genericWords.has(key) || descriptors.has(key) || legalForms.has(key)
}

/** Drops what describes the company: "London-based payments start-up" before "Acme". */
const trimmed = (tokens: Token[]): Token[] => {
  const adjective = tokens.findLastIndex((token) => hyphenAdjective.test(token.word))
  const rest = tokens.slice(adjective + 1)
  const kind = rest.findLastIndex(
    (token, index) =>
      index < rest.length - 1 &&
      (isDescriptor(token.word, index + adjective + 1) || isKindOf(token.word, rest[index - 1]?.word ?? '')),
  )
  const after = rest.slice(kind + 1)
  return kind >= 0 && after.some((token) => looksNamed(token.word) || after.length === 1) ? after : rest
}

const isDescriptor = (word: string, index = 0): boolean => {
  const key = word.toLowerCase()
  if (word === key) return descriptors.has(key)
  if (nameableDescriptors.has(key)) return false
  return middleDescriptors.has(key) ? index > 0 : descriptors.has(key)
}

/** "Crypto Exchange Acme": behind a common word, what may end a name tells the kind of company instead. */
const isKindOf = (word: string, before: string): boolean =>
  nameableDescriptors.has(word.toLowerCase()) &&
  (/^\p{L}+-\p{L}+$/u.test(before) || commonFields.has(before.toLowerCase()))

const pick = (tokens: Token[], phrase: string, offset: number): Subject => {
  const run = leadTrimmed(nameRun(tokens))
  const [head, tail] = [run[0], run.at(-1)]
  if (!head || !tail) return { refused: 'no name' }
  const whole = phrase.slice(head.start - offset, tail.end - offset).replace(/'s?$/, '')
  const quoteAt = whole.search(/\s['"]|['"]\s/u)
  if (quoteAt >= 0 && /['"]$/.test(phrase.slice(0, head.start - offset))) return { refused: 'no name' }
  const name = quoteAt > 0 ? whole.slice(0, quoteAt) : whole
  const refused = refusalOf(
    name,
    run.map((token) => token.word),
  )
  return refused ? { refused } : { name, start: head.start, end: head.start + name.length }
}

/** The capitalised words that end the phrase, with joining words between them. */
const nameRun = (tokens: Token[]): Token[] => {
  let last = tokens.length - 1
  while (last >= 0 && auxiliary.test(tokens[last]?.word ?? '')) last--
  let first = last + 1
  for (let index = last; index >= 0; index--) {
    const word = tokens[index]?.word ?? ''
    if (looksNamed(word)) {
      if (index < last && headlineVerbs.has(word.toLowerCase()) && !/^\p{Lu}+$/u.test(word)) break
      first = index
    } else if (!(isJoin(word) && index > 0 && looksNamed(tokens[index - 1]?.word ?? ''))) break
  }
  const run = tokens.slice(first, last + 1)
  return run.length > 0 ? run : lowerCaseName(tokens)
}

const auxiliary =
  /^(?:has|have|had|is|are|was|were|will|also|just|now|recently|to|who|reportedly|set|plans|prepares|poised|ready|agrees|aims|wants|says|said|it|preparing|officially|finally|formally|temporarily|suddenly|abruptly|publicly|globally|successfully|briefly|permanently|unexpectedly|ceo|cfo|coo|cto|quietly|being|been|gets)$/i

/** A name in lower case is believed only alone: at the very start or behind a descriptor. */
const lowerCaseName = (tokens: Token[]): Token[] => {
  const [token] = tokens
  if (tokens.length !== 1 || !token || isGeneric(token.word) || !/^[\p{Ll}\d.]{3,}$/u.test(token.word)) return []
  return token.start === 0 || !token.word.endsWith('s') ? tokens : []
}

const leadNoise =
  /^(?:the|a|an|how|why|as|after|when|with|while|meet|inside|here|now|new|another|longtime|long-time|veteran|former|exclusive|business|ex|and|but|for|at|in|on|by|if|tech|ai-powered|ai-driven|fresh|also|report|update|breaking|news|newly|today|this|once|because|since|of)$/i

const leadTrimmed = (run: Token[]): Token[] => {
  if (/^board$/i.test(run[0]?.word ?? '') && run[1]?.word === 'of')
    return leadTrimmed(run.slice(/^directors$/i.test(run[2]?.word ?? '') ? 4 : 2))
  const start = run.findIndex((token, index) => !leadNoise.test(token.word) || !looksNamed(run[index + 1]?.word ?? ''))
  return start > 0 ? run.slice(start) : run
}

/** A people or place with a trade in capitals is a company: "Bank of …", "American Airlines", "Indian Oil". */
const sectorName =
  /^Bank of \p{Lu}|^\p{Lu}[\p{L}.]+\s(?:Airlines|Airways|Air|Oil|Steel|Railways|Telecom|Motors|Gas|Bank|Post|Power|Insurance|Express)$/u

/** What a name does not end with, even where every word is capitalised. */
const commonHead =
  /^(?:market|markets|industry|sector|shares|stocks|startups?|start-ups?|firm|maker|provider|developer|giant|major|unicorn|founders?|investors?|lenders|bondholders|creditors|shareholders|workers|employees|customers|conflict|crisis|war|talks|plan|deal|puzzle|trailer|story|saga)$/i

const isPublicBody = (words: readonly string[]): boolean =>
  words.some((word) => word.split('-').some((part) => publicBodyWords.has(part))) ||
  words.some((word, at) => bodyNouns.has(word) && /^(?:of|for|)$/.test(words[at + 1] ?? '')) ||
  (personTitles.has(words[0] ?? '') && words.length > 1)

const refusalOf = (name: string, words: string[]): 'anonymous' | 'place' | 'public body' | 'no name' | null => {
  if (isPlace(name) || isNationality(name)) return 'place'
  if (/\s(?:(?:General|Managing|Venture) Partner|C[EFOT]O|(?:Co-?)?Founder)\s\p{Lu}/iu.test(name)) return 'anonymous'
  if (/^(?:Million|Billion|Trillion|Crore|Lakh)\s/iu.test(name)) return 'anonymous'
  if (/^(?:Fortune|Forbes|Global|Inc\.?|S&P) \d+/u.test(name)) return 'anonymous'
  if (isPublicBody(words.map((word) => word.toLowerCase()))) return 'public body'
  const empty = (word: string) =>
    isGeneric(word) || isNationality(word) || isPlace(word) || /^[\d.,%$€£₹]+\S?$/.test(word) || isJoin(word)
  if (!sectorName.test(name) && words.every(empty)) return 'anonymous'
  const [last, ...front] = [...words].reverse()
  if (last && (commonHead.test(last) || /^\p{Lu}{2,}s$/u.test(last))) return 'anonymous'
  const describes = (word: string) => hyphenAdjective.test(word) || isGeneric(word) || isNationality(word)
  if (last && isDescriptor(last) && front.every(describes)) return 'anonymous'
  return words.length > 7 || name.length < 2 ? 'no name' : null
}
