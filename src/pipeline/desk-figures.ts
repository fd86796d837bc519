import { msPerDay } from '../core/day.ts'
import { type Edited, type EditReport, editReport } from '../core/draft/edits.ts'
import { bodyOf } from '../core/review.ts'
import { type Waited, workingClock } from '../core/working-clock.ts'
import { approvedTexts, type InsightFilter, waitedSince } from '../store/pages/insights.ts'
import { allUsers } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'

/** What waits is late long before; how late it is nobody asks, and counting the days of a year takes its time. */
const longestWaitMs = 28 * msPerDay

/** How long what came onto lists since an instant waited for its touch, each on its owner's working clock. */
export const waitedOn = async (app: App, filter: InsightFilter): Promise<Waited[]> => {
  const { settings, timeZone } = await getWorkspace(app.db)
  const zones = new Map((await allUsers(app.db)).map((user) => [user.id, user.timeZone]))
  const holidays = new Set(settings.holidays)
  return (await waitedSince(app.db, filter)).map(({ ownerKey, seenAt, eventAt, touchedAt }) => {
    const zone = zones.get(ownerKey) ?? timeZone
    return {
      ownerId: ownerKey,
      seenAt,
      eventAt,
      clock: workingClock(seenAt, touchedAt, { now: Math.min(app.now(), seenAt + longestWaitMs), zone, holidays }),
    }
  })
}

/** What people change in machine text before they approve it. */
export const editsOn = async (app: App, filter: InsightFilter): Promise<EditReport> => {
  const byDraft = Map.groupBy(await approvedTexts(app.db, filter), ({ draftId }) => draftId)
  const edited = [...byDraft.values()].flatMap((texts): Edited[] => {
    const machine = texts.findLast(({ writer }) => writer !== 'person')
    const last = texts.at(-1)
    if (!machine || !last) return []
    return [{ ownerId: last.ownerId, kind: last.kind, machine: bodyOf(machine), approved: bodyOf(last) }]
  })
  return editReport(edited)
}
