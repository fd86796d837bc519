import { countryOf } from '../adapters/places.ts'
import { isZone } from '../core/day.ts'
import { erasureKeys } from '../core/erasure.ts'
import { Refusal } from '../core/errors.ts'
import { addressKey, hasInvisible, normalizeAddress } from '../core/suppression.ts'
import {
  employmentsOf,
  endFact,
  findAccount,
  insertContact,
  insertEmployment,
  insertFact,
  liveFactsOf,
  touchAccounts,
  updateContact,
  updateEmployment,
} from '../store/accounts.ts'
import { contactByAddress } from '../store/contacts.ts'
import { isErased } from '../store/erasures.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

export type NewContact = { accountId: string; name: string; title?: string; email?: string }

/**
 * A person at an account, typed in by hand; somebody of that name who is known there without an address gets it. An
 * address is never guessed: without one nobody can be written to.
 */
export const addContact = async (app: App, person: Person, input: NewContact): Promise<{ contactId: string }> => {
  const name = input.name.trim()
  const email = input.email?.trim() || null
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (name === '') throw new Refusal('invalid', 'Say who it is')
  if (email && !normalizeAddress(email)) throw new Refusal('invalid', `"${email}" is not a mail address`)
  if (email && hasInvisible(email))
    throw new Refusal('invalid', `"${email}" holds characters that nobody sees: type it instead of pasting it`)
  const { salt } = await getWorkspace(app.db)
  const key = email ? addressKey(salt, email) : null
  const traces = { addressKey: key, externalId: null, name, accountIds: [input.accountId] }
  if (await isErased(app.db, erasureKeys(salt, traces)))
    throw new Refusal('conflict', 'This person was erased on request')
  const known = key ? await contactByAddress(app.db, key) : undefined
  if (known) throw new Refusal('conflict', `That is the address of ${known.name}`)
  const title = input.title?.trim() || null
  const at = app.now()
  const namesake = await namesakeAt(app, input.accountId, name)
  if (namesake && (!email || namesake.contact.email))
    throw new Refusal('conflict', `${namesake.contact.name} is known here already`)
  const id = namesake?.contact.id ?? app.newId()
  const address = { email, addressKey: key, verifiedAt: email ? at : null }
  await commit(
    app,
    (tx) => [
      ...(namesake
        ? [updateContact(tx, id, address), ...(title ? [updateEmployment(tx, namesake.employment.id, { title })] : [])]
        : [
            insertContact(tx, { id, name, ...address, source: 'hand', createdAt: at }),
            insertEmployment(tx, {
              ...{ id: app.newId(), contactId: id, accountId: input.accountId },
              ...{ title, source: 'hand', from: at },
            }),
          ]),
      touchAccounts(tx, [input.accountId], at),
    ],
    [
      {
        actorId: person.id,
        what: 'contact_added',
        subject: 'account',
        subjectId: input.accountId,
        detail: { contactId: id },
      },
    ],
  )
  return { contactId: id }
}

const namesakeAt = async (app: App, accountId: string, name: string) => {
  const fold = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  const people = await employmentsOf(app.db, [accountId])
  return people.find(({ contact, employment }) => employment.to === null && fold(contact.name) === fold(name))
}

export type Place = { accountId: string; country?: string; timeZone?: string; basis?: string }

/** Says once for an account where its people are, and on what ground they may be written to. */
export const decidePlace = async (app: App, person: Person, input: Place): Promise<void> => {
  const country = input.country && countryOf(input.country)
  if (country === null) throw new Refusal('invalid', 'A country has two letters, such as NL')
  if (input.timeZone && !isZone(input.timeZone))
    throw new Refusal('invalid', `"${input.timeZone}" is not a time zone such as Europe/Berlin`)
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  const wanted = { country, timeZone: input.timeZone, contactBasis: input.basis?.trim() }
  const told = Object.entries(wanted).flatMap(([field, value]) => (value ? [{ field, value }] : []))
  const before = (await liveFactsOf(app.db, [input.accountId])).filter(({ field }) =>
    told.some((one) => one.field === field),
  )
  const at = app.now()
  await commit(
    app,
    (tx) => [
      ...before.map(({ id }) => endFact(tx, id, at)),
      ...told.map((fact) =>
        insertFact(tx, {
          id: app.newId(),
          accountId: input.accountId,
          ...fact,
          source: `${person.name}, by hand`,
          from: at,
        }),
      ),
      touchAccounts(tx, [input.accountId], at),
    ],
    [
      {
        actorId: person.id,
        what: 'place_decided',
        subject: 'account',
        subjectId: input.accountId,
        detail: { fields: told.map(({ field }) => field) },
      },
    ],
  )
}
