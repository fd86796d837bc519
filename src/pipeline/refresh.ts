import { bodyOf, type DraftState } from '../core/review.ts'
import { type Draft, draftsInState, findRevision, type WholeRevision } from '../store/drafts.ts'
import { latestBrief } from '../store/pursuits.ts'
import { clearProblem } from '../store/runs.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { deskOf, senderFault, toRevision, type Written } from './desk.ts'
import { openDraft, type Person, type Saved, type Seen, saveRevision } from './edit.ts'
import { composeFor } from './redraft.ts'
import { messageOf } from './stage.ts'

/** Where the database lets a machine write the next revision. */
const machineMay: readonly DraftState[] = ['pending', 'quarantined', 'expired']

/** The same words with the sender and footer of now, as the next revision; what was approved is withdrawn with it. */
export const refresh = async (app: App, person: Person, seen: Seen): Promise<Saved> => {
  const { draft, head } = await openDraft(app, person, seen)
  const author = head.revision.authorId ? await userById(app.db, head.revision.authorId) : null
  const authorId = author?.active ? author.id : machineMay.includes(draft.state) && !author ? null : person.id
  return await saveRevision(app, person, draft, await sameWords(app, draft, head, authorId))
}

/** Gives machine texts that nobody has touched the sender and footer of now; answers how many were behind. */
export const refreshUntouched = async (app: App): Promise<number> => {
  let refreshed = 0
  for (const draft of await draftsInState(app.db, ['pending', 'quarantined'])) {
    const head = draft.headRevisionId ? await findRevision(app.db, draft.headRevisionId) : undefined
    if (!head || head.revision.writer === 'person' || head.revision.authorId !== null) continue
    if (!(await senderFault(app, draft.ownerId, head))) continue
    try {
      await saveRevision(app, null, draft, await anew(app, draft, head), (tx) => [clearProblem(tx, 'send', draft.id)])
      refreshed++
    } catch (error) {
      app.log.warn({ draftId: draft.id, error: messageOf(error) }, 'A draft keeps its old sender')
    }
  }
  return refreshed
}

/** The same words where they still hold; what no longer does, "on Thursday" a week later, is written anew. */
const anew = async (app: App, draft: Draft, head: WholeRevision): Promise<WholeRevision> => {
  const same = await sameWords(app, draft, head, null)
  const brief = await latestBrief(app.db, draft.pursuitId)
  if (same.revision.blocks <= head.revision.blocks || !brief) return same
  const made = await composeFor(app, { pursuit: { id: draft.pursuitId, ownerId: draft.ownerId }, brief })
  const written = { words: made.draft, writer: made.writer, authorId: null, note: made.note }
  return await nextRevision(app, draft, head, written)
}

const sameWords = async (
  app: App,
  draft: Draft,
  head: WholeRevision,
  authorId: string | null,
): Promise<WholeRevision> => {
  const text = bodyOf(head.text)
  return await nextRevision(app, draft, head, {
    words: { subject: head.text.subject, text },
    writer: head.revision.writer,
    authorId,
    note: 'sender and footer brought up to date',
    ownClaims: head.checks.marks.filter(({ mark }) => mark === 'own_claim').map(({ span }) => text.slice(...span)),
  })
}

const nextRevision = async (
  app: App,
  draft: Draft,
  { revision }: WholeRevision,
  written: Omit<Written, 'draftId' | 'number'>,
): Promise<WholeRevision> => {
  const { contactId } = revision
  const desk = await deskOf(app, draft.pursuitId, {
    ownerId: draft.ownerId,
    draftId: draft.id,
    ...(contactId ? { contactId } : {}),
  })
  return toRevision(app, desk, { ...written, draftId: draft.id, number: revision.number + 1 })
}
