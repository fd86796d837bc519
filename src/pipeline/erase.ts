import { erasureKeys, withoutPerson } from '../core/erasure.ts'
import { Refusal } from '../core/errors.ts'
import { suppressionKey } from '../core/suppression.ts'
import { touchAccounts } from '../store/accounts.ts'
import { type Contact, findContact } from '../store/contacts.ts'
import {
  accountsOfContact,
  briefsOfAccounts,
  emptyPerson,
  emptyRevisions,
  erasedAt,
  formerKeys,
  insertErasures,
  peopleAt,
  revisionsTo,
  saveBrief,
} from '../store/erasures.ts'
import { familyOf } from '../store/family.ts'
import { eraseReceived } from '../store/received.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, type Said, type Steps } from './commit.ts'
import type { Person } from './edit.ts'
import { emptyMentions } from './mentions.ts'
import { suppressSteps } from './suppress.ts'

export type Erased = { people: number; texts: number }
type Part = { steps: Steps; audit: Said; texts: number }

/**
 * Takes out everything that tells who somebody is, and everything we wrote to them, for good. The address is suppressed
 * everywhere; what they could come back under stays known as salted hashes, so that no import takes them in again. The
 * record keeps its ids, hashes and days. Whoever was erased before is looked through once more.
 */
export const erasePerson = async (
  app: App,
  person: Person | null,
  who: { contactId: string } | { address: string },
): Promise<Erased> => {
  if (person?.role === 'rep') throw new Refusal('forbidden', 'A manager or an admin erases a person')
  const { addressKey, people } = 'address' in who ? await atAddress(app, who.address) : await known(app, who.contactId)
  await forgetMentions(app, people)
  const parts = await Promise.all(people.map((contact) => partOf(app, person, contact)))
  const former = await Promise.all(people.map(({ id }) => formerKeys(app.db, id)))
  const suppressions = await Promise.all(
    [...new Set([addressKey ?? [], ...people.map((one) => one.addressKey ?? []), ...former].flat())].map((key) =>
      suppressSteps(app, person, { kind: 'address', key, reason: 'erased on request' }),
    ),
  )
  const unknown = people.length === 0 && addressKey ? await tombstone(app, person, addressKey) : []
  const all = [...parts, ...unknown]
  if (all.length === 0) return { people: 0, texts: 0 }
  await commit(
    app,
    (tx, at) => [...suppressions.flatMap((steps) => steps(tx, at)), ...all.flatMap(({ steps }) => [...steps(tx, at)])],
    all.map(({ audit }) => audit),
  )
  await forgetMentions(app, people) // what was written meanwhile
  return {
    people: people.filter((one) => one.erasedAt === null).length,
    texts: parts.reduce((sum, { texts }) => sum + texts, 0),
  }
}

const atAddress = async (app: App, address: string) => {
  const key = suppressionKey('address', address, (await getWorkspace(app.db)).salt)
  if (!key) throw new Refusal('invalid', `"${address}" is not an address`)
  return { addressKey: key, people: [...(await peopleAt(app.db, key)), ...(await erasedAt(app.db, key))] }
}

/** Whoever has the same address is the same person. */
const known = async (app: App, contactId: string) => {
  const contact = await findContact(app.db, contactId)
  if (!contact) throw new Refusal('not_found', 'There is no such person')
  if (contact.erasedAt !== null) return { addressKey: null, people: [contact] }
  const { addressKey } = contact
  return { addressKey, people: addressKey ? await peopleAt(app.db, addressKey) : [contact] }
}

/** Mail to users, answers of a model and imports that name them; another thread looks through these. */
const forgetMentions = async (app: App, people: readonly Contact[]) => {
  for (const { id, name, email } of people)
    await emptyMentions(app, await app.study('mentions', { id, name: name.trim(), email: email?.trim() ?? null }))
}

const partOf = async (app: App, person: Person | null, contact: Contact): Promise<Part> => {
  const { salt } = await getWorkspace(app.db)
  const accountIds = await accountsOfContact(app.db, contact.id)
  const family = (await Promise.all(accountIds.map((id) => familyOf(app.db, id)))).flat()
  const texts = await revisionsTo(app.db, contact)
  const briefs = await briefsOfAccounts(app.db, [...new Set(family)])
  const former = await formerKeys(app.db, contact.id)
  const formerly = former.flatMap((key) =>
    erasureKeys(salt, { addressKey: key, externalId: null, name: '', accountIds: [] }),
  )
  const keys = [...erasureKeys(salt, { ...contact, accountIds }), ...formerly]
  const steps: Steps = (tx, at) => [
    insertErasures(
      tx,
      keys.map((key) => ({ key, contactId: contact.id, at })),
    ),
    ...emptyRevisions(tx, contact, at),
    ...briefs.map(({ id, brief }) =>
      saveBrief(tx, id, withoutPerson(brief, { contactId: contact.id, name: contact.name })),
    ),
    ...[contact.addressKey, ...former].map((key) => eraseReceived(tx, { contactId: contact.id, addressKey: key }, at)),
    ...emptyPerson(tx, contact.id, at),
    touchAccounts(tx, accountIds, at),
  ]
  return { steps, texts: texts.length, audit: erasedAudit(person, contact.id, { texts: texts.length }) }
}

/** Of an address that nobody here has: it stays out when it comes. */
const tombstone = async (app: App, person: Person | null, addressKey: string): Promise<Part[]> => {
  const { salt } = await getWorkspace(app.db)
  const keys = erasureKeys(salt, { addressKey, externalId: null, name: '', accountIds: [] })
  const steps: Steps = (tx, at) => [
    insertErasures(
      tx,
      keys.map((key) => ({ key, contactId: '', at })),
    ),
  ]
  return [{ steps, texts: 0, audit: erasedAudit(person, addressKey, {}) }]
}

const erasedAudit = (person: Person | null, subjectId: string, detail: object): Said => ({
  actorId: person?.id ?? null,
  what: 'person_erased',
  subject: 'contact',
  subjectId,
  detail,
})
