import type { Instant } from './document.ts'
import type { Message } from './draft.ts'

/** What a sales-engagement tool is told beside the words: whom they are for, why now, and where to answer. */
export type HandOutAbout = {
  /** Of the hand-out; the tool's idempotency key, the same in every attempt. */
  id: string
  kind: 'first_touch' | 'follow_up'
  approvedAt: Instant
  /** As tools call it; not our heat. */
  urgency: 'high' | 'normal' | 'low'
  recipient: { name: string; title: string | null; timeZone: string | null }
  account: { id: string; externalId: string | null; name: string }
  owner: { name: string; email: string }
  attribution: {
    triggerKind: string | null
    triggerId: string | null
    pursuitId: string
    tier: number | null
    icp: { key: string; version: number; versionId: string } | null
  }
  answerUrl: string
}

/** The clock of a trigger, in working time from when it was first seen. */
const touchWithinMs = 24 * 3_600_000

/** A Tier 1, or whatever has waited longer than its clock allows, goes before the rest. */
export const urgencyOf = (tier: number | null, waitedMs: number): HandOutAbout['urgency'] => {
  if (tier === 1 || waitedMs > touchWithinMs) return 'high'
  return tier === 2 ? 'normal' : 'low'
}

/** The JSON that a tool gets; `docs/tool.md` describes every member. */
export const handOutBody = (message: Message, about: HandOutAbout): string => {
  const { recipient, account, owner, attribution } = about
  return JSON.stringify({
    type: 'email',
    idempotency_key: about.id,
    urgency: about.urgency,
    step: about.kind,
    subject: message.subject,
    body: message.text,
    body_html: message.html,
    recipient: { email: message.to, name: recipient.name, title: recipient.title, time_zone: recipient.timeZone },
    sender: { from: message.from, reply_to: message.replyTo, owner_name: owner.name, owner_email: owner.email },
    account: { id: account.id, external_id: account.externalId, name: account.name },
    attribution: {
      trigger_kind: attribution.triggerKind,
      trigger_id: attribution.triggerId,
      account_id: account.id,
      pursuit_id: attribution.pursuitId,
      tier: attribution.tier,
      icp_key: attribution.icp?.key ?? null,
      icp_version: attribution.icp?.version ?? null,
      icp_version_id: attribution.icp?.versionId ?? null,
    },
    approved_at: Temporal.Instant.fromEpochMilliseconds(about.approvedAt).toString(),
    callback_url: about.answerUrl,
  })
}
