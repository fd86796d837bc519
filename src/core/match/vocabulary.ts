import { generalWords, properWords } from './words.ts'

/** Openings that make a new common word of a known one: "hyper" + "growth". */
const openings =
  'anti auto bio co counter cross cyber down eco ever fore hyper inter macro mega meta micro mid mini mono multi nano neo non omni out over para poly post pre pro proto quasi re self semi sub super tech techno tele trans ultra un under up'

const listOf = (text: string) => new Set(text.trim().split(/\s+/))
const general = listOf(generalWords)
const proper = listOf(properWords)
const openingWords = openings.split(' ')
const endings: readonly [ending: string, base: string][] = [
  ['ies', 'y'],
  ['ied', 'y'],
  ['es', ''],
  ['s', ''],
  ['ed', ''],
  ['ed', 'e'],
  ['ing', ''],
  ['ing', 'e'],
  ['er', ''],
  ['er', 'e'],
  ['ly', ''],
  ['y', ''],
  ['y', 'e'],
  ['or', ''],
  ['or', 'e'],
  ['est', ''],
  ['ion', ''],
  ['ion', 'e'],
  ['ive', ''],
  ['ive', 'e'],
  ['al', ''],
  ['al', 'e'],
  ['ment', ''],
  ['ness', ''],
  ['ful', ''],
  ['less', ''],
  ['able', ''],
  ['able', 'e'],
  ['ist', ''],
  ['ship', ''],
]

const isBase = (word: string): boolean => general.has(word)

const isInflected = (word: string): boolean =>
  endings.some(([ending, base]) => {
    if (!word.endsWith(ending) || word.length < ending.length + 3) return false
    const stem = word.slice(0, -ending.length) + base
    const undoubled = stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem
    return isBase(stem) || isBase(undoubled)
  })

/** A word of general English, in any of its forms. Takes a folded word. */
export const isCommonWord = (word: string): boolean => isBase(word) || isInflected(word)

/** A given name, a place, a month: capitalised without being a company. */
export const isProperWord = (word: string): boolean => proper.has(word)

/** Made of general words by a general rule ("megastore", "bakeable"): new, yet nobody's own. */
export const isDerivedWord = (word: string): boolean => {
  const opening = openingWords.find((start) => word.startsWith(start) && word.length > start.length + 2)
  if (opening && isCommonWord(word.slice(opening.length))) return true
  return /(ic|ical|ous|ation|ness|able|ible|ism|ist|less|ful|ship|hood)$/.test(word) && word.length >= 8
}
