/** A place on one day's list. */
export type Place = { accountId: string; rank: number; priority: number }
export type QueueChange<P extends Place> = { fresh: P[]; gone: P[]; moved: { from: P; to: P }[]; stayed: number }

/** What became of a list from one day to the next, each part in the order of its list. */
export const queueChange = <P extends Place>(before: readonly P[], now: readonly P[]): QueueChange<P> => {
  const was = new Map(before.map((place) => [place.accountId, place]))
  const is = new Map(now.map((place) => [place.accountId, place]))
  const both = now.flatMap((to) => {
    const from = was.get(to.accountId)
    return from ? [{ from, to }] : []
  })
  const moved = both.filter(({ from, to }) => from.rank !== to.rank)
  return {
    fresh: now.filter(({ accountId }) => !was.has(accountId)),
    gone: before.filter(({ accountId }) => !is.has(accountId)),
    moved,
    stayed: both.length - moved.length,
  }
}
