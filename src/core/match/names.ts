import type { AccountNames, Alias } from '../account.ts'
import { foldWords, Words } from './fold.ts'
import { isCommonWord, isDerivedWord, isProperWord } from './vocabulary.ts'

export type NameKind = 'name' | Alias['kind']
/** One way an account is called. */
export type NameForm = { text: string; kind: NameKind }

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

/** A name's folded words without the legal form at its end ("Acme, Inc." → acme) or a leading "the". */
export const plainWords = (name: string): string[] => {
  const words = foldWords(name)
  let end = words.length
  for (let cut = legalFormAt(words, end); cut > 0; cut = legalFormAt(words, end)) end -= cut
  const start = end > 1 && words[0] === 'the' ? 1 : 0
  return words.slice(start, end)
}

/** How many words before `end` are a legal form: one, or two letters that fell apart ("S.A.", "B.V."). */
const legalFormAt = (words: string[], end: number): number => {
  if (end > 1 && legalSuffixes.has(words[end - 1]!)) return 1
  const pair = words[end - 2]?.length === 1 && words[end - 1]!.length === 1
  return end > 2 && pair && legalSuffixes.has(words[end - 2]! + words[end - 1]!) ? 2 : 0
}

const scratch = new Words()

/** The name as texts write it: without the legal form at its end. */
export const spokenName = (name: string): string => {
  const kept = plainWords(name)
  if (kept.length === 1 && isCommonWord(kept[0]!) && /^the\s.*\scompany$/i.test(name)) return name
  const { count, starts, ends } = scratch.read(name)
  const leading = count > kept.length && foldWords(name)[0] === 'the' && kept[0] !== 'the' ? 1 : 0
  scratch.read(name)
  return name.slice(starts[leading] ?? 0, ends[Math.min(count, leading + kept.length) - 1] ?? name.length)
}

/** Equal keys are one name: spacing, case, width, accents, punctuation and legal form do not count. */
export const nameKey = (name: string): string => plainWords(name).join('')

/** The name without descriptors at its end either ("Acme Software Group" → acme): a hint, never a proof. */
export const coreKey = (name: string): string => {
  const words = plainWords(name)
  while (words.length > 1 && isDescriptor(words.at(-1)!)) words.pop()
  return words.join('')
}

const formerMark = /^(?:formerly|previously|prev|former|fka|f\/k\/a|was|ex)\b[\s.:]*/i
const parenthesis = /\(([^()]{2,60})\)/g

/** Every way an account is called: its name, what stands in parentheses in it, and its aliases. */
export const nameForms = (account: Pick<AccountNames, 'name' | 'aliases'>): NameForm[] => {
  const forms: NameForm[] = []
  const add = (text: string, kind: NameKind) => {
    if (nameKey(text) && !forms.some((form) => form.text === text && form.kind === kind)) forms.push({ text, kind })
  }
  const outside = account.name.replace(parenthesis, ' ').replace(/\s+/g, ' ').trim()
  add(outside || account.name, 'name')
  for (const [, inside] of account.name.matchAll(parenthesis)) {
    const former = formerMark.test(inside!)
    if (former) add(inside!.replace(formerMark, ''), 'former')
    else if (/^\p{Lu}/u.test(inside!) && !/^(?:by|a|an|the)\b/i.test(inside!)) add(inside!, 'brand')
  }
  for (const alias of account.aliases) add(alias.name, alias.kind)
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
