import { localDay } from '../core/day.ts'
import { type LedgerRow, rank } from '../core/rank.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadCandidates, loadOwners } from './candidates.ts'

/** Where an account would stand if its list were built now: queued in a lane, or the one reason why not. */
export const standingNow = async (app: App, accountId: string): Promise<LedgerRow | null> => {
  const { timeZone: zone, settings } = await getWorkspace(app.db)
  const day = localDay(app.now(), zone)
  const { ledger } = rank({
    day,
    zone,
    holidays: new Set(settings.holidays),
    owners: await loadOwners(app.db, day, settings),
    candidates: await loadCandidates(app.db, { now: app.now(), day, zone, settings }),
    perKindLimit: settings.perKindLimit,
  })
  return ledger.find((row) => row.accountId === accountId) ?? null
}
