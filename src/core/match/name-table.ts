/** The cells of a record before its letters: next record of the hash, number, size and lengths. */
const headCells = 3
/** A name of sixteen letters, half of the time with a pair of its own. */
const commonCells = 9
const noName = -1
const cellsFor = (size: number): number => (size + 3) >>> 2

// biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is what is asked
const plain = /^[\x00-\x7f]{1,65535}$/
/** What upper and lower case differ by; the few marks that differ by it too separate words all the same. */
const caseBit = 32

/**
 * Names and pairs of words by hash, in two arrays: slots of hash and record, and records that hold the letters of
 * their name, so that a look-up touches one cache line of each. Record 0 is none.
 */
export class NameTable {
  private slots: Int32Array
  private mask: number
  private used = 0
  private cells: Int32Array
  private letters: Uint8Array
  private end = 1

  /** Makes room for so many names of common length and their pairs; it grows when that is not enough. */
  constructor(names: number) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(names + 16)) * 2)
    this.mask = this.slots.length / 2 - 1
    this.cells = new Int32Array(names * commonCells + 64)
    this.letters = new Uint8Array(this.cells.buffer)
  }

  addName(hash: number, number: number, name: string): void {
    const size = plain.test(name) ? name.length : 0
    const record = this.make(hash, number, cellsFor(size))
    const from = this.end * 4
    for (let at = 0; at < size; at++) this.letters[from + at] = name.charCodeAt(at) | caseBit
    this.cells[record + 2] = size << 16
    this.end += cellsFor(size)
  }

  /** The record stays, as the others of its hash hang on it. */
  removeName(hash: number, number: number): void {
    let record = this.first(hash)
    while (record !== 0 && this.numberOf(record) !== number) record = this.next(record)
    if (record !== 0) this.cells[record + 1] = noName
  }

  /** There is a name of so many words that begins with the pair. */
  addLonger(pair: number, words: number): void {
    const record = this.first(pair) || this.make(pair, noName, 0)
    this.cells[record + 2]! |= 1 << words
  }

  first(hash: number): number {
    const { slots, mask } = this
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const record = slots[at * 2 + 1]!
      if (record === 0 || slots[at * 2] === hash) return record
    }
  }

  next(record: number): number {
    return this.cells[record]!
  }

  /** Below 0 when the record stands for a pair only. */
  numberOf(record: number): number {
    return this.cells[record + 1]!
  }

  /** How many words the longer names have that begin with a pair, as bits, by the first record of the pair. */
  longer(record: number): number {
    return this.cells[record + 2]! & 0xffff
  }

  /** Whether the text spells the name letter by letter, in either case; never true of a name that is not ASCII. */
  spells(record: number, text: string, start: number, end: number): boolean {
    const { letters } = this
    const size = this.cells[record + 2]! >>> 16
    if (end - start !== size) return false
    const from = (record + headCells) * 4
    for (let at = 0; at < size; at++) if ((text.charCodeAt(start + at) | caseBit) !== letters[from + at]) return false
    return true
  }

  /** A record of the hash, behind the first one, which alone is asked for lengths. */
  private make(hash: number, number: number, letterCells: number): number {
    const record = this.end
    if (record + headCells + letterCells > this.cells.length) this.lengthen(letterCells)
    const first = this.first(hash)
    if (first === 0) this.place(hash, record)
    else {
      this.cells[record] = this.cells[first]!
      this.cells[first] = record
    }
    this.cells[record + 1] = number
    this.end += headCells
    return record
  }

  private lengthen(letterCells: number): void {
    const longer = new Int32Array(Math.ceil(this.cells.length * 1.2) + headCells + letterCells)
    longer.set(this.cells)
    this.cells = longer
    this.letters = new Uint8Array(longer.buffer)
  }

  private place(hash: number, record: number): void {
    let at = hash & this.mask
    while (this.slots[at * 2 + 1] !== 0) at = (at + 1) & this.mask
    this.slots[at * 2] = hash
    this.slots[at * 2 + 1] = record
    if (++this.used * 4 > this.mask * 3) this.grow()
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Int32Array(old.length * 2)
    this.mask = old.length - 1
    this.used = 0
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) this.place(old[at]!, old[at + 1]!)
  }
}
