import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'

/** Which database file may send: its epoch, and the file's own identity. */
type Marker = { epochs: string[]; inode: string }

/**
 * The marker beside a database. The epoch moves on at every start and after every send, in the database and here, so
 * that yesterday's copy put in its place carries an old one; a copied folder has another inode. Either sends nothing
 * until a person arms it.
 */
export const epochMarker = (databaseFile: string) => {
  const file = `${databaseFile}.armed`
  const inode = () => {
    const { dev, ino } = statSync(databaseFile)
    return `${dev}:${ino}`
  }
  const read = (): Marker | null => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Marker
    } catch {
      return null // no marker, or half of one: not armed
    }
  }
  const write = (marker: Marker) => {
    writeFileSync(`${file}.new`, JSON.stringify(marker), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const armed = (epoch: string): boolean => {
    const marker = read()
    return marker !== null && marker.inode === inode() && marker.epochs.includes(epoch)
  }
  return {
    armed,
    /** Moves on from `epoch`; `save` writes the new one into the database. A crash in between leaves both valid. */
    advance: async (epoch: string, save: (next: string) => Promise<void>) => {
      if (!armed(epoch)) return
      const next = randomUUID()
      write({ epochs: [epoch, next], inode: inode() })
      await save(next)
      write({ epochs: [next], inode: inode() })
    },
    /** A person says that this database is the one that sends. */
    arm: (epoch: string) => write({ epochs: [epoch], inode: inode() }),
  }
}
export type EpochMarker = ReturnType<typeof epochMarker>
