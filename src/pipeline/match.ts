import { atomically } from '#dialect'
import { championMove, type KnownPerson, namesakesIn } from '../core/champion.ts'
import { msPerDay } from '../core/day.ts'
import { documentText, type Instant } from '../core/document.ts'
import { nameKey } from '../core/match/names.ts'
import { questionOf, type Remembered, remembered } from '../core/match/remembered.ts'
import type { MatchCandidate, Matcher } from '../core/match.ts'
import { type Signal, UNSURE } from '../core/signal.ts'
import { lastAccountChange } from '../store/accounts.ts'
import { championsNamed } from '../store/contacts.ts'
import { answersAt, answersOn, markMerges, markMergesOfMoves, matchesOn, type StoredAnswer } from '../store/matches.ts'
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
import { matcherOf } from './matcher.ts'
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
  run: async (app, tell) => {
    const seen = await watermark<{ changedAt: Instant }>(app.db, 'match')
    const changedAt = await lastAccountChange(app.db)
    const everything = changedAt !== (seen?.changedAt ?? 0)
    const counts: Counts = { signals: 0, auto: 0, review: 0 }
    const since = everything ? app.now() - rematchDays * msPerDay : null
    let matcher: Matcher | null = null
    for (let after = ''; ; ) {
      const batch = await signalsToMatch(app.db, since, after, batchSize)
      if (batch.length === 0) break
      matcher ??= await matcherOf(app.db, changedAt)
      await matchBatch(app, matcher, batch, counts)
      tell?.(counts.signals!, null)
      after = batch.at(-1)!.signal.id
    }
    if (everything) await atomically(app.db, (tx) => [markMergesOfMoves(tx, app.newId())])
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
  const people = await championsNamed(app.db, batch.flatMap(arrivalIn))
  const asked = batch.map((waiting) => ({ waiting, ...candidatesFor(matcher, waiting, people) }))
  const recalled = await recallFor(
    app,
    asked.flatMap(({ candidates }) => candidates),
  )
  const changes = asked.map(({ waiting, candidates, moved }) => ({
    signalId: waiting.signal.id,
    moved,
    ...difference(recalled(waiting, candidates), before.get(waiting.signal.id) ?? [], answers(waiting)),
  }))
  const touched = new Set(changes.flatMap((change) => [...change.touched, ...change.moved]))
  const mark = app.newId()
  const now = app.now()
  await atomically(app.db, (tx) => [
    ...changes.flatMap(({ signalId, added, changed, dropped }) => [
      ...added.map((candidate) => insertMatch(tx, { id: app.newId(), signalId, ...candidate, createdAt: now })),
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
    markMatched(tx, ids, now),
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

/** Candidates as they stand after what was said of the same names at the same accounts, about other stories. */
const recallFor = async (app: App, candidates: readonly MatchCandidate[]) => {
  const given = await answersAt(app.db, [...new Set(candidates.map(({ accountId }) => accountId))])
  const told = await matchesOn(app.db, [...new Set(given.map(({ signalId }) => signalId))])
  const sure = new Set(told.filter(({ answer }) => answer === 'confirmed').map(sideOf))
  const said = given.filter((one) => one.answer === 'confirmed' || !sure.has(sideOf(one))) // a namesake was meant there
  const key = (company: string, of: { side: string; accountId: string }) => `${nameKey(company)} ${sideKey(of)}`
  const bySubject = Map.groupBy(said, (one) => key(one.company, one))
  return ({ signal }: Waiting, found: readonly MatchCandidate[]): Remembered[] =>
    found.map((candidate) => {
      const earlier = candidate.side === 'former' ? [] : bySubject.get(key(signal.company, candidate))
      return remembered(
        candidate,
        (earlier ?? []).filter(({ signalId }) => signalId !== signal.id),
        app.now(),
      )
    })
}

const sideOf = ({ signalId, side }: { signalId: string; side: string }): string => `${signalId} ${side}`

const arrivalIn = ({ signal }: Waiting): string[] => {
  const { person } = signal.signal.fields
  return signal.kind === 'executive_hire' && person ? [person.value] : []
}

/**
 * The accounts a signal may be about. Where its person has the name of somebody who knows us elsewhere, that account is
 * a candidate too, unless the text names it: then the move tells itself, at the accounts in `moved`.
 */
const candidatesFor = (matcher: Matcher, waiting: Waiting, people: readonly KnownPerson[]) => {
  const candidates = companiesFor(matcher, waiting)
  const { signal, document } = waiting
  const at = new Set(candidates.map(({ accountId }) => accountId))
  const known = namesakesIn(signal.signal, people).filter(({ accountId }) => !at.has(accountId))
  if (known.length === 0 || at.size === 0) return { candidates, moved: [] }
  const itself = championMove(signal.signal, documentText(document), known) !== null
  const moved = candidates.filter(({ decision }) => decision === 'auto').map(({ accountId }) => accountId)
  return { candidates: itself ? candidates : [...candidates, ...known.map(knownFrom)], moved }
}

const knownFrom = ({ accountId, name, leftAt }: KnownPerson): MatchCandidate => ({
  accountId,
  side: 'former',
  method: 'person',
  decision: 'review',
  confidence: 0.5,
  cues: [
    `${name}, who knows us from there, has this name`,
    'the story does not say where they come from',
    ...(leftAt === null ? [] : ['they have left there']),
  ],
})

/** A board of one account needs no matching by name. */
const companiesFor = (matcher: Matcher, { signal, document, feedAccountId }: Waiting): MatchCandidate[] => {
  if (feedAccountId) {
    const cues = ['its own page or job board']
    const own = {
      accountId: feedAccountId,
      side: 'subject',
      method: 'domain',
      decision: 'auto',
      confidence: 1,
    } as const
    return [forReview({ ...own, cues }, signal.signal)]
  }
  const { fields, company, kind } = signal.signal
  const target = kind === 'acquisition' ? fields.counterpart?.value : undefined
  const candidates = matcher.match({
    company,
    ...(target ? { counterpart: target } : {}),
    ...(fields.domain ? { domain: fields.domain.value } : {}),
    title: document.title,
    summary: document.summary,
    body: document.body,
    url: document.url,
  })
  return candidates.map((candidate) => forReview(candidate, signal.signal))
}

const quoteLength = 120

/**
 * A company that is bought is another conversation, so its owner decides; an event that nobody is sure of, a person. It
 * is quoted, so that what is said of it is said of no other.
 */
const forReview = (candidate: MatchCandidate, { confidence, quote }: Signal): MatchCandidate => {
  const doubts = [
    ...(candidate.side === 'counterpart' ? ['it is the one being bought'] : []),
    ...(confidence < UNSURE ? [`the event itself is unsure: “${quote.slice(0, quoteLength)}”`] : []),
  ]
  return doubts.length === 0 ? candidate : { ...candidate, decision: 'review', cues: [...candidate.cues, ...doubts] }
}

/** What to write so that the machine's matches are these; a person's answer is never overwritten, and outlives a reading. */
const difference = (candidates: Remembered[], before: StoredMatch[], answers: StoredAnswer[]) => {
  const known = new Map(before.map((match) => [sideKey(match), match]))
  const wanted = new Map(answered(candidates, answers).map((candidate) => [sideKey(candidate), candidate]))
  const added = [...wanted].flatMap(([key, candidate]) => (known.has(key) ? [] : [candidate]))
  const changed = [...wanted].flatMap(([key, candidate]) => {
    const match = known.get(key)
    const same =
      match?.decision === candidate.decision &&
      match.method === candidate.method &&
      questionOf(match.cues) === questionOf(candidate.cues)
    return match && match.answer === null && (!same || candidate.answer) ? [{ id: match.id, candidate }] : []
  })
  const dropped = before.filter((match) => match.answer === null && !wanted.has(sideKey(match)))
  const touched = [...added, ...changed.map(({ candidate }) => candidate), ...dropped].map(({ accountId }) => accountId)
  return { added, changed, dropped, touched }
}

const sideKey = ({ side, accountId }: { side: string; accountId: string }): string => `${side} ${accountId}`

/** The machine's candidates with what people said of them; one that a person confirmed stays, whoever does not see it. */
const answered = (candidates: Remembered[], answers: StoredAnswer[]): Remembered[] => {
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
