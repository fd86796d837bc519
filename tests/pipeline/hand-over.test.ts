import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localDay, startOfDay } from '../../src/core/day.ts'
import { noteFor } from '../../src/pipeline/hand-over.ts'
import {
  answerHandOver,
  handOver,
  logTouch,
  pasteReply,
  recordOutcome,
  withdrawHandOver,
} from '../../src/pipeline/verbs.ts'
import { handoversOf } from '../../src/store/handovers.ts'
import { findOutcomeById } from '../../src/store/outcomes.ts'
import { findReceived } from '../../src/store/received.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const reply = async (replyClass: 'interested' | 'objection' = 'interested') => {
  const said = { note: 'Send me two times next week', contactId: 'mara' }
  return (await recordOutcome(w.app, w.rep, { ...said, accountId: 'account', kind: 'reply', replyClass, at: tuesday }))
    .outcomeId
}
const handed = async () =>
  (await handOver(w.app, w.rep, { outcomeId: await reply(), toId: 'other', note: 'Wants a call next week' })).handoverId
const open = async (userId: string | null) =>
  (await handoversOf(w.db, userId, w.state.now + 1)).map(({ accountName, handover }) => [accountName, handover.toId])

describe('a hand-over', () => {
  it('waits for its receiver, who accepts once, in the list of both sides and of the manager', async () => {
    const handoverId = await handed()
    for (const userId of ['rep', 'other', null]) expect(await open(userId)).toEqual([['Northwind Robotics', 'other']])
    expect(await open('manager')).toEqual([])
    const answer = { handoverId, answer: 'accepted' } as const
    await expect(answerHandOver(w.app, w.manager, answer)).rejects.toMatchObject({ code: 'forbidden' })
    await answerHandOver(w.app, w.otherRep, answer)
    await expect(answerHandOver(w.app, w.otherRep, answer)).rejects.toMatchObject({ code: 'conflict' })
    expect(await open(null)).toEqual([])
    const told = (await w.db.select().from(t.audit)).filter(({ subject }) => subject === 'handover')
    expect(told.map(({ what, actorId }) => [what, actorId])).toEqual([
      ['handed_over', 'rep'],
      ['hand_over_accepted', 'other'],
    ])
  })

  it('comes back with a reason alone, and rests the account until the day to call back', async () => {
    const handoverId = await handed()
    const back = { handoverId, answer: 'returned' } as const
    await expect(answerHandOver(w.app, w.otherRep, back)).rejects.toMatchObject({ code: 'invalid' })
    const past = { ...back, reason: 'Not before March', untilDay: localDay(tuesday, 'Europe/Berlin') }
    await expect(answerHandOver(w.app, w.otherRep, past)).rejects.toMatchObject({ code: 'invalid' })
    await answerHandOver(w.app, w.otherRep, { ...past, untilDay: '2026-12-24' })
    expect(await w.db.select().from(t.holds)).toMatchObject([
      {
        accountId: 'account',
        until: startOfDay('2026-12-24', 'Europe/Berlin'),
        reason: 'Call back: Not before March',
        by: 'other',
      },
    ])
    const [row] = await handoversOf(w.db, 'rep', tuesday)
    expect(row?.handover).toMatchObject({ answer: 'returned', answerReason: 'Not before March' })
    const again = { outcomeId: row!.outcome.id, toId: 'manager', note: 'Perhaps you?' }
    await expect(handOver(w.app, w.rep, again)).resolves.toBeDefined()
  })

  it('is given once, by the account’s own rep or a manager, of a conversation that began, to somebody else', async () => {
    const outcomeId = await reply()
    const to = { outcomeId, toId: 'manager', note: 'Wants a call' }
    await expect(handOver(w.app, w.otherRep, to)).rejects.toMatchObject({ code: 'not_found' })
    await expect(handOver(w.app, w.rep, { ...to, toId: 'rep' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(handOver(w.app, w.rep, { ...to, note: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    await handOver(w.app, w.rep, to)
    await expect(handOver(w.app, w.manager, { ...to, toId: 'other' })).rejects.toMatchObject({ code: 'conflict' })
    w.state.now += hourMs
    const objection = { ...to, outcomeId: await reply('objection') }
    await expect(handOver(w.app, w.rep, objection)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is taken back by whoever gave it while nobody has answered', async () => {
    const handoverId = await handed()
    await expect(withdrawHandOver(w.app, w.otherRep, { handoverId })).rejects.toMatchObject({ code: 'forbidden' })
    await withdrawHandOver(w.app, w.rep, { handoverId })
    const answer = { handoverId, answer: 'accepted' } as const
    await expect(answerHandOver(w.app, w.otherRep, answer)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('offers a note of what is known: who, why now, what they said, what next', async () => {
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
    const outcome = (await findOutcomeById(w.db, await reply()))!
    expect((await noteFor(w.app, outcome, 'Europe/Berlin')).split('\n')).toEqual([
      'Account: Northwind Robotics (northwind.example)',
      'Contact: Mara Example, VP Sales, mara@northwind.example',
      'Why now: Raised $40 million, Series B',
      'Thread: 1 touch, the last by call on 24 Nov 2026',
      'What they said: Send me two times next week',
      'Next step: answer within a working day and offer two times',
    ])
  })

  it('offers the words of the message that came back, in one line, and no more of them than one reads', async () => {
    const saidOf = async (text: string) => {
      const { receivedId } = await pasteReply(w.app, { accountId: 'account', contactId: 'mara', text })
      const outcome = (await findOutcomeById(w.db, (await findReceived(w.db, receivedId!))!.outcomeId!))!
      return (await noteFor(w.app, outcome, 'Europe/Berlin')).split('\n').find((line) => line.startsWith('What'))
    }
    const short = 'Interesting, tell me more.\n\nWhat does it cost?'
    expect(await saidOf(short)).toBe('What they said: Interesting, tell me more. What does it cost?')
    const long = await saidOf(`Interesting, tell me more. ${'And how? '.repeat(200)}`)
    expect(long).toMatch(/^What they said: Interesting, .* …$/)
    expect(long!.length).toBeLessThan(530)
  })

  it('offers every trigger of the chase, the lead first', async () => {
    const [lead] = await w.db.select().from(t.triggers)
    const fields = { ...lead!.trigger.fields }
    delete fields.round
    await w.db.insert(t.triggers).values({ ...lead!, id: 'earlier', trigger: { ...lead!.trigger, fields } })
    await w.db.update(t.pursuits).set({ triggerIds: ['earlier', 'trigger'] })
    const outcome = (await findOutcomeById(w.db, await reply()))!
    const note = await noteFor(w.app, outcome, 'Europe/Berlin')
    expect(note).toMatch(/^Why now: Raised \$40 million, Series B; Raised \$40 million$/m)
  })
})
