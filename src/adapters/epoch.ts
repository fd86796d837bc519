import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'

/** Which database file may send: its epoch, the file's own identity, and when the marker's own file was made. */
type Marker = { epochs: string[]; inode: string; born: string }

/** The last line of the audit that this house has seen. */
export type Head = { seq: number; hash: string }

const born = (open: number) => String(fstatSync(open, { bigint: true }).birthtimeNs)

/**
 * The marker beside a database. The epoch moves on at every start and after every send, in the database and here, so
 * that yesterday's copy put in its place carries an old one; a copied folder has another inode; and a marker that was
 * put back as well is in a file that was made at another time. None of them sends until a person arms it. Beside it
 * stands the head of the audit: a database that does not hold it was put back to before an opt-out, an edit or an undo
 * that the epoch knows nothing of, or its record was written anew.
 */
export const epochMarker = (databaseFile: string) => {
  const file = `${databaseFile}.armed`
  const inode = () => {
    const { dev, ino } = statSync(databaseFile)
    return `${dev}:${ino}`
  }
  const read = (): Marker | null => {
    try {
      const open = openSync(file, 'r') // of one file: another process may put the next one in its place
      try {
        const marker = JSON.parse(readFileSync(open, 'utf8')) as Marker
        return marker.born === born(open) ? marker : null // put back over a later one
      } finally {
        closeSync(open)
      }
    } catch {
      return null // no marker, or half of one: not armed
    }
  }
  const replace = (target: string, content: (open: number) => object) => {
    const written = `${target}.${randomUUID()}` // several processes may write at once
    const open = openSync(written, 'wx', 0o600)
    writeFileSync(open, JSON.stringify(content(open)))
    closeSync(open)
    renameSync(written, target)
  }
  const write = (marker: Omit<Marker, 'born'>) => replace(file, (open) => ({ ...marker, born: born(open) }))
  const armed = (epoch: string): boolean => {
    const marker = read()
    return marker !== null && marker.inode === inode() && marker.epochs.includes(epoch)
  }
  const headFile = `${databaseFile}.head`
  const head = (): Head | null => {
    try {
      return JSON.parse(readFileSync(headFile, 'utf8')) as Head
    } catch {
      return null // never armed, or half of one: not armed
    }
  }
  return {
    armed,
    head,
    /** The audit has come this far. */
    remember: (next: Head) => replace(headFile, () => next),
    /** Moves on from `epoch`; `save` writes the new one into the database. A crash in between leaves both valid. */
    advance: async (epoch: string, save: (next: string) => Promise<void>) => {
      if (!armed(epoch)) return
      const next = randomUUID()
      const over = read()?.epochs ?? []
      write({ epochs: [...over, next], inode: inode() })
      await save(next)
      const others = (read()?.epochs ?? []).filter((one) => !over.includes(one) && one !== next)
      write({ epochs: [next, ...others], inode: inode() }) // another process may be moving on as well
    },
    /** A person says that this database is the one that sends. */
    arm: (epoch: string) => write({ epochs: [epoch], inode: inode() }),
  }
}
