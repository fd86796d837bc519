import type { Step, Tx } from '#dialect'
import { localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { workerOf } from '../core/gates.ts'
import { bodyOf, type DraftState } from '../core/review.ts'
import { ownersAmong } from '../store/accounts.ts'
import { type Draft, draftsOfPursuit, findRevision, giveDraft, insertRevision, moveDraft } from '../store/drafts.ts'
import { openPursuits, type Pursuit, updatePursuit } from '../store/pursuits.ts'
import { userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadOwners } from './candidates.ts'
import { commit, type Said, type Steps } from './commit.ts'
import { deskOf, toRevision } from './desk.ts'
import { chunks } from './stage.ts'

/** The writes of a move and the line of the audit that belongs to them. */
export type Move = { steps: Steps; audit: Said }

/** Whoever works the account next works these; what is approved or further leaves as it was approved. */
const movable = new Set<DraftState>(['pending', 'submitted', 'quarantined', 'expired'])

/**
 * Gives an open pursuit and its draft to somebody else. A machine's text that nobody has touched is cancelled, and the
 * draft stage writes one in the new name; any other is kept and signed, addressed and checked anew as its next revision.
 */
export const movePursuit = async (app: App, pursuit: Pursuit, toUserId: string): Promise<Move> => {
  const drafts = (await draftsOfPursuit(app.db, pursuit.id)).filter(({ state }) => movable.has(state))
  const moves = await Promise.all(drafts.map((draft) => moveOf(app, pursuit, draft, toUserId)))
  return {
    steps: (tx, at) => [
      { must: updatePursuit(tx, pursuit.id, { ownerId: toUserId }), else: 'The pursuit was closed meanwhile' },
      ...moves.flatMap((steps) => [...steps(tx, at)]),
    ],
    audit: {
      actorId: null,
      what: 'pursuit_moved',
      subject: 'pursuit',
      subjectId: pursuit.id,
      detail: { from: pursuit.ownerId, to: toUserId, draftIds: drafts.map(({ id }) => id) },
    },
  }
}

const moveOf = async (app: App, pursuit: Pursuit, draft: Draft, toUserId: string): Promise<Steps> => {
  const head = draft.headRevisionId ? await findRevision(app.db, draft.headRevisionId) : undefined
  const into = (tx: Tx, at: Instant, state: DraftState): Step => ({
    must: moveDraft(tx, draft, state, at),
    else: 'The draft has changed',
  })
  const untouched = head?.revision.authorId == null && (draft.state === 'pending' || draft.state === 'quarantined')
  if (!head || untouched) return (tx, at) => [into(tx, at, 'cancelled')]
  const { revision, text, checks } = head
  const [from, to] = [await userById(app.db, draft.ownerId), await userById(app.db, toUserId)]
  const author = revision.authorId === null ? null : await userById(app.db, revision.authorId)
  const body = bodyOf(text)
  const desk = await deskOf(app, pursuit.id, {
    ownerId: toUserId,
    draftId: draft.id,
    ...(revision.contactId ? { contactId: revision.contactId } : {}),
  })
  const next = toRevision(app, desk, {
    draftId: draft.id,
    number: revision.number + 1,
    words: { subject: text.subject, text: signed(body, from?.name ?? '', to?.name ?? '') },
    writer: revision.writer,
    authorId: author && !author.active ? toUserId : revision.authorId,
    note: `taken over from ${from?.name ?? 'somebody'}`,
    ownClaims: checks.marks.filter(({ mark }) => mark === 'own_claim').map(({ span }) => body.slice(...span)),
  })
  return (tx, at) => {
    // A revision is its author's only while the draft is: one who has left could not write it any more.
    const give = giveDraft(tx, draft.id, toUserId)
    const write = insertRevision(tx, next)
    return [
      ...(draft.state === 'submitted' ? [into(tx, at, 'pending')] : []),
      ...(next.revision.authorId === toUserId ? [give, ...write] : [...write, give]),
    ]
  }
}

/** The text with the new sender's name where the old one stood alone in a line, in full or the first name. */
const signed = (text: string, from: string, to: string): string => {
  const first = (name: string) => name.split(' ')[0] ?? ''
  return text
    .split('\n')
    .map((line) =>
      line.trim() === '' ? line : line.trim() === from ? to : line.trim() === first(from) ? first(to) : line,
    )
    .join('\n')
}

/** Gives every open pursuit to whoever works its account today; answers how many moved. */
export const followOwners = async (app: App): Promise<number> => {
  const { timeZone, settings } = await getWorkspace(app.db)
  const known = await loadOwners(app.db, localDay(app.now(), timeZone), settings)
  const owners = new Map(known.map((owner) => [owner.id, owner]))
  const open = await openPursuits(app.db)
  const ownerOf = new Map<string, string>()
  for (const lot of chunks(open, 500)) {
    const owned = await ownersAmong(
      app.db,
      lot.map(({ accountId }) => accountId),
    )
    for (const [accountId, userId] of owned) ownerOf.set(accountId, userId)
  }
  let moved = 0
  for (const pursuit of open) {
    const worker = workerOf(ownerOf.get(pursuit.accountId) ?? null, owners)
    if (!worker || worker.id === pursuit.ownerId) continue
    const { steps, audit } = await movePursuit(app, pursuit, worker.id)
    await commit(app, steps, [audit])
    moved++
  }
  return moved
}
