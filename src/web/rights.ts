import { Refusal } from '../core/errors.ts'
import { ownAccounts } from '../pipeline/own-accounts.ts'
import { standInFor } from '../pipeline/stand-in.ts'
import { findAccount } from '../store/accounts.ts'
import { findDraft } from '../store/drafts.ts'
import { findHandover } from '../store/handovers.ts'
import { matchesOn } from '../store/matches.ts'
import { draftSummary } from '../store/pages/draft.ts'
import { type Card, cardOf } from '../store/pages/queue.ts'
import { isManager, visitorIn, type WebContext } from './context.ts'

/** The same words for what is not there and for what is somebody else's: neither can be told from the other. */
export const unknown = () => new Refusal('not_found', 'The address leads nowhere, or to something that is not yours.')

/** The pursuit, when its account is this person's now or they lead the team; otherwise it does not exist for them. */
export const ownCard = async (
  c: WebContext,
  pursuitId: string,
): Promise<Card & { pursuit: NonNullable<Card['pursuit']> }> => {
  const card = await cardOf(c.var.app.db, pursuitId)
  if (!card?.pursuit || !(await ownAmong(c, [card.accountId])).has(card.accountId)) throw unknown()
  return { ...card, pursuit: card.pursuit }
}

export const ownDraft = async (c: WebContext, draftId: string) => {
  const { user } = visitorIn(c)
  const draft = await draftSummary(c.var.app.db, draftId)
  if (!draft || !(isManager(user) || draft.ownerId === user.id)) throw unknown()
  return draft
}

/** The same, also for whoever decides about it in a manager's place, or has done so and may take it back. */
export const draftToDecide = async (c: WebContext, draftId: string) => {
  const { user } = visitorIn(c)
  const [draft, whole] = [await draftSummary(c.var.app.db, draftId), await findDraft(c.var.app.db, draftId)]
  if (draft && whole && (draft.approverId === user.id || (await standInFor(c.var.app, user, whole)))) return draft
  return await ownDraft(c, draftId)
}

/** A story that may be about an account of theirs; managers see all. */
export const assertOwnStory = async (c: WebContext, signalId: string): Promise<void> => {
  const about = (await matchesOn(c.var.app.db, [signalId])).map(({ accountId }) => accountId)
  if ((await ownAmong(c, about)).size === 0) throw unknown()
}

/** Of these accounts, those that this person may speak for; managers may for all. */
export const ownAmong = async (c: WebContext, accountIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const { user } = visitorIn(c)
  return isManager(user) ? new Set(accountIds) : await ownAccounts(c.var.app, user, accountIds)
}

/** Reps see the accounts that are theirs now; managers see all. */
export const assertOwnAccount = async (c: WebContext, accountId: string): Promise<void> => {
  const { user } = visitorIn(c)
  const may = isManager(user)
    ? await findAccount(c.var.app.db, accountId)
    : (await ownAccounts(c.var.app, user, [accountId])).size > 0
  if (!may) throw unknown()
}

/** A hand-over is known to the two it is between, and to managers. */
export const assertOwnHandOver = async (c: WebContext, handoverId: string): Promise<void> => {
  const { user } = visitorIn(c)
  const found = await findHandover(c.var.app.db, handoverId)
  if (!found || !(isManager(user) || [found.fromId, found.toId].includes(user.id))) throw unknown()
}
