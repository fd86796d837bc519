import type { AccountNames, Alias } from '../account.ts'
import { Words } from './fold.ts'
import { isCommonWord, isDerivedWord, isProperWord } from './vocabulary.ts'

export type NameKind = 'name' | Alias['kind']
/** One way an account is called: as written, as texts say it, and by `nameKey` and `coreKey`. */
export type NameForm = { written: string; kind: NameKind; text: string; key: string; core: string }

const legalSuffixes = new Set(
  `inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg kgaa se sa sas sarl srl spa nv bv oy
  oyj ab asa aps pty pte pvt private kk kft sl slu bhd berhad tbk pjsc jsc ooo`.split(/\s+/),
)

/** Last words that say what kind of company it is; a name with and without one may be two companies. */
const descriptors = new Set(
  `group holding holdings technology technologies tech software systems solutions labs lab laboratories studio studios network
  networks platform platforms partners capital ventures bank financial finance insurance health healthcare therapeutics
  pharma pharmaceuticals pharmaceutical biosciences bio biotech biologics sciences robotics motors energy power interactive
  entertainment media games gaming digital data analytics cloud security services service international global worldwide
  industries enterprises brands foods markets airlines air aerospace space semiconductor semiconductors materials
  electronics communications telecom logistics payments pay ai io hq app com`.split(/\s+/),
)

/** Those that say nothing of the trade. */
const plainDescriptors = new Set(
  `group holding holdings technology technologies tech software systems solutions lab labs platform platforms partners service
  services international global worldwide industries enterprises brands hq app com io ai digital`.split(/\s+/),
)

/** "Bank", "Robotics": what the company does, which tells two of one name apart. */
export const isTradeWord = (word: string): boolean => descriptors.has(word) && !plainDescriptors.has(word)

export const isDescriptor = (word: string): boolean => descriptors.has(word)

/** Legal forms that are nothing else in a sentence, as they are written after a name. */
const spokenLegalForm = /^(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|Plc|GmbH|AG|NV|BV|SE|SA|AB|Pvt|Pte)$/
export const isLegalForm = (written: string): boolean => spokenLegalForm.test(written)

/** A name read once: its folded words without legal form or leading "the", and the part of it that texts write. */
type PlainName = { words: string[]; spoken: string }

const scratch = new Words()

const readName = (name: string): PlainName => {
  const { starts, ends } = scratch.read(name)
  const words = scratch.folded(name)
  let end = words.length
  for (let cut = legalFormAt(words, end); cut > 0; cut = legalFormAt(words, end)) end -= cut
  const start = end > 1 && words[0] === 'the' ? 1 : 0
  const kept = words.slice(start, end)
  const isWhole = end === 0 || (kept.length === 1 && /^the\s.*\scompany$/i.test(name) && isCommonWord(kept[0]!))
  return { words: kept, spoken: isWhole ? name : name.slice(starts[start], ends[end - 1]) }
}

/** A name's folded words without the legal form at its end ("Acme, Inc." → acme) or a leading "the". */
export const plainWords = (name: string): string[] => readName(name).words

/** How many words before `end` are a legal form: one, or two letters that fell apart ("S.A.", "B.V."). */
const legalFormAt = (words: string[], end: number): number => {
  if (end > 1 && legalSuffixes.has(words[end - 1]!)) return 1
  const pair = words[end - 2]?.length === 1 && words[end - 1]!.length === 1
  return end > 2 && pair && legalSuffixes.has(words[end - 2]! + words[end - 1]!) ? 2 : 0
}

/** The name as texts write it: without the legal form at its end. */
export const spokenName = (name: string): string => readName(name).spoken

/** Equal keys are one name: spacing, case, width, accents, punctuation and legal form do not count. */
export const nameKey = (name: string): string => plainWords(name).join('')

/** The name without descriptors at its end either ("Acme Software Group" → acme): a hint, never a proof. */
export const coreKey = (name: string): string => coreOf(plainWords(name))

const coreOf = (words: readonly string[]): string => {
  let end = words.length
  while (end > 1 && isDescriptor(words[end - 1]!)) end--
  return words.slice(0, end).join('')
}

const formerMark = /^(?:formerly|previously|prev|former|fka|f\/k\/a|was|ex)\b[\s.:]*/i
const parenthesis = /\(([^()]{2,60})\)/g

/** Every way an account is called: its name, what stands in parentheses in it, and its aliases. */
export const nameForms = ({ name, aliases }: Pick<AccountNames, 'name' | 'aliases'>): NameForm[] => {
  const forms: NameForm[] = []
  const add = (written: string, kind: NameKind) => {
    if (forms.some((form) => form.written === written && form.kind === kind)) return
    const { words, spoken } = readName(written)
    if (words.length > 0) forms.push({ written, kind, text: spoken, key: words.join(''), core: coreOf(words) })
  }
  const outside = name.replace(parenthesis, ' ').replace(/\s+/g, ' ').trim()
  add(outside || name, 'name')
  for (const [, inside] of name.matchAll(parenthesis)) {
    const former = formerMark.test(inside!)
    if (former) add(inside!.replace(formerMark, ''), 'former')
    else if (/^\p{Lu}/u.test(inside!) && !/^(?:by|a|an|the)\b/i.test(inside!)) add(inside!, 'brand')
  }
  for (const alias of aliases) add(alias.name, alias.kind)
  return forms
}

/** How much a name says by itself: `own` words are nobody else's, `common` ones are everybody's. */
export type Distinctness = 'own' | 'weak' | 'common'

export const distinctnessOf = (name: string): Distinctness => {
  const telling = plainWords(name).filter((word) => !isDescriptor(word))
  const kinds = telling.map(wordDistinctness)
  if (kinds.includes('own')) return 'own'
  if (kinds.includes('weak')) return 'weak'
  return telling.length > 1 && telling.some(isProperWord) ? 'weak' : 'common'
}

const wordDistinctness = (word: string): Distinctness => {
  if (isCommonWord(word) || isProperWord(word)) return 'common'
  if (word.length <= 2 || /^\d+[a-z]{0,2}$/.test(word)) return 'common'
  return isDerivedWord(word) || word.length <= 4 ? 'weak' : 'own'
}
