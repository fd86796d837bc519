import { atomically, Conflict } from '#dialect'
import type { Instant } from '../core/document.ts'
import { dataHash } from '../core/hash.ts'
import { mergeTriggers, type Trigger } from '../core/trigger.ts'
import { groupBy, touchFacts } from '../store/accounts.ts'
import { clearMerge, type MergeDue, mergesWaiting } from '../store/matches.ts'
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
import { knownOf, lessonSteps, lessonsOf } from './learn.ts'

const accountsAtOnce = 100
const mostRefusals = 5

/**
 * Merges the evidence of every account that waits for it into triggers and learns from it, only those among
 * `accountIds` when given; answers how many triggers changed. What is merged and its mark change together, so that
 * nothing is lost by a crash, and a change that comes in between is read again.
 */
export const mergeDue = async (app: App, accountIds?: readonly string[]): Promise<number> => {
  let changed = 0
  for (let refusals = 0; ; ) {
    const due = await mergesWaiting(app.db, accountsAtOnce, accountIds)
    if (due.length === 0) return changed
    try {
      changed += await mergePart(app, due)
    } catch (error) {
      if (!(error instanceof Conflict) || ++refusals >= mostRefusals) throw error
    }
  }
}

const mergePart = async (app: App, due: MergeDue[]): Promise<number> => {
  const accountIds = due.map(({ accountId }) => accountId)
  const told = groupBy(await tellingsOf(app.db, await evidenceOf(app.db, accountIds)), ({ accountId }) => accountId)
  const stored = await storedTriggers(app, accountIds)
  const known = await knownOf(app.db, accountIds)
  const now = app.now()
  const changes = accountIds.map((accountId) => {
    const tellings = told.get(accountId) ?? []
    const before = stored.get(accountId) ?? []
    const merged = mergeTriggers(
      accountId,
      tellings.map(({ evidence }) => evidence),
      before.map(({ known }) => known),
    )
    return { accountId, ...changesOf(now, before, merged), lessons: lessonsOf(accountId, tellings, known) }
  })
  const saved = changes.flatMap(({ save }) => save)
  const removed = changes.flatMap(({ remove }) => remove)
  const touched = changes.flatMap(({ accountId, save, remove, lessons }) => [
    ...(save.length + remove.length > 0 ? [accountId] : []),
    ...lessons.touched,
  ])
  await atomically(app.db, (tx) => [
    ...due.map((one) => ({ must: clearMerge(tx, one), else: 'The evidence has changed meanwhile' })),
    ...saved.flatMap(({ row, signalIds }) => [saveTrigger(tx, row), ...replaceEvidence(tx, row.id, signalIds)]),
    ...(removed.length > 0 ? [removeTriggers(tx, removed, now)] : []),
    ...changes.flatMap(({ lessons }) => lessonSteps(tx, app, now, lessons)),
    ...(touched.length > 0 ? [touchFacts(tx, [...new Set(touched)], now)] : []),
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

const changesOf = (now: Instant, stored: { row: StoredTrigger }[], merged: Trigger[]) => {
  const known = stored.map(({ row }) => row)
  const before = new Map(known.map((trigger) => [trigger.id, trigger]))
  const alive = new Set(merged.map(({ id }) => id))
  return {
    save: merged.flatMap((trigger) => {
      const old = before.get(trigger.id)
      const row = triggerRow(now, trigger, old)
      if (old && old.removedAt === null && old.evidenceHash === row.evidenceHash) return []
      return [{ row, signalIds: trigger.evidence.map(({ signalId }) => signalId) }]
    }),
    remove: known.filter(({ id, removedAt }) => removedAt === null && !alive.has(id)).map(({ id }) => id),
  }
}

/** An edited story keeps the hour at which we first saw it. */
const triggerRow = (now: Instant, { evidence, ...trigger }: Trigger, old: StoredTrigger | undefined) => {
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
    changedAt: now,
    removedAt: null,
  }
}
