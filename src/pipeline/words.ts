import type { Db } from '#dialect'
import { localDay } from '../core/day.ts'
import type { FitResult, FitSummary } from '../core/fit.ts'
import type { FrozenAccount, FrozenHold, Words } from '../core/frozen.ts'
import {
  accountNamesById,
  allHolds,
  fitNotes,
  fitNumbers,
  fitResults,
  suppressionReasons,
  userNamesById,
} from '../store/frozen.ts'
import { asVersion, icpVersionsByIds } from '../store/icps.ts'
import { allSpends, talksSince } from '../store/ranking.ts'
import { chunks } from './stage.ts'

/** What the ids of these accounts stand for, as it reads now; what was erased has no words any more. */
export const loadWords = async (db: Db, accounts: ReadonlyMap<string, FrozenAccount>, zone: string): Promise<Words> => {
  const people = await userNamesById(db)
  const names = await accountNamesById(db)
  const suppressions = await suppressionReasons(db)
  const holds = new Map((await allHolds(db)).map((row) => [row.id, row]))
  const spends = new Map((await allSpends(db)).map((row) => [row.id, row]))
  const talks = new Map((await talksSince(db, 0)).map((row) => [row.id, row]))
  const notes = await fitNotes(db)
  const fits = await loadFits(db, accounts)
  const icps = await loadIcps(db, accounts)
  const userName = (id: string) => people.get(id) ?? 'somebody'
  return {
    userName,
    accountName: (id) => names.get(id) ?? 'another account',
    suppression: (id) => suppressions.get(id) ?? 'suppressed',
    hold: (id): FrozenHold | null => {
      const hold = holds.get(id)
      return hold
        ? {
            since: hold.createdAt,
            until: hold.until === null ? null : localDay(hold.until, zone),
            untilTrigger: hold.untilNextTrigger,
            why: hold.reason,
            by: hold.by === null ? 'Daybreak' : userName(hold.by),
          }
        : null
    },
    talking: (id) => {
      const said = talks.get(id)
      return said ? `already talking: ${said.note} (${said.by})` : 'already talking'
    },
    spend: (id) => {
      const spend = spends.get(id)
      if (!spend) return 'spent'
      return `${spend.reason.replaceAll('_', ' ')}${spend.by ? ` (${spend.by})` : ''}`
    },
    badFit: (id) => `Marked as a bad fit${notes.get(id) ? `: ${notes.get(id)}` : ''}`,
    fit: (id) => fits.get(id) ?? null,
    icp: (id) => icps.get(id) ?? null,
  }
}

type Accounts = ReadonlyMap<string, FrozenAccount>

/** From their columns; what these do not say (a fit that is not known, why one is disqualified) from the whole result. */
const loadFits = async (db: Db, accounts: Accounts): Promise<Map<string, FitSummary>> => {
  const ids = [...accounts.values()].flatMap(({ fitId }) => fitId ?? [])
  const found = new Map<string, FitSummary>()
  for (const part of chunks(ids, 500)) {
    const unsaid: string[] = []
    for (const { id, icpVersionId, fit, tier, coverage, disqualified } of await fitNumbers(db, part)) {
      if (disqualified || fit === 0) unsaid.push(id)
      else found.set(id, { icpVersionId, fit, tier: tier as FitSummary['tier'], disqualifiedBy: [], coverage })
    }
    for (const { id, result } of await fitResults(db, unsaid)) {
      const { icpVersionId, fit, tier, disqualifiedBy, coverage } = result
      found.set(id, { icpVersionId, fit, tier, disqualifiedBy, coverage })
    }
  }
  return found
}

/** The fits of accounts that are shown, with all their reasons. */
export const wholeFits = async (db: Db, accounts: Accounts, shown: readonly { accountId: string }[]) => {
  const fitIdOf = (accountId: string) => accounts.get(accountId)!.fitId
  const found = new Map<string, FitResult>()
  for (const part of chunks(shown, 500)) {
    const ids = part.flatMap(({ accountId }) => fitIdOf(accountId) ?? [])
    for (const { id, result } of await fitResults(db, ids)) found.set(id, result)
  }
  return (accountId: string): FitResult | null => found.get(fitIdOf(accountId) ?? '') ?? null
}

const loadIcps = async (db: Db, accounts: Accounts) => {
  const ids = [...new Set([...accounts.values()].flatMap(({ icpVersionId }) => icpVersionId ?? []))]
  return new Map((await icpVersionsByIds(db, ids)).map((row) => [row.id, asVersion(row).icp]))
}
