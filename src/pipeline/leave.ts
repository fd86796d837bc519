import { holidaysOf, zonesOf } from '../adapters/places.ts'
import { localDay } from '../core/day.ts'
import { mayLeave, placeOf, type Verdict } from '../core/leave.ts'
import { liveFactsOf } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { findDraft } from '../store/drafts.ts'
import { guardsIntact } from '../store/open.ts'
import { type Judged, storedSettings } from '../store/sends.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'

export type LeavingJudged = { verdict: Verdict; judged: Judged; day: string }

/** Asks everything that is asked in code, now, and keeps what was read so that the claim can insist on it. */
export const judgeLeaving = async (
  app: App,
  draftId: string,
  contactId: string | null,
  route: 'folder' | 'smtp' = app.outreach.route,
): Promise<LeavingJudged> => {
  const workspace = await getWorkspace(app.db)
  const draft = (await findDraft(app.db, draftId))!
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  const facts = await liveFactsOf(app.db, [draft.accountId])
  const word = (field: string): string | null => {
    const value = facts.find((fact) => fact.field === field)?.value
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const upper = (country: string | null) => country?.toUpperCase() ?? null
  const place = placeOf(
    { country: upper(contact?.country ?? null), timeZone: contact?.timeZone ?? null },
    { country: upper(word('country')), timeZone: word('timeZone'), basis: word('contactBasis') },
    zonesOf,
  )
  const now = app.now()
  const day = localDay(now, workspace.timeZone)
  const calendar = place.country ? holidaysOf(place.country, Number(day.slice(0, 4))) : []
  const asked = {
    now,
    route,
    publicAddress: app.baseUrl.startsWith('https://'),
    settings: workspace.settings,
    place,
    holidays: new Set([...workspace.settings.holidays, ...calendar]),
  }
  // What waits is asked every few seconds; the dear questions come last, right before the claim.
  const early = mayLeave({ ...asked, guardsIntact: true, armed: true })
  const verdict = early.leaves
    ? mayLeave({ ...asked, guardsIntact: await guardsIntact(app.db), armed: await app.armed() })
    : early
  return {
    verdict,
    day,
    judged: {
      settings: await storedSettings(app.db),
      epoch: workspace.epoch,
      contact: { id: contactId ?? '', country: contact?.country ?? null, timeZone: contact?.timeZone ?? null },
    },
  }
}
