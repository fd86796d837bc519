import { atomically } from '#dialect'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { createMatcher, type MatchCandidate, type Matcher } from '../core/match.ts'
import { accountNames, lastAccountChange } from '../store/accounts.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import {
  deleteMatches,
  insertMatch,
  markMatched,
  matchesOf,
  type StoredMatch,
  signalsToMatch,
  updateMatch,
  withdrawnUnmatched,
} from '../store/signals.ts'
import type { App } from './app.ts'
import { learnFromSignals } from './learn.ts'
import { mergeAccountTriggers } from './merge.ts'
import { offerAccounts } from './offer.ts'
import type { Counts, Stage } from './stage.ts'

const batchSize = 400
/** When accounts change, signals found longer ago than this are not asked again: their triggers have expired. */
const rematchDays = 180

/**
 * Ties new signals to accounts, and all live ones again when accounts, aliases or contacts changed since the last
 * run, so that an account imported later finds the news that came before it. Then merges triggers.
 */
export const match: Stage = {
  name: 'match',
  run: async (app) => {
    const seen = await watermark<{ changedAt: Instant }>(app.db, 'match')
    const changedAt = await lastAccountChange(app.db)
    const everything = changedAt !== (seen?.changedAt ?? 0)
    const touched = new Set((await withdrawnUnmatched(app.db)).map(({ accountId }) => accountId))
    const counts: Counts = { signals: 0, auto: 0, review: 0 }
    const since = everything ? app.now() - rematchDays * msPerDay : null
    let matcher: Matcher | null = null
    for (let after = ''; ; ) {
      const batch = await signalsToMatch(app.db, since, after, batchSize)
      if (batch.length === 0) break
      matcher ??= createMatcher(await accountNames(app.db))
      for (const id of await matchBatch(app, matcher, batch, counts)) touched.add(id)
      after = batch.at(-1)!.signal.id
    }
    await markWithdrawn(app)
    counts.triggers = await mergeAccountTriggers(app, [...touched])
    await learnFromSignals(app, [...touched])
    counts.offers = await offerAccounts(app)
    await atomically(app.db, (tx) => [setWatermark(tx, 'match', { changedAt })])
    return counts
  },
}

const markWithdrawn = async (app: App) => {
  const ids = (await withdrawnUnmatched(app.db)).map(({ signalId }) => signalId)
  if (ids.length > 0) await atomically(app.db, (tx) => [markMatched(tx, ids, app.now())])
}

type Waiting = Awaited<ReturnType<typeof signalsToMatch>>[number]

/** Matches a batch and answers which accounts have gained or lost evidence. */
const matchBatch = async (app: App, matcher: Matcher, batch: Waiting[], counts: Counts): Promise<Set<string>> => {
  const before = Map.groupBy(
    await matchesOf(
      app.db,
      batch.map(({ signal }) => signal.id),
    ),
    ({ signalId }) => signalId,
  )
  const changes = batch.map((waiting) => ({
    signalId: waiting.signal.id,
    ...difference(candidatesFor(matcher, waiting), before.get(waiting.signal.id) ?? []),
  }))
  await atomically(app.db, (tx) => [
    ...changes.flatMap(({ signalId, added, changed, dropped }) => [
      ...added.map((candidate) => insertMatch(tx, { id: app.newId(), signalId, ...candidate, createdAt: app.now() })),
      ...changed.map(({ id, candidate }) => updateMatch(tx, id, candidate)),
      ...(dropped.length > 0
        ? [
            deleteMatches(
              tx,
              dropped.map(({ id }) => id),
            ),
          ]
        : []),
    ]),
    markMatched(
      tx,
      batch.map(({ signal }) => signal.id),
      app.now(),
    ),
  ])
  const added = changes.flatMap((change) => change.added)
  counts.signals! += batch.length
  counts.auto! += added.filter(({ decision }) => decision === 'auto').length
  counts.review! += added.filter(({ decision }) => decision === 'review').length
  return new Set(
    changes.flatMap(({ added, changed, dropped }) => [
      ...added.map(({ accountId }) => accountId),
      ...changed.map(({ candidate }) => candidate.accountId),
      ...dropped.map(({ accountId }) => accountId),
    ]),
  )
}

/** A board of one account needs no matching by name. */
const candidatesFor = (matcher: Matcher, { signal, document, feedAccountId }: Waiting): MatchCandidate[] => {
  if (feedAccountId) {
    const cues = ['its own page or job board']
    return [{ accountId: feedAccountId, side: 'subject', method: 'domain', decision: 'auto', confidence: 1, cues }]
  }
  const { fields, company, kind } = signal.signal
  const target = kind === 'acquisition' ? fields.counterpart?.value : undefined
  const candidates = matcher.match({
    company,
    ...(target ? { counterpart: target } : {}),
    ...(fields.domain ? { domain: fields.domain.value } : {}),
    title: document.title,
    summary: document.summary,
    url: document.url,
  })
  return candidates.map((candidate) => (candidate.side === 'counterpart' ? forReview(candidate) : candidate))
}

/** A company that is bought is another conversation: its owner decides. */
const forReview = (candidate: MatchCandidate): MatchCandidate => ({
  ...candidate,
  decision: 'review',
  cues: [...candidate.cues, 'it is the one being bought'],
})

/** What to write so that the machine's matches are these; a person's answer is never overwritten. */
const difference = (candidates: MatchCandidate[], before: StoredMatch[]) => {
  const find = (side: string, accountId: string) => before.find((m) => m.side === side && m.accountId === accountId)
  return {
    added: candidates.filter(({ side, accountId }) => !find(side, accountId)),
    changed: candidates.flatMap((candidate) => {
      const known = find(candidate.side, candidate.accountId)
      const same = known?.decision === candidate.decision && known.method === candidate.method
      return known && !same && known.answer === null ? [{ id: known.id, candidate }] : []
    }),
    dropped: before.filter(
      (known) =>
        known.answer === null &&
        !candidates.some(({ side, accountId }) => side === known.side && accountId === known.accountId),
    ),
  }
}
