import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Files that people gave us and that wait for their word: a day, and only the newest of them. */
export type Uploads = {
  /** Keeps the bytes; answers the id they are found by. */
  keep: (bytes: Uint8Array) => string
  /** Null when there is none, or none any more. */
  read: (id: string) => Uint8Array | null
  drop: (id: string) => void
  /** Deletes what nobody came back for. */
  sweep: () => void
}

const keptMs = 24 * 3_600_000
const mostWaiting = 20
const isId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id)

/** One folder of ours; names in it are drawn by us and never taken from anybody. */
export const folderUploads = ({ folder, now }: { folder: string; now: () => number }): Uploads => {
  const place = (id: string) => path.join(folder, id)
  const waiting = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = readdirSync(folder).filter(isId)
    return found.map((id) => ({ id, at: statSync(place(id)).mtimeMs })).toSorted((a, b) => b.at - a.at)
  }
  const drop = (id: string) => {
    if (isId(id)) rmSync(place(id), { force: true })
  }
  const sweep = (most = mostWaiting) => {
    for (const [rank, { id, at }] of waiting().entries()) if (rank >= most || now() - at > keptMs) drop(id)
  }
  return {
    keep: (bytes) => {
      sweep(mostWaiting - 1)
      const id = randomBytes(16).toString('hex')
      writeFileSync(place(id), bytes, { flag: 'wx', mode: 0o600 })
      utimesSync(place(id), now() / 1000, now() / 1000) // by the clock that says when its day is over
      return id
    },
    read: (id) => {
      if (!isId(id)) return null
      try {
        return now() - statSync(place(id)).mtimeMs > keptMs ? null : readFileSync(place(id))
      } catch {
        return null
      }
    },
    drop,
    sweep: () => sweep(),
  }
}
