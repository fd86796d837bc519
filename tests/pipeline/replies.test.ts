import { afterEach, beforeEach, expect, it } from 'vitest'
import { imapMailbox } from '../../src/adapters/mail/imap.ts'
import { doctor } from '../../src/pipeline/doctor.ts'
import { replies, repliesRead } from '../../src/pipeline/replies.ts'
import { runStages } from '../../src/pipeline/runs.ts'
import { send } from '../../src/pipeline/send.ts'
import { approve } from '../../src/pipeline/verbs.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import { listProblems, watermark } from '../../src/store/runs.ts'
import * as t from '../../src/store/schema/index.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { type ImapServer, startImap } from '../support/imap-server.ts'
import { deliveryReport, letter } from '../support/letters.ts'
import { makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
let server: ImapServer
beforeEach(async () => {
  w = await makeWorkspace()
  server = await startImap()
  const patience = { connectMs: 1_000, silenceMs: 1_000, totalMs: 5_000 }
  w.app.mailbox = imapMailbox({ url: server.url, now: w.app.now, patience })
})
afterEach(async () => {
  await server.stop()
  w.close()
})

const sent = async () => {
  await approve(w.app, w.rep, seen(await w.draft()))
  w.state.now += 10_000
  await send.run(w.app)
  return (await touchesOf(w.db, ['account']))[0]!
}
const kinds = async () => (await outcomesOf(w.db, ['account'])).map(({ kind, replyClass }) => replyClass ?? kind)

it('what comes to the mailbox takes effect once, and what is not about us leaves no trace', async () => {
  const touch = await sent()
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
  server.put(letter('Buy my watches.', { From: 'x@elsewhere.example', 'Message-ID': '<w@elsewhere.example>' }))
  server.put(deliveryReport({ about: touch.externalId }))
  expect(await replies.run(w.app)).toEqual({ read: 3, taken: 2, unrelated: 1, unreadable: 0 })
  expect((await kinds()).sort()).toEqual(['bounce', 'interested'])
  expect(await w.db.select().from(t.received)).toHaveLength(2)
  expect(await replies.run(w.app)).toMatchObject({ read: 0 })
  server.state.uidValidity = 9
  expect(await replies.run(w.app)).toMatchObject({ read: 3, taken: 0 })
  expect(await kinds()).toHaveLength(2)
})

it('a reply that comes while an approved message waits stops it', async () => {
  const draft = await w.draft()
  await approve(w.app, w.rep, seen(draft))
  server.put(letter('Please stop emailing me.'))
  await replies.run(w.app)
  w.state.now += 60_000
  await send.run(w.app)
  expect(w.outbox).toEqual([])
  expect((await findDraft(w.db, draft.draftId))?.state).toBe('cancelled')
  expect(await listSuppressions(w.db)).toMatchObject([{ reason: 'opted out' }])
})

it('a server that breaks off in the middle costs nothing: the next run goes on', async () => {
  const touch = await sent()
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
  server.state.evil = { at: 'FETCH', how: 'half a literal' }
  const [end] = await runStages(w.app, [replies], 1)
  expect(end?.error).toMatch(/^The mailbox of replies could not be read/)
  expect(await watermark(w.db, 'replies')).toBeNull()
  expect((await doctor(w.app)).find(({ name }) => name === 'replies')).toMatchObject({ state: 'failed' })
  server.state.evil = null
  expect((await runStages(w.app, [replies], 2))[0]?.error).toBeNull()
  expect(await kinds()).toEqual(['interested'])
  expect(await repliesRead(w.app)).toEqual({ readAt: w.state.now, error: null })
})

it('how far was read moves on with each message, so a crash doubles none', async () => {
  const touch = await sent()
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
  server.put(letter('Hello again.', { 'In-Reply-To': touch.externalId, 'Message-ID': '<2@northwind.example>' }))
  let ids = 0
  const { newId } = w.app
  w.app.newId = () => {
    if (++ids === 4) throw new Error('The power went')
    return newId()
  }
  await expect(replies.run(w.app)).rejects.toThrow('The power went')
  const taken = await w.db.select().from(t.received)
  expect(await watermark(w.db, 'replies')).toMatchObject({ lastUid: taken.length })
  w.app.newId = newId
  await replies.run(w.app)
  expect(await w.db.select().from(t.received)).toHaveLength(2)
  expect(await kinds()).toHaveLength(2)
})

it('a message that cannot be read is passed over, and said', async () => {
  const touch = await sent()
  server.put(Buffer.from(`From: mara@northwind.example\r\nX: ${'x'.repeat(600_000)}\r\n\r\nHi`))
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
  expect(await replies.run(w.app)).toMatchObject({ unreadable: 1, taken: 1 })
  expect(await listProblems(w.db)).toMatchObject([{ stage: 'replies', subjectId: '7:1' }])
})

/** Whatever carries this subject cannot be taken in. */
const breaking = () =>
  w.db.$client.exec(
    "CREATE TRIGGER breaks BEFORE INSERT ON received WHEN NEW.subject = 'Break' BEGIN SELECT RAISE(ABORT, 'It broke'); END",
  )

it('a message that cannot be taken in is said at once, and holds up those behind it for five tries at most', async () => {
  const touch = await sent()
  breaking()
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId, Subject: 'Break' }))
  server.put(letter('Please remove me from your list.', { 'Message-ID': '<2@northwind.example>' }))
  for (let tries = 1; tries < 5; tries++) {
    await expect(replies.run(w.app)).rejects.toThrow('It broke')
    expect(await listProblems(w.db)).toMatchObject([
      { stage: 'replies', subjectId: '7:1', message: expect.stringContaining('tried again: It broke') },
    ])
  }
  expect(await listSuppressions(w.db)).toEqual([])
  expect(await replies.run(w.app)).toMatchObject({ read: 2, taken: 1, unreadable: 1 })
  expect(await listSuppressions(w.db)).toHaveLength(1)
  expect(await listProblems(w.db)).toMatchObject([{ message: expect.stringContaining('look for it in the mailbox') }])
  expect(await watermark(w.db, 'replies')).toEqual({ uidValidity: '7', lastUid: 2, at: w.state.now })
})

it('a message that is taken in at a later try is no problem any more', async () => {
  const touch = await sent()
  breaking()
  server.put(letter('Tell me more.', { 'In-Reply-To': touch.externalId, Subject: 'Break' }))
  await expect(replies.run(w.app)).rejects.toThrow('It broke')
  w.db.$client.exec('DROP TRIGGER breaks')
  expect(await replies.run(w.app)).toMatchObject({ taken: 1 })
  expect(await listProblems(w.db)).toEqual([])
  expect(await kinds()).toEqual(['interested'])
})

const nested = (depth: number): string =>
  depth === 0
    ? 'Content-Type: text/plain\n\nUnsubscribe'
    : `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}--`

it.each<[string, Buffer]>([
  ['nested a hundred deep', Buffer.from(`From: mara@northwind.example\n${nested(100)}`)],
  [
    'of ten thousand references',
    letter('Hi', { References: Array.from({ length: 10_000 }, (_, i) => `<${i}@x.example>`).join('\r\n ') }),
  ],
  [
    'of a thousand parts',
    letter(`${'--b\n\nx\n'.repeat(1000)}--b--`, { 'Content-Type': 'multipart/mixed; boundary=b' }),
  ],
  [
    'in an unknown encoding',
    letter('=ZZ=00=FF', {
      'Content-Type': 'text/plain; charset=klingon',
      'Content-Transfer-Encoding': 'quoted-printable',
    }),
  ],
  ['of zeros', Buffer.alloc(100_000)],
  ['without a head', Buffer.from('\r\n\r\nHello')],
  [
    'of HTML alone',
    letter('<p>Tell me <script>alert(1)</script>more</p>'.repeat(2000), { 'Content-Type': 'text/html' }),
  ],
  ['of unclosed HTML', letter('<div><table><tr><td>'.repeat(10_000), { 'Content-Type': 'text/html' })],
  ['from many at once', letter('Hi', { From: 'a@x.example, mara@northwind.example, b@x.example' })],
  ['whose address is markup', letter('Hi', { From: '"<b>" <"><img src=x>"@northwind.example>' })],
])('a message %s is got over within seconds', async (_, bytes) => {
  await sent()
  server.put(bytes)
  const start = performance.now()
  expect(await replies.run(w.app)).toMatchObject({ read: 1 })
  expect(performance.now() - start).toBeLessThan(5_000)
  expect(await watermark(w.db, 'replies')).toMatchObject({ lastUid: 1 })
})
