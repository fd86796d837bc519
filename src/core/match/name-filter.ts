import { Words } from './fold.ts'

/** The hash of a phrase that a word is added to. */
export const combine = (hash: number, next: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ next
  return Math.imul(mixed ^ (mixed >>> 13), 0x297a2d39)
}

/** How many bits number the places of a table; a small table is made roomy, as that costs nothing. */
const bitsFor = (places: number): number => Math.max(15, Math.ceil(Math.log2(places)))

const isOpening = 1
/** A name of one word, and one of more, as bits of a kind and of what `keep` leaves. */
export const alone = 2
export const longer = 4
const areaMask = 2047

/**
 * What the words of a text may begin, by their hashes: answers "surely nothing" from the processor's cache. First
 * words have a byte each; pairs of words have two bits each, those of one first word close together.
 */
export class NameFilter {
  readonly words = new Words()
  /** What `keep` left: the places of words × 8, with `alone` and `longer`. */
  kept = new Int32Array(256)
  private readonly kinds: Uint8Array
  private readonly mask: number
  private readonly pairs: Uint32Array
  private readonly shift: number

  constructor(names: number) {
    this.kinds = new Uint8Array(2 ** bitsFor(names * 8))
    this.mask = this.kinds.length - 1
    const pairBits = bitsFor(names * 12)
    this.pairs = new Uint32Array(2 ** (pairBits - 5) + areaMask)
    this.shift = 32 - pairBits
  }

  /** A name that is this word. */
  addWord(hash: number): void {
    this.kinds[hash & this.mask]! |= isOpening | alone
  }

  /** A name that begins with this word and this pair. */
  addPair(first: number, pair: number): void {
    this.kinds[first & this.mask]! |= isOpening | longer
    const area = Math.imul(first, 0x9e3779b1) >>> this.shift
    for (const place of [area + (pair & areaMask), area + ((pair >>> 11) & areaMask)])
      this.pairs[place >>> 5]! |= 1 << (place & 31)
  }

  /**
   * Reads the words of a text, keeps those at which a name may stand and returns how many. Sums instead of branches,
   * so that the processor need not guess; one function, because the reading is then compiled into it.
   */
  keep(text: string): number {
    const { hashes, count } = this.words.read(text)
    if (this.kept.length < count) this.kept = new Int32Array(hashes.length)
    const { kinds, mask, pairs, shift, kept } = this
    let openings = 0
    for (let at = 0; at < count; at++) {
      kept[openings] = at
      openings += kinds[hashes[at]! & mask]! & isOpening
    }
    let end = 0
    for (let opening = 0; opening < openings; opening++) {
      const at = kept[opening]!
      const first = hashes[at]!
      const kind = kinds[first & mask]!
      const pair = combine(first, at + 1 < count ? hashes[at + 1]! : 0)
      const area = Math.imul(first, 0x9e3779b1) >>> shift
      const one = area + (pair & areaMask)
      const other = area + ((pair >>> 11) & areaMask)
      const both = (pairs[one >>> 5]! >>> (one & 31)) & (pairs[other >>> 5]! >>> (other & 31)) & 1
      kept[end] = (at << 3) | (kind & alone) | (kind & (both << 2))
      end += ((kind >>> 1) | ((kind >>> 2) & both)) & 1
    }
    return end
  }
}
