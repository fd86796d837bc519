import type { Step, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { Checked } from '../core/draft/check.ts'
import type { DraftText, Writer } from '../core/draft.ts'
import { Refusal } from '../core/errors.ts'
import { bodyOf, type DraftState, mayDecide } from '../core/review.ts'
import {
  type Draft,
  findDraft,
  findRevision,
  insertDraft,
  insertRevision,
  revisionsOf,
  type WholeRevision,
} from '../store/drafts.ts'
import type { StoredBrief } from '../store/pursuits.ts'
import type { User } from '../store/users.ts'
import type { App } from './app.ts'
import { commit, type Said } from './commit.ts'
import { claimFault, type Desk, deskOf, judge, toRevision } from './desk.ts'

/** The one who acts: a signed-in user. */
export type Person = User
/** Which text a page showed: what is done holds for exactly that one, or not at all. */
export type Seen = { draftId: string; revisionId: string; hash: string }
export type Saved = { draftId: string; revisionId: string; hash: string; number: number; state: DraftState } & Checked

export type FirstText = {
  draftText: DraftText
  writer: Exclude<Writer, 'person'>
  kind?: 'first_touch' | 'follow_up'
  note?: string | null
}
export type FirstRevision = FirstText & {
  pursuit: { id: string; ownerId: string | null }
  /** The stored brief it was written from. */
  brief: Pick<StoredBrief, 'id' | 'brief'>
}

/** A machine's first text: draft, revision 1 and checks at once. What it may not say puts it in quarantine. */
export const firstRevision = async (
  app: App,
  input: FirstRevision,
  also: (tx: Tx, draftId: string) => readonly Step[] = () => [],
): Promise<Saved> => {
  const { ownerId } = input.pursuit
  const desk = await deskOf(app, input.pursuit.id, { brief: input.brief, ...(ownerId ? { ownerId } : {}) })
  return await firstAtDesk(app, desk, input, also)
}

/** The same where the desk is known already; `said` tells of what else the commit does. */
export const firstAtDesk = async (
  app: App,
  desk: Desk,
  { draftText: words, writer, kind = 'first_touch', note = null }: FirstText,
  also: (tx: Tx, draftId: string, at: Instant) => readonly Step[],
  said: readonly Said[] = [],
): Promise<Saved> => {
  const draftId = app.newId()
  const whole = toRevision(app, desk, { draftId, number: 1, words, writer, authorId: null, note })
  const state = mayBeShown(whole) ? 'pending' : 'quarantined'
  const { pursuitId, accountId, owner } = desk
  const draft = { id: draftId, pursuitId, kind, ownerId: owner.id, accountId, state } as const
  await commit(
    app,
    (tx, at) => [
      insertDraft(tx, { ...draft, createdAt: at, changedAt: at }),
      ...insertRevision(tx, whole),
      ...also(tx, draftId, at),
    ],
    [...said, revised(null, whole, state)],
  )
  return saved(whole, state)
}

/** A missing address is not the text's fault; every other blocking finding keeps machine text from being shown as ready. */
const mayBeShown = ({ checks }: WholeRevision): boolean =>
  checks.findings.every(({ level, rule }) => level !== 'block' || rule === 'no_address')

export type Edit = Seen & { subject: string; text: string; ownClaims?: readonly string[] }

/** A person's words as the next revision; whatever was approved or queued is withdrawn with it. The same words stay as they are. */
export const edit = async (app: App, person: Person, input: Edit): Promise<Saved> => {
  const { draft, head } = await openDraft(app, person, input)
  checkLength(input)
  const fault = claimFault(input.text, input.ownClaims)
  if (fault) throw new Refusal('invalid', fault)
  const desk = await deskOf(app, draft.pursuitId, { ownerId: draft.ownerId, draftId: draft.id })
  const next = toRevision(app, desk, {
    draftId: draft.id,
    number: head.revision.number + 1,
    words: input,
    writer: 'person',
    authorId: person.id,
    note: null,
    ...(input.ownClaims ? { ownClaims: input.ownClaims } : {}),
  })
  const same = next.revision.hash === head.revision.hash && (input.ownClaims ?? []).length === 0
  return same && alive.includes(draft.state) ? saved(head, draft.state) : await saveRevision(app, person, draft, next)
}

/** In any other state saving the same words means something: a person takes the text over, or opens it again. */
const alive: readonly DraftState[] = ['pending', 'submitted', 'approved', 'queued']

/** What the checks would say of a text, saving nothing. */
export const checkText = async (
  app: App,
  person: Person,
  input: { draftId: string; subject: string; text: string; ownClaims?: readonly string[] },
): Promise<Checked> => {
  const draft = await visibleDraft(app, person, input.draftId)
  checkLength(input)
  const desk = await deskOf(app, draft.pursuitId, { ownerId: draft.ownerId, draftId: draft.id })
  const text = input.text.normalize('NFC').replace(/\r\n?/g, '\n').trim()
  const checked = judge(app, desk, { subject: input.subject, text }, input.ownClaims)
  const message = claimFault(text, input.ownClaims)
  if (!message) return checked
  const finding = { kind: 'claim', level: 'block', rule: 'own_claim', message, where: 'text', span: null } as const
  return { ...checked, findings: [...checked.findings, finding] }
}

/** An earlier revision's words as a new revision. */
export const restoreRevision = async (
  app: App,
  person: Person,
  input: Seen & { restoreId: string },
): Promise<Saved> => {
  const earlier = (await revisionsOf(app.db, input.draftId)).find(({ revision }) => revision.id === input.restoreId)
  if (!earlier) throw new Refusal('not_found', 'There is no such revision')
  return await edit(app, person, { ...input, subject: earlier.text.subject, text: bodyOf(earlier.text) })
}

/** Saves the next revision, with whatever belongs to it in the same moment. */
export const saveRevision = async (
  app: App,
  person: Person | null,
  draft: Draft,
  whole: WholeRevision,
  also: (tx: Tx) => readonly Step[] = () => [],
): Promise<Saved> => {
  await commit(app, (tx) => [...also(tx), ...insertRevision(tx, whole)], [revised(person, whole, draft.state)])
  const now = await findDraft(app.db, draft.id)
  return saved(whole, now?.state ?? draft.state)
}

/** The draft and its newest revision, if this person may work on it and the page showed exactly that one. */
export const openDraft = async (
  app: App,
  person: Person,
  seen: Seen,
  alsoMay: (draft: Draft) => Promise<boolean> = async () => false,
): Promise<{ draft: Draft; head: WholeRevision }> => {
  const draft = await visibleDraft(app, person, seen.draftId, alsoMay)
  const head = draft.headRevisionId ? await findRevision(app.db, draft.headRevisionId) : undefined
  if (!head) throw new Refusal('not_found', 'This draft has no text')
  if (head.revision.id !== seen.revisionId || head.revision.hash !== seen.hash)
    throw new Refusal('conflict', 'The draft has changed since this page was opened', await difference(app, head, seen))
  return { draft, head }
}

const visibleDraft = async (
  app: App,
  person: Person,
  draftId: string,
  alsoMay: (draft: Draft) => Promise<boolean> = async () => false,
): Promise<Draft> => {
  const draft = await findDraft(app.db, draftId)
  if (!draft) throw new Refusal('not_found', 'There is no such draft')
  if (!mayDecide(person, draft) && !(await alsoMay(draft))) throw new Refusal('forbidden', 'It is not your draft')
  return draft
}

/** Both texts, so that the page can show what changed. */
const difference = async (app: App, head: WholeRevision, seen: Seen) => {
  const earlier = await findRevision(app.db, seen.revisionId)
  return { head: told(head), seen: earlier?.revision.draftId === seen.draftId ? told(earlier) : null }
}

const told = ({ revision, text }: WholeRevision) => ({
  revisionId: revision.id,
  number: revision.number,
  hash: revision.hash,
  subject: text.subject,
  text: bodyOf(text),
})

const longest = { subject: 300, text: 20_000 }

const checkLength = ({ subject, text }: { subject: string; text: string }) => {
  if (subject.length > longest.subject || text.length > longest.text)
    throw new Refusal('invalid', 'The text is too long')
  if (text.trim() === '') throw new Refusal('invalid', 'The text is empty')
}

const revised = (person: Person | null, { revision }: WholeRevision, from: DraftState) => ({
  actorId: person?.id ?? null,
  what: 'draft_revised',
  subject: 'draft',
  subjectId: revision.draftId,
  detail: { revisionId: revision.id, number: revision.number, hash: revision.hash, writer: revision.writer, from },
})

const saved = ({ revision, checks }: WholeRevision, state: DraftState): Saved => ({
  draftId: revision.draftId,
  revisionId: revision.id,
  hash: revision.hash,
  number: revision.number,
  state,
  findings: checks.findings,
  marks: checks.marks,
  stats: checks.stats as Checked['stats'],
})
