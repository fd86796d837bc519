import { auditOf, auditSince } from '../store/audit.ts'
import { findDraft, type WholeRevision } from '../store/drafts.ts'
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

/**
 * Whether the record says that this approval was given, and nothing since that took it back. The record is chained with
 * a key that is not in the database, so an approval brought back to life there is still withdrawn here.
 */
export const standsInRecord = async (
  app: App,
  approvalId: string,
  { draftId, addressKey, addressDomain }: WholeRevision['revision'],
): Promise<boolean> => {
  const given = (await auditOf(app.db, draftId)).find(
    ({ what, detail }) => what === 'draft_approve' && JSON.parse(detail).approvalId === approvalId,
  )
  if (!given) return false
  const draft = await findDraft(app.db, draftId)
  const asked = new Set([draftId, addressKey, addressDomain, draft?.accountId ?? ''])
  const since = await auditSince(app.db, given, asked)
  return since !== null && !since.some(({ what }) => takesBack.has(what))
}
