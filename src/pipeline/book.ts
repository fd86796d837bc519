import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { BOOK, bookOf, countBook, endOwnerships, insertOwnerships } from '../store/accounts.ts'
import { searchAudit } from '../store/audit.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit, type Said } from './commit.ts'
import { followOwners } from './move.ts'

const lotSize = 200

type Between = { fromId: string; toId: string; by: string }

/**
 * Gives all accounts of one person to another, lot by lot; open pursuits go along. Broken off in the middle it can be
 * called again. Answers how many accounts moved.
 */
export const giveBook = async (app: App, { fromId, toId, by }: Between): Promise<number> => {
  await assertLead(app, by)
  const to = await userById(app.db, toId)
  if (!to?.active) throw new Refusal('invalid', 'Choose somebody who is active')
  if (fromId === toId) throw new Refusal('invalid', 'They have them already')
  const accounts = await countBook(app.db, fromId)
  if (accounts === 0) throw new Refusal('conflict', 'They own no account')
  const at = app.now()
  const said = {
    actorId: by,
    what: 'book_given',
    subject: 'user',
    subjectId: fromId,
    detail: { to: toId, at, accounts },
  }
  const moved = await passOn(app, { from: fromId, to: toId, at, said })
  await followOwners(app)
  return moved
}

/** Takes back what was given at that moment; accounts that were given on since stay where they are. */
export const takeBookBack = async (app: App, { fromId, toId, at, by }: Between & { at: Instant }): Promise<number> => {
  await assertLead(app, by)
  const from = await userById(app.db, fromId)
  if (!from?.active) throw new Refusal('invalid', 'They are not active any more')
  if (!(await givenBooks(app, at)).some((book) => book.fromId === fromId && book.toId === toId && book.at === at))
    throw new Refusal('conflict', 'There is nothing to take back')
  const said = { actorId: by, what: 'book_taken_back', subject: 'user', subjectId: fromId, detail: { to: toId, at } }
  const moved = await passOn(app, { from: toId, to: fromId, at: app.now(), since: at, said })
  await followOwners(app)
  return moved
}

export type GivenBook = { fromId: string; toId: string; at: Instant; accounts: number; by: string | null }

/** Books that were given since an instant and not taken back, the last first. */
export const givenBooks = async (app: App, since: Instant): Promise<GivenBook[]> => {
  const within = [since, app.now() + 1] as const
  const linesOf = async (what: string) =>
    (await searchAudit(app.db, { what, within }, 100)).map(({ subjectId, actorId, detail }) => {
      const { to, at, accounts } = JSON.parse(detail) as { to: string; at: Instant; accounts: number }
      return { fromId: subjectId, toId: to, at, accounts, by: actorId }
    })
  const back = await linesOf('book_taken_back')
  return (await linesOf('book_given')).filter(
    ({ fromId, at }) => !back.some((each) => each.fromId === fromId && each.at === at),
  )
}

type Pass = { from: string; to: string; at: Instant; since?: Instant; said: Said }

/** The first lot says it in the audit, in the same transaction. */
const passOn = async (app: App, { from, to, at, since, said }: Pass): Promise<number> => {
  for (let moved = 0; ; ) {
    const lot = await bookOf(app.db, from, { limit: lotSize, ...(since === undefined ? {} : { since }) })
    if (lot.length === 0) return moved
    const given = lot.map(({ accountId }) => ({
      id: app.newId(),
      accountId,
      userId: to,
      source: BOOK,
      from: at,
      to: null,
    }))
    const ids = lot.map(({ id }) => id)
    await commit(
      app,
      (tx) => [
        { must: endOwnerships(tx, ids, at), else: 'Somebody else was given them meanwhile' },
        insertOwnerships(tx, given),
      ],
      moved === 0 ? [said] : [],
    )
    moved += lot.length
  }
}

const assertLead = async (app: App, userId: string): Promise<void> => {
  const user = await userById(app.db, userId)
  if (!user?.active || user.role === 'rep') throw new Refusal('forbidden', 'Only a manager gives accounts away')
}
