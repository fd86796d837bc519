import type { FitResult, Tier } from '../../src/core/fit.ts'
import type { Candidate, CandidateTrigger, Owner, Standing } from '../../src/core/gates.ts'
import { measured, strengthFrom } from '../../src/core/heat.ts'
import { defaultTriggerWeights } from '../../src/core/icp.ts'
import type { RankInput } from '../../src/core/rank.ts'
import type { SignalKind } from '../../src/core/signal.ts'

/** A Wednesday, ranked at six in the morning UTC. */
export const day = '2026-11-25'
export const freeze = Date.UTC(2026, 10, 25, 6)
export const msPerHour = 3_600_000

type TriggerParts = {
  id?: string
  kind?: SignalKind
  hoursAgo?: number
  seenHoursAgo?: number
  lite?: boolean
  spent?: string | null
  shownDays?: number
}

/** A trigger that happened, and was first seen, some hours before the freeze. */
export const triggerOf = (parts: TriggerParts = {}): CandidateTrigger => {
  const { id = 'trigger-1', kind = 'funding', hoursAgo = 5, lite = false, spent = null, shownDays = 0 } = parts
  const happened = {
    id,
    kind,
    at: freeze - hoursAgo * msPerHour,
    publishers: ['Wire'],
    fields: {},
    confidence: 1,
    lite,
    side: 'subject' as const,
  }
  const weight = defaultTriggerWeights[kind]
  return {
    strength: strengthFrom(measured(happened), { ...weight, expiresDays: 3 * weight.halfLifeDays }, freeze),
    firstSeenAt: freeze - (parts.seenHoursAgo ?? hoursAgo) * msPerHour,
    spent,
    shownDays,
  }
}

export const fitResultOf = (fit: number | null, tier: Tier | null, parts: Partial<FitResult> = {}): FitResult => ({
  icpVersionId: 'v1',
  icpKey: 'test',
  fit,
  tier,
  disqualifiedBy: [],
  coverage: 0.8,
  contributions: [],
  missingRequired: [],
  ...parts,
})

export const standingOf = (accountId: string, parts: Partial<Standing> = {}): Standing => ({
  accountId,
  name: accountId,
  suppressed: null,
  relationship: null,
  cooldown: null,
  inFlight: null,
  ...parts,
})

/** An account that passes every gate. */
export const candidateOf = (accountId: string, parts: Partial<Candidate> = {}): Candidate => ({
  ...standingOf(accountId),
  complete: true,
  mergedInto: null,
  relatives: [],
  fit: fitResultOf(80, 1),
  alpha: 0.5,
  triggers: [triggerOf({ id: `trigger-of-${accountId}` })],
  badFit: null,
  holds: [],
  ownerId: 'rep',
  reachable: true,
  pursuit: null,
  ...parts,
})

export const ownerOf = (id: string, parts: Partial<Owner> = {}): Owner => ({
  id,
  name: `The ${id}`,
  zone: 'Europe/Berlin',
  holidays: new Set(),
  capacity: 15,
  absent: false,
  coverId: null,
  ...parts,
})

export const inputOf = (candidates: readonly Candidate[], parts: Partial<RankInput> = {}): RankInput => ({
  day,
  zone: 'UTC',
  holidays: new Set(),
  owners: [ownerOf('rep')],
  candidates,
  perKindLimit: 8,
  ...parts,
})
