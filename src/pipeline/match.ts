import { atomically } from '#dialect'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { nameKey } from '../core/match/names.ts'
import { createMatcher, type MatchCandidate, type Matcher } from '../core/match.ts'
import { accountNames, lastAccountChange } from '../store/accounts.ts'
import { answersOn, markMerges, type StoredAnswer } from '../store/matches.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import {
  deleteMatches,
  insertMatch,
  itemKey,
  markMatched,
  matchesOf,
  type StoredMatch,
  signalsToMatch,
  updateMatch,
} from '../store/signals.ts'
import type { App } from './app.ts'
import { mergeDue } from './merge.ts'
import { offerAccounts } from './offer.ts'
import { type Counts, chunks, type Stage } from './stage.ts'

const batchSize = 400
/** When accounts change, signals found longer ago than this are not asked again: their triggers have expired. */
const rematchDays = 180

/**
 * Ties new signals to accounts, and all live ones again when accounts, aliases or contacts changed since the last
 * run, so that an account imported later finds the news that came before it. Then merges what is marked: by a match, a
 * withdrawal or a person's answer, in this run or in one that did not come to its end.
 */
export const match: Stage = {
  name: 'match',
  run: async (app) => {
    const seen = await watermark<{ changedAt: Instant }>(app.db, 'match')
    const changedAt = await lastAccountChange(app.db)
    const everything = changedAt !== (seen?.changedAt ?? 0)
    const counts: Counts = { signals: 0, auto: 0, review: 0 }
    const since = everything ? app.now() - rematchDays * msPerDay : null
    let matcher: Matcher | null = null
    for (let after = ''; ; ) {
      const batch = await signalsToMatch(app.db, since, after, batchSize)
      if (batch.length === 0) break
      matcher ??= createMatcher(await accountNames(app.db))
      await matchBatch(app, matcher, batch, counts)
      after = batch.at(-1)!.signal.id
    }
    counts.triggers = await mergeDue(app)
    counts.offers = await offerAccounts(app)
    await atomically(app.db, (tx) => [setWatermark(tx, 'match', { changedAt })])
    return counts
  },
}

type Waiting = Awaited<ReturnType<typeof signalsToMatch>>[number]

/** Matches a batch, and marks the accounts that have gained or lost evidence in the same transaction. */
const matchBatch = async (app: App, matcher: Matcher, batch: Waiting[], counts: Counts): Promise<void> => {
  const ids = batch.map(({ signal }) => signal.id)
  const before = Map.groupBy(await matchesOf(app.db, ids), ({ signalId }) => signalId)
  const answers = await answersFor(app, batch)
  const changes = batch.map((waiting) => ({
    signalId: waiting.signal.id,
    ...difference(candidatesFor(matcher, waiting), before.get(waiting.signal.id) ?? [], answers(waiting)),
  }))
  const touched = new Set(changes.flatMap((change) => change.touched))
  const mark = app.newId()
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
    markMatched(tx, ids, app.now()),
    ...chunks([...touched], 400).map((part) => markMerges(tx, part, mark)),
  ])
  const added = changes.flatMap((change) => change.added)
  counts.signals! += batch.length
  counts.auto! += added.filter(({ decision }) => decision === 'auto').length
  counts.review! += added.filter(({ decision }) => decision === 'review').length
}

/** What people said of each signal's company in its item, in this wording or an earlier one. */
const answersFor = async (app: App, batch: Waiting[]) => {
  const given = await answersOn(
    app.db,
    batch.map(({ document }) => document),
  )
  const byCompany = Map.groupBy(given, (answer) => `${answer.companyKey} ${itemKey(answer)}`)
  return ({ signal, document }: Waiting): StoredAnswer[] =>
    byCompany.get(`${nameKey(signal.company)} ${itemKey(document)}`) ?? []
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

type Answered = MatchCandidate & Partial<Pick<StoredMatch, 'answer' | 'answeredBy' | 'answeredAt'>>

/** What to write so that the machine's matches are these; a person's answer is never overwritten, and outlives a reading. */
const difference = (candidates: MatchCandidate[], before: StoredMatch[], answers: StoredAnswer[]) => {
  const known = new Map(before.map((match) => [sideKey(match), match]))
  const wanted = new Map(answered(candidates, answers).map((candidate) => [sideKey(candidate), candidate]))
  const added = [...wanted].flatMap(([key, candidate]) => (known.has(key) ? [] : [candidate]))
  const changed = [...wanted].flatMap(([key, candidate]) => {
    const match = known.get(key)
    const same = match?.decision === candidate.decision && match.method === candidate.method
    return match && match.answer === null && (!same || candidate.answer) ? [{ id: match.id, candidate }] : []
  })
  const dropped = before.filter((match) => match.answer === null && !wanted.has(sideKey(match)))
  const touched = [...added, ...changed.map(({ candidate }) => candidate), ...dropped].map(({ accountId }) => accountId)
  return { added, changed, dropped, touched }
}

const sideKey = ({ side, accountId }: { side: string; accountId: string }): string => `${side} ${accountId}`

/** The machine's candidates with what people said of them; one that a person confirmed stays, whoever does not see it. */
const answered = (candidates: MatchCandidate[], answers: StoredAnswer[]): Answered[] => {
  const missing = answers.filter(
    (given) => given.answer === 'confirmed' && !candidates.some((one) => sideKey(one) === sideKey(given)),
  )
  return [
    ...candidates,
    ...missing.map(({ accountId, side }): MatchCandidate => {
      return { accountId, side, method: 'name', decision: 'auto', confidence: 1, cues: ['a person confirmed it'] }
    }),
  ].map((candidate) => {
    const given = answers.find((one) => sideKey(one) === sideKey(candidate))
    if (!given) return candidate
    const { answer, answeredBy, answeredAt } = given
    return { ...candidate, answer, answeredBy, answeredAt }
  })
}
