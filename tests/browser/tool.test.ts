import { expect, test } from 'vitest'
import { openWebhook } from '../../src/adapters/webhook.ts'
import { approve } from '../../src/pipeline/verbs.ts'
import { moods, type ToolServer, toolSecret, toolServer } from '../support/tool-server.ts'
import { seen } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from '../web/support/browser.ts'
import { look, missing, serveHere, visit } from './support.ts'

let desk: TestDesk
let tool: ToolServer
const { enter, errors } = visit(async () => {
  tool = await toolServer()
  desk = await makeDesk({ workspace: { sendingOn: false } })
  desk.app.webhook = openWebhook({ url: tool.url, secret: toolSecret, now: desk.app.now, deadlineMs: 2_000 })
  const close = async () => {
    await desk.close()
    await tool.close()
  }
  return await serveHere({ ...desk, fetch: desk.web.fetch, close })
})

test.skipIf(missing)(
  'a text is refused by a tool, tried again, and waits, on every screen and for everybody',
  async () => {
    await approve(desk.app, desk.rep, seen(desk.head))
    const page = await enter('rep')
    await page.goto('/items/pursuit')
    tool.state.answer = moods.unwilling
    await page.getByRole('button', { name: 'Give to the tool' }).click()
    await page.getByRole('heading', { name: 'It was refused' }).waitFor()
    await look(page, 'tool-refused')
    tool.state.answer = moods.takes
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: /^Given to the tool .* waiting for its answer$/ }).waitFor()
    await look(page, 'tool-waiting')
    const admin = await enter('admin')
    await admin.goto('/admin/sending')
    await admin.getByRole('button', { name: 'Send a test call' }).click()
    await admin.getByText('The tool took the test call').waitFor()
    await look(admin, 'tool-sending')
    expect(errors).toEqual([])
    expect(tool.received).toHaveLength(3)
  },
  180_000,
)
