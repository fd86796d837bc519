import { afterWorkingMs, msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { triggerWeight } from '../core/icp.ts'
import type { Draft } from '../store/drafts.ts'
import { asVersion, getIcpVersion } from '../store/icps.ts'
import { findPursuit } from '../store/pursuits.ts'
import { triggersById } from '../store/signals.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'

const hourMs = 3_600_000
/** Above this the guards take no approval, however many holidays lie in its way. */
const longestMs = (hours: number) => 2 * hours * hourMs + 14 * msPerDay

/** When an approval given now ends: after its hours of working days, in the workspace's zone, or with its trigger. */
export const expiryOf = async (app: App, draft: Draft, at: Instant): Promise<Instant> => {
  const { approvalHours, timeZone, settings } = await getWorkspace(app.db)
  const end = afterWorkingMs(at, approvalHours * hourMs, timeZone, new Set(settings.holidays))
  const triggerEnd = await triggerEndOf(app, draft)
  if (triggerEnd <= at) throw new Refusal('invalid', 'Its trigger has run out: the news is too old to write about')
  return Math.min(end, triggerEnd, at + longestMs(approvalHours))
}

/** A follow-up goes on from its first touch, so it never runs out with the news. */
const triggerEndOf = async (app: App, { kind, pursuitId }: Draft): Promise<Instant> => {
  const pursuit = kind === 'first_touch' ? await findPursuit(app.db, pursuitId) : undefined
  const [lead] = pursuit ? await triggersById(app.db, [pursuit.leadTriggerId]) : []
  if (!pursuit || !lead) return Number.POSITIVE_INFINITY
  const version = await getIcpVersion(app.db, pursuit.icpVersionId)
  return lead.at + triggerWeight(version ? asVersion(version).icp : null, lead.kind).expiresDays * msPerDay
}
