import { registrableDomain } from '../../core/domain.ts'
import { addressKey, normalizeAddress } from '../../core/suppression.ts'
import { contactByAddress, findContact, workplacesOf } from '../../store/contacts.ts'
import { accountsOfDomain, familyOf } from '../../store/family.ts'
import type { Received } from '../../store/received.ts'
import { lastTouchTo, type Touch, touchesCalled, touchesOf } from '../../store/touches.ts'
import { allUsers } from '../../store/users.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { App } from '../app.ts'

/** Where a message belongs, and how sure that is. */
export type Belonging = Pick<Received, 'accountId' | 'contactId' | 'touchId' | 'matchedBy' | 'addressKey'>

/** By the message of ours it names, else by who wrote it, else by the company whose people we wrote to. */
export const belongingOf = async (
  app: App,
  about: readonly string[],
  from: string | null,
): Promise<Belonging | null> => {
  const { salt } = await getWorkspace(app.db)
  const key = (from && addressKey(salt, from)) || null
  const contact = key ? await contactByAddress(app.db, key) : undefined
  if (contact && contact.erasedAt !== null) return null // of them nothing is kept any more
  const named = await touchNamed(app, about)
  if (named) return belonging(named, 'message', key)
  if (!from || !key) return null
  const written = await unlessErased(app, await lastTouchTo(app.db, key))
  if (written) return belonging(written, 'address', key)
  const [accountId] = contact ? await workplacesOf(app.db, contact.id) : []
  if (contact && accountId)
    return { accountId, contactId: contact.id, touchId: null, matchedBy: 'address', addressKey: key }
  const domain = registrableDomain(from.split('@')[1] ?? '')
  for (const accountId of domain ? await accountsOfDomain(app.db, domain) : []) {
    const [last] = await touchesOf(app.db, await familyOf(app.db, accountId))
    if (last) return { accountId, contactId: null, touchId: null, matchedBy: 'domain', addressKey: key }
  }
  return null
}

const belonging = (touch: Touch, matchedBy: 'message' | 'address', key: string | null): Belonging => ({
  accountId: touch.accountId,
  contactId: touch.contactId,
  touchId: touch.id,
  matchedBy,
  addressKey: key,
})

/** The message of ours that is named first. */
export const touchNamed = async (app: App, about: readonly string[]): Promise<Touch | null> => {
  if (about.length === 0) return null
  const touches = new Map((await touchesCalled(app.db, [...about])).map((touch) => [touch.externalId, touch]))
  const named = about.find((id) => touches.has(id))
  return await unlessErased(app, named ? touches.get(named) : undefined)
}

/** What comes back of a message to somebody who was erased tells of them: it is nothing to us any more. */
export const unlessErased = async (app: App, touch: Touch | undefined): Promise<Touch | null> => {
  const contact = touch?.contactId ? await findContact(app.db, touch.contactId) : undefined
  return touch && !contact?.erasedAt ? touch : null
}

/** Whether it is our own mail: the mailbox that sends, or one of the people here. */
export const isOwn = async (app: App, from: string | null): Promise<boolean> => {
  const address = from && normalizeAddress(from)
  if (!address) return false
  const { settings } = await getWorkspace(app.db)
  const own = [settings.sender.fromEmail, ...(await allUsers(app.db)).map(({ email }) => email)]
  return own.some((one) => normalizeAddress(one) === address)
}
