import { type LocalDay, localDay, workingMsBetween } from './day.ts'
import type { Instant } from './document.ts'
import type { Settings } from './settings.ts'

/** What the workspace says about who approves when a manager cannot; sealed with the rest of its settings. */
export type StandInRules = Pick<Settings, 'deputyId' | 'covers' | 'tier1WaitHours' | 'holidays'>

/** A text that waits: since when, and its account's tier. */
export type Submission = { at: Instant; tier: number | null }

export type StandIn = 'deputy' | 'cover'

const hourMs = 3_600_000

/** How long a text has waited on working days in the workspace's zone. */
export const waitedMs = (at: Instant, now: Instant, zone: string, holidays: readonly string[]): number =>
  workingMsBetween(at, now, zone, new Set(holidays))

/**
 * As what somebody may decide about a submitted text of another person: a manager's cover on the days that the manager
 * is away, whatever it is, at once; the deputy a Tier 1 that has waited its working hours. Null when as nothing.
 */
export const standInAs = (
  userId: string,
  rules: StandInRules,
  zone: string,
  { at, tier }: Submission,
  now: Instant,
): StandIn | null => {
  const today = localDay(now, zone)
  if (coversToday(userId, rules, today)) return 'cover'
  const isDeputy = userId === rules.deputyId && tier === 1
  return isDeputy && waitedMs(at, now, zone, rules.holidays) >= rules.tier1WaitHours * hourMs ? 'deputy' : null
}

/** Whether somebody is named as deputy, or as a manager's cover today: they see what waits for them. */
export const isStandIn = (userId: string, rules: StandInRules, today: LocalDay): boolean =>
  rules.deputyId === userId || coversToday(userId, rules, today)

/** The covers that are left when somebody is as said now: only who approves is covered, and only who is active covers. */
export const coversLeft = (
  covers: StandInRules['covers'],
  { id, role, active }: { id: string; role: string; active: boolean },
): StandInRules['covers'] =>
  covers.filter(({ awayId, coverId }) => (awayId !== id || (active && role !== 'rep')) && (coverId !== id || active))

const coversToday = (userId: string, { covers }: StandInRules, today: LocalDay): boolean =>
  covers.some(({ coverId, from, to }) => coverId === userId && from <= today && today <= to)
