import { Refusal } from '../core/errors.ts'
import { endOwnership, findAccount, insertOwnership, ownershipOf } from '../store/accounts.ts'
import { latestPursuit } from '../store/pursuits.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { movePursuit } from './move.ts'

/** A manager gives an account to somebody, from now on; its open pursuit goes along. */
export const assignAccount = async (
  app: App,
  person: Person,
  { accountId, userId }: { accountId: string; userId: string },
): Promise<void> => {
  if (person.role === 'rep') throw new Refusal('forbidden', 'Only a manager assigns accounts')
  if (!(await findAccount(app.db, accountId))) throw new Refusal('not_found', 'There is no such account')
  const user = await userById(app.db, userId)
  if (!user?.active) throw new Refusal('invalid', 'Choose somebody who is active')
  const before = await ownershipOf(app.db, accountId)
  if (before?.userId === userId) throw new Refusal('conflict', `It is ${user.name}’s already`)
  const pursuit = await latestPursuit(app.db, accountId)
  const move =
    pursuit && pursuit.closedAt === null && pursuit.ownerId !== userId ? await movePursuit(app, pursuit, userId) : null
  await commit(
    app,
    (tx, at) => [
      ...(before ? [{ must: endOwnership(tx, before.id, at), else: 'Somebody else was given it meanwhile' }] : []),
      insertOwnership(tx, { id: app.newId(), accountId, userId, source: 'hand', from: at, to: null }),
      ...(move ? move.steps(tx, at) : []),
    ],
    [
      {
        actorId: person.id,
        what: 'account_assigned',
        subject: 'account',
        subjectId: accountId,
        detail: { from: before?.userId ?? null, to: userId },
      },
      ...(move ? [move.audit] : []),
    ],
  )
}
