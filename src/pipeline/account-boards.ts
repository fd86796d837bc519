import { Refusal } from '../core/errors.ts'
import type { FoundBoard } from '../sources/find-boards.ts'
import { sourceOf } from '../sources/index.ts'
import { findAccount } from '../store/accounts.ts'
import { findFeed, upsertFeed } from '../store/feeds.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'

export type BoardOfAccount = { accountId: string; board: FoundBoard }

/**
 * Watches a board of an account from the next poll on. Watching it again changes nothing; it has one account. Answers
 * the key of its feed. `actorId` null = found on the account's site, or entered on the command line.
 */
export const watchBoard = async (
  app: App,
  actorId: string | null,
  { accountId, board: { kind, settings } }: BoardOfAccount,
): Promise<string> => {
  const account = await findAccount(app.db, accountId)
  const source = sourceOf(kind)
  if (!account || !source) throw new Refusal('not_found', account ? 'No such kind of board' : 'No such account')
  const checked = source.settings(settings) as FoundBoard['settings']
  const key = boardKey({ kind, settings: checked })
  const known = await findFeed(app.db, key)
  if (known?.accountId === accountId) return key
  if (known) throw new Refusal('conflict', `The board ${checked.board} is watched for another account`)
  const now = app.now()
  const id = app.newId()
  const feed = {
    ...{ id, key, kind, settings, accountId, category: 'hiring', name: `${account.name} careers` },
    ...{ publisher: account.name, why: 'Jobs of an account', nextPollAt: now, createdAt: now },
  }
  await commit(app, (tx) => [upsertFeed(tx, feed)], [{ actorId, what: 'feed_added', subject: 'feed', subjectId: id }])
  return key
}

export const boardKey = ({ kind, settings: { board } }: FoundBoard): string =>
  `board-${kind}-${board.toLowerCase().replaceAll(' ', '-')}`
