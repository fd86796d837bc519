import { hash as hashOf } from 'node:crypto'
import { atomically } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { FrozenAccount, FrozenRules } from '../core/frozen.ts'
import { stableJson } from '../core/hash.ts'
import { endInputs, insertInputs, liveInputHashes } from '../store/frozen.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import { RULES } from '../store/schema/index.ts'
import type { App } from './app.ts'
import { inPieces } from './stage.ts'

export type FrozenInput = { accounts: ReadonlyMap<string, FrozenAccount>; rules: FrozenRules }

/** As `dataHash` has it, by the machine's own code: a freeze takes one of every account. */
export const inputHash = (value: FrozenAccount | FrozenRules): string =>
  hashOf('sha256', stableJson(value).normalize('NFC'))

/**
 * Keeps what a day was ranked from and answers the instant under which it is read again. Only what differs from the
 * last time is written, so the store grows with changes. Instants of freezes never repeat, and a crash half-way leaves
 * rows that no day refers to and the next freeze supersedes.
 */
export const keepInputs = async (app: App, { accounts, rules }: FrozenInput): Promise<Instant> => {
  const last = await watermark<{ readAt: Instant }>(app.db, 'freeze')
  const readAt = Math.max(app.now(), (last?.readAt ?? 0) + 1)
  await atomically(app.db, (tx) => [setWatermark(tx, 'freeze', { readAt })])
  const before = await liveInputHashes(app.db)
  const subjects: [string, FrozenAccount | FrozenRules][] = [[RULES, rules], ...accounts]
  const changed = subjects.flatMap(([subject, value]) => {
    const hash = inputHash(value)
    return before.get(subject) === hash ? [] : [{ subject, from: readAt, to: null, value, hash }]
  })
  const gone = [...before.keys()].filter((subject) => subject !== RULES && !accounts.has(subject))
  await inPieces(gone, 200, (part) => atomically(app.db, (tx) => [endInputs(tx, part, readAt)]))
  await inPieces(changed, 200, async (part) => {
    const ended = part.map(({ subject }) => subject).filter((subject) => before.has(subject))
    await atomically(app.db, (tx) => [...(ended.length > 0 ? [endInputs(tx, ended, readAt)] : []), insertInputs(part)])
  })
  return readAt
}
