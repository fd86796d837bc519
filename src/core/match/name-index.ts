import { fold, skeletonOf, Words } from './fold.ts'

/** A name found in a text; `names` are the numbers of all names so written. */
export type NameHit = { start: number; end: number; names: number[] }

const combine = (hash: number, next: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ next
  return Math.imul(mixed ^ (mixed >>> 13), 0x297a2d39)
}

/** A hash as a place below 2^(32 − shift). */
const placeOf = (hash: number, shift: number): number => Math.imul(hash, 0x9e3779b1) >>> shift
const shiftFor = (size: number): number => 32 - Math.max(15, Math.ceil(Math.log2(size)))

/** What a word may begin, by its hash: answers "surely nothing" from the processor's cache. */
const isName = 1
const beginsLonger = 2
class Openings {
  private readonly shift: number
  private readonly kinds: Uint8Array
  constructor(size: number) {
    this.shift = shiftFor(size * 8)
    this.kinds = new Uint8Array(2 ** (32 - this.shift))
  }
  add(hash: number, kind: number): void {
    this.kinds[placeOf(hash, this.shift)]! |= kind
  }
  get(hash: number): number {
    return this.kinds[placeOf(hash, this.shift)]!
  }
}

/** The pairs of words that names begin with, two bits each; those of one first word lie together and stay cached. */
const pairArea = 2047
class Pairs {
  private readonly shift: number
  private readonly words: Uint32Array
  constructor(size: number) {
    this.shift = shiftFor(size * 12)
    this.words = new Uint32Array(2 ** (27 - this.shift) + pairArea)
  }
  add(first: number, pair: number): void {
    const area = placeOf(first, this.shift)
    this.set(area + (pair & pairArea))
    this.set(area + ((pair >>> 11) & pairArea))
  }
  has(first: number, pair: number): boolean {
    const area = placeOf(first, this.shift)
    return this.isSet(area + (pair & pairArea)) && this.isSet(area + ((pair >>> 11) & pairArea))
  }
  private set(at: number): void {
    this.words[at >>> 5]! |= 1 << (at & 31)
  }
  private isSet(at: number): boolean {
    return ((this.words[at >>> 5]! >>> (at & 31)) & 1) === 1
  }
}

/** Open-addressed hash → number, key and value side by side so that one cache line answers; grows at three quarters. */
class Table {
  private slots = new Int32Array(32)
  private mask = 15
  private count = 0

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
    if (this.slots[at * 2 + 1] === 0) this.count++
    this.slots[at * 2] = hash
    this.slots[at * 2 + 1] = value
    if (this.count * 4 > this.mask * 3) this.grow()
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Int32Array(old.length * 2)
    this.mask = this.slots.length / 2 - 1
    this.count = 0
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.set(old[at]!, old[at + 1]!)
  }
}

/** The bit for names of two words, which every known pair may be. */
const pairOnly = 1 << 2

/** The longest name looked for, in words. */
const longestName = 12

/**
 * Finds any of up to a million names in a text in one pass over its words. A word is looked up only when a name
 * begins with it, a pair only when a name begins with that pair; names of three words and more are then tried at the
 * lengths that exist for the pair. A hit is verified letter by letter. No closure is made where it runs often.
 */
export class NameIndex {
  private readonly words = new Words()
  private readonly openings: Openings
  private readonly pairs: Pairs
  /** Hash of a name → its number + 1; negative when `others` leads to more names of that hash. */
  private readonly numbers = new Table()
  private readonly others: Int32Array
  /** Hash of a pair → the lengths of the names of three words and more that begin with it, as bits. */
  private readonly lengths = new Table()
  private readonly names: readonly string[]

  constructor(names: readonly string[]) {
    this.names = names
    this.openings = new Openings(names.length)
    this.pairs = new Pairs(names.length)
    this.others = new Int32Array(names.length)
    for (let number = 0; number < names.length; number++) this.add(names[number]!, number)
  }

  /** Names in the text, the longest where they overlap, in reading order. */
  find(text: string): NameHit[] {
    const { starts, hashes, count } = this.words.read(text)
    const hits: NameHit[] = []
    for (let at = 0; at < count; at++) {
      const first = hashes[at]!
      const kind = this.openings.get(first)
      if (kind === 0) continue
      const single = (kind & isName) !== 0
      const paired =
        (kind & beginsLonger) !== 0 && at + 1 < count && this.pairs.has(first, combine(first, hashes[at + 1]!))
      if (!single && !paired) continue
      const hit = this.longestAt(text, at, single, paired)
      if (!hit) continue
      hits.push(hit)
      while (at + 1 < count && starts[at + 1]! < hit.end) at++
    }
    return hits
  }

  private add(name: string, number: number): void {
    const { count, hashes } = this.words.read(name)
    if (count === 0 || count > longestName) return
    let hash = hashes[0]!
    this.openings.add(hash, count === 1 ? isName : beginsLonger)
    if (count > 1) {
      const pair = combine(hash, hashes[1]!)
      this.pairs.add(hash, pair)
      if (count > 2) this.lengths.set(pair, this.lengths.get(pair) | (1 << count))
      for (let at = 1; at < count; at++) hash = combine(hash, hashes[at]!)
    }
    const other = this.numbers.get(hash)
    this.others[number] = other
    this.numbers.set(hash, other === 0 ? number + 1 : -number - 1)
  }

  private longestAt(text: string, at: number, single: boolean, paired: boolean): NameHit | null {
    const { starts, ends, hashes, count } = this.words
    let last = at
    let found = single ? this.verified(text, at, at, hashes[at]!) : null
    if (paired) {
      let hash = combine(hashes[at]!, hashes[at + 1]!)
      const lengths = this.lengths.get(hash) | pairOnly
      for (let length = 2; lengths >>> length !== 0 && at + length <= count; length++) {
        if (length > 2) hash = combine(hash, hashes[at + length - 1]!)
        const longer = (lengths >>> length) & 1 ? this.verified(text, at, at + length - 1, hash) : null
        if (longer === null) continue
        found = longer
        last = at + length - 1
      }
    }
    return found && { start: starts[at]!, end: ends[last]!, names: found }
  }

  /** The names of this hash that truly stand at the words from..to. */
  private verified(text: string, from: number, to: number, hash: number): number[] | null {
    const start = this.words.starts[from]!
    const end = this.words.ends[to]!
    let found: number[] | null = null
    for (let next = this.numbers.get(hash); next !== 0; ) {
      const number = Math.abs(next) - 1
      if (sameName(text, start, end, this.names[number]!)) {
        if (found) found.push(number)
        else found = [number]
      }
      next = next < 0 ? this.others[number]! : 0
    }
    return found
  }
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
export const joined = (text: string): string => text.replace(/\s*[&＆]\s*/g, ' and ').replace(/[\s\p{Pd}'’/]+/gu, '')

const sameWhenFolded = (slice: string, name: string): boolean => {
  if (sentenceBreak.test(slice) && !sentenceBreak.test(name)) return false
  if (/\S\.\S/.test(name) !== /\S\.\S/.test(slice)) return false
  return skeletonOf(fold(joined(slice))) === skeletonOf(fold(joined(trimmed(name))))
}

/** A name's own possessive ending and punctuation are not part of the words that were found. */
export const trimmed = (name: string): string => name.replace(/['’]s$/i, '')
