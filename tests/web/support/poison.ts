import { atomically } from '#dialect'
import { readMail } from '../../../src/adapters/mail/read.ts'
import { receiveSignal } from '../../../src/pipeline/inbox.ts'
import { makeKey } from '../../../src/pipeline/keys.ts'
import { receive } from '../../../src/pipeline/verbs.ts'
import * as t from '../../../src/store/schema/index.ts'
import { letter } from '../../support/letters.ts'
import { dayMs, hourMs } from '../../support/workspace.ts'
import { fillObjects } from './all-objects.ts'
import type { TestDesk } from './browser.ts'

/**
 * Every text that a feed, a page, a file, a model, a program or a person wrote becomes this one, wherever it stands;
 * answers the objects of the addresses.
 */
export const poison = async (desk: TestDesk, text: string): Promise<Readonly<Record<string, string>>> => {
  const { app, state } = desk
  const objects = await fillObjects(desk)
  await makeKey(app, 'admin', { name: text, scopes: ['queue:read'] })
  const pushed = { kind: 'funding', company: text.slice(0, 100), text: text.slice(0, 1000), source: text.slice(0, 100) }
  await receiveSignal(app, 'key', { ...pushed, idempotency_key: 'pushed', url: 'https://wire.example/pushed' })
  const Subject = `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  await receive(app, await readMail(letter(text, { Subject }), state.now), 'imap')
  await desk.draft({ subject: text.slice(0, 300), text, citations: [] })
  await atomically(app.db, (tx) => [...publishedRows(tx, text), ...enteredRows(tx, text, state.now)])
  return objects
}

type Tx = Parameters<Parameters<typeof atomically>[1]>[0]

/** From feeds, pages and what was made of them. */
const publishedRows = (tx: Tx, text: string) => [
  tx.update(t.feeds).set({ name: text, publisher: text, lastAnswer: text, settings: { url: 'javascript:alert(1)' } }),
  tx.update(t.documents).set({ title: text, summary: text, body: text, publisher: text, url: 'javascript:alert(1)' }),
  tx.update(t.signals).set({ company: text }),
  tx.update(t.accountOffers).set({ name: text, reason: text }),
  tx.insert(t.problems).values({ stage: 'poll', subjectId: 'x', message: text, at: 0 }),
]

/** From files, people and programs. */
const enteredRows = (tx: Tx, text: string, now: number) => [
  tx.update(t.workspace).set({ name: text }),
  tx.update(t.users).set({ name: text }),
  tx.update(t.accounts).set({ name: text, externalId: null }),
  tx.update(t.contacts).set({ name: text, email: text, source: text }),
  tx.update(t.employments).set({ title: text, source: text }),
  tx.update(t.facts).set({ value: text, source: text }),
  tx.update(t.imports).set({ file: text }),
  tx.update(t.importErrors).set({ message: text }),
  tx.update(t.received).set({ sender: text, subject: text, text }),
  tx.update(t.handovers).set({ note: text }),
  tx.update(t.followUps).set({ note: text }),
  tx.update(t.savedViews).set({ name: text.slice(0, 300) }),
  tx.update(t.holds).set({ reason: text }),
  tx.insert(t.holds).values([
    {
      id: 'h1',
      accountId: 'account',
      reason: text,
      untilNextTrigger: true,
      createdAt: now - dayMs,
      endedAt: now - hourMs,
    },
    { id: 'h2', accountId: 'bystander', reason: text, until: now + dayMs, by: 'rep', createdAt: now - dayMs },
  ]),
  tx
    .insert(t.suppressions)
    .values({ id: 's1', kind: 'domain', key: 'evil.example', reason: text, by: 'admin', at: now }),
]
