import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWebhook } from '../../src/adapters/webhook.ts'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch, setRules, setSending } from '../../src/pipeline/set-up.ts'
import { suppress } from '../../src/pipeline/suppress.ts'
import {
  approve,
  confirmHandOut,
  edit,
  giveToTool,
  handOut,
  type Resolution,
  resolveSend,
  toolDidNotSend,
  toolOutcome,
  toolSent,
} from '../../src/pipeline/verbs.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { furthestSteps } from '../../src/store/pages/funnel.ts'
import { cameOfTouches } from '../../src/store/pages/insights.ts'
import { listProblems } from '../../src/store/runs.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { isSigned, type Mood, moods, type ToolServer, toolSecret, toolServer } from '../support/tool-server.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
let tool: ToolServer
beforeEach(async () => {
  tool = await toolServer()
  w = await makeWorkspace({ workspace: { sendingOn: false } })
  w.app.webhook = openWebhook({ url: tool.url, secret: toolSecret, now: w.app.now, deadlineMs: 300 })
})
afterEach(async () => {
  expect((await verifyAudit(w.db)).broken).toBeNull()
  await w.close()
  await tool.close()
})

const everything = { since: 0, ownerId: '', segment: '', kind: '' }

const approved = async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  return first
}
const sendOf = async (draftId: string) => (await sendsOfDraft(w.db, draftId))[0]!
const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state
const touches = async () => await touchesOf(w.db, ['account'])
const given = async (mood: Mood = 'takes') => {
  tool.state.answer = moods[mood]
  const first = await approved()
  const { end } = await giveToTool(w.app, w.rep, seen(first))
  return { ...first, end, sendId: (await sendOf(first.draftId)).id }
}
const resolve = async (sendId: string, to: Resolution) => await resolveSend(w.app, w.rep, { sendId, to })
/** So late that nobody waits for the tool any more. */
const lapse = async () => {
  w.state.now += dayMs + hourMs
  await send.run(w.app)
}

describe('a text given to a tool', () => {
  it('arrives once, signed, as it was approved, while sending is off; and waits for its answer', async () => {
    const { draftId, sendId, end } = await given()
    expect(end).toBe('taken')
    expect(await sendOf(draftId)).toMatchObject({
      route: 'webhook',
      state: 'sending',
      reply: 'The tool took it (202)',
      leaseUntil: tuesday + dayMs,
    })
    const [call, ...others] = tool.received
    expect(others).toEqual([])
    expect(await isSigned(call!, toolSecret)).toBe(true)
    expect(JSON.parse(call!.body)).toMatchObject({
      idempotency_key: sendId,
      urgency: 'normal',
      step: 'first_touch',
      body: expect.stringContaining('reply "stop"'),
      recipient: { email: 'mara@northwind.example', name: 'Mara Example', title: 'VP Sales' },
      attribution: { trigger_kind: 'funding', account_id: 'account', pursuit_id: 'pursuit', icp_version_id: 'icp' },
      callback_url: `http://127.0.0.1:4310/api/hand-outs/${sendId}/sent`,
    })
    expect(await touches()).toEqual([])
  })

  it('needs everything that a send needs, and nothing is asked of the tool before', async () => {
    const first = await w.draft()
    const refused = async (says: string | RegExp) =>
      await expect(giveToTool(w.app, w.rep, seen(first))).rejects.toThrow(says)
    await refused('Only an approved text')
    await approve(w.app, w.rep, seen(first))
    await expect(giveToTool(w.app, w.otherRep, seen(first))).rejects.toThrow()
    await setKillSwitch(w.app, w.admin, true)
    await refused('Everything is stopped')
    await setKillSwitch(w.app, w.admin, false)
    w.state.armed = false
    await refused('restored')
    w.state.armed = true
    await setRules(w.app, w.admin, { countries: { NL: 'blocked' } })
    await refused('country policy')
    await setRules(w.app, w.admin, { countries: {} })
    w.db.$client.exec('UPDATE workspace SET sending_on = 1')
    await refused('outside of Daybreak')
    w.db.$client.exec('UPDATE workspace SET sending_on = 0')
    await edit(w.app, w.rep, { ...seen(first), subject: 'x', text: cleanText.text })
    await expect(giveToTool(w.app, w.rep, seen(first))).rejects.toMatchObject({ code: 'conflict' })
    expect(tool.state.connections).toBe(0)
  })

  it('goes neither twice nor by another way as well', async () => {
    const { draftId, revisionId, hash } = await given()
    const page = { draftId, revisionId, hash }
    await expect(giveToTool(w.app, w.rep, page)).rejects.toThrow()
    await expect(handOut(w.app, w.rep, { ...page, route: 'copy' })).rejects.toThrow()
    await setSending(w.app, w.admin, true)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect(tool.received).toHaveLength(1)
  })

  it('is refused in words where no tool is set up', async () => {
    w.app.webhook = null
    await expect(giveToTool(w.app, w.rep, seen(await approved()))).rejects.toThrow('DAYBREAK_HANDOUT_URL')
  })
})

describe('what the tool makes of it', () => {
  const ends: Record<Mood, string> = {
    takes: 'sending',
    garbage: 'sending',
    endless: 'sending',
    broken_off: 'sending',
    slow: 'sending',
    conflicts: 'failed',
    unwilling: 'failed',
    elsewhere: 'unknown',
    breaks: 'unknown',
    resets: 'unknown',
    silent: 'unknown',
    babbles: 'unknown',
    drips: 'unknown',
  }
  it.each(Object.entries(ends) as [Mood, string][])('that %s: %s, and no machine tries again', async (mood, state) => {
    const { draftId } = await given(mood)
    expect(await sendOf(draftId)).toMatchObject({ state, reply: expect.stringMatching(/tool/) })
    expect((await listProblems(w.db)).length).toBe(state === 'sending' ? 0 : 1)
    for (let hours = 1; hours < 4; hours++) {
      w.state.now += hourMs
      await send.run(w.app)
    }
    expect(tool.received).toHaveLength(1)
    expect(await touches()).toEqual([])
  })

  it('a refusal frees the contact, and the text goes back to the desk when a person says so', async () => {
    const { draftId, revisionId, hash, sendId } = await given('unwilling')
    await resolve(sendId, 'desk')
    expect(await stateOf(draftId)).toBe('pending')
    await approve(w.app, w.rep, { draftId, revisionId, hash })
    expect((await handOut(w.app, w.rep, { draftId, revisionId, hash, route: 'copy' })).to).toBe(
      'mara@northwind.example',
    )
  })

  it('is tried again by a person alone, under the same key and with the same body', async () => {
    const { draftId, sendId } = await given('silent')
    await expect(resolveSend(w.app, w.otherRep, { sendId, to: 'queued' })).rejects.toMatchObject({ code: 'forbidden' })
    tool.state.answer = moods.takes
    w.state.now += hourMs
    await resolve(sendId, 'queued')
    const [first, second, ...others] = tool.received
    expect(others).toEqual([])
    expect([second!.id, second!.body]).toEqual([first!.id, first!.body])
    expect(second!.signature).not.toBe(first!.signature)
    expect(await sendOf(draftId)).toMatchObject({ state: 'sending', attempts: 2, resolvedBy: null })
  })

  it('is tried again also when the clock moves on at every look', async () => {
    const { draftId, sendId } = await given('unwilling')
    tool.state.answer = moods.takes
    w.app.now = () => ++w.state.now
    await resolve(sendId, 'queued')
    expect(await sendOf(draftId)).toMatchObject({ state: 'sending', attempts: 2 })
  })

  it('a refusal of the second attempt says nothing about a first of which nobody knew', async () => {
    const { draftId, sendId } = await given('silent')
    tool.state.answer = moods.conflicts
    await resolve(sendId, 'queued')
    expect(await sendOf(draftId)).toMatchObject({ state: 'unknown', reply: expect.stringContaining('409') })
    const other = await given('unwilling').catch((error) => error.message)
    expect(other).toBe('Another message to this contact is on its way')
  })

  it('everything is asked again before another attempt', async () => {
    const { draftId, sendId } = await given('silent')
    await suppress(w.app, w.manager, { kind: 'address', value: 'mara@northwind.example', reason: 'asked' })
    await expect(resolve(sendId, 'queued')).rejects.toThrow(/Suppressed|No live approval/)
    expect(await stateOf(draftId)).toBe('unknown')
    expect(tool.received).toHaveLength(1)
  })

  it('a hand-out whose giver was killed is unknown within a minute', async () => {
    const first = await approved()
    w.app.webhook = {
      host: 'tool',
      ping: async () => await new Promise(() => {}),
      give: async () => await new Promise(() => {}),
    }
    void giveToTool(w.app, w.rep, seen(first))
    while ((await stateOf(first.draftId)) !== 'sending') await new Promise((next) => setTimeout(next, 5))
    const { id: sendId } = await sendOf(first.draftId)
    await expect(confirmHandOut(w.app, w.rep, { sendId, sent: false })).rejects.toThrow('at this moment')
    w.state.now += 60_000
    await send.run(w.app)
    expect(await sendOf(first.draftId)).toMatchObject({ state: 'unknown' })
  })
})

describe('the answer of the tool', () => {
  it('makes a touch once, at the time it names', async () => {
    const { draftId, sendId } = await given()
    w.state.now += hourMs
    expect(await toolSent(w.app, sendId, tuesday + 60_000)).toMatchObject({
      recorded: true,
      late: false,
      state: 'sent',
    })
    expect(await touches()).toMatchObject([{ route: 'webhook', at: tuesday + 60_000, draftId, contactId: 'mara' }])
    expect(await toolSent(w.app, sendId, null)).toMatchObject({ recorded: false, state: 'sent' })
    expect(await touches()).toHaveLength(1)
    await expect(toolDidNotSend(w.app, sendId, 'no')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('names no time before the hand-out nor after now, but for what two clocks may differ', async () => {
    const { sendId } = await given()
    w.state.now += hourMs
    await expect(toolSent(w.app, sendId, tuesday - hourMs)).rejects.toThrow('before the hand-out')
    await expect(toolSent(w.app, sendId, w.state.now + hourMs)).rejects.toThrow('not happened yet')
    await toolSent(w.app, sendId, tuesday - 60_000)
    expect(await touches()).toMatchObject([{ at: tuesday }])
  })

  it('may come before the tool has ended the call that gave it', async () => {
    tool.state.answer = async (response, { id }) => {
      await toolSent(w.app, id, null)
      response.writeHead(202).end()
    }
    const first = await approved()
    await giveToTool(w.app, w.rep, seen(first))
    expect(await stateOf(first.draftId)).toBe('sent')
    expect(await touches()).toHaveLength(1)
  })

  it('"not sent" takes the text back to the desk, with the reason', async () => {
    const { draftId, sendId } = await given()
    expect(await toolDidNotSend(w.app, sendId, 'the mailbox is full')).toMatchObject({ recorded: true, late: false })
    expect(await stateOf(draftId)).toBe('pending')
    expect((await listProblems(w.db))[0]?.message).toContain('the mailbox is full')
    expect(await toolDidNotSend(w.app, sendId, 'the mailbox is full')).toMatchObject({ recorded: false })
  })

  it('counts after the hand-out lapsed, and says that it is late; unanswered it counts in no rate', async () => {
    const { draftId, sendId } = await given()
    await lapse()
    expect(await stateOf(draftId)).toBe('failed')
    expect(await touches()).toEqual([])
    expect(await cameOfTouches(w.db, everything)).toEqual([])
    expect((await furthestSteps(w.db, everything)).get(4)).toBeUndefined()
    expect(await toolSent(w.app, sendId, tuesday + hourMs)).toMatchObject({ recorded: true, late: true })
    expect(await sendOf(draftId)).toMatchObject({ state: 'sent', reply: expect.stringContaining('after') })
    expect(await touches()).toMatchObject([{ at: tuesday + hourMs }])
    expect(await furthestSteps(w.db, everything)).toEqual(new Map([[4, 1]]))
  })

  it('counts even where nobody knew of it, or it was given up here', async () => {
    const unknown = await given('silent')
    expect(await toolDidNotSend(w.app, unknown.sendId, 'no')).toMatchObject({ state: 'unknown', late: true })
    expect(await sendOf(unknown.draftId)).toMatchObject({ reply: expect.stringContaining('did not send it') })
    await resolve(unknown.sendId, 'cancelled')
    expect(await toolSent(w.app, unknown.sendId, null)).toMatchObject({
      state: 'cancelled',
      recorded: true,
      late: true,
    })
    expect(await toolSent(w.app, unknown.sendId, null)).toMatchObject({ recorded: false })
    expect(await touches()).toMatchObject([{ sendId: null, draftId: null, route: 'webhook', contactId: 'mara' }])
  })

  it('brings what came back, once', async () => {
    const { sendId } = await given()
    const bounce = { kind: 'bounce' as const, replyClass: null, note: null, at: null }
    await expect(toolOutcome(w.app, sendId, bounce)).rejects.toMatchObject({ code: 'conflict' })
    await toolSent(w.app, sendId, null)
    const reply = { kind: 'reply' as const, replyClass: 'interested' as const, note: null, at: null }
    expect(await toolOutcome(w.app, sendId, reply)).toMatchObject({ recorded: true })
    expect(await toolOutcome(w.app, sendId, reply)).toMatchObject({ recorded: false })
    expect(await cameOfTouches(w.db, everything)).toMatchObject([{ kind: 'funding', touches: 1, replies: 1 }])
  })

  it('is heard of hand-outs to a tool alone', async () => {
    const first = await approved()
    const { sendId } = await handOut(w.app, w.rep, { ...seen(first), route: 'copy' })
    await expect(toolSent(w.app, sendId, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(toolSent(w.app, 'nothing', null)).rejects.toMatchObject({ code: 'not_found' })
  })
})
