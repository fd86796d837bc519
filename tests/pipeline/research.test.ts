import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import type { Brief } from '../../src/core/brief.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { match } from '../../src/pipeline/match.ts'
import { research } from '../../src/pipeline/research.ts'
import { approve, edit } from '../../src/pipeline/verbs.ts'
import { employmentsOf } from '../../src/store/accounts.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const researched = async (): Promise<Brief> => {
  w.state.now += hourMs
  await research.run(w.app)
  return (await latestBrief(w.db, 'pursuit'))!.brief
}
const offered = ({ contact, alternates }: Brief) => [contact, ...alternates].flatMap((each) => each?.contactId ?? [])

test('a published departure marks the known contact as left, and they are offered no more', async () => {
  expect(offered(await researched())).toEqual(['mara', 'nils'])
  const title = 'Northwind Robotics chief revenue officer Mara Example steps down'
  await atomically(w.db, (tx) => [
    tx.insert(t.documents).values({
      ...{ id: 'leaving', feedId: 'feed', identity: 'leaving', contentHash: 'l', title, publisher: 'Example Wire' },
      ...{ publishedAt: tuesday - hourMs, fetchedAt: w.state.now },
    }),
  ])
  await extract.run(w.app)
  await match.run(w.app)
  const people = await employmentsOf(w.db, ['account'])
  expect(people.map(({ contact, employment }) => [contact.id, employment.to])).toEqual([
    ['mara', tuesday - hourMs],
    ['nils', null],
  ])
  expect(offered(await researched())).toEqual(['nils'])
})

test('nobody is offered whose address, or a domain above it, must not be contacted', async () => {
  await atomically(w.db, (tx) => [
    tx.update(t.contacts).set({ email: 'mara@mail.northwind.example' }),
    tx.insert(t.suppressions).values({
      ...{
        id: 's',
        kind: 'domain' as const,
        key: 'northwind.example',
        reason: 'asked',
        at: w.state.now,
      },
    }),
  ])
  const made = await researched()
  expect(offered(made)).toEqual([])
  expect(made.lookFor).toBe('Sales leader (VP Sales, Head of Sales)')
})

test('customers of the same industry stand beside the account, former ones do not', async () => {
  const at = tuesday - 90 * dayMs
  const names = ['now', 'former']
  await atomically(w.db, (tx) => [
    tx
      .insert(t.facts)
      .values({ id: 'fi', accountId: 'account', field: 'industry', value: 'Robotics', source: 'import', from: at }),
    ...names.flatMap((id) => [
      tx.insert(t.accounts).values({
        ...{ id, name: `Customer ${id}`, familyId: id, createdAt: at, changedAt: at, factsChangedAt: at },
      }),
      tx
        .insert(t.facts)
        .values({ id: `f-${id}`, accountId: id, field: 'industry', value: 'robotics', source: 'import', from: at }),
      tx.insert(t.relationships).values({
        ...{ id: `r-${id}`, externalId: `r-${id}`, accountId: id, kind: 'customer' as const, from: at, asOf: at },
        to: id === 'former' ? tuesday - dayMs : null,
      }),
    ]),
  ])
  const { alike, sources } = await researched()
  expect(alike.map(({ text }) => text)).toEqual(['Customer now'])
  expect(sources.find(({ id }) => id === alike[0]!.sourceId)?.label).toBe('our customers, as of 26 Aug 2026')
})

test('without an address the message can be edited and not approved, and no address is made up', async () => {
  await atomically(w.db, (tx) => [tx.update(t.contacts).set({ email: null, addressKey: null })])
  const made = await researched()
  expect([made.contact?.email, made.contact?.reachable]).toEqual([null, false])
  const first = await w.draft()
  const text = cleanText.text.replace('every morning', 'each morning')
  const edited = await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text })
  expect(edited.number).toBe(2)
  const { text: words, checks } = (await findRevision(w.db, edited.revisionId))!
  expect(words.to).toBe('')
  expect(checks.findings).toContainEqual(expect.objectContaining({ rule: 'no_address', level: 'block' }))
  for (const person of [w.rep, w.manager])
    await expect(approve(w.app, person, seen(edited))).rejects.toMatchObject({ code: 'invalid' })
  expect((await findDraft(w.db, first.draftId))?.state).toBe('pending')
})
