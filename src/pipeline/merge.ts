import { atomically } from '#dialect'
import { dataHash } from '../core/hash.ts'
import { mergeTriggers, type Trigger } from '../core/trigger.ts'
import { groupBy, touchFacts } from '../store/accounts.ts'
import {
  evidenceOf,
  evidenceRowsOf,
  removeTriggers,
  replaceEvidence,
  type StoredTrigger,
  saveTrigger,
  triggersOf,
} from '../store/signals.ts'
import type { App } from './app.ts'
import { tellingsOf } from './evidence.ts'
import { chunks } from './stage.ts'

/** Merges the evidence of these accounts into triggers again and writes what changed; answers how many did. */
export const mergeAccountTriggers = async (app: App, accountIds: string[]): Promise<number> => {
  let changed = 0
  for (const part of chunks([...accountIds].sort(), 100)) changed += await mergePart(app, part)
  return changed
}

const mergePart = async (app: App, accountIds: string[]): Promise<number> => {
  const told = groupBy(await tellingsOf(app.db, await evidenceOf(app.db, accountIds)), ({ accountId }) => accountId)
  const stored = await storedTriggers(app, accountIds)
  const changes = accountIds.map((accountId) => {
    const evidence = (told.get(accountId) ?? []).map((telling) => telling.evidence)
    const known = stored.get(accountId) ?? []
    return changesOf(
      app,
      known,
      mergeTriggers(
        accountId,
        evidence,
        known.map(({ known }) => known),
      ),
    )
  })
  const saved = changes.flatMap(({ save }) => save)
  const removed = changes.flatMap(({ remove }) => remove)
  if (saved.length + removed.length === 0) return 0
  await atomically(app.db, (tx) => [
    ...saved.flatMap(({ row, signalIds }) => [saveTrigger(tx, row), ...replaceEvidence(tx, row.id, signalIds)]),
    ...(removed.length > 0 ? [removeTriggers(tx, removed, app.now())] : []),
    touchFacts(tx, accountIds, app.now()),
  ])
  return saved.length + removed.length
}

/** Every trigger that these accounts ever had, with what it was made of. */
const storedTriggers = async (app: App, accountIds: string[]) => {
  const rows = await triggersOf(app.db, accountIds)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const links = (await evidenceRowsOf(app.db, accountIds)).map((link) => {
    const { accountId, trigger } = byId.get(link.triggerId)!
    return { ...link, accountId, side: trigger.side }
  })
  const evidence = groupBy(await tellingsOf(app.db, links), ({ triggerId }) => triggerId)
  const stored = rows.map((row) => {
    const told = (evidence.get(row.id) ?? []).map((telling) => telling.evidence)
    return { row, known: { id: row.id, side: row.trigger.side, evidence: told } }
  })
  return groupBy(stored, ({ row }) => row.accountId)
}

const changesOf = (app: App, stored: { row: StoredTrigger }[], merged: Trigger[]) => {
  const known = stored.map(({ row }) => row)
  const before = new Map(known.map((trigger) => [trigger.id, trigger]))
  const alive = new Set(merged.map(({ id }) => id))
  return {
    save: merged.flatMap((trigger) => {
      const old = before.get(trigger.id)
      const row = triggerRow(app, trigger, old)
      if (old && old.removedAt === null && old.evidenceHash === row.evidenceHash) return []
      return [{ row, signalIds: trigger.evidence.map(({ signalId }) => signalId) }]
    }),
    remove: known.filter(({ id, removedAt }) => removedAt === null && !alive.has(id)).map(({ id }) => id),
  }
}

/** An edited story keeps the hour at which we first saw it. */
const triggerRow = (app: App, { evidence, ...trigger }: Trigger, old: StoredTrigger | undefined) => {
  const firstSeenAt = Math.min(trigger.firstSeenAt, old?.firstSeenAt ?? trigger.firstSeenAt)
  const merged = { ...trigger, firstSeenAt }
  return {
    id: trigger.id,
    accountId: trigger.accountId,
    kind: trigger.kind,
    at: trigger.at,
    firstSeenAt,
    trigger: merged,
    evidenceHash: dataHash([merged, evidence.map(({ signalId }) => signalId)]),
    changedAt: app.now(),
    removedAt: null,
  }
}
