import type { Db } from '#dialect'
import { addDays, dayInWords, isWorkingDay, type LocalDay, localDay, msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { Candidate, CandidateTrigger, Owner, Standing } from '../core/gates.ts'
import { strengthOf } from '../core/heat.ts'
import { type Icp, triggerWeight } from '../core/icp.ts'
import type { Settings } from '../core/settings.ts'
import {
  allAccounts,
  allDomains,
  groupBy,
  liveEmployments,
  liveOwnerships,
  liveRelationships,
} from '../store/accounts.ts'
import { liveFits } from '../store/fits.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import { openPursuits } from '../store/pursuits.ts'
import {
  activeUsers,
  allAbsences,
  allSpends,
  allSuppressions,
  draftsIn,
  editedPursuits,
  fitCorrections,
  openHolds,
  queuedOn,
  shownBetween,
  touchesSince,
} from '../store/ranking.ts'
import { liveTriggers, type StoredTrigger } from '../store/signals.ts'

type When = { now: Instant; day: LocalDay; zone: string; settings: Settings }

/** Everybody who may own accounts, as ranking sees them on that day. */
export const loadOwners = async (db: Db, day: LocalDay, settings: Settings): Promise<Owner[]> => {
  const away = groupBy(await allAbsences(db), ({ userId }) => userId)
  const holidays = new Set(settings.holidays)
  return (await activeUsers(db)).map(({ id, name, timeZone, capacity }) => {
    const absence = away.get(id)?.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
    return {
      id,
      name,
      zone: timeZone,
      holidays,
      capacity,
      absent: absence !== undefined,
      coverId: absence?.coverUserId ?? null,
    }
  })
}

/** Every account with all that the gates and the formula ask, as it stands at `now`. */
export const loadCandidates = async (db: Db, when: When): Promise<Candidate[]> => {
  const [accounts, fits, triggers, versions] = [
    await allAccounts(db),
    new Map((await liveFits(db)).map((row) => [row.accountId, row])),
    groupBy(await liveTriggers(db), ({ accountId }) => accountId),
    new Map((await liveIcps(db)).map((row) => [row.id, asVersion(row).icp])),
  ]
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const standing = await loadStandings(db, when, accounts)
  const family = groupBy(accounts, ({ familyId }) => familyId)
  const own = await loadOwn(db, when)
  const domains = groupBy(await allDomains(db), ({ accountId }) => accountId)
  return accounts.map((account) => {
    const stored = fits.get(account.id)
    const icp = stored ? versions.get(stored.icpVersionId) : undefined
    return {
      ...standing.get(account.id)!,
      complete: !account.incomplete && domains.has(account.id),
      mergedInto: account.mergedInto ? (names.get(account.mergedInto) ?? 'another account') : null,
      relatives: family
        .get(account.familyId)!
        .filter(({ id, mergedInto }) => id !== account.id && mergedInto === null)
        .map(({ id }) => standing.get(id)!),
      fit: stored?.result ?? null,
      alpha: icp?.alpha ?? 0.5,
      triggers: (triggers.get(account.id) ?? []).map((trigger) => own.trigger(trigger, icp)),
      ...own.of(account.id, stored?.from ?? 0),
    }
  })
}

/** What belongs to one account alone: owner, hold, pursuit, verdicts, and the fate of its triggers. */
const loadOwn = async (db: Db, when: When) => {
  const ownerOf = new Map((await liveOwnerships(db)).map(({ accountId, userId }) => [accountId, userId]))
  const holdOf = new Map((await openHolds(db)).map((row) => [row.hold.accountId, row]))
  const edited = await editedPursuits(db)
  const pursuitOf = new Map((await openPursuits(db)).map(({ id, accountId }) => [accountId, id]))
  const verdictOf = new Map((await fitCorrections(db)).map((row) => [row.accountId, row]))
  const reachable = await reachableAccounts(db)
  const fate = await loadFates(db, when)
  return {
    trigger: (row: StoredTrigger, icp: Icp | undefined): CandidateTrigger => ({
      strength: strengthOf(row.trigger, triggerWeight(icp ?? null, row.kind), when.now),
      firstSeenAt: row.firstSeenAt,
      ...fate(row.id),
    }),
    of: (accountId: string, since: Instant) => {
      const held = holdOf.get(accountId)
      const verdict = verdictOf.get(accountId)
      const pursuitId = pursuitOf.get(accountId)
      return {
        badFit: verdict && verdict.at >= since ? `Marked as a bad fit${verdict.note ? `: ${verdict.note}` : ''}` : null,
        hold: held
          ? {
              since: held.hold.createdAt,
              until: held.hold.until === null ? null : localDay(held.hold.until, when.zone),
              untilTrigger: held.hold.untilNextTrigger,
              why: held.hold.reason,
              by: held.by ?? 'Daybreak',
            }
          : null,
        ownerId: ownerOf.get(accountId) ?? null,
        reachable: reachable.has(accountId),
        pursuit: pursuitId ? { id: pursuitId, edited: edited.has(pursuitId) } : null,
      }
    },
  }
}

const reachableAccounts = async (db: Db): Promise<Set<string>> => {
  const silent = new Set((await allSuppressions(db)).filter(({ kind }) => kind === 'address').map(({ key }) => key))
  const people = (await liveEmployments(db)).filter(
    ({ contact }) => contact.addressKey && !silent.has(contact.addressKey),
  )
  return new Set(people.map(({ employment }) => employment.accountId))
}

/** Triggers expire long before. */
const longestShownDays = 200

/** Whether a trigger was spent by a decision, and on how many of the rep's working days it was shown. */
const loadFates = async (db: Db, { day, settings }: When) => {
  const holidays = new Set(settings.holidays)
  const spends = new Map((await allSpends(db)).map((row) => [row.triggerId, row]))
  const items = (await shownBetween(db, addDays(day, -longestShownDays), day)).filter((row) =>
    isWorkingDay(row.day, holidays),
  )
  const shown = groupBy(
    items.flatMap((item) => item.why.strengths.map(({ triggerId }) => ({ triggerId, day: item.day }))),
    ({ triggerId }) => triggerId,
  )
  return (triggerId: string) => {
    const spend = spends.get(triggerId)
    return {
      spent: spend ? `${spend.reason.replaceAll('_', ' ')}${spend.by ? ` (${spend.by})` : ''}` : null,
      shownDays: new Set((shown.get(triggerId) ?? []).map((row) => row.day)).size,
    }
  }
}

type Accounts = Awaited<ReturnType<typeof allAccounts>>

/** What forbids a first touch at each account, relatives not asked yet. */
const loadStandings = async (db: Db, when: When, accounts: Accounts) => {
  const suppressed = await suppressedAccounts(db)
  const related = groupBy(await liveRelationships(db), ({ accountId }) => accountId)
  const rest = when.settings.accountCooldownDays
  const touched = new Map((await touchesSince(db, when.now - rest * msPerDay)).map((row) => [row.accountId, row]))
  const flying = new Map((await draftsIn(db, [...inFlightStates])).map((row) => [row.accountId, row.state]))
  const queued = new Map((await queuedOn(db, when.day)).map((row) => [row.accountId, row.owner]))
  return new Map<string, Standing>(
    accounts.map(({ id, name }) => {
      const touch = touched.get(id)
      const state = flying.get(id)
      const relation = related.get(id)?.sort((a, b) => kindOrder(a.kind) - kindOrder(b.kind))[0]
      return [
        id,
        {
          accountId: id,
          name,
          suppressed: suppressed.get(id) ?? null,
          relationship: relation ? { kind: relation.kind, ownerId: relation.ownerId } : null,
          cooldown: touch ? cooldownAfter(touch, rest, when.zone) : null,
          inFlight: state
            ? (inFlightWords[state] ?? null)
            : queued.has(id)
              ? `in ${queued.get(id)}'s queue today`
              : null,
        },
      ]
    }),
  )
}

const kindOrder = (kind: string): number => ['customer', 'open_opportunity', 'competitor', 'partner'].indexOf(kind)

const cooldownAfter = ({ at, channel }: { at: Instant; channel: string }, days: number, zone: string) => {
  const day = localDay(at, zone)
  return { until: addDays(day, days), why: `${channel} touch on ${dayInWords(day)}` }
}

const inFlightStates = ['submitted', 'approved', 'queued', 'sending', 'failed', 'unknown'] as const
const inFlightWords: Record<string, string> = {
  submitted: 'a draft waits for approval',
  approved: 'an approved message is about to leave',
  queued: 'an approved message is about to leave',
  sending: 'a message is being sent',
  failed: 'a message could not be sent and waits for a person',
  unknown: 'it is not known whether a message left; a person has to say',
}

const suppressedAccounts = async (db: Db): Promise<Map<string, string>> => {
  const all = await allSuppressions(db)
  const byDomain = new Map(all.filter(({ kind }) => kind === 'domain').map((row) => [row.key, row.reason]))
  const found = new Map(all.filter(({ kind }) => kind === 'account').map((row) => [row.key, row.reason]))
  for (const { domain, accountId } of await allDomains(db)) {
    const reason = byDomain.get(domain)
    if (reason && !found.has(accountId)) found.set(accountId, reason)
  }
  return found
}
