import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { bytesInUse } from '../store/health.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Tell } from './stage.ts'

/** The newest of those written from the app; the others go. */
export const backupsKept = 7
/** An older last backup is said in an admin's digest. */
export const oldBackupMs = 2 * msPerDay

/** The file that a copy is put in place of, in the data folder. */
export const databaseName = (sample: boolean): string => (sample ? 'sample.sqlite' : 'daybreak.sqlite')

/** `file`: where it was written, as said then; it may have been moved since. */
export type LastBackup = { at: Instant; file: string; bytes: number; by: string | null }

export const lastBackup = async ({ db }: Pick<App, 'db'>): Promise<LastBackup | null> =>
  await watermark<LastBackup>(db, 'backup')

/** Writes the database as it is now to a new file, whole or not at all, on another thread, and remembers it. */
export const backup = async (app: App, file: string, by: string | null = null, tell?: Tell): Promise<LastBackup> => {
  if (existsSync(file)) throw new Refusal('conflict', `${file} is there already: name a new file`)
  const part = `${file}.${app.newId()}.part`
  try {
    await watched(part, await bytesInUse(app.db), tell, app.study('copyDatabase', part))
    if (existsSync(file)) throw new Refusal('conflict', `${file} was made meanwhile: name another file`)
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
  const made: LastBackup = { at: app.now(), file, bytes: statSync(file).size, by }
  await commit(app, (tx) => [setWatermark(tx, 'backup', made)], [
    {
      actorId: by,
      what: 'backed_up',
      subject: 'workspace',
      subjectId: '1',
      detail: { bytes: made.bytes },
    },
  ])
  return made
}

const lookEveryMs = 250

/** Tells how large the file has grown; what it grows to is known about, so only the end is all of it. */
const watched = async (file: string, total: number, tell: Tell | undefined, work: Promise<void>) => {
  const look = () => tell?.(Math.min(statSync(file, { throwIfNoEntry: false })?.size ?? 0, total), total)
  const timer = setInterval(look, lookEveryMs)
  await work.finally(() => clearInterval(timer))
  tell?.(total, total)
}

const backupName = /^daybreak-\d{8}T\d{6}\.sqlite$/

/** The same into the folder of backups, named after its moment in UTC; of those only the newest stay. */
export const backupHere = async (app: App, by: string): Promise<LastBackup> => {
  mkdirSync(app.backupFolder, { recursive: true, mode: 0o700 })
  const moment = Temporal.Instant.fromEpochMilliseconds(app.now()).toString({ smallestUnit: 'second' })
  const name = `daybreak-${moment.replace(/[-:Z]/g, '')}.sqlite`
  const made = await backup(app, path.join(app.backupFolder, name), by)
  for (const { file } of backupsHere(app).slice(backupsKept)) rmSync(path.join(app.backupFolder, file), { force: true })
  return made
}

/** What lies in that folder, the newest first. */
export const backupsHere = ({ backupFolder }: Pick<App, 'backupFolder'>): { file: string; bytes: number }[] =>
  existsSync(backupFolder)
    ? readdirSync(backupFolder)
        .filter((name) => backupName.test(name))
        .toSorted()
        .toReversed()
        .map((file) => ({ file, bytes: statSync(path.join(backupFolder, file)).size }))
    : []
