import { localDay } from '../core/day.ts'
import { dataHash } from '../core/hash.ts'
import { type Incoming, type Reading, type ReceivedQuestion, readReceived } from '../core/received.ts'
import { addressKey } from '../core/suppression.ts'
import { insertReceived, type Received, receivedByKey } from '../store/received.ts'
import { lastTouchTo } from '../store/touches.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, onceMore, type Steps } from './commit.ts'
import { type NewOutcome, outcomeSteps } from './outcome.ts'
import { type Belonging, belongingOf, isOwn, touchNamed, unlessErased } from './receive/match.ts'
import { addressesOf, suppressSteps } from './suppress.ts'

/** `asked`: a person has to say something about it. */
export type Taken = { receivedId: string | null; end: 'recorded' | 'asked' | 'kept' | 'known' | 'unrelated' }
type More = { also?: Steps; belongs?: Belonging }
type Found = { belongs: Belonging; question: ReceivedQuestion | null; outcome: Partial<NewOutcome> | null }

/**
 * Takes in one message, whichever way it came; the same one again changes nothing. What is not about us leaves no
 * trace. A reply, a bounce that proves itself and an opt-out take effect in the same commit; `also` is part of it.
 * `belongs`: a person says where it belongs.
 */
export const receive = async (app: App, incoming: Incoming, via: Received['via'], more: More = {}): Promise<Taken> =>
  await onceMore(() => takenIn(app, incoming, via, more))

const takenIn = async (
  app: App,
  incoming: Incoming,
  via: Received['via'],
  { also = () => [], belongs }: More,
): Promise<Taken> => {
  const { salt, timeZone } = await getWorkspace(app.db)
  const reading = readReceived(incoming, timeZone)
  const onceKey = keyOf(salt, incoming, reading, localDay(incoming.at, timeZone), belongs)
  const known = await receivedByKey(app.db, onceKey)
  const found = known || (await isOwn(app, incoming.from)) ? null : await foundIn(app, incoming, reading, belongs)
  if (!found) {
    await commit(app, also, [])
    return { receivedId: known?.id ?? null, end: known ? 'known' : 'unrelated' }
  }
  const id = app.newId()
  const outcome = found.outcome ? await outcomeSteps(app, null, told(app, id, via, incoming, found)) : null
  const optOut = await optOutOfSender(app, reading, found)
  const row = { ...rowOf(app, incoming, reading), ...found.belongs, id, onceKey, via, question: found.question }
  await commit(
    app,
    (tx, at) => [
      ...(outcome?.steps(tx, at) ?? []),
      ...optOut(tx, at),
      insertReceived(tx, {
        ...row,
        receivedAt: at,
        outcomeId: outcome?.outcomeId ?? null,
        holdId: outcome?.holdId ?? null,
      }),
      ...also(tx, at),
    ],
    [
      {
        actorId: null,
        what: 'message_received',
        subject: 'account',
        subjectId: found.belongs.accountId,
        detail: { receivedId: id, kind: row.kind, suggested: row.suggested, via, matchedBy: row.matchedBy },
      },
      ...(outcome?.audit ?? []),
    ],
  )
  return { receivedId: id, end: found.question ? 'asked' : outcome ? 'recorded' : 'kept' }
}

/**
 * Without a Message-ID the same words on the same day are the same message. A Message-ID is anybody's to write: it hides
 * neither what somebody else says under it nor an opt-out.
 */
const keyOf = (salt: string, incoming: Incoming, reading: Reading, day: string, belongs?: Belonging): string => {
  const { messageId, from, subject, text } = incoming
  const sender = (from && addressKey(salt, from)) || ''
  const named = [messageId, sender, 'replyClass' in reading && reading.replyClass === 'unsubscribe']
  return dataHash(['received', salt, ...(messageId ? named : [from, subject, text, day, belongs?.accountId ?? ''])])
}

/** What it is and where it belongs; null when it is nothing to us. */
const foundIn = async (app: App, incoming: Incoming, reading: Reading, given?: Belonging): Promise<Found | null> => {
  switch (reading.kind) {
    case 'unrelated':
      return null
    case 'bounce':
    case 'soft_bounce':
      return await bounceIn(app, reading)
    case 'complaint':
      return await complaintIn(app, reading.about)
    default: {
      const belongs = given ?? (await belongingOf(app, reading.about, incoming.from))
      return belongs && answerIn(reading, belongs)
    }
  }
}

const answerIn = (reading: Extract<Reading, { kind: 'reply' | 'auto_reply' }>, belongs: Belonging): Found | null => {
  const { kind, replyClass, untilDay } = reading
  const byMachine = kind === 'auto_reply'
  if (belongs.matchedBy === 'domain') return byMachine ? null : { belongs, question: 'sender', outcome: null }
  const outcome = { kind: 'reply' as const, replyClass, untilDay }
  if (!byMachine) return { belongs, question: 'class', outcome }
  if (replyClass === 'wrong_person') return { belongs, question: 'class', outcome: null }
  if (replyClass !== 'out_of_office') return { belongs, question: null, outcome: null }
  return { belongs, question: untilDay ? null : 'class', outcome }
}

/**
 * A bounce counts when it names a message of ours and the address that one went to; anybody can write one about a
 * stranger, so every other is a question.
 */
const bounceIn = async (
  app: App,
  reading: Extract<Reading, { kind: 'bounce' | 'soft_bounce' }>,
): Promise<Found | null> => {
  const { salt } = await getWorkspace(app.db)
  const keys = reading.recipients.map(({ address }) => (address ? addressKey(salt, address) : null))
  const named = await touchNamed(app, reading.about)
  const sentTo = async (key: string | null) => (key ? await unlessErased(app, await lastTouchTo(app.db, key)) : null)
  const touch = named ?? (await firstOf(keys, sentTo))
  if (!touch) return null
  const at = keys.findIndex((key) => key === touch.addressKey || (named && key === null))
  const { id: touchId, accountId, contactId } = touch
  const matchedBy = named ? ('message' as const) : ('address' as const)
  const belongs = { accountId, contactId, touchId, matchedBy, addressKey: touch.addressKey }
  if (!named || at === -1) return { belongs, question: 'bounce', outcome: null }
  const { hard, status: note } = reading.recipients[at]!
  const outcome = { kind: 'bounce' as const, addressKey: touch.addressKey, note, externalId: `bounce:${touchId}` }
  return { belongs, question: null, outcome: hard ? outcome : null }
}

const firstOf = async <T, R>(list: readonly T[], find: (one: T) => Promise<R | null>): Promise<R | null> => {
  for (const one of list) {
    const found = await find(one)
    if (found !== null) return found
  }
  return null
}

/** Somebody called our message spam: as good as an opt-out, where it names the message. */
const complaintIn = async (app: App, about: readonly string[]): Promise<Found | null> => {
  const touch = await touchNamed(app, about)
  if (!touch) return null
  const { id: touchId, accountId, contactId, addressKey: key } = touch
  const belongs = { accountId, contactId, touchId, matchedBy: 'message' as const, addressKey: key }
  const outcome = {
    kind: 'unsubscribe' as const,
    addressKey: key,
    note: 'called it spam',
    externalId: `complaint:${touchId}`,
  }
  return { belongs, question: null, outcome }
}

const told = (
  app: App,
  id: string,
  via: Received['via'],
  { at }: Incoming,
  { belongs, outcome }: Found,
): NewOutcome => ({
  accountId: belongs.accountId,
  contactId: belongs.contactId,
  touchId: belongs.touchId,
  addressKey: belongs.addressKey,
  kind: 'reply',
  externalId: `received:${id}`,
  source: via === 'imap' ? 'mail' : via === 'webhook' ? 'webhook' : 'hand',
  at: Math.min(at, app.now()),
  ...outcome,
})

/** Who asks for it is silenced at once, also where it was somebody else that we wrote to or nothing else is sure. */
const optOutOfSender = async (app: App, reading: Reading, { belongs, outcome }: Found): Promise<Steps> => {
  const key = belongs.addressKey
  if (reading.kind !== 'reply' || reading.replyClass !== 'unsubscribe' || !key) return () => []
  const ofOutcome = outcome ? await addressesOf(app.db, key, belongs.contactId) : []
  const others = (await addressesOf(app.db, key, null)).filter((one) => !ofOutcome.includes(one))
  const reason = 'opted out'
  const steps = await Promise.all(others.map((one) => suppressSteps(app, null, { kind: 'address', key: one, reason })))
  return (tx, at) => steps.flatMap((step) => step(tx, at))
}

const mostKept = 8_000

const rowOf = (app: App, incoming: Incoming, reading: Reading) => ({
  kind: reading.kind as Received['kind'],
  suggested: 'replyClass' in reading ? reading.replyClass : null,
  untilDay: 'untilDay' in reading ? reading.untilDay : null,
  sender: incoming.from?.slice(0, 320) ?? null,
  subject: incoming.subject.slice(0, 300),
  text: ('words' in reading ? reading.words : incoming.text).slice(0, mostKept),
  at: Math.min(incoming.at, app.now()),
})
