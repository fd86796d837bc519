/** Lists that grow without an object for each entry: a million entries cost the garbage collector nothing. */

import { hashOf } from './fold.ts'

const leastRoom = 16

/** Whole numbers in one array, with room for so many before it grows. */
export class Numbers {
  count = 0
  cells: Int32Array

  constructor(room: number) {
    this.cells = new Int32Array(room + leastRoom)
  }

  /** Returns the place of the number. */
  push(number: number): number {
    if (this.count === this.cells.length) {
      const larger = new Int32Array(this.count * 2)
      larger.set(this.cells)
      this.cells = larger
    }
    this.cells[this.count] = number
    return this.count++
  }
}

const textsAtOnce = 4096

/** Texts one after another in long strings, cut apart again when asked for. */
export class Texts {
  private readonly joined: string[] = []
  private readonly ends: Numbers
  private last: string[] = []

  constructor(room: number) {
    this.ends = new Numbers(room)
  }

  push(text: string): void {
    const before = this.last.length === 0 ? 0 : this.ends.cells[this.ends.count - 1]!
    this.ends.push(before + text.length)
    if (this.last.push(text) < textsAtOnce) return
    this.joined.push(this.last.join(''))
    this.last = []
  }

  at(place: number): string {
    const joined = this.joined[Math.floor(place / textsAtOnce)]
    if (joined === undefined) return this.last[place % textsAtOnce]!
    const start = place % textsAtOnce === 0 ? 0 : this.ends.cells[place - 1]!
    return joined.slice(start, this.ends.cells[place])
  }
}

const none = -1

/** The places of keys by their hash, chained in flat arrays; who asks compares the keys themselves. */
export class Places {
  private readonly hashes: Numbers
  private readonly nexts: Numbers
  private heads: Int32Array

  constructor(room: number) {
    this.hashes = new Numbers(room)
    this.nexts = new Numbers(room)
    this.heads = new Int32Array(2 ** Math.ceil(Math.log2(room + leastRoom))).fill(none)
  }

  /** Takes the next place for the key. */
  push(key: string): void {
    if (this.hashes.count === this.heads.length) this.grow()
    this.link(this.hashes.push(hashOf(key)))
  }

  /** Where the key may stand, in the order of the pushes. */
  of(key: string): number[] {
    const hash = hashOf(key)
    const places: number[] = []
    for (let place = this.heads[this.slotOf(hash)]!; place !== none; place = this.nexts.cells[place]!)
      if (this.hashes.cells[place] === hash) places.push(place)
    return places.reverse()
  }

  private link(place: number): void {
    const slot = this.slotOf(this.hashes.cells[place]!)
    const next = this.heads[slot]!
    if (place === this.nexts.count) this.nexts.push(next)
    else this.nexts.cells[place] = next
    this.heads[slot] = place
  }

  private grow(): void {
    this.heads = new Int32Array(this.heads.length * 2).fill(none)
    for (let place = 0; place < this.hashes.count; place++) this.link(place)
  }

  private slotOf(hash: number): number {
    return hash & (this.heads.length - 1)
  }
}
