import { type AuditLine, auditOf, auditSince } from '../store/audit.ts'
import { findDraft, type WholeRevision } from '../store/drafts.ts'
import type { Send } from '../store/sends.ts'
import type { App } from './app.ts'

/** After one of these the approval before it covers nothing any more. */
const takesBack = new Set([
  'draft_revised',
  'draft_undo',
  'draft_return',
  'draft_reject',
  'draft_cancelled',
  'draft_expired',
  'hold_set',
  'send_refused',
  'suppressed',
  'opted_out',
])

/** A message goes on its way from one of these alone: it was queued, may be tried again, or a person said so. */
const mayBeClaimed = (line: AuditLine): boolean =>
  line.what === 'send_queued' ||
  line.what === 'send_retry' ||
  (line.what === 'send_resolved' && JSON.parse(line.detail).to === 'queued')

type Asked = Pick<Send, 'id' | 'approvalId'>

/** An approval is for one send, and that leaves once: another one, or this one again, would be a second message. */
const usedUp =
  (sendId: string) =>
  ({ what, detail }: AuditLine): boolean => {
    const said = JSON.parse(detail)
    if (said.sendId === undefined) return false
    return said.sendId !== sendId || what === 'send_sent' || what === 'hand_out_sent' || said.to === 'sent'
  }

/**
 * Whether the record says that this approval was given, and nothing since that took it back or used it. The record is chained with
 * a key that is not in the database, so an approval brought back to life there is still withdrawn here, and a message
 * of which nobody knows whether it left is not put back into the queue behind everybody's back.
 */
export const standsInRecord = async (app: App, send: Asked, revision: WholeRevision['revision']): Promise<boolean> => {
  const since = await sinceApproval(app, send, revision)
  const last = since?.findLast(({ what, detail }) => what.startsWith('send_') && JSON.parse(detail).sendId === send.id)
  return last !== undefined && mayBeClaimed(last)
}

/** The same of what a person is about to take out, now, whatever became of it before. */
export const approvalStands = async (app: App, send: Asked, revision: WholeRevision['revision']): Promise<boolean> =>
  (await sinceApproval(app, send, revision)) !== null

/** What the record says since the approval; null where it was never given, was taken back or is used up. */
const sinceApproval = async (
  app: App,
  { id, approvalId }: Asked,
  { draftId, addressKey, addressDomain }: WholeRevision['revision'],
): Promise<AuditLine[] | null> => {
  const given = (await auditOf(app.db, draftId)).find(
    ({ what, detail }) => what === 'draft_approve' && JSON.parse(detail).approvalId === approvalId,
  )
  if (!given) return null
  const draft = await findDraft(app.db, draftId)
  const asked = new Set([draftId, addressKey, addressDomain, draft?.accountId ?? ''])
  const since = await auditSince(app.db, given, asked)
  return since?.some((line) => takesBack.has(line.what) || usedUp(id)(line)) ? null : since
}
