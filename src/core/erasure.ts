import type { Brief } from './brief.ts'
import { escapedPattern } from './escape.ts'
import { sha256Hex } from './hash.ts'
import { personKey, plainWords } from './names.ts'

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

const inWord = '[\\p{L}\\p{M}\\p{N}_]'
const asWords = (name: string) =>
  new RegExp(`(?<!${inWord})${escapedPattern(name)}(?!${inWord})`, /\s/.test(name) ? 'giu' : 'gu')
const asAddress = (email: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}._%+-])${escapedPattern(email)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'giu')

/**
 * Whether a text holds this name or this address. A name counts as whole words, one of a single word only as it is
 * written: "Li" is neither in "Delight" nor in "li". An address counts whole, in any case.
 */
export const namer = ({ name, email }: { name: string | null; email: string | null }) => {
  const patterns = [...(name ? [asWords(name)] : []), ...(email ? [asAddress(email)] : [])]
  return (text: string): boolean => patterns.some((pattern) => text.search(pattern) >= 0)
}

type Erased = { contactId: string; name: string }

/** A brief without one person: who they are, what we wrote to them, and their name in what we did. News stays as published. */
export const withoutPerson = (brief: Brief, { contactId, name }: Erased): Brief => {
  const wasTheirs = brief.contact?.contactId === contactId
  const blank = (text: string) => (name === '' ? text : text.replace(asWords(name), '(erased)'))
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
