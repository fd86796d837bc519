import { fold } from './fold.ts'
import { type Distinctness, isDescriptor, isLegalForm } from './names.ts'
import {
  boughtVerbs,
  businessNouns,
  companyMatters,
  companyNouns,
  companyVerbs,
  dealWords,
  determiners,
  fillers,
  isVerbOf,
  jobWords,
  moneyVerbs,
  plainVerbs,
  roles,
  starters,
} from './usage-words.ts'
import { isCommonWord, isProperWord } from './vocabulary.ts'

/** A word beside a name: as written, folded, and what stands between it and the word nearer to the name. */
type Neighbour = { raw: string; low: string; gap: string; possessive: boolean; first: boolean }

/** A name where it stands in a title or a summary. */
export type Mention = {
  found: string
  /** Nearest first, within the sentence. */
  before: Neighbour[]
  after: Neighbour[]
  gapBefore: string
  gapAfter: string
  possessive: boolean
  opens: boolean
  wholeText: boolean
  /** Most words of the text are capitalised, so that a capital says nothing. */
  titleCase: boolean
}

/** How a mention is used: points for and against "a company of this name is meant", with the reasons in words. */
export type Usage = {
  points: number
  cues: string[]
  against: string[]
  /** Why the name may be only part of a longer one. */
  longer: string | null
}

const wordPattern = /([\p{L}\p{N}\p{M}]+(?:['’](?!s\b)[\p{L}\p{N}]+)*)(['’]s\b)?/gu
const sentenceEnd = /[.!?…]["”’)]*\s|[\n|]|\s[—–]\s|;/

/** Words where they stand; a possessive ending belongs to the stretch of its word, not to its letters. */
const wordsOf = (text: string): { raw: string; at: number; end: number; possessive: boolean }[] =>
  [...text.matchAll(wordPattern)].map((found) => ({
    raw: found[1]!,
    at: found.index,
    end: found.index + found[0].length,
    possessive: found[2] !== undefined,
  }))

export const isTitleCase = (text: string): boolean => {
  const long = wordsOf(text).filter(({ raw, at }) => raw.length > 3 && at > 0 && /^\p{L}/u.test(raw))
  const capitals = long.filter(({ raw }) => /^\p{Lu}/u.test(raw)).length
  return long.length >= 3 && capitals / long.length > 0.7
}

/** The surroundings of text[start..end], at most twelve words to each side and no further than its sentence. */
export const mentionAt = (text: string, start: number, end: number, titleCase: boolean): Mention => {
  const before = neighbours(text.slice(Math.max(0, start - 160), start), 'before')
  const rest = text.slice(end, end + 160)
  const possessive = /^['’`](?:s\b|(?!\p{L}))/iu.exec(rest)
  const possessed = possessive !== null && (possessive[0].length > 1 || /s$/i.test(text.slice(start, end)))
  const after = neighbours(possessed ? rest.slice(possessive[0].length) : rest, 'after')
  return {
    found: text.slice(start, end),
    before: before.words,
    after: after.words,
    gapBefore: before.gap,
    gapAfter: after.gap,
    possessive: possessed,
    opens: before.words.length === 0,
    wholeText: text.trim().length <= end - start + 2,
    titleCase,
  }
}

const neighbours = (part: string, side: 'before' | 'after'): { words: Neighbour[]; gap: string } => {
  const found = wordsOf(part)
  if (side === 'before') found.reverse()
  const words: Neighbour[] = []
  let edge = side === 'before' ? part.length : 0
  let gap = ''
  for (const { raw, at, end, possessive } of found.slice(0, 12)) {
    const between = side === 'before' ? part.slice(end, edge) : part.slice(edge, at)
    if (words.length === 0) gap = between
    if (sentenceEnd.test(between)) break
    words.push({ raw, low: fold(raw), gap: between, possessive, first: side === 'before' && at === 0 })
    edge = side === 'before' ? at : end
  }
  if (words.length === 0 && found.length === 0) gap = part
  return { words, gap }
}

const isCapital = (word: string | undefined): boolean => word !== undefined && /^[\p{Lu}]/u.test(word)
const plainGap = (gap: string): boolean => /^\s*$/.test(gap)
const isMoney = (word: Neighbour): boolean => /^\d/.test(word.raw) || /[$€£¥₹]/.test(word.gap)

/** "CEO", "founder", and any other chief by initials. */
const isRole = (word: Neighbour | undefined): boolean =>
  word !== undefined && (roles.has(word.low) || /^C[A-Z]{1,2}O$/.test(word.raw))

type Rule = { cue: string; points: number; holds: (m: Mention) => boolean }

const isFiller = (word: Neighbour): boolean => fillers.has(word.low) || /ly$/.test(word.low)

/** The first word after the name that is not "has", "today", "plans to" …; not half of a compound. */
const actionAfter = (m: Mention): Neighbour | undefined => {
  if (m.possessive || !plainGap(m.gapAfter)) return undefined
  const at = m.after.findIndex((candidate) => !isFiller(candidate))
  const word = m.after[at]
  if (!word || m.after[at + 1]?.gap.startsWith('-')) return undefined
  return m.titleCase || !isCapital(word.raw) ? word : undefined
}
const nextWord = (m: Mention): Neighbour | undefined => (plainGap(m.gapAfter) ? m.after[0] : undefined)
const previousWord = (m: Mention): Neighbour | undefined => (/^[\s"“‘']*$/.test(m.gapBefore) ? m.before[0] : undefined)

const usageRules: readonly Rule[] = [
  {
    cue: 'followed by its legal form',
    points: 4,
    holds: (m) => isLegalForm(m.after[0]?.raw ?? '') && /^,?\s+$/.test(m.gapAfter),
  },
  {
    cue: 'followed by a stock symbol',
    points: 4,
    holds: (m) => /^\s*\(\s*$/.test(m.gapAfter) && /^[A-Z\d]{1,6}$/.test(m.after[0]?.raw ?? ''),
  },
  { cue: 'moves money', points: 4, holds: (m) => movesMoney(m) },
  { cue: 'cuts or adds jobs', points: 4, holds: (m) => changesJobs(m) },
  {
    cue: 'called a company by the word before it',
    points: 3,
    holds: isCalledCompany,
  },
  {
    cue: 'introduced by its place',
    points: 3,
    holds: (m) => previousWord(m)?.possessive === true && isProperWord(m.before[0]!.low),
  },
  {
    cue: 'introduced by who backs it or where it is based',
    points: 3,
    holds: (m) =>
      /^(backed|based|owned|funded|incubated|listed|headquartered)$/.test(previousWord(m)?.low ?? '') &&
      /-/.test(m.before[1] ? m.before[0]!.gap + gapBetween(m, 0) : ''),
  },
  {
    cue: 'followed by a company role',
    points: 3,
    holds: (m) =>
      isRole(nextWord(m)) ||
      (m.possessive && m.after.slice(0, 4).some(isRole)) ||
      (nextWord(m)?.low === 'co' && /founder/.test(m.after[1]?.low ?? '')),
  },
  { cue: 'followed by a company matter', points: 3, holds: (m) => companyMatters.has(nextWord(m)?.low ?? '') },
  { cue: 'followed by a business matter', points: 2, holds: (m) => businessNouns.has(nextWord(m)?.low ?? '') },
  { cue: 'does what companies do', points: 3, holds: (m) => isVerbOf(companyVerbs, actionAfter(m)?.low ?? '') },
  {
    cue: 'backs or owns somebody',
    points: 3,
    holds: (m) =>
      m.gapAfter === '-' && /^(backed|owned|led|funded|founded|incubated|parent)$/.test(m.after[0]?.low ?? ''),
  },
  {
    cue: 'explained as a company',
    points: 3,
    holds: (m) => isExplained(m) && m.after.slice(1, 11).some((word) => companyNouns.has(word.low)),
  },
  { cue: 'explained after a comma', points: 1, holds: isExplained },
  {
    cue: 'party to a deal or a role',
    points: 3,
    holds: (m) =>
      /^(of|in|by|with|at|from)$/.test(m.before[0]?.low ?? '') &&
      (dealWords.has(m.before[1]?.low ?? '') || roles.has(m.before[1]?.low ?? '')),
  },
  { cue: 'object of a company verb', points: 2, holds: (m) => boughtVerbs.has(previousWord(m)?.low ?? '') },
  { cue: 'owns what follows', points: 1, holds: (m) => m.possessive },
  { cue: 'acts as a subject', points: 1, holds: isSubject },
  { cue: 'is the whole title', points: 2, holds: (m) => m.wholeText },
  {
    cue: 'capitalised within a sentence',
    points: 1,
    holds: (m) => !m.titleCase && !m.opens && /\p{Lu}/u.test(m.found),
  },
  {
    cue: 'listed with other names',
    points: 1,
    holds: (m) =>
      (/^(and|or)$/.test(m.before[0]?.low ?? '') && isCapital(m.before[1]?.raw)) ||
      (/^,\s*$/.test(m.gapBefore) && isCapital(m.before[0]?.raw) && /^(,|\s*$)/.test(m.gapAfter)),
  },
]

/** "raises $5M", "plans $1 billion investment". */
function movesMoney(m: Mention): boolean {
  if (m.possessive || !plainGap(m.gapAfter)) return false
  const at = m.after.slice(0, 4).findIndex((word) => isVerbOf(moneyVerbs, word.low))
  return at >= 0 && m.after.slice(0, at).every(isFiller) && m.after.slice(at + 1, at + 6).some(isMoney)
}

function changesJobs(m: Mention): boolean {
  const action = actionAfter(m)
  if (!action || !(isVerbOf(companyVerbs, action.low) || action.low === 'add' || action.low === 'adds')) return false
  const at = m.after.indexOf(action)
  return m.after.slice(at + 1, at + 8).some((word) => jobWords.has(word.low))
}

/** "start-up Acme"; a capital within a sentence makes the word part of a name ("Delivery Hero"). */
function isCalledCompany(m: Mention): boolean {
  const word = previousWord(m)
  if (!word || word.possessive || !companyNouns.has(word.low)) return false
  return m.titleCase || word.first || !isCapital(word.raw)
}

function isExplained(m: Mention): boolean {
  return /^\s*,\s*$/.test(m.gapAfter) && /^(a|an|the|which|whose|formerly|maker)$/.test(m.after[0]?.low ?? '')
}

function isSubject(m: Mention): boolean {
  const action = actionAfter(m)
  if (action === undefined) return false
  if (plainVerbs.has(m.after[0]!.low) || isVerbOf(plainVerbs, action.low)) return true
  return m.opens && /[^s]s$/.test(action.low) && !isDescriptor(action.low) && action.low.length > 3
}

const gapBetween = (m: Mention, at: number): string => m.before[at + 1]?.gap ?? ''

/** A capitalised word right before that makes the name part of a longer one ("Team Acme", "Rivertown Acme"). */
const longerBefore = (m: Mention, distinctness: Distinctness): boolean => {
  const word = m.before[0]
  if (!word || !plainGap(m.gapBefore) || !isCapital(word.raw) || word.possessive) return false
  if (isCalledCompany(m) || isRole(word) || determiners.has(word.low) || starters.has(word.low)) return false
  if (m.titleCase) return !isCommonWord(word.low)
  return !word.first || (distinctness === 'own' ? !isCommonWord(word.low) : !/ing$/.test(word.low))
}

/** A capitalised word right after that does the same ("Acme Ventures", "Acme Rivertown"). */
const longerAfter = (m: Mention, distinctness: Distinctness): boolean => {
  const word = nextWord(m)
  if (!word || m.possessive || !isCapital(word.raw) || isLegalForm(word.raw)) return false
  if (
    isFiller(word) ||
    isRole(word) ||
    companyMatters.has(word.low) ||
    businessNouns.has(word.low) ||
    plainVerbs.has(word.low)
  )
    return false
  if (isVerbOf(companyVerbs, word.low)) return false
  if (isDescriptor(word.low)) return true
  if (distinctness === 'own') return false
  return !isCommonWord(word.low) || (distinctness === 'common' && !m.titleCase)
}

/** Reads how a mention is used. `distinctness` and `written` are those of the account's name. */
export const usageOf = (m: Mention, written: string, distinctness: Distinctness): Usage => {
  const held = usageRules.filter((rule) => rule.holds(m)).sort((a, b) => b.points - a.points)
  const against: string[] = []
  let minus = 0
  const oppose = (points: number, reason: string) => {
    minus += points
    against.push(reason)
  }
  const firm = distinctness === 'own' ? 0 : distinctness === 'weak' ? 2 : 4
  const small = /^\p{Ll}/u.test(m.found) && !/\p{Lu}/u.test(m.found)
  if (small && (/\p{Lu}/u.test(written) || distinctness === 'common'))
    oppose(/\p{Lu}/u.test(written) ? firm + 2 : 3, 'written small, as a common word')
  if (determiners.has(m.before[0]?.low ?? '') && plainGap(m.gapBefore)) oppose(firm, 'used with an article')
  if (/^[-–/.@]$/.test(m.gapBefore) || (/^[-–/.]$/.test(m.gapAfter) && !held.some((rule) => rule.points >= 3)))
    oppose(4, 'joined to another word')
  const longer = longerBefore(m, distinctness)
    ? `may be part of "${m.before[0]!.raw} ${m.found}"`
    : longerAfter(m, distinctness)
      ? `may be part of "${m.found} ${m.after[0]!.raw}"`
      : null
  if (longer) oppose(4, longer)
  if (/^[\d$€£¥₹]/.test(previousWord(m)?.raw ?? '')) oppose(firm, 'counted')
  if (m.titleCase && distinctness === 'common') oppose(1, 'among words that all have capitals')
  if (/^\p{Lu}{2,5}$/u.test(written) && !/^\p{Lu}+$/u.test(m.found)) oppose(1, `not written ${written}`)
  const plus = held.reduce((sum, rule) => sum + rule.points, 0)
  return { points: Math.min(5, plus) - minus, cues: held.map((rule) => rule.cue), against, longer }
}
