import { atomically } from '#dialect'
import { newSignInLink, signInByLink } from '../../../src/pipeline/sign-in.ts'
import { approve, handOut, handOver, logTouch, recordOutcome } from '../../../src/pipeline/verbs.ts'
import * as t from '../../../src/store/schema/index.ts'
import { dayMs, seen } from '../../support/workspace.ts'
import type { TestDesk } from './browser.ts'

/** One object of the first rep, or of everybody, for every parameter that an address of ours has. */
export const fillObjects = async (desk: TestDesk): Promise<Readonly<Record<string, string>>> => {
  const { app, head, manager, rep, state } = desk
  await approve(app, rep, seen(head))
  await handOut(app, rep, { ...seen(head), route: 'copy' })
  const { touchId } = await logTouch(app, rep, { accountId: 'bystander', contactId: null, channel: 'call' })
  const said = { note: 'Two times next week?', contactId: 'mara', at: state.now }
  const reply = { ...said, accountId: 'account', kind: 'reply', replyClass: 'interested' } as const
  const { outcomeId } = await recordOutcome(app, manager, reply)
  const { handoverId } = await handOver(app, manager, { outcomeId, toId: 'rep', note: 'They want two times' })
  await atomically(app.db, (tx) => rowsOf(tx, touchId, state.now))
  const [send] = await app.db.select().from(t.sends)
  await newSession(desk)
  const [session] = await app.db.select().from(t.sessions)
  return {
    sessionId: session!.id,
    pursuitId: 'pursuit',
    draftId: head.draftId,
    accountId: 'account',
    contactId: 'mara',
    documentId: 'document',
    signalId: 'signal',
    offerId: 'offer',
    feedId: 'feed',
    userId: 'other',
    holdId: 'hold',
    receivedId: 'received',
    followUpId: 'follow',
    handoverId,
    sendId: send!.id,
    importId: 'import',
    keyId: 'key',
    viewId: 'view',
    territoryId: 'territory',
    kind: 'accounts',
    token: 'x'.repeat(43),
    hash: 'x',
    name: 'daybreak.css',
  }
}

/** A session of the first rep that nobody sits in. */
const newSession = async ({ app }: TestDesk): Promise<void> => {
  const token = new URL(await newSignInLink(app, 'rep')).pathname.split('/').at(-1)!
  await signInByLink(app, token, { address: 'elsewhere', replaces: null })
}

type Tx = Parameters<Parameters<typeof atomically>[1]>[0]

const rowsOf = (tx: Tx, touchId: string, at: number) => [
  tx.insert(t.territories).values({ id: 'territory', name: 'Rest', position: 1, rules: [], userIds: ['rep'] }),
  tx.insert(t.savedViews).values({ id: 'view', userId: 'rep', name: 'Mine', place: 'today', createdAt: at }),
  tx.insert(t.holds).values({ id: 'hold', accountId: 'account', reason: 'Later', until: at + dayMs, createdAt: at }),
  tx.insert(t.followUps).values({
    ...{ id: 'follow', touchId, number: 9, accountId: 'account', ownerId: 'rep' },
    ...{ dueDay: '2026-11-27', note: 'Ask again' },
  }),
  tx.insert(t.received).values({
    ...{ id: 'received', onceKey: 'once', via: 'imap', kind: 'reply', matchedBy: 'address', accountId: 'account' },
    ...{ question: 'class', sender: 'mara@northwind.example', subject: 'Re: lists', text: 'Tell me more.' },
    ...{ at, receivedAt: at },
  }),
  tx
    .insert(t.accountOffers)
    .values({ id: 'offer', name: 'Alder', nameKey: 'alder', signalId: 'signal', reason: 'in the news', offeredAt: at }),
]

/** Whatever a form may want, so that nothing is refused for its fields before it is refused for its owner. */
export const everyField = ({ head }: TestDesk): Record<string, string> => ({
  revisionId: head.revisionId,
  hash: head.hash,
  reason: 'stale',
  note: 'x',
  subject: 'x',
  text: 'x',
  restoreId: head.revisionId,
  route: 'copy',
  instruction: 'x',
  contactId: 'nils',
  until: 'trigger',
  kind: 'meeting',
  day: '2026-11-24',
  channel: 'call',
  is: 'other',
  sent: 'no',
  to: 'cancelled',
  answer: 'confirmed',
  account: 'northwind.example',
  accountId: 'account',
  domain: 'alder.example',
  role: 'rep',
  timeZone: 'Europe/Berlin',
  capacity: '15',
  active: 'yes',
  needed: 'no',
  watch: 'off',
})
