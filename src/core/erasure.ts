import type { Brief } from './brief.ts'
import { escapedPattern } from './escape.ts'
import { sha256Hex } from './hash.ts'
import { isAside, personKey, plainWords } from './names.ts'

/** What a person could come back under: an address, the id that another system has for them, their name at an account. */
export type Traces = {
  addressKey: string | null
  externalId: string | null
  name: string
  accountIds: readonly string[]
}

/** Each trace as a salted hash: known again when it comes back, and telling nobody whose it was. */
export const erasureKeys = (salt: string, { addressKey, externalId, name, accountIds }: Traces): string[] => {
  const named = personKey(name) || plainWords(name)
  const traces = [
    ...(addressKey ? [['address', addressKey]] : []),
    ...(externalId ? [['id', externalId]] : []),
    ...(named ? accountIds.map((accountId) => ['name', accountId, named]) : []),
  ]
  return traces.map((trace) => sha256Hex(JSON.stringify([salt, ...trace])))
}

/** Scripts that set no space between words: whatever stands beside a name in these ends no word. */
const unspaced = '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}]'
const endsUnspaced = new RegExp(`${unspaced}$`, 'u')
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u')
const inWord = '[\\p{L}\\p{M}\\p{N}_]'
const inAddress = '[\\p{L}\\p{N}._%+]'

const spelled = (word: string) => escapedPattern(word).replace(/['’‘ʼ]/g, "['’‘ʼ]")

/** A name with whatever space between its words, and with middle initials or without. */
const asWords = (name: string) => {
  const words = spokenWords(name)
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const pattern = words
    .map((word, at) => {
      if (at === 0) return spelled(word)
      return `${endsUnspaced.test(words[at - 1]!) ? '\\s*' : '\\s+(?:\\p{L}\\.?\\s+){0,2}'}${spelled(word)}`
    })
    .join('')
  const [before, after] = [
    beginsUnspaced.test(first) ? '' : `(?<!${inWord})`,
    endsUnspaced.test(last) ? '' : `(?!${inWord})`,
  ]
  return new RegExp(`${before}${pattern}${after}`, words.length > 1 ? 'giu' : 'gu')
}

/** With any tag or none; a hyphen before it is part of an address only where one has begun. */
const asAddress = (email: string) => {
  const [name, domain] = partsOf(email)
  return new RegExp(
    `(?<!${inAddress}|${inAddress}-{1,9})${spelled(name)}(?:\\+[^\\s@]{0,64})?@${spelled(domain)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`,
    'giu',
  )
}

/** Of an address without its tag. */
const partsOf = (email: string): [name: string, domain: string] => {
  const at = email.lastIndexOf('@')
  return [email.slice(0, at).replace(/(?<=.)\+.*$/, ''), email.slice(at + 1)]
}

/** The words that count, in one way of writing accents; all of them where only one would be left. */
const spokenWords = (name: string): string[] => {
  const words = name.normalize('NFC').trim().split(/\s+/)
  const counting = words.map((word) => word.replace(/,$/, '')).filter((word) => !isAside(word))
  return counting.length > 1 ? counting : words
}

type Naming = { name: string | null; email: string | null }

/**
 * Whether a text holds this name or this address. A name counts as whole words, one of a single word only as it is
 * written: "Li" is neither in "Delight" nor in "li". An address counts whole, in any case.
 */
export const namer = ({ name, email }: Naming) => {
  const patterns = [...(name ? [asWords(name)] : []), ...(email ? [asAddress(email.normalize('NFC'))] : [])]
  return (text: string): boolean => patterns.some((pattern) => text.normalize('NFC').search(pattern) >= 0)
}

/** What a database looks for, in lower case, where a text may hold one of them: % stands for anything. */
export const likenesses = ({ name, email }: Naming): string[] => [
  ...(name ? [likeness(spokenWords(name).join(' '))] : []),
  ...(email ? [likeness(partsOf(email).join(' '))] : []),
]
const likeness = (text: string): string => `%${text.toLowerCase().replace(/[^a-z0-9]+/g, '%')}%`

type Erased = { contactId: string; name: string }

/** A brief without one person: who they are, what we wrote to them, and their name in what we did. News stays as published. */
export const withoutPerson = (brief: Brief, { contactId, name }: Erased): Brief => {
  const wasTheirs = brief.contact?.contactId === contactId
  const names = namer({ name, email: null })
  const blank = (text: string) => (names(text) ? text.normalize('NFC').replace(asWords(name), '(erased)') : text)
  const { thread } = brief
  return {
    ...brief,
    contact: wasTheirs ? null : brief.contact,
    alternates: brief.alternates.filter((other) => other.contactId !== contactId),
    history: brief.history.map((line) => ({ ...line, text: blank(line.text) })),
    sources: brief.sources.map((one) => (one.kind === 'history' ? { ...one, quote: blank(one.quote) } : one)),
    ...(thread && wasTheirs
      ? { thread: { ...thread, subject: '', about: null, sent: thread.sent.map((one) => ({ ...one, text: '' })) } }
      : {}),
  }
}
