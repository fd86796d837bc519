import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWebhook } from '../../src/adapters/webhook.ts'
import type { ReplyClass } from '../../src/core/outcome.ts'
import { addressKey } from '../../src/core/suppression.ts'
import { send } from '../../src/pipeline/send.ts'
import { approve, giveToTool, toolOutcome, toolSent } from '../../src/pipeline/verbs.ts'
import { updateContact } from '../../src/store/accounts.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import { findSuppression } from '../../src/store/suppressions.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { type ToolServer, toolSecret, toolServer } from '../support/tool-server.ts'
import { dayMs, hourMs, makeWorkspace, salt, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
let tool: ToolServer
let sendId: string
beforeEach(async () => {
  tool = await toolServer()
  w = await makeWorkspace({ workspace: { sendingOn: false } })
  w.app.webhook = openWebhook({ url: tool.url, secret: toolSecret, now: w.app.now })
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  await giveToTool(w.app, w.rep, seen(first))
  sendId = (await sendsOfDraft(w.db, first.draftId))[0]!.id
})
afterEach(async () => {
  await w.close()
  await tool.close()
})

const old = addressKey(salt, 'mara@northwind.example')
const fresh = addressKey(salt, 'mara.example@northwind.example')
const silenced = async (key: string) => (await findSuppression(w.db, 'address', key)) !== undefined
const told = async (kind: 'reply' | 'bounce', replyClass: ReplyClass | null) =>
  await toolOutcome(w.app, sendId, { kind, replyClass, note: null, at: null })
const moves = async () => {
  await updateContact(w.db, 'mara', { email: 'mara.example@northwind.example', addressKey: fresh })
}

it('an opt-out that the tool tells after an absence silences the address', async () => {
  await toolSent(w.app, sendId, null)
  await told('reply', 'out_of_office')
  expect(await silenced(old)).toBe(false)
  expect(await told('reply', 'unsubscribe')).toMatchObject({ recorded: true })
  expect(await told('reply', 'unsubscribe')).toMatchObject({ recorded: false })
  expect(await silenced(old)).toBe(true)
  expect(await outcomesOf(w.db, ['account'])).toHaveLength(2)
})

it('an opt-out silences the address also where nobody said that the message was sent, or it had lapsed', async () => {
  w.state.now += dayMs + hourMs
  await send.run(w.app)
  await expect(told('reply', 'interested')).rejects.toMatchObject({ code: 'conflict' })
  expect(await told('reply', 'unsubscribe')).toMatchObject({ recorded: true, state: 'failed' })
  expect(await silenced(old)).toBe(true)
})

it('an opt-out silences the address also where the clock of the tool is wrong', async () => {
  await toolSent(w.app, sendId, null)
  const answer = { kind: 'reply', note: null, at: w.state.now + dayMs } as const
  await expect(toolOutcome(w.app, sendId, { ...answer, replyClass: 'interested' })).rejects.toThrow('not happened yet')
  await toolOutcome(w.app, sendId, { ...answer, replyClass: 'unsubscribe' })
  expect(await silenced(old)).toBe(true)
})

it('an opt-out silences the address that was written to and the one they have now', async () => {
  await toolSent(w.app, sendId, null)
  await moves()
  await told('reply', 'unsubscribe')
  expect([await silenced(old), await silenced(fresh)]).toEqual([true, true])
})

it('a bounce marks the address that was tried, not the one that has come since', async () => {
  await toolSent(w.app, sendId, null)
  await moves()
  await told('bounce', null)
  expect([await silenced(old), await silenced(fresh)]).toEqual([true, false])
})
