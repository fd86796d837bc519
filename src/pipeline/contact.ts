import { isZone } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { addressKey, normalizeAddress } from '../core/suppression.ts'
import {
  endFact,
  findAccount,
  insertContact,
  insertEmployment,
  insertFact,
  liveFactsOf,
  touchAccounts,
} from '../store/accounts.ts'
import { contactByAddress } from '../store/contacts.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import type { Person } from './edit.ts'

export type NewContact = { accountId: string; name: string; title?: string; email?: string }

/** A person at an account, typed in by hand. An address is never guessed: without one nobody can be written to. */
export const addContact = async (app: App, person: Person, input: NewContact): Promise<{ contactId: string }> => {
  const name = input.name.trim()
  const email = input.email?.trim() || null
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (name === '') throw new Refusal('invalid', 'Say who it is')
  if (email && !normalizeAddress(email)) throw new Refusal('invalid', `"${email}" is not a mail address`)
  const key = email ? addressKey((await getWorkspace(app.db)).salt, email) : null
  const known = key ? await contactByAddress(app.db, key) : undefined
  if (known)
    throw new Refusal(
      'conflict',
      known.erasedAt ? 'This person was erased on request' : `That is the address of ${known.name}`,
    )
  const id = app.newId()
  const at = app.now()
  const row = { id, name, email, addressKey: key, source: 'hand', verifiedAt: email ? at : null, createdAt: at }
  const job = { id: app.newId(), contactId: id, accountId: input.accountId, title: input.title?.trim() || null }
  await commit(
    app,
    (tx) => [
      insertContact(tx, row),
      insertEmployment(tx, { ...job, source: 'hand', from: at }),
      touchAccounts(tx, [input.accountId], at),
    ],
    [
      audited(app, {
        actorId: person.id,
        what: 'contact_added',
        subject: 'account',
        subjectId: input.accountId,
        detail: { contactId: id },
      }),
    ],
  )
  return { contactId: id }
}

export type Place = { accountId: string; country?: string; timeZone?: string; basis?: string }

/** Says once for an account where its people are, and on what ground they may be written to. */
export const decidePlace = async (app: App, person: Person, input: Place): Promise<void> => {
  const country = input.country?.trim().toUpperCase()
  if (country && !/^[A-Z]{2}$/.test(country)) throw new Refusal('invalid', 'A country has two letters, such as NL')
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
      audited(app, {
        actorId: person.id,
        what: 'place_decided',
        subject: 'account',
        subjectId: input.accountId,
        detail: { fields: told.map(({ field }) => field) },
      }),
    ],
  )
}
