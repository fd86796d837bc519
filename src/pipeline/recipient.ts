import { firstNameOf } from '../core/brief/contacts.ts'
import type { Brief, BriefContact } from '../core/brief.ts'
import { Refusal } from '../core/errors.ts'
import { personaOf } from '../core/icp/persona.ts'
import type { Icp } from '../core/icp.ts'
import { employmentsOf } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { wrongContacts } from '../store/corrections.ts'
import { familyOf } from '../store/family.ts'
import { findSuppression } from '../store/suppressions.ts'
import type { App } from './app.ts'

/** The brief with the person it goes to now: the one chosen by hand, never one that somebody called wrong. */
export const withRecipient = async (app: App, brief: Brief, icp: Icp, chosenId: string | null): Promise<Brief> => {
  const wrong = await wrongContacts(app.db, brief.account.id)
  const offered = [brief.contact, ...brief.alternates].filter((contact) => contact !== null)
  const right = offered.filter(({ contactId }) => !wrong.has(contactId))
  const chosen =
    chosenId === null
      ? right[0]
      : (offered.find(({ contactId }) => contactId === chosenId) ?? (await byHand(app, brief, icp, chosenId)))
  const recipient = chosen ? await asKnownNow(app, chosen) : null
  return {
    ...brief,
    contact: recipient,
    alternates: right.filter((contact) => contact !== chosen),
    lookFor: recipient?.reachable ? null : (brief.lookFor ?? icp.personas[0]?.name ?? null),
  }
}

/** A brief keeps the address of its day; the one that counts is the contact's own. */
const asKnownNow = async (app: App, contact: BriefContact): Promise<BriefContact> => {
  const row = await findContact(app.db, contact.contactId)
  const email = row && row.erasedAt === null ? row.email : null
  return { ...contact, email, reachable: Boolean(email) }
}

const byHand = async (app: App, brief: Brief, icp: Icp, contactId: string): Promise<BriefContact | undefined> => {
  const works = (await employmentsOf(app.db, await familyOf(app.db, brief.account.id))).find(
    ({ contact, employment }) => contact.id === contactId && employment.to === null,
  )
  return (
    works && {
      contactId,
      name: works.contact.name,
      firstName: firstNameOf(works.contact.name),
      title: works.employment.title,
      email: works.contact.email,
      personaKey: personaOf(works.employment.title, icp)?.key ?? null,
      verifiedAt: works.contact.verifiedAt,
      reachable: Boolean(works.contact.email),
      score: 0,
      why: 'chosen by hand',
    }
  )
}

/** Whether a person of this account may be chosen; throws in words when not. */
export const mustBeReachable = async (app: App, accountId: string, contactId: string): Promise<void> => {
  const works = (await employmentsOf(app.db, await familyOf(app.db, accountId))).find(
    ({ contact }) => contact.id === contactId,
  )
  if (!works) throw new Refusal('not_found', 'There is no such person at this account')
  const { contact, employment } = works
  if (employment.to !== null) throw new Refusal('invalid', `${contact.name} has left`)
  if (contact.addressKey && (await findSuppression(app.db, 'address', contact.addressKey)))
    throw new Refusal('invalid', `${contact.name} must not be contacted`)
}
