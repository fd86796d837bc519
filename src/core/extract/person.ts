import { escapedPattern } from '../escape.ts'
import { isPlace } from './places.ts'
import { functionWords } from './role.ts'
import { genericWords, legalForms, wordSet } from './vocabulary.ts'

export type PersonSpan = { name: string; start: number; end: number }

const part = String.raw`(?:\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*|\p{Lu}'\p{Lu}\p{Ll}+|(?:\p{Lu}\.\s?){0,2}\p{Lu}\.|\p{Lu}{2}(?=\s\p{Lu}\p{Ll}))`
const particle = String.raw`(?:(?:de|van|von|der|den|al|bin|ibn|da|del|di|dos|el|la|le|ten|ter|zu)\s+)*`
const fullName = new RegExp(
  String.raw`^(?:(?:Mr|Ms|Mrs|Dr|Sir|Dame|Lord|Prof)\.?\s+)?(${part}(?:\s+${particle}${part}){1,3}|${part})(?:,?\s+(?:Jr|Sr|III|II)\b\.?)?`,
  'u',
)

const notNames =
  /^(?:mr|ms|new|as|to|for|from|of|its|in|at|chief|head|ceo|president|chair\w*|former|ex-\S*|veteran|executive|exec|insider|outsider|banker|partner|role|group|bank|capital|inc|corp|after|amid|who|says|will|with|and|the|vice|senior|managing|global|interim|officer|founder|co-founder|director|board|steps|resigns|leaves|takes|joins|quits|exits|retires|becomes|named|appointed)$/i

/** Common words that are as common as names. */
const nameToo = wordSet(
  'bill, will, may, june, april, young, king, price, law, rich, west, gold, rice, jobs, best, cash, rose, steel, wood, banks, power',
)

const isNamePart = (word: string): boolean => {
  const key = word.toLowerCase().replace(/[.,']+$|'s$/g, '')
  return (
    !notNames.test(key) &&
    (!genericWords.has(key) || nameToo.has(key)) &&
    !functionWords.has(key) &&
    !legalForms.has(key)
  )
}

/** The person named at the start of the text; with `single`, a surname alone counts. */
export const personAt = (text: string, offset: number, single = false): PersonSpan | null => {
  const lead = /^[\s,:(-]*/.exec(text)?.[0].length ?? 0
  const match = fullName.exec(text.slice(lead))
  if (!match?.[1]) return null
  const kept: string[] = []
  for (const word of match[1].split(/\s+/)) {
    if (kept.length === 0 || /^\p{Ll}/u.test(word) ? !isNamePart(word) && !/^\p{Ll}/u.test(word) : !isNamePart(word))
      break
    kept.push(word)
  }
  while (kept.length > 0 && /^\p{Ll}/u.test(kept.at(-1) ?? '')) kept.pop()
  const pattern = kept.map(escapedPattern).join('\\s+')
  const found = kept.length > 0 ? new RegExp(pattern, 'u').exec(match[0]) : null
  if (
    !found ||
    kept.slice(0, -1).some((word) => /'s?$/.test(word)) ||
    kept.length < (single ? 1 : 2) ||
    isPlace(found[0])
  )
    return null
  const name = found[0].replace(/'s?$/, '')
  const start = offset + lead + match.index + found.index
  return { name, start, end: start + name.length }
}

/** The person named at the end of the text ("Acme CEO Ann Lee" → Ann Lee). */
export const personEnding = (text: string, offset: number, single = false): PersonSpan | null => {
  const starts = [...text.matchAll(/(?<!\S)\S/gu)].map((match) => match.index).slice(-4)
  for (const start of starts) {
    const person = personAt(text.slice(start), offset + start, single)
    if (person && /^[\s,"')]*$/.test(text.slice(person.end - offset))) return person
  }
  return null
}
