import indefinite from 'indefinite'
import pluralize from 'pluralize'

/** "a Series B", "an $80 million round": the article for how the words are spoken. */
export const withArticle = (words: string): string =>
  `${indefinite(words.replace(/^[^\p{L}\d]*\p{Sc}?/u, '').toLowerCase(), { articleOnly: true }).toLowerCase() === 'an' || spelled(words) ? 'an' : 'a'} ${words}`

/** Short capitals are read letter by letter: "an SDR", "an HR lead", but "a VP". */
const spelled = (words: string): boolean => /^[AEFHILMNORSX][A-Z]{0,3}s?(?![\p{L}\d])/u.test(words)

/** "1 role", "nine roles", "12 roles"; titles grow at their head: "VPs of Sales". */
export const count = (n: number, noun: string): string => `${cardinal(n)} ${n === 1 ? noun : plural(noun)}`

export const plural = (noun: string): string => {
  const [head = '', ...rest] = noun.split(/(?= of | in | for )/u)
  const lastWord = head.split(' ').at(-1) ?? ''
  const grown = /^[A-Z]{2,}$/.test(lastWord) ? `${lastWord}s` : pluralize.plural(lastWord)
  return head.slice(0, head.length - lastWord.length) + grown + rest.join('')
}

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** Words below ten, digits with thousands separators from ten on. */
export const cardinal = (n: number): string => small[n] ?? grouped(n)

export const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** "Northwind's", "Harbour Analytics'". */
export const possessive = (name: string): string =>
  /['’]s$/iu.test(name) ? name : /s$/iu.test(name) ? `${name}'` : `${name}'s` // "Loaf's" is a name already

/** A capital in front, unless a name begins small: "eOven". */
export const upperFirst = (text: string): string =>
  text.replace(/^\p{Ll}(?!\p{Ll}*\p{Lu})/u, (letter) => letter.toUpperCase())

/** Lower-case the first letter, unless the first word is a name, an acronym or "I". */
export const lowerFirst = (text: string): string => {
  const first = /^\S+/.exec(text)?.[0] ?? ''
  const keeps = /^I(?:'|$)/.test(first) || /\p{Lu}.*\p{Lu}/u.test(first) || /\d/.test(first)
  return keeps ? text : text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** One sentence: no doubled end mark, a capital in front. */
export const sentence = (text: string, end = '.'): string => upperFirst(bare(text)) + end

/** "a", "a and b", "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** A name in running text: "ACME ROBOTICS" as "Acme Robotics"; "QRTL" and "WKDS" stay. */
export const calmCase = (name: string): string =>
  /\p{Ll}/u.test(name) || !/\p{Lu}{5,} .*\p{Lu}|\p{Lu}.* \p{Lu}{5,}|\p{Lu}{8,}/u.test(name)
    ? name
    : name.replace(/\p{Lu}{4,}/gu, (word) => word.slice(0, 1) + word.slice(1).toLowerCase())

/** "Northwind Robotics, Inc." as people say it. */
export const spokenName = (name: string): string => {
  const short = name.replace(/\s*\([^)]*\)\s*$/u, '').replace(/\s+pvt\.?\s+ltd\.?$/iu, '')
  return calmCase(short.replace(legalForm, '').replace(legalForm, '').trim() || name) // "Co., Ltd." is two of them
}

const legalForm =
  /[,\s]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|plc|gmbh|ag|se|s\.?a\.?s?|b\.?v|n\.?v|oy|ab|a\/s|aps|pte|pvt|private limited|pty|corp|corporation|co|kk|srl|spa|s\.?l)\.?$/iu

/** Without its end mark. */
export const bare = (text: string): string => text.trim().replace(/[.!?\s]+$/u, '')
