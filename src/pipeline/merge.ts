import { atomically } from '#dialect'
import { dataHash } from '../core/hash.ts'
import type { Signal } from '../core/signal.ts'
import { type Evidence, mergeTriggers, type Trigger } from '../core/trigger.ts'
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
import { championMoves } from './champions.ts'
import { chunks } from './stage.ts'

/** Merges the evidence of these accounts into triggers again and writes what changed; answers how many did. */
export const mergeAccountTriggers = async (app: App, accountIds: string[]): Promise<number> => {
  let changed = 0
  for (const part of chunks([...accountIds].sort(), 100)) changed += await mergePart(app, part)
  return changed
}

const mergePart = async (app: App, accountIds: string[]): Promise<number> => {
  const matched = await evidenceOf(app.db, accountIds)
  const moves = await championMoves(app.db, matched)
  const evidence = groupBy(matched, ({ match }) => match.accountId)
  const stored = groupBy(await triggersOf(app.db, accountIds), ({ accountId }) => accountId)
  const links = groupBy(await evidenceRowsOf(app.db, accountIds), ({ triggerId }) => triggerId)
  const changes = accountIds.map((accountId) => {
    const known = stored.get(accountId) ?? []
    const existing = known.map(({ id }) => ({ id, signalIds: (links.get(id) ?? []).map(({ signalId }) => signalId) }))
    const told = evidence.get(accountId) ?? []
    const merged = mergeTriggers(
      accountId,
      told.map((one) => asEvidence(one, moves.get(one.signal.id)?.signal)),
      existing,
    )
    return changesOf(app, known, merged)
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

type Matched = Awaited<ReturnType<typeof evidenceOf>>[number]

/** A known champion's arrival is told as the move that it is. */
const asEvidence = ({ match, signal, document }: Matched, move: Signal | undefined): Evidence => ({
  signalId: signal.id,
  documentId: document.id,
  url: document.url,
  title: document.title,
  publisher: document.publisher,
  publishedAt: document.publishedAt,
  fetchedAt: document.fetchedAt,
  signal: move ?? signal.signal,
  side: match.side,
})

const changesOf = (app: App, known: StoredTrigger[], merged: Trigger[]) => {
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
