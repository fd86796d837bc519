import { ownAccounts } from '../../pipeline/own-accounts.ts'
import { findHold } from '../../store/holds.ts'
import { draftSummary } from '../../store/pages/draft.ts'
import { accountNames } from '../../store/pages/people.ts'
import type { User } from '../../store/users.ts'
import { isManager, type WebContext } from '../context.ts'
import { PostForm } from './form.tsx'

/** What can be said after a form, by the word in the address. A word that is not here says nothing. */
const sentences = {
  approved: 'Approved',
  submitted: 'Submitted for approval',
  rejected: 'Rejected',
  returned: 'Returned with your note',
  held: 'Held',
  heldBack: 'Held, and its message is taken back: after the hold it waits for a new decision',
  heldLate: 'Held, but a message to them is on its way already and cannot be called back',
  allHeld: 'All that you chose are held',
  allRejected: 'All that you chose are rejected',
  allAssigned: 'All that you chose are assigned',
  assigned: 'Assigned',
  given: 'All accounts are given. They can be taken back below',
  viewSaved: 'Kept as a view',
  viewDeleted: 'The view is deleted',
  released: 'Back in the queue',
  corrected: 'Corrected: the account is weighed anew with the next run',
  saved: 'Saved as a new revision',
  unchanged: 'Nothing had changed',
  restored: 'Restored as a new revision',
  refreshed: 'The same words, with the sender and footer of now',
  redrafted: 'Written anew',
  anotherVersion: 'Not done as asked: here is another version. Its note in the history says why, and what can be asked',
  undone: 'Undone',
  approvalTakenBack: 'The approval is taken back: it waits with its rep, to be submitted once more',
  contact: 'Contact chosen',
  recorded: 'Recorded',
  logged: 'Logged',
  skipped: 'Skipped. It can be reopened below',
  handed: 'Handed out. Was it sent?',
  copied: 'The text is on your clipboard',
  tool_tested: 'The tool took the test call',
  tool_taken: 'Given to the tool; it says whether it sent it',
  tool_refused: 'The tool did not take it',
  tool_unknown: 'Nobody knows whether the tool has it',
  handedOver: 'Handed over: it waits for their answer',
  confirmed: 'Counted as a touch',
  lapsed: 'Not counted',
  suppressed: 'Suppressed',
  answered: 'Answered',
  tested: 'The feed was asked just now',
  looked: 'Looked for job boards',
  changed: 'Changed',
  added: 'Added',
  published: 'Published: in force for queues built from now on',
  imported: 'Imported',
  takenBack: 'Taken back',
  revoked: 'Revoked: the key opens nothing any more',
  backedUp: 'Backed up',
  running: 'It runs. How far it is stands at the top',
  retired: 'Out of use for queues built from now on',
} as const
export type Said = keyof typeof sentences

export type Flash = {
  sentence: string
  about: string | null
  /** The form that takes it back, and how long it is offered. */
  undo: { action: string; fields: Readonly<Record<string, string>>; untilSeconds: number } | null
}

/** Where to go after a form, saying what happened there; `about`: the draft, or of a hold the hold. */
export const sayingAt = (path: string, said: Said, about?: string): string => {
  const url = new URL(path, 'http://here')
  url.searchParams.set('said', said)
  if (about) url.searchParams.set('about', about)
  return url.pathname + url.search
}

/** How long the offer to take a submission or a hold back stands; the pages themselves offer it longer. */
const offeredSeconds = 20

/** Reads only words we know and drafts this person may see, so that a crafted address can say nothing of its own. */
export const flashOf = async (c: WebContext): Promise<Flash | null> => {
  const said = c.req.query('said') ?? ''
  const visitor = c.var.visitor
  if (!Object.hasOwn(sentences, said) || !visitor) return null
  const sentence = sentences[said as Said]
  const about = c.req.query('about')
  if (['held', 'heldBack', 'heldLate'].includes(said) && about) return await heldFlash(c, visitor.user, sentence, about)
  const draft = about ? await draftSummary(c.var.app.db, about) : null
  const theirs = draft && [draft.ownerId, draft.approverId].includes(visitor.user.id)
  if (!draft || !(theirs || isManager(visitor.user))) return { sentence, about: null, undo: null }
  const undoUntil = (draft.approvedAt ?? 0) + (c.var.workspace?.undoSeconds ?? 0) * 1000
  const left = Math.ceil((undoUntil - c.var.app.now()) / 1000)
  const approved = said === 'approved' && left > 0 && ['approved', 'queued'].includes(draft.state)
  const submitted = said === 'submitted' && draft.state === 'submitted'
  const { id: draftId, revisionId, hash } = draft
  const undo =
    (approved || submitted) && revisionId && hash
      ? {
          action: `/drafts/${draftId}/undo`,
          fields: { revisionId, hash },
          untilSeconds: approved ? left : offeredSeconds,
        }
      : null
  return { sentence, about: draft.accountName, undo }
}

const heldFlash = async (c: WebContext, user: User, sentence: string, holdId: string): Promise<Flash> => {
  const { db } = c.var.app
  const hold = await findHold(db, holdId)
  const isTheirs = hold && (isManager(user) || (await ownAccounts(c.var.app, user, [hold.accountId])).size > 0)
  if (!isTheirs) return { sentence, about: null, undo: null }
  const names = await accountNames(db, [hold.accountId])
  const undo = { action: `/holds/${hold.id}/end`, fields: { back: 'list' }, untilSeconds: offeredSeconds }
  return { sentence, about: names.get(hold.accountId) ?? null, undo: hold.endedAt === null ? undo : null }
}

export const FlashStrip = ({ flash, formToken }: { flash: Flash; formToken: string }) => (
  <div class="toast" role="status" data-seconds={flash.undo?.untilSeconds}>
    <span>
      {flash.sentence}
      {flash.about && (
        <>
          : <b>{flash.about}</b>
        </>
      )}
    </span>
    {flash.undo && (
      <PostForm action={flash.undo.action} formToken={formToken}>
        {Object.entries(flash.undo.fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="link" data-key="z">
          Undo <kbd>z</kbd>{' '}
          <span class="num" data-countdown>
            {flash.undo.untilSeconds} s
          </span>
        </button>
      </PostForm>
    )}
  </div>
)
