import { randomBytes } from 'node:crypto'

/** Ids that sort by the time they were made (UUID version 7 without dashes), so that children can name parents without a read. */
export const createIds = (now: () => number): (() => string) => {
  let pool = randomBytes(4096) // asking for eight bytes costs as much as asking for many
  let used = 0
  let lastMs = 0
  let start = ''
  let count = 0
  return () => {
    const ms = Math.max(now(), lastMs)
    count = ms === lastMs ? count + 1 : 0
    if (count > 0xfff) count = 0
    if (count === 0) {
      lastMs = ms === lastMs ? ms + 1 : ms
      start = `${lastMs.toString(16).padStart(12, '0')}7`
    }
    if (used === pool.length) {
      pool = randomBytes(4096)
      used = 0
    }
    pool[used] = (pool[used]! & 0x3f) | 0x80
    const random = pool.toString('hex', used, used + 8)
    used += 8
    return `${start}${count.toString(16).padStart(3, '0')}${random}`
  }
}
