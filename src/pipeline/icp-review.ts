import { msPerDay } from '../core/day.ts'
import { type DriftQuarter, drift, quarterOf } from '../core/icp/drift.ts'
import { type Place, placeOf } from '../core/icp/preview.ts'
import { type Width, widthOf } from '../core/icp/width.ts'
import type { RejectReason } from '../core/review.ts'
import type { SignalKind } from '../core/signal.ts'
import { type Interval, type Share, wilson } from '../core/statistics.ts'
import { groupBy } from '../store/accounts.ts'
import { liveFits } from '../store/fits.ts'
import { decidedOutcomes, rejectionsSince, targetedSince } from '../store/icp-evidence.ts'
import { activeUsers } from '../store/ranking.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { casesAt } from './icp-cases.ts'

export type IcpReview = {
  /** Quarters with what happened in them, the newest last. */
  drift: DriftQuarter[]
  /** Of the accounts touched in each tier, how many were won since. */
  winRates: { tier: number | null; share: Share; interval: Interval }[]
  rejections: { reason: RejectReason; count: number; kinds: { kind: SignalKind; count: number }[]; notes: string[] }[]
  /** How many accounts have each place now, and of how many somebody was touched. */
  coverage: { places: Partial<Record<Place, number>>; touched: Partial<Record<Place, number>> }
  width: Width
}

const reviewDays = 365
const mostNotes = 10

/** Everything of the quarterly review: drift, win rate by tier, rejected reasons, coverage of the market, width. */
export const icpReview = async (app: App): Promise<IcpReview> => {
  const since = app.now() - reviewDays * msPerDay
  const touches = await targetedSince(app.db, since)
  const won = (await decidedOutcomes(app.db)).filter(({ kind, at }) => kind === 'won' && at >= since)
  const perQuarter = [...new Map(touches.map((row) => [`${row.accountId} ${quarterOf(row.at)}`, row])).values()]
  const fits = await liveFits(app.db)
  const placeNow = new Map(fits.map(({ accountId, result }) => [accountId, placeOf(result)]))
  const touched = new Set(touches.map(({ accountId }) => accountId))
  const { settings } = await getWorkspace(app.db)
  const capacity = (await activeUsers(app.db))
    .filter(({ role }) => role === 'rep')
    .reduce((sum, user) => sum + user.capacity, 0)
  return {
    drift: drift(await casesAt(app.db, perQuarter), await casesAt(app.db, won)),
    winRates: winRatesOf(touches, new Set(won.map(({ accountId }) => accountId))),
    rejections: rejectionsOf(await rejectionsSince(app.db, since)),
    coverage: {
      places: countBy([...placeNow.values()]),
      touched: countBy([...touched].flatMap((id) => placeNow.get(id) ?? [])),
    },
    width: widthOf(fits.filter(({ tier }) => tier !== null).length, capacity, settings.accountCooldownDays),
  }
}

const countBy = <T extends string | number>(values: readonly T[]): Partial<Record<T, number>> =>
  Object.fromEntries([...groupBy(values, (value) => value)].map(([value, { length }]) => [value, length])) as Partial<
    Record<T, number>
  >

type Touches = Awaited<ReturnType<typeof targetedSince>>

/** An account counts once, in the tier of its first touch. */
const winRatesOf = (touches: Touches, won: ReadonlySet<string>): IcpReview['winRates'] => {
  const first = new Map([...touches].reverse().map(({ accountId, tier }) => [accountId, tier]))
  return [...groupBy([...first], ([, tier]) => tier)]
    .sort(([a], [b]) => (a ?? 9) - (b ?? 9))
    .map(([tier, rows]) => {
      const share = { met: rows.filter(([id]) => won.has(id)).length, of: rows.length }
      return { tier, share, interval: wilson(share) }
    })
}

const rejectionsOf = (rows: Awaited<ReturnType<typeof rejectionsSince>>): IcpReview['rejections'] =>
  [...groupBy(rows, ({ reason }) => reason ?? 'other')]
    .map(([reason, some]) => ({
      reason,
      count: some.length,
      kinds: [...groupBy(some, ({ kind }) => kind)]
        .map(([kind, { length }]) => ({ kind, count: length }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
      notes: some.flatMap(({ note }) => note ?? []).slice(-mostNotes),
    }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
