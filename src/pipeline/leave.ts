import { countryOf, holidaysOf, zonesOf } from '../adapters/places.ts'
import { isZone, localDay, msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { mayLeave, type Place, placeOf, undecidedOf, type Verdict } from '../core/leave.ts'
import type { Recipient } from '../core/review.ts'
import type { Settings } from '../core/settings.ts'
import { liveFactsOf } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { findDraft } from '../store/drafts.ts'
import { guardsIntact } from '../store/open.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { tampered } from './gate.ts'

/** `seal` of the rules that it was judged by: another one means that they or somebody's rights have changed since. */
export type LeavingJudged = { verdict: Verdict; recipient: Recipient; seal: string; day: string }

/** Asks everything that is asked in code, now, and tells what was read so that the claim can insist on it. */
export const judgeLeaving = async (
  app: App,
  draftId: string,
  contactId: string | null,
  route: 'folder' | 'smtp' = app.outreach.route,
): Promise<LeavingJudged> => {
  const workspace = await getWorkspace(app.db)
  const draft = (await findDraft(app.db, draftId))!
  const recipient = await recipientOf(app, draft.accountId, contactId)
  const place = placeFor(recipient)
  const now = app.now()
  const day = localDay(now, workspace.timeZone)
  const calendar = place.country ? holidaysAround(place.country, now) : []
  const asked = {
    now,
    route,
    publicAddress: app.baseUrl.startsWith('https://'),
    settings: policyOf(workspace.settings),
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
  return { verdict, recipient, seal: workspace.seal, day }
}

/** Of the years it may be there: a day off in December is not forgotten where it is January already. */
const holidaysAround = (country: string, now: Instant) =>
  holidaysOf(country, Number(localDay(now - msPerDay, 'UTC').slice(0, 4)))

/** What a person has to say before anything is sent to this contact, in words; null when nothing is missing. */
export const undecidedFor = async (app: App, accountId: string, contactId: string | null): Promise<string | null> => {
  const { settings } = await getWorkspace(app.db)
  return undecidedOf(policyOf(settings), placeFor(await recipientOf(app, accountId, contactId)))
}

/** What is known now of the one a text goes to: the contact's own columns, and the facts of the account. */
export const recipientOf = async (app: App, accountId: string, contactId: string | null): Promise<Recipient> => {
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  const facts = await liveFactsOf(app.db, [accountId])
  const word = (field: string): string | null => {
    const value = facts.find((fact) => fact.field === field)?.value
    return typeof value === 'string' ? value : null
  }
  return {
    accountId,
    contactId,
    country: contact?.country ?? null,
    timeZone: contact?.timeZone ?? null,
    accountCountry: word('country'),
    accountTimeZone: word('timeZone'),
    basis: word('contactBasis'),
  }
}

/** Where the contact is, or else the account, as its facts say. */
const placeFor = ({ country, timeZone, accountCountry, accountTimeZone, basis }: Recipient): Place =>
  placeOf(
    { country: code(country), timeZone: zone(timeZone) },
    { country: code(accountCountry), timeZone: zone(accountTimeZone), basis: basis?.trim() || null },
    zonesOf,
  )

const zone = (text: string | null) => (text && isZone(text.trim()) ? text.trim() : null) // a wrong one is none
const code = (country: string | null) => (country ? countryOf(country) : null) // nor is a wrong country one

const fromMild = ['allowed', 'needs_basis', 'blocked']

/** The rules by the codes that countries have today; of two rules for one country the stricter. */
const policyOf = (settings: Settings): Settings => {
  const rules = Object.entries(settings.countries).sort(([, a], [, b]) => fromMild.indexOf(a) - fromMild.indexOf(b))
  return { ...settings, countries: Object.fromEntries(rules.map(([named, rule]) => [countryOf(named) ?? named, rule])) }
}
