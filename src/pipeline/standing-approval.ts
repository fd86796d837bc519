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
  'send_refused',
  'suppressed',
  'opted_out',
])

/** A message goes on its way from one of these alone: it was queued, may be tried again, or a person said so. */
const mayBeClaimed = (line: AuditLine): boolean =>
  line.what === 'send_queued' ||
  line.what === 'send_retry' ||
  (line.what === 'send_resolved' && JSON.parse(line.detail).to === 'queued')

/**
 * Whether the record says that this approval was given, and nothing since that took it back. The record is chained with
 * a key that is not in the database, so an approval brought back to life there is still withdrawn here, and a message
 * of which nobody knows whether it left is not put back into the queue behind everybody's back.
 */
export const standsInRecord = async (
  app: App,
  { id, approvalId }: Pick<Send, 'id' | 'approvalId'>,
  revision: WholeRevision['revision'],
): Promise<boolean> => {
  const since = await sinceApproval(app, approvalId, revision)
  const last = since?.findLast(({ what, detail }) => what.startsWith('send_') && JSON.parse(detail).sendId === id)
  return last !== undefined && mayBeClaimed(last)
}

/** The same of what a person is about to take out, now, whatever became of it before. */
export const approvalStands = async (
  app: App,
  approvalId: string,
  revision: WholeRevision['revision'],
): Promise<boolean> => (await sinceApproval(app, approvalId, revision)) !== null

/** What the record says since the approval; null where it was never given, or was taken back. */
const sinceApproval = async (
  app: App,
  approvalId: string,
  { draftId, addressKey, addressDomain }: WholeRevision['revision'],
): Promise<AuditLine[] | null> => {
  const given = (await auditOf(app.db, draftId)).find(
    ({ what, detail }) => what === 'draft_approve' && JSON.parse(detail).approvalId === approvalId,
  )
  if (!given) return null
  const draft = await findDraft(app.db, draftId)
  const asked = new Set([draftId, addressKey, addressDomain, draft?.accountId ?? ''])
  const since = await auditSince(app.db, given, asked)
  return since?.some(({ what }) => takesBack.has(what)) ? null : since
}
