import type { Step, Tx } from '#dialect'
import type { WriteTask, WrittenDraft } from '../adapters/writer.ts'
import { localDay } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { bodyOf } from '../core/review.ts'
import { type Draft, draftsOfPursuit, moveDraft, revisionsOf, type WholeRevision } from '../store/drafts.ts'
import { findPursuit, latestBrief, type StoredBrief, updatePursuit } from '../store/pursuits.ts'
import { relinkFollowUp } from '../store/touches.ts'
import type { App } from './app.ts'
import { type Desk, deskOf, toRevision } from './desk.ts'
import { firstAtDesk, firstRevision, openDraft, type Person, type Saved, type Seen, saveRevision } from './edit.ts'
import { mustBeReachable } from './recipient.ts'

type Wanted = { instruction?: string; triggerId?: string }

/**
 * Lets the writer try again with other words, as instructed, or leading with a trigger; what a person wrote stays among
 * the revisions.
 */
export const redraft = async (app: App, person: Person, input: Seen & Wanted): Promise<Saved> => {
  const { draft, head } = await openDraft(app, person, input)
  const desk = await deskOf(app, draft.pursuitId, { ownerId: draft.ownerId, draftId: draft.id })
  const instruction = input.instruction?.trim() || null
  if (instruction || !input.triggerId) return await rewrite(app, person, draft, head, desk, { instruction })
  const lead = desk.brief.triggers.find(({ triggerId }) => triggerId === input.triggerId)
  if (!lead) throw new Refusal('not_found', 'There is no such trigger in this brief')
  return await rewrite(app, person, draft, head, desk, { instruction: null, leadId: lead.triggerId })
}

/** Another person to write to: the draft is written anew for them. */
export const chooseContact = async (app: App, person: Person, input: Seen & { contactId: string }): Promise<Saved> => {
  const { draft, head } = await openDraft(app, person, input)
  if (draft.kind === 'follow_up')
    throw new Refusal('invalid', 'A follow-up goes to the person who had the first message')
  await mustBeReachable(app, draft.accountId, input.contactId)
  const { contactId } = input
  const desk = await deskOf(app, draft.pursuitId, { ownerId: draft.ownerId, draftId: draft.id, contactId })
  return await rewrite(app, person, draft, head, desk, { instruction: null, contactId })
}

/** A fresh draft of a pursuit whose last one was rejected; null when there is nothing to write from. */
export const draftAnew = async (app: App, pursuitId: string): Promise<Saved | null> => {
  const pursuit = await findPursuit(app.db, pursuitId)
  const brief = await latestBrief(app.db, pursuitId)
  if (!pursuit || pursuit.closedAt !== null || !brief) return null
  const before = await draftsOfPursuit(app.db, pursuitId)
  const { draft, writer, note } = await write(app, await deskOf(app, pursuitId), before.length)
  return await firstRevision(app, { pursuit, brief, draftText: draft, writer, note })
}

/** The writer's first text from this brief. */
export const composeFor = async (
  app: App,
  { pursuit, brief }: { pursuit: { id: string; ownerId: string }; brief: StoredBrief },
): Promise<WrittenDraft> => await write(app, await deskOf(app, pursuit.id, { brief, ownerId: pursuit.ownerId }), 0)

type Asked = { asked?: WriteTask['asked']; leadId?: string | undefined }

/** The writer's text at this desk; each next variant leads with another trigger or other words. */
const write = async (app: App, desk: Desk, variant: number, { asked, leadId }: Asked = {}): Promise<WrittenDraft> => {
  const { brief, icp, sender, owner, others } = desk
  const persona = icp.personas.find(({ key }) => key === brief.contact?.personaKey) ?? icp.personas[0]
  if (!persona) throw new Refusal('invalid', 'The ICP has no persona to write for')
  const day = localDay(app.now(), owner.timeZone)
  const options = {
    ...{ seed: desk.pursuitId, variant, day, zone: owner.timeZone, avoid: others },
    ...(leadId ? { leadId } : {}),
  }
  return await app.writer.write({ brief, persona, icp, sender, options, ...(asked ? { asked } : {}) })
}

const rewrite = async (
  app: App,
  person: Person,
  draft: Draft,
  head: WholeRevision,
  desk: Desk,
  { instruction, leadId, contactId }: { instruction: string | null; leadId?: string; contactId?: string },
): Promise<Saved> => {
  const number = head.revision.number + 1
  const current = { subject: head.text.subject, text: bodyOf(head.text) }
  const asked = instruction ? { instruction, current, earlier: await askedBefore(app, draft.id) } : undefined
  const made = await write(app, desk, head.revision.number, { asked, leadId })
  const wish = instruction ?? (leadId && 'lead with another trigger')
  const note = [wish && `asked for: ${wish}`, made.note].filter(Boolean).join('; ') || null
  const whole = toRevision(app, desk, {
    draftId: draft.id,
    number,
    words: made.draft,
    writer: made.writer,
    authorId: person.id,
    note,
  })
  const chosen = (tx: Tx) => (contactId ? [updatePursuit(tx, draft.pursuitId, { contactId })] : [])
  return draft.state === 'quarantined' && whole.revision.blocks === 0
    ? await outOfQuarantine(app, person, draft, desk, { ...made, note }, chosen)
    : await saveRevision(app, person, draft, whole, chosen)
}

/** What this draft's earlier redrafts were asked for, the oldest first: each note begins with it. */
const askedBefore = async (app: App, draftId: string): Promise<string[]> =>
  (await revisionsOf(app.db, draftId)).flatMap(
    ({ revision }) => /^asked for: (.*?)(?:; (?:done|not done|model)\b|$)/.exec(revision.note ?? '')?.[1] ?? [],
  )

/** Only a person's words leave quarantine; clean machine text starts a draft of its own instead, in the old one's place. */
const outOfQuarantine = async (
  app: App,
  person: Person,
  old: Draft,
  desk: Desk,
  { draft: draftText, writer, note }: WrittenDraft & { note: string | null },
  also: (tx: Tx) => readonly Step[],
): Promise<Saved> =>
  await firstAtDesk(
    app,
    desk,
    { draftText, writer, note, kind: old.kind },
    (tx, draftId, at) => [
      { must: moveDraft(tx, old, 'cancelled', at), else: 'The draft has changed' },
      relinkFollowUp(tx, old.id, draftId),
      ...also(tx),
    ],
    [{ actorId: person.id, what: 'draft_cancelled', subject: 'draft', subjectId: old.id }],
  )
