import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { simpleParser } from 'mailparser'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { type Server, startServer } from './server.ts'
import { missing, press, shown, visit } from './support.ts'

let server: Server
let rep: Page
let manager: Page
let admin: Page
const { enter, errors } = visit(async () => {
  server = await startServer()
  return server
})
beforeEach(async () => {
  if (missing) return
  rep = await enter('rep')
  manager = await enter('manager')
  admin = await enter('admin')
})

const outbox = () => {
  try {
    return readdirSync(path.join(server.folder, 'outbox')).filter((name) => name.endsWith('.eml'))
  } catch {
    return []
  }
}
const database = () => new Database(path.join(server.folder, 'sample.sqlite'))
const heading = (page: Page) => page.locator('.item h1, .approval h1').innerText()
/** How long an approval can be taken back; set by the admin, as people would. */
const setUndo = async (seconds: number) => {
  await admin.goto('/admin/sending')
  await admin.getByLabel('Undo, seconds').fill(String(seconds))
  await admin.locator('form[action$=policy]').getByRole('button').click()
  await admin.getByText('Changed', { exact: true }).waitFor()
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Until it is so, or the test's own time is up. */
const until = async (holds: () => boolean) => {
  while (!holds()) await pause(200)
}

/** Opens the first item of today whose button says so, and answers the account's name. */
const openItemThatSays = async (page: Page, word: 'Approve' | 'Submit'): Promise<string> => {
  await page.goto('/?lane=today')
  const rows = await page
    .locator('[data-row]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of rows) {
    await page.goto(href)
    if ((await page.getByRole('button', { name: `${word} & next` }).count()) > 0) return await heading(page)
  }
  throw new Error(`No item says ${word}`)
}

test.skipIf(missing)(
  'from the feeds to the outbox: opened, edited, submitted, approved, sent word for word, answered, counted',
  async () => {
    await setUndo(5)

    const account = await openItemThatSays(rep, 'Submit')
    await shown(rep, 'story-item')
    await press(rep, 'e')
    const text = rep.getByLabel('Text')
    await text.waitFor()
    const before = await text.inputValue()
    const edited = before.replace(/\n\n[^\n]*\n[^\n]*$/, '\n\nMany thanks,\nTomas')
    await text.fill(edited)
    await rep.getByText('words ·').first().waitFor()
    await rep.getByRole('button', { name: /Save as a new revision/ }).click()
    await rep.getByText('Saved as a new revision').waitFor()
    await shown(rep, 'story-edited')
    await press(rep, 'a')
    await rep.getByText('Submitted for approval').waitFor()

    await manager.goto('/approvals')
    expect(await heading(manager)).toBe(account)
    expect((await manager.locator('.diff ins').allInnerTexts()).join(' ')).toContain('Many thanks')
    await shown(manager, 'story-approvals')
    await press(manager, 'a')
    await manager.getByText(`Approved: ${account}`).waitFor()
    await manager.getByRole('button', { name: /Undo/ }).waitFor()
    expect(outbox()).toEqual([])
    await until(() => outbox().length === 1)

    const mail = await simpleParser(readFileSync(path.join(server.folder, 'outbox', outbox()[0]!)))
    const db = database()
    const approved = db
      .prepare(
        `select t.subject, t.text, t.to_address as recipient from approvals p join revision_texts t on t.revision_id = p.revision_id where p.voided_at is null`,
      )
      .get() as { subject: string; text: string; recipient: string }
    db.close()
    expect(mail.subject).toBe(approved.subject)
    expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(approved.text.trimEnd())
    expect(approved.text).toContain('Many thanks,')
    expect([mail.to].flat()[0]?.text).toContain(approved.recipient)

    await rep.goto('/?lane=done')
    await rep
      .getByRole('link', { name: new RegExp(account) })
      .first()
      .click()
    await rep.locator('.leaving', { hasText: /^Sent / }).waitFor()
    await rep.locator('.item h1 a').click()
    await rep.locator('select[name=kind]').selectOption('reply')
    await rep.locator('select[name=replyClass]').selectOption('interested')
    await rep.getByRole('button', { name: 'Record', exact: true }).click()
    await rep.getByText('Recorded', { exact: true }).waitFor()
    const repliesBefore = await replies(manager)
    await shown(manager, 'story-insights')
    expect(repliesBefore).toBeGreaterThan(0)
    expect(errors).toEqual([])
  },
)

/** The sum of the column of replies. */
const replies = async (page: Page): Promise<number> => {
  await page.goto('/insights?days=30')
  const cells = await page.locator('#outcomes tbody tr td:nth-of-type(4) b').allInnerTexts()
  return cells.reduce((sum, cell) => sum + Number(cell), 0)
}

test.skipIf(missing)(
  'what was not approved, was edited or suppressed after, or meets sending off, never leaves, nor by SQL',
  async () => {
    const left = outbox().length
    await setUndo(30)

    const editedAfter = await openItemThatSays(rep, 'Approve')
    const item = rep.url()
    await press(rep, 'a')
    await rep.getByText(`Approved: ${editedAfter}`).waitFor()
    await rep.goto(item)
    await press(rep, 'e')
    await rep.getByLabel('Subject').fill('Another subject')
    await rep.getByRole('button', { name: /Save as a new revision/ }).click()
    await rep.getByText('Saved as a new revision').waitFor()

    const suppressedAfter = await openItemThatSays(rep, 'Approve')
    const address = (await rep.locator('.message-head').innerText()).replace(/^To\s+/, '')
    await press(rep, 'a')
    await rep.getByText(`Approved: ${suppressedAfter}`).waitFor()
    await manager.goto('/admin/suppressions')
    await manager.getByLabel('Address or domain').fill(address)
    await manager.getByLabel('Why').fill('asked us on the phone')
    await manager.getByRole('button', { name: 'Suppress for good' }).click()
    await manager.getByText('Suppressed', { exact: true }).waitFor()

    const refused = attacks()
    expect(refused.length).toBeGreaterThanOrEqual(6)
    for (const { sql, error } of refused) expect(error, sql).not.toBe('')
    await setUndo(5) // the windows of both have passed now
    await pause(9_000)
    expect(outbox()).toHaveLength(left)

    await admin.goto('/admin/sending')
    await admin.getByRole('button', { name: 'Turn it off' }).click()
    await admin.getByText('Sending is off.').first().waitFor()
    const whileOff = await openItemThatSays(rep, 'Approve')
    await press(rep, 'a')
    await rep.getByText(`Approved: ${whileOff}`).waitFor()
    await pause(9_000)
    expect(outbox()).toHaveLength(left)
  },
  180_000,
)

/** What somebody with the file but without the key may try, each with the sentence that refused it. */
const attacks = (): { sql: string; error: string }[] => {
  const db = database()
  const one = (sql: string) => db.prepare(sql).get() as Record<string, string>
  const draft = one(
    `select d.id, d.head_revision_id as revision, r.hash, r.address_key as address, d.owner_id as owner from drafts d join revisions r on r.id = d.head_revision_id where d.state = 'pending' limit 1`,
  )
  const now = Date.now()
  const tries = [
    `update drafts set state = 'approved' where id = '${draft.id}'`,
    `update drafts set state = 'queued' where id = '${draft.id}'`,
    `insert into approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) values ('x', '${draft.id}', '${draft.revision}', '${draft.hash}', '${draft.owner}', ${now}, ${now + 3_600_000}, 'x')`,
    `insert into sends (id, draft_id, approval_id, hash, route, message_id, state, mailbox, address_key, changed_at) values ('x', '${draft.id}', 'x', '${draft.hash}', 'folder', 'x', 'queued', 'x', '${draft.address}', ${now})`,
    `update revision_texts set text = 'something else'`,
    `update revisions set blocks = 0, needs_manager = ''`,
    `delete from suppressions`,
    `update approvals set voided_at = null`,
  ]
  const results = tries.map((sql) => {
    try {
      db.exec(sql)
      return { sql, error: '' }
    } catch (error) {
      return { sql, error: (error as Error).message }
    }
  })
  db.close()
  return results
}
