import { fold, hasInvisible, skeletonOf, Words } from './fold.ts'

/** A name found in a text; `names` are the numbers of all names so written. */
export type NameHit = { start: number; end: number; names: number[] }

export type NameIndex = {
  /** Names in the text, longest first where they overlap, in reading order. */
  find: (text: string) => NameHit[]
}

const combine = (hash: number, next: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ next
  return Math.imul(mixed ^ (mixed >>> 13), 0x297a2d39)
}
const lengthsSalt = 0x5bd1e995

/** A set of hashes as bits: answers "surely not" from the processor's cache. */
class Bits {
  private readonly bits: Uint32Array
  private readonly shift: number
  constructor(size: number) {
    const log = Math.max(10, Math.ceil(Math.log2(size * 12)))
    this.shift = 32 - log
    this.bits = new Uint32Array(1 << (log - 5))
  }
  add(hash: number): void {
    const at = Math.imul(hash, 0x9e3779b1) >>> this.shift
    this.bits[at >>> 5]! |= 1 << (at & 31)
  }
  has(hash: number): boolean {
    const at = Math.imul(hash, 0x9e3779b1) >>> this.shift
    return ((this.bits[at >>> 5]! >>> (at & 31)) & 1) === 1
  }
}

/** Open-addressed hash → number; key and value side by side so that one cache line answers. */
class Table {
  private readonly slots: Int32Array
  private readonly mask: number
  constructor(size: number) {
    const capacity = 1 << Math.max(4, Math.ceil(Math.log2(size * 2)))
    this.mask = capacity - 1
    this.slots = new Int32Array(capacity * 2)
  }
  /** The value kept for a hash, or 0. Values are never 0. */
  get(hash: number): number {
    for (let at = hash & this.mask; ; at = (at + 1) & this.mask) {
      const value = this.slots[at * 2 + 1]!
      if (value === 0 || this.slots[at * 2] === hash) return value
    }
  }
  set(hash: number, value: number): void {
    let at = hash & this.mask
    while (this.slots[at * 2 + 1] !== 0 && this.slots[at * 2] !== hash) at = (at + 1) & this.mask
    this.slots[at * 2] = hash
    this.slots[at * 2 + 1] = value
  }
}

/** The longest name looked for, in words. */
const longestName = 12

/**
 * Finds any of up to a million names in a text in one pass over its words. A word is looked up only when a name
 * begins with it, a pair only when a name begins with that pair; names of three words and more are then tried at the
 * lengths that exist for the pair. A hit is verified letter by letter.
 */
export const createNameIndex = (names: readonly string[]): NameIndex => {
  const words = new Words()
  const firsts = new Bits(names.length)
  const pairs = new Bits(names.length)
  const table = new Table(names.length * 2)
  /** Names with the same hash form a chain through `others`; numbers are kept plus one so that 0 ends it. */
  const others = new Int32Array(names.length)

  const add = (name: string, number: number) => {
    const { count, hashes } = words.read(name)
    if (count === 0 || count > longestName) return
    let hash = hashes[0]!
    if (count > 1) {
      const pair = combine(hash, hashes[1]!)
      pairs.add(pair)
      const key = pair ^ lengthsSalt
      if (count > 2) table.set(key, table.get(key) | (1 << count))
      for (let at = 1; at < count; at++) hash = combine(hash, hashes[at]!)
    }
    firsts.add(hashes[0]!)
    others[number] = table.get(hash)
    table.set(hash, number + 1)
  }
  for (let number = 0; number < names.length; number++) add(names[number]!, number)

  /** The names of this hash that truly stand at start..end. */
  const verified = (text: string, start: number, end: number, hash: number): number[] | null => {
    let found: number[] | null = null
    for (let next = table.get(hash); next !== 0; next = others[next - 1]!) {
      if (!sameName(text, start, end, names[next - 1]!)) continue
      if (found) found.push(next - 1)
      else found = [next - 1]
    }
    return found
  }

  const longestAt = (text: string, at: number): { hit: NameHit; words: number } | null => {
    const { starts, ends, hashes, count } = words
    const start = starts[at]!
    let best: { hit: NameHit; words: number } | null = null
    const take = (length: number, hash: number) => {
      const end = ends[at + length - 1]!
      const found = verified(text, start, end, hash)
      if (found) best = { hit: { start, end, names: found }, words: length }
    }
    take(1, hashes[at]!)
    if (at + 1 === count) return best
    let hash = combine(hashes[at]!, hashes[at + 1]!)
    if (!pairs.has(hash)) return best
    const lengths = table.get(hash ^ lengthsSalt)
    take(2, hash)
    for (let length = 3; lengths >>> length !== 0 && at + length <= count; length++) {
      hash = combine(hash, hashes[at + length - 1]!)
      if ((lengths >>> length) & 1) take(length, hash)
    }
    return best
  }

  const find = (text: string): NameHit[] => {
    words.read(text)
    const hits: NameHit[] = []
    for (let at = 0; at < words.count; at++) {
      if (!firsts.has(words.hashes[at]!)) continue
      const found = longestAt(text, at)
      if (!found) continue
      hits.push(found.hit)
      at += found.words - 1
    }
    return hits
  }
  return { find }
}

/** Letter by letter where that suffices, else by folded skeleton; words must be joined alike. */
const sameName = (text: string, start: number, end: number, name: string): boolean =>
  equalIgnoringCase(text, start, end, name) || sameWhenFolded(text.slice(start, end), name)

const equalIgnoringCase = (text: string, start: number, end: number, name: string): boolean => {
  if (end - start !== name.length) return false
  for (let at = 0; at < name.length; at++) {
    const ours = name.charCodeAt(at)
    const theirs = text.charCodeAt(start + at)
    if (ours === theirs) continue
    if (ours > 127 || theirs > 127 || (ours | 32) !== (theirs | 32) || (ours | 32) < 97 || (ours | 32) > 122)
      return false
  }
  return true
}

const sentenceBreak = /[,;:!?()[\]"“”|—]|\.\s/
const joined = (text: string): string => text.replace(/\s*[&＆]\s*/g, ' and ').replace(/[\s\p{Pd}'’/]+/gu, '')

const sameWhenFolded = (slice: string, name: string): boolean => {
  if (sentenceBreak.test(slice) && !sentenceBreak.test(name)) return false
  if (/\S\.\S/.test(name) !== /\S\.\S/.test(slice)) return false
  return skeletonOf(fold(joined(slice))) === skeletonOf(fold(joined(trimmed(name))))
}

/** A name's own possessive ending and punctuation are not part of the words that were found. */
const trimmed = (name: string): string => name.replace(/['’]s$/i, '')

/** Found, but not as written: look-alike letters of another script or characters that do not show. */
export const disguise = (found: string, name: string): string | null => {
  if (hasInvisible(found) && !hasInvisible(name)) return 'written with invisible characters'
  const same = fold(joined(found)) === fold(joined(trimmed(name)))
  return same ? null : 'written with look-alike letters of another script'
}
