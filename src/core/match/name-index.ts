import { alone, combine, longer, NameFilter } from './name-filter.ts'
import { NameTable } from './name-table.ts'
import { sameWhenFolded } from './spelling.ts'

/** A name found in a text; `names` are the numbers of all names so written. */
export type NameHit = { start: number; end: number; names: number[] }

/** The bit for names of two words, which every known pair may be. */
const pairOnly = 1 << 2

const nothing: readonly NameHit[] = []

/** The longest name looked for, in words. */
const longestName = 12

/**
 * Finds any of up to a million names in a text in three passes over its words, each over what the last one left:
 * words that begin a name, pairs that begin one, names spelled letter by letter. The first two do not branch on what
 * they find, so the processor need not guess; no closure is made where it runs often.
 */
export class NameIndex {
  private readonly filter: NameFilter
  private readonly table: NameTable
  private readonly nameOf: (number: number) => string

  /** Quick while it holds about as many names as it expects; `nameOf` tells each as it was added. */
  constructor(expected: number, nameOf: (number: number) => string) {
    this.nameOf = nameOf
    this.filter = new NameFilter(expected)
    this.table = new NameTable(expected)
  }

  add(name: string, number: number): void {
    const { count, hashes } = this.filter.words.read(name)
    if (count === 0 || count > longestName) return
    let hash = hashes[0]!
    if (count === 1) this.filter.addWord(hash)
    for (let at = 1; at < count; at++) {
      hash = combine(hash, hashes[at]!)
      if (at > 1) continue
      this.filter.addPair(hashes[0]!, hash)
      if (count > 2) this.table.addLonger(hash, count)
    }
    this.table.addName(hash, number, name)
  }

  /** What the name may begin stays in the filter, which only sends more to look. */
  remove(name: string, number: number): void {
    const { count, hashes } = this.filter.words.read(name)
    if (count === 0 || count > longestName) return
    let hash = hashes[0]!
    for (let at = 1; at < count; at++) hash = combine(hash, hashes[at]!)
    this.table.removeName(hash, number)
  }

  /** Names in the text, the longest where they overlap, in reading order. */
  find(text: string): readonly NameHit[] {
    const possible = this.filter.keep(text)
    if (possible === 0) return nothing
    const { starts } = this.filter.words
    let hits: NameHit[] = []
    let end = 0
    for (let index = 0; index < possible; index++) {
      const kept = this.filter.kept[index]!
      if (starts[kept >>> 3]! < end) continue
      const hit = this.longestAt(text, kept >>> 3, kept)
      if (hit === null) continue
      if (hits.length === 0) hits = [hit]
      else hits.push(hit)
      end = hit.end
    }
    return hits
  }

  private longestAt(text: string, at: number, kinds: number): NameHit | null {
    const { starts, ends, hashes, count } = this.filter.words
    const start = starts[at]!
    let end = ends[at]!
    let hash = hashes[at]!
    let names = kinds & alone ? this.spelled(text, this.table.first(hash), start, end) : null
    if (kinds & longer && at + 1 < count) {
      hash = combine(hash, hashes[at + 1]!)
      let record = this.table.first(hash)
      const lengths = record === 0 ? 0 : this.table.longer(record) | pairOnly
      for (let words = 2; lengths >>> words !== 0 && at + words <= count; words++) {
        if (words > 2) hash = combine(hash, hashes[at + words - 1]!)
        if (((lengths >>> words) & 1) === 0) continue
        if (words > 2) record = this.table.first(hash)
        const found = this.spelled(text, record, start, ends[at + words - 1]!)
        if (found === null) continue
        names = found
        end = ends[at + words - 1]!
      }
    }
    return names && { start, end, names }
  }

  /** The names of these records that truly stand there, in the order of their numbers. */
  private spelled(text: string, first: number, start: number, end: number): number[] | null {
    let found: number[] | null = null
    for (let record = first; record !== 0; record = this.table.next(record)) {
      const number = this.table.numberOf(record)
      if (number < 0) continue
      if (!this.table.spells(record, text, start, end) && !sameWhenFolded(text.slice(start, end), this.nameOf(number)))
        continue
      if (found) found.push(number)
      else found = [number]
    }
    return found && found.length > 1 ? found.sort((a, b) => a - b) : found
  }
}
