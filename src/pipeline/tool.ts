import type { Given, Webhook } from '../adapters/webhook.ts'
import { workingMsBetween } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { type HandOutAbout, urgencyOf } from '../core/hand-out.ts'
import { handOutMs, leaseMs } from '../core/send.ts'
import { employmentsOf, findAccount } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { findRevision, tierOf } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { getIcpVersion } from '../store/icps.ts'
import { findPursuit } from '../store/pursuits.ts'
import { findApproval } from '../store/reviews.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import { insertSend, type Send } from '../store/sends.ts'
import { triggersById } from '../store/signals.ts'
import { userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import type { Person, Seen } from './edit.ts'
import { type Approved, approvedText, openSend, readyToLeave, sendAudit, settled, takeOut } from './hand-out-claim.ts'
import { newSend } from './send.ts'

/**
 * Gives an approved text to the sales-engagement tool, once. It reserves the contact; the tool's own answer later, or
 * a person's, makes it a touch. What is not certain is `unknown`, and only a person has it tried again.
 */
export const giveToTool = async (app: App, person: Person, input: Seen): Promise<Given> => {
  const approved = await approvedText(app, person, input)
  const row = await newSend(app, approved.draft.id, approved.approval.id, 'webhook')
  return await give(app, person, approved, row, {
    ...{ attempts: 0, was: null },
    first: (tx, at) => [insertSend(tx, { ...row, changedAt: at })],
  })
}

/** The same hand-out once more, under the same idempotency key, because a person says so. */
export const giveAgain = async (app: App, person: Person, seen: Send): Promise<Given> => {
  const { send, draft } = await openSend(app, person, seen.id)
  const approval = (await findApproval(app.db, send.approvalId))!
  const whole = (await findRevision(app.db, approval.revisionId))!
  return await give(app, person, { draft, whole, approval }, send, {
    attempts: send.attempts,
    was: send.state,
    first: (tx, at) => [settled(tx, send, { state: 'queued', resolvedBy: person.id, leaseUntil: null, changedAt: at })],
  })
}

type Attempt = { attempts: number; was: Send['state'] | null; first: Steps }

const give = async (
  app: App,
  person: Person,
  approved: Approved,
  row: Pick<Send, 'id' | 'draftId' | 'route' | 'messageId'>,
  { attempts, was, first }: Attempt,
): Promise<Given> => {
  const webhook = webhookOf(app)
  const ready = await readyToLeave(app, approved, row)
  const about = await aboutOf(app, approved, row.id)
  const claimed = await takeOut(app, person, row, ready, { attempts, leaseMs, first })
  const given = await webhook.give(ready.message, about)
  await settleGiven(app, claimed, given, was)
  return given
}

const webhookOf = ({ webhook }: App): Webhook => {
  if (webhook) return webhook
  throw new Refusal('invalid', 'No sales-engagement tool is set up: DAYBREAK_HANDOUT_URL and DAYBREAK_HANDOUT_SECRET')
}

/**
 * Writes down what became of it. A tool that refuses a second attempt says nothing about the first: where nobody knew
 * of that one, nobody knows still. When the tool has answered meanwhile, its answer stands.
 */
const settleGiven = async (
  app: App,
  claimed: Pick<Send, 'id' | 'draftId' | 'state' | 'attempts'>,
  { end, reply }: Given,
  was: Send['state'] | null,
): Promise<void> => {
  const at = app.now()
  const taken = end === 'taken'
  const state = taken ? 'sending' : end === 'refused' && was !== 'unknown' ? 'failed' : 'unknown'
  const told = { stage: 'send', subjectId: claimed.draftId, message: reply, at }
  try {
    await commit(
      app,
      (tx) => [
        settled(tx, claimed, { state, reply, leaseUntil: taken ? at + handOutMs : null, changedAt: at }),
        taken ? clearProblem(tx, 'send', claimed.draftId) : recordProblem(tx, told),
      ],
      [
        sendAudit(null, taken ? 'hand_out_taken' : `send_${state}`, claimed.draftId, {
          sendId: claimed.id,
          reply,
        }),
      ],
    )
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
  }
}

/** Whom it is for and why now; nothing in it depends on when it is given, so another attempt tells the same. */
const aboutOf = async (app: App, { draft, whole, approval }: Approved, sendId: string): Promise<HandOutAbout> => {
  const { settings, timeZone } = await getWorkspace(app.db)
  const account = (await findAccount(app.db, draft.accountId))!
  const owner = (await userById(app.db, draft.ownerId))!
  const pursuit = (await findPursuit(app.db, draft.pursuitId))!
  const [lead] = await triggersById(app.db, [pursuit.leadTriggerId])
  const icp = await getIcpVersion(app.db, pursuit.icpVersionId)
  const tier = await tierOf(app.db, account.id)
  const waitedMs = lead
    ? workingMsBetween(lead.firstSeenAt, approval.at, owner.timeZone || timeZone, new Set(settings.holidays))
    : 0
  return {
    id: sendId,
    kind: draft.kind,
    approvedAt: approval.at,
    urgency: urgencyOf(tier, waitedMs),
    recipient: await recipientOf(app, account.id, whole.revision.contactId),
    account: { id: account.id, externalId: account.externalId, name: account.name },
    owner: { name: owner.name, email: owner.email },
    attribution: {
      triggerKind: lead?.kind ?? null,
      triggerId: lead?.id ?? null,
      pursuitId: pursuit.id,
      tier,
      icp: icp ? { key: icp.icpKey, version: icp.number, versionId: icp.id } : null,
    },
    answerUrl: `${app.baseUrl}/api/hand-outs/${sendId}/sent`,
  }
}

const recipientOf = async (
  app: App,
  accountId: string,
  contactId: string | null,
): Promise<HandOutAbout['recipient']> => {
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  const jobs = await employmentsOf(app.db, await familyOf(app.db, accountId))
  const job = jobs.find(({ employment }) => employment.contactId === contactId && employment.to === null)
  return {
    name: contact?.name ?? '',
    title: job?.employment.title ?? null,
    timeZone: contact?.timeZone ?? null,
  }
}

/** Tries the set-up with a signed call that asks the tool for nothing. */
export const pingTool = async (app: App, person: Person): Promise<Given> => {
  const given = await webhookOf(app).ping(app.newId())
  const detail = { end: given.end, reply: given.reply }
  await commit(app, () => [], [
    { actorId: person.id, what: 'tool_pinged', subject: 'workspace', subjectId: '1', detail },
  ])
  return given
}
