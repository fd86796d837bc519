import type { Db } from '#dialect'
import { addDays, isWorkingDay, type LocalDay, localDay, msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { candidatesFrom, type FrozenAccount, type FrozenRules, inFlightStates, ownersFrom } from '../core/frozen.ts'
import type { Candidate, Owner } from '../core/gates.ts'
import { measured } from '../core/heat.ts'
import type { Settings } from '../core/settings.ts'
import {
  allAccounts,
  allDomains,
  groupBy,
  liveEmployments,
  liveOwnerships,
  liveRelationships,
} from '../store/accounts.ts'
import { liveFitIds } from '../store/fits.ts'
import { openPursuits } from '../store/pursuits.ts'
import {
  activeUsers,
  allAbsences,
  allSpends,
  allSuppressions,
  draftsIn,
  editedPursuits,
  openHolds,
  queuedOn,
  shownBetween,
} from '../store/ranking.ts'
import { liveTriggers, type StoredTrigger } from '../store/signals.ts'
import { restsSince } from './rests.ts'
import { standingVerdicts } from './verdict.ts'
import { loadWords } from './words.ts'
import { workedOn } from './worked.ts'

type When = { now: Instant; day: LocalDay; zone: string; settings: Settings }

/** Everybody who may own accounts, as ranking sees them on that day. */
export const loadOwners = async (db: Db, day: LocalDay, settings: Settings): Promise<Owner[]> => {
  const names = new Map((await activeUsers(db)).map(({ id, name }) => [id, name]))
  const rules = await loadRules(db, { day, zone: '', settings })
  return ownersFrom(rules, { userName: (id) => names.get(id) ?? id })
}

/** Every account with all that the gates and the formula ask, as it stands at `now`. */
export const loadCandidates = async (db: Db, when: When): Promise<Candidate[]> => {
  const accounts = await loadAccounts(db, when)
  const words = await loadWords(db, accounts, when.zone)
  return candidatesFrom(accounts, await loadRules(db, when), words, when.now)
}

/** What is not about one account: who works that day, and by which settings. */
export const loadRules = async (db: Db, { day, zone, settings }: Omit<When, 'now'>): Promise<FrozenRules> => {
  const away = groupBy(await allAbsences(db), ({ userId }) => userId)
  return {
    zone,
    holidays: settings.holidays,
    perKindLimit: settings.perKindLimit,
    accountCooldownDays: settings.accountCooldownDays,
    owners: (await activeUsers(db)).map(({ id, timeZone, capacity }) => {
      const absence = away.get(id)?.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
      return { id, zone: timeZone, capacity, absent: absence !== undefined, coverId: absence?.coverUserId ?? null }
    }),
  }
}

/** What ranking reads of every account, by id, as it stands at `now`. */
export const loadAccounts = async (db: Db, when: When): Promise<Map<string, FrozenAccount>> => {
  const accounts = await allAccounts(db)
  const fits = new Map((await liveFitIds(db)).map((row) => [row.accountId, row]))
  const domains = groupBy(await allDomains(db), ({ accountId }) => accountId)
  const barred = await loadBars(db, when, domains)
  const own = await loadOwn(db)
  const triggers = await loadTriggers(db, when)
  return new Map(
    accounts.map(({ id, familyId, incomplete, mergedInto }) => {
      const fit = fits.get(id)
      return [
        id,
        {
          familyId,
          complete: !incomplete && domains.has(id),
          mergedInto,
          ...barred(id),
          fitId: fit?.id ?? null,
          icpVersionId: fit?.icpVersionId ?? null,
          triggers: triggers(id),
          ...own(id, fit?.icpVersionId ?? null),
        },
      ]
    }),
  )
}

/** What belongs to one account alone: owner, hold, pursuit, verdict, and whether anybody can be reached. */
const loadOwn = async (db: Db) => {
  const ownerOf = new Map((await liveOwnerships(db)).map(({ accountId, userId }) => [accountId, userId]))
  const holdsOf = groupBy(await openHolds(db), ({ hold }) => hold.accountId)
  const edited = await editedPursuits(db)
  const pursuitOf = new Map((await openPursuits(db)).map(({ id, accountId }) => [accountId, id]))
  const standing = await standingVerdicts(db)
  const reachable = await reachableAccounts(db)
  return (accountId: string, icpVersionId: string | null) => {
    const pursuitId = pursuitOf.get(accountId)
    return {
      badFitId: standing(accountId, icpVersionId),
      holdIds: (holdsOf.get(accountId) ?? []).map(({ hold }) => hold.id),
      ownerId: ownerOf.get(accountId) ?? null,
      reachable: reachable.has(accountId),
      pursuit: pursuitId ? { id: pursuitId, edited: edited.has(pursuitId) } : null,
    }
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

/** Each account's triggers: how big, whether spent by a decision, and on how many of the rep's working days shown. */
const loadTriggers = async (db: Db, { now, day, zone, settings }: When) => {
  const holidays = new Set(settings.holidays)
  const spends = new Map((await allSpends(db)).map((row) => [row.triggerId, row.id]))
  const worked = await workedOn(db, now - longestShownDays * msPerDay, zone)
  const items = (await shownBetween(db, addDays(day, -longestShownDays), day)).filter(
    (row) => isWorkingDay(row.day, holidays) && !worked(row.pursuitId, row.day),
  )
  const shown = groupBy(
    items.flatMap((item) => item.why.strengths.map(({ triggerId }) => ({ triggerId, day: item.day }))),
    ({ triggerId }) => triggerId,
  )
  const triggers = groupBy(await liveTriggers(db), ({ accountId }) => accountId)
  const frozen = ({ id, kind, trigger, firstSeenAt }: StoredTrigger) => ({
    ...measured({ ...trigger, id, kind }),
    firstSeenAt,
    spendId: spends.get(id) ?? null,
    shownDays: new Set((shown.get(id) ?? []).map((row) => row.day)).size,
  })
  return (accountId: string) => (triggers.get(accountId) ?? []).map(frozen)
}

type Domains = ReadonlyMap<string, readonly { domain: string }[]>

/** What forbids a first touch at each account, relatives not asked yet. */
const loadBars = async (db: Db, when: When, domains: Domains) => {
  const suppressed = await suppressionIds(db, domains)
  const related = groupBy(await liveRelationships(db, when.now), ({ accountId }) => accountId)
  const rest = when.settings.accountCooldownDays
  const rests = await restsSince(db, when.now - rest * msPerDay)
  const flying = new Map((await draftsIn(db, inFlightStates)).map((row) => [row.accountId, row.state]))
  const queued = new Map((await queuedOn(db, when.day)).map((row) => [row.accountId, row.ownerId]))
  return (id: string): Pick<FrozenAccount, 'suppressionId' | 'relationship' | 'rest' | 'inFlight'> => {
    const newest = rests.get(id)
    const draft = flying.get(id)
    const queueOf = queued.get(id)
    const relation = related.get(id)?.sort((a, b) => kindOrder(a.kind) - kindOrder(b.kind))[0]
    return {
      suppressionId: suppressed.get(id) ?? null,
      relationship: relation ? { kind: relation.kind, ownerId: relation.ownerId } : null,
      rest: newest ? { day: localDay(newest.at, when.zone), after: newest.after, decisionId: newest.decisionId } : null,
      inFlight: draft ? { draft } : queueOf ? { queueOf } : null,
    }
  }
}

const kindOrder = (kind: string): number => ['customer', 'open_opportunity', 'competitor', 'partner'].indexOf(kind)

const suppressionIds = async (db: Db, domains: Domains): Promise<Map<string, string>> => {
  const all = await allSuppressions(db)
  const byDomain = new Map(all.filter(({ kind }) => kind === 'domain').map(({ key, id }) => [key, id]))
  const found = new Map(all.filter(({ kind }) => kind === 'account').map(({ key, id }) => [key, id]))
  for (const [accountId, own] of domains)
    for (const { domain } of own) {
      const id = byDomain.get(domain)
      if (id && !found.has(accountId)) found.set(accountId, id)
    }
  return found
}
