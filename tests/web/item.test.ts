import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { contactRuleInWords } from '../../src/core/brief/contacts.ts'
import type { Brief, BriefSource } from '../../src/core/brief.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, sampleBrief, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const source = (id: string, kind: BriefSource['kind'], label: string, url: string | null = null): BriefSource => ({
  ...{ id, kind, quote: id, label, url },
  ...{ at: tuesday - 3 * dayMs, signalId: null },
})

const wholeBrief: Brief = {
  ...sampleBrief,
  technologies: [{ text: 'Gong: “Records sales calls”', sourceId: 'a9' }],
  openings: [{ text: 'Account Executive', sourceId: 'p1' }],
  history: [{ text: 'We met on 3 Mar 2026', sourceId: 'h1' }],
  alike: [{ text: 'Harbour Analytics, 300 people', sourceId: 'h2' }],
  objections: [{ objection: 'We have no time', answer: 'It takes one <afternoon>.' }],
  sources: [
    ...sampleBrief.sources,
    source('a9', 'account_fact', 'job postings'),
    source('p1', 'posting', 'Jobs at Northwind', 'https://jobs.example/1'),
    source('h1', 'history', 'our own records'),
    source('h2', 'history', 'our customers, as of 1 Nov 2026'),
  ],
}

const itemOf = async (brief: Brief) => {
  desk = await makeDesk()
  await atomically(desk.app.db, (tx) => [tx.update(t.briefs).set({ brief })])
  const rep = await desk.as('rep')
  return { rep, page: await rep.page('/items/pursuit') }
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('an item shows its whole brief, each line with its source, and objections with their answers', async () => {
  const { page } = await itemOf(wholeBrief)
  const told = plain(page)
  for (const words of [
    'The account import, 25 Oct 2026 240 people',
    'Gong: “Records sales calls” job postings',
    'Account Executive Jobs at Northwind',
    'We met on 3 Mar 2026',
    'Customers alike to know, not to name · our customers, as of 1 Nov 2026 Harbour Analytics, 300 people',
    'We have no time It takes one &lt;afternoon&gt;.',
    'for the persona “Sales leader”; a hypothesis of the ICP, never a fact',
  ])
    expect(told).toContain(words)
  expect(page).toMatch(/<a class="out" href="https:\/\/jobs\.example\/1"[^>]*>Jobs at Northwind/)
})

test('an item says when its contact was last verified and by which rule people are ranked', async () => {
  const told = plain((await itemOf(sampleBrief)).page)
  expect(told).toContain('last verified')
  for (const sentence of contactRuleInWords) expect(told).toContain(sentence)
})

test('a message can be read letter for letter as it is received, footer and all', async () => {
  const { page } = await itemOf(sampleBrief)
  const head = (await findRevision(desk.app.db, desk.head.revisionId))!
  const received = /<pre>([\s\S]*?)<\/pre>/.exec(page)?.[1]
  expect(received).toBe(head.text.text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'))
  expect(received).toContain('--')
})

test('what people changed is shown against the machine’s text, and any revision can be restored', async () => {
  const { rep } = await itemOf(sampleBrief)
  const about = { revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today' }
  const before = (await findRevision(desk.app.db, desk.head.revisionId))!
  const text = before.text.text.split('\n\n--')[0]!.replace('every morning', 'each day')
  await rep.submit(`/drafts/${desk.head.draftId}/edit`, { ...about, subject: before.text.subject, text })
  const edited = await rep.page('/items/pursuit')
  const changes = /<section class="since-machine">[\s\S]*?<\/section>/.exec(edited)?.[0] ?? ''
  expect(plain(changes)).toContain('since the machine’s revision 1')
  expect(changes).toMatch(/<del>every<\/del>/)
  const draft = (await findDraft(desk.app.db, desk.head.draftId))!
  const head = (await findRevision(desk.app.db, draft.headRevisionId!))!
  const again = { revisionId: head.revision.id, hash: head.revision.hash, lane: 'today' }
  await rep.submit(`/drafts/${draft.id}/restore`, { ...again, restoreId: desk.head.revisionId })
  const restored = (await findDraft(desk.app.db, draft.id))!
  expect((await findRevision(desk.app.db, restored.headRevisionId!))!.text.text).toBe(before.text.text)
})

test('with two triggers a variant that leads with either is one press away', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect(await rep.page('/items/pursuit')).not.toContain('Or a variant that leads with')
  const [row] = await desk.app.db.select().from(t.triggers)
  const lead = sampleBrief.triggers[0]!
  await atomically(desk.app.db, (tx) => [
    tx.insert(t.triggers).values({ ...row!, id: 'second', trigger: { ...row!.trigger, id: 'second' } }),
    tx.update(t.pursuits).set({ triggerIds: ['trigger', 'second'] }),
    tx.update(t.briefs).set({ brief: { ...sampleBrief, triggers: [lead, { ...lead, triggerId: 'second' }] } }),
  ])
  expect(await rep.page('/items/pursuit')).toMatch(/name="triggerId" value="second"/)
  const about = { revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today' }
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/redraft`, { ...about, triggerId: 'trigger' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('said=redrafted')])
  expect((await rep.submit(`/drafts/${desk.head.draftId}/redraft`, { ...about, triggerId: 'x' })).status).toBe(409)
})
