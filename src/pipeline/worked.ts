import type { Db } from '#dialect'
import { type LocalDay, localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { DraftState } from '../core/review.ts'
import { workSince } from '../store/ranking.ts'

/** Drafts in these states are behind us: what was done to them says nothing about the days after. */
const over = new Set<DraftState>(['cancelled', 'rejected', 'sent'])

/**
 * Whether a pursuit that was shown on a day was worked: somebody decided or wrote that day, or somebody's words or
 * submission still stand in its draft.
 */
export const workedOn = async (db: Db, since: Instant, zone: string) => {
  const work = Map.groupBy(await workSince(db, since), ({ pursuitId }) => pursuitId)
  return (pursuitId: string | null, day: LocalDay): boolean =>
    (work.get(pursuitId ?? '') ?? []).some(({ state, at }) => !over.has(state) || localDay(at, zone) === day)
}
