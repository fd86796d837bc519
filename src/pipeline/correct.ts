import type { FactValue } from '../core/account.ts'
import { Refusal } from '../core/errors.ts'
import { insertFact, liveFactsOf, moveFactEnd, touchAccounts } from '../store/accounts.ts'
import { insertCorrection } from '../store/corrections.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

/**
 * A person says that a fact of an account is wrong, and perhaps what is right. It ends, what they said stands from now
 * on, and the account is weighed anew; an import that says the same as before does not bring it back.
 */
export const correctFact = async (
  app: App,
  person: Person,
  input: { accountId: string; factId: string; right?: string },
): Promise<void> => {
  const fact = (await liveFactsOf(app.db, [input.accountId])).find(({ id }) => id === input.factId)
  if (!fact) throw new Refusal('conflict', 'That fact does not stand any more')
  const right = input.right?.trim() ? asValue(input.right.trim(), fact.value) : null
  const at = Math.max(app.now(), fact.from + 1)
  await commit(
    app,
    (tx, now) => [
      { must: moveFactEnd(tx, { id: fact.id, was: null, to: at }), else: 'The fact has changed meanwhile' },
      ...(right === null
        ? []
        : [
            insertFact(tx, {
              ...{ id: app.newId(), accountId: fact.accountId, field: fact.field, value: right },
              ...{ source: 'hand', from: at, to: null },
            }),
          ]),
      insertCorrection(tx, {
        ...{ id: app.newId(), accountId: fact.accountId, what: 'fact', subjectId: fact.id, by: person.id },
        ...{ note: right === null ? fact.field : `${fact.field}: ${String(right)}`, at: now },
      }),
      touchAccounts(tx, [fact.accountId], now),
    ],
    [
      {
        actorId: person.id,
        what: 'fact_wrong',
        subject: 'account',
        subjectId: fact.accountId,
        detail: { factId: fact.id, field: fact.field, replaced: right !== null },
      },
    ],
  )
}

/** In the shape of what it replaces. */
const asValue = (words: string, was: FactValue): FactValue => {
  if (Array.isArray(was))
    return words
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)
  if (typeof was !== 'number') return words
  const value = Number(words.replaceAll(/[\s,](?=\d{3}\b)/g, ''))
  if (!Number.isFinite(value) || value < 0) throw new Refusal('invalid', `"${words}" is no number`)
  return value
}
