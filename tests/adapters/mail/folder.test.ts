import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderNotices, folderOutreach } from '../../../src/adapters/mail/folder.ts'
import { approved, message } from './approved.ts'

let folder: string
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'daybreak-')), 'outbox')
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

const now = () => Date.UTC(2026, 10, 24, 9)

describe('the outbox folder', () => {
  it('holds exactly the approved words, to exactly the approved person', async () => {
    const outreach = folderOutreach({ folder, now })
    expect(await outreach.send(approved())).toEqual({ end: 'sent', reply: 'Written to 1@brightshift.example.eml' })
    expect(await readdir(folder)).toEqual(['1@brightshift.example.eml'])
    const mail = await simpleParser(await readFile(path.join(folder, '1@brightshift.example.eml')))
    expect(mail.text).toBe(message.text)
    expect(mail.subject).toBe(message.subject)
    expect(mail.to).toMatchObject({ value: [{ address: message.to }] })
    expect(mail.from?.value).toMatchObject([{ name: 'Ida Example', address: 'desk@brightshift.example' }])
    expect(mail.replyTo?.value).toMatchObject([{ address: message.replyTo }])
    expect(mail.messageId).toBe('<1@brightshift.example>')
    expect(mail.date).toEqual(new Date(now()))
    expect(mail.headers.has('list-unsubscribe')).toBe(false)
  })

  it('carries the one-click opt-out where there is a public address', async () => {
    await folderOutreach({ folder, now }).send(approved({ optOutUrl: 'https://day.example/unsubscribe/token' }))
    const raw = await readFile(path.join(folder, '1@brightshift.example.eml'), 'utf8')
    expect(raw).toContain('List-Unsubscribe: <https://day.example/unsubscribe/token>')
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it.each(['a>\r\nBcc: eve@evil.example\r\nX: <a', 'a@b>, <c', 'a b', ''])(
    'writes nothing as number %j',
    async (id) => {
      const outreach = folderOutreach({ folder, now })
      expect((await outreach.send(approved({ id }))).end).not.toBe('sent')
    },
  )

  it('never overwrites what is there', async () => {
    const outreach = folderOutreach({ folder, now })
    await outreach.send(approved())
    const file = path.join(folder, '1@brightshift.example.eml')
    await writeFile(file, 'what a person kept')
    expect(await outreach.send(approved())).toMatchObject({ end: 'sent' })
    expect(await readFile(file, 'utf8')).toBe('what a person kept')
  })

  it('keeps every name inside the folder', async () => {
    await folderOutreach({ folder, now }).send(approved({ id: '../../../etc/x' }))
    expect((await readdir(folder)).length).toBe(1)
    expect(await readdir(path.dirname(folder))).toEqual(['outbox'])
  })

  it('can be tried again when nothing was written', async () => {
    await writeFile(folder, 'a file where the folder should be')
    expect(await folderOutreach({ folder, now }).send(approved())).toMatchObject({ end: 'retry' })
  })

  it.each([
    'a@one.example, b@two.example',
    'group: a@one.example;',
    'a@one.example\r\nBcc: b@two.example',
    'a@one.example> <b@two.example',
    '',
  ])('refuses %j, which is not one address', async (to) => {
    expect(await folderOutreach({ folder, now }).send(approved({ to }))).toMatchObject({ end: 'failed' })
    await expect(readdir(folder)).rejects.toThrow()
  })

  it('holds notices too', async () => {
    const notices = folderNotices({ folder, from: 'Daybreak <daybreak@brightshift.example>', now })
    const to = { email: 'ida@brightshift.example', name: 'Ida "I" Example' }
    expect(await notices.send({ id: 'n1', to, subject: 's', text: 't', html: '<p>t</p>' })).toMatchObject({
      end: 'sent',
    })
    const mail = await simpleParser(await readFile(path.join(folder, 'n1.eml')))
    expect(mail.to).toMatchObject({ value: [{ address: to.email }] })
  })
})
