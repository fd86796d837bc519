import { holidaysOf, zonesOf } from '../adapters/places.ts'
import { isZone, localDay } from '../core/day.ts'
import { mayLeave, type Place, placeOf, undecidedOf, type Verdict } from '../core/leave.ts'
import { liveFactsOf } from '../store/accounts.ts'
import { type Contact, findContact } from '../store/contacts.ts'
import { findDraft } from '../store/drafts.ts'
import { guardsIntact } from '../store/open.ts'
import type { Judged } from '../store/sends.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { tampered } from './gate.ts'

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
  const place = await placeFor(app, draft.accountId, contact)
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
  const early = mayLeave({ ...asked, guardsIntact: true, armed: true, tampered: [] })
  const verdict = early.leaves
    ? mayLeave({
        ...asked,
        guardsIntact: await guardsIntact(app.db),
        armed: await app.armed(),
        tampered: await tampered(app),
      })
    : early
  return {
    verdict,
    day,
    judged: {
      seal: workspace.seal,
      contact: { id: contactId ?? '', country: contact?.country ?? null, timeZone: contact?.timeZone ?? null },
    },
  }
}

/** What a person has to say before anything is sent to this contact, in words; null when nothing is missing. */
export const undecidedFor = async (app: App, accountId: string, contactId: string | null): Promise<string | null> => {
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  return undecidedOf((await getWorkspace(app.db)).settings, await placeFor(app, accountId, contact))
}

/** Where the contact is, or else the account, as its facts say. */
const placeFor = async (app: App, accountId: string, contact: Contact | undefined): Promise<Place> => {
  const facts = await liveFactsOf(app.db, [accountId])
  const word = (field: string): string | null => {
    const value = facts.find((fact) => fact.field === field)?.value
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const zone = (text: string | null) => (text && isZone(text) ? text : null) // a wrong one is none
  const upper = (country: string | null) => country?.toUpperCase() ?? null
  return placeOf(
    { country: upper(contact?.country ?? null), timeZone: zone(contact?.timeZone ?? null) },
    { country: upper(word('country')), timeZone: zone(word('timeZone')), basis: word('contactBasis') },
    zonesOf,
  )
}
