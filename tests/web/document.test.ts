import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { doctor } from '../../src/pipeline/doctor.ts'
import * as t from '../../src/store/schema/index.ts'
import { tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const change = async (document: object) =>
  await atomically(desk.app.db, (tx) => [tx.update(t.documents).set(document).where(eq(t.documents.id, 'document'))])

const page = {
  url: 'https://press.example/story',
  redirectedFrom: 'https://wire.example/a',
  fetchedAt: tuesday,
  hash: 'x',
  text: 'The round of $40 million was led by Alder Fund.\n<script>alert("bread")</script>',
}

test('a document shows what its own page adds apart, with its origin and the words that were read from it', async () => {
  desk = await makeDesk()
  const [row] = await desk.app.db.select().from(t.signals)
  const leadInvestor = { value: 'Alder Fund', quote: 'Alder Fund', in: 'page' as const }
  await change({ pageState: 'read', page })
  await atomically(desk.app.db, (tx) => [
    tx
      .update(t.signals)
      .set({ signal: { ...row!.signal, fields: { ...row!.signal.fields, leadInvestor } } })
      .where(eq(t.signals.id, row!.id)),
  ])
  const manager = await desk.as('manager')
  const html = await manager.page('/documents/document')
  expect(html).toMatch(/Read from the page of .*press\.example.* at .*where wire\.example sent us/s)
  expect(html).toContain('<mark>Alder Fund</mark>')
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toContain('<script>alert')
})

test('a document says why its page was not read, and doctor counts it', async () => {
  desk = await makeDesk()
  await change({ pageState: 'refused', pageAnswer: 'Not an article: it asks for consent', fetchedAt: tuesday })
  const html = await (await desk.as('manager')).page('/documents/document')
  expect(html).toContain('Its own page was not read: Not an article: it asks for consent.')
  const check = (await doctor(desk.app)).find(({ name }) => name === 'pages')
  expect(check).toMatchObject({ state: 'ok', details: ['1 × Not an article: it asks for consent'] })
  expect(check?.message).toBe('0 read, 1 not, 0 waiting, of the last 7 days')
})
