import { close, type Db, open } from '#dialect'
import { guardFingerprint, guardFunctions } from './guards.ts'
import { migrate } from './migrate.ts'

export type Store = { file: string; key: string; durability?: 'full' | 'normal'; now: number }

/** Opens the workspace's database and brings its schema up to date. `key` verifies approvals; it is kept outside. */
export const openStore = async ({ file, key, now, durability = 'full' }: Store): Promise<Db> => {
  const db = await open(file, { durability, functions: guardFunctions(key), auditKey: key })
  try {
    await migrate(db, now)
  } catch (error) {
    await close(db)
    throw error
  }
  return db
}

let expected: Promise<string> | undefined

/** True when every guard is exactly as its migration made it; otherwise Outreach stops. */
export const guardsIntact = async (db: Db): Promise<boolean> => {
  expected ??= freshFingerprint()
  return (await guardFingerprint(db)) === (await expected)
}

const freshFingerprint = async () => {
  const db = await openStore({ file: ':memory:', key: '', now: 0 })
  const fingerprint = await guardFingerprint(db)
  await close(db)
  return fingerprint
}
