import { atomically } from '#dialect'
import { Refusal } from '../core/errors.ts'
import { type FoundBoard, findBoards } from '../sources/find-boards.ts'
import { sourceOf } from '../sources/index.ts'
import { findAccount } from '../store/accounts.ts'
import { findFeed, upsertFeed } from '../store/feeds.ts'
import type { App } from './app.ts'

/** The job boards that an account's careers page links to or embeds. Throws a `Refusal` when it cannot be read. */
export const boardsOnPage = async (app: App, careersUrl: string): Promise<FoundBoard[]> => {
  const answer = await app.fetcher.fetch({ url: careersUrl, headers: { accept: 'text/html' } })
  if (answer.kind !== 'ok')
    throw new Refusal('invalid', 'message' in answer ? answer.message : 'The page could not be read')
  // A careers page often is the board itself, reached by a redirect.
  return findBoards(`${new TextDecoder().decode(answer.body.bytes)} ${answer.body.url}`)
}

/** Watches a board of an account from the next poll on. Watching it again changes nothing; it has one account. */
export const watchBoard = async (app: App, accountId: string, { kind, settings }: FoundBoard): Promise<string> => {
  const account = await findAccount(app.db, accountId)
  const source = sourceOf(kind)
  if (!account || !source) throw new Refusal('not_found', account ? 'No such kind of board' : 'No such account')
  const checked = source.settings(settings) as FoundBoard['settings']
  const key = `board-${kind}-${checked.board.toLowerCase()}`
  const known = await findFeed(app.db, key)
  if (known && known.accountId !== accountId)
    throw new Refusal('conflict', `The board ${checked.board} is watched for another account`)
  const now = app.now()
  await atomically(app.db, (tx) => [
    upsertFeed(tx, {
      ...{ id: app.newId(), key, kind, settings, accountId, category: 'hiring' },
      ...{ name: `${account.name} careers`, publisher: account.name, why: 'Jobs of an account' },
      ...{ nextPollAt: now, createdAt: now },
    }),
  ])
  return key
}
