import type { Db } from '#dialect'
import { registrableDomain } from '../core/domain.ts'
import { Refusal } from '../core/errors.ts'
import { type SuppressionKind, suppressionKey } from '../core/suppression.ts'
import { findAccount } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { formerKeys, peopleAt } from '../store/erasures.ts'
import { accountsOfDomain, familyOf } from '../store/family.ts'
import { findSuppression, insertSuppression } from '../store/suppressions.ts'
import { closeFollowUpsOf } from '../store/touches.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import type { Person } from './edit.ts'

/** Never contact this address, domain or account (with its family) again. Saying it twice changes nothing. */
export const suppress = async (
  app: App,
  person: Person | null,
  input: { kind: SuppressionKind; value: string; reason: string },
): Promise<{ added: boolean }> => {
  const { salt } = await getWorkspace(app.db)
  const value = input.kind === 'domain' ? (registrableDomain(input.value) ?? '') : input.value
  const key = suppressionKey(input.kind, value, salt)
  if (!key)
    throw new Refusal('invalid', `"${input.value}" is not ${input.kind === 'domain' ? 'a domain' : 'an address'}`)
  if (input.reason.trim() === '') throw new Refusal('invalid', 'Say why')
  if (input.kind === 'account' && !(await findAccount(app.db, key)))
    throw new Refusal('not_found', 'There is no such account')
  if (await findSuppression(app.db, input.kind, key)) return { added: false }
  await commit(app, await suppressSteps(app, person, { kind: input.kind, key, reason: input.reason.trim() }), [
    {
      actorId: person?.id ?? null,
      what: 'suppressed',
      subject: input.kind,
      subjectId: key,
    },
  ])
  return { added: true }
}

/** The suppression, and the end of the follow-ups it covers; the guards cancel every draft that was on its way. */
export const suppressSteps = async (
  app: App,
  person: Person | null,
  { kind, key, reason }: { kind: SuppressionKind; key: string; reason: string },
): Promise<Steps> => {
  const known = await findSuppression(app.db, kind, key)
  const accounts = kind === 'account' ? await familyOf(app.db, key) : kind === 'domain' ? await ofDomain(app, key) : []
  const row = { id: app.newId(), kind, key, reason, by: person?.id ?? null }
  return (tx, at) => [
    ...(known
      ? []
      : [{ must: insertSuppression(tx, { ...row, at }), else: 'It was not suppressed: run daybreak doctor' }]),
    ...(accounts.length > 0 ? closeFollowUpsOf(tx, accounts, at, 'suppressed') : []),
  ]
}

/**
 * Every address of whoever opts out: the one they do it under, the one they have now, and those that they were written
 * to under and that nobody has now. Where no contact is known it is whoever has the address, or had it.
 */
export const addressesOf = async (db: Db, key: string | null, contactId: string | null): Promise<string[]> => {
  const contact = contactId ? await findContact(db, contactId) : undefined
  const people = contact ? [contact] : key ? await peopleAt(db, key) : []
  const former = await Promise.all(people.map(({ id }) => formerKeys(db, id)))
  const all = [key, ...people.map(({ addressKey }) => addressKey), ...former.flat()]
  return [...new Set(all.flatMap((one) => one || []))]
}

const ofDomain = async (app: App, domain: string): Promise<string[]> => {
  const owners = await accountsOfDomain(app.db, domain)
  return [...new Set((await Promise.all(owners.map((id) => familyOf(app.db, id)))).flat())]
}
