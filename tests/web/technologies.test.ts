import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { insertFact } from '../../src/store/accounts.ts'
import { insertPostings, upsertFeed } from '../../src/store/feeds.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const posting = (id: string, daysAgo: number, description: string) => ({
  ...{ id, feedId: 'board', externalId: id, title: `Rigger ${id}`, description },
  ...{ firstSeenAt: tuesday - daysAgo * dayMs, lastSeenAt: tuesday - dayMs },
})

test('a technology stands with its sentence, its posting and when it was first and last seen, linked from the facts', async () => {
  const [account] = await desk.app.db.select().from(t.accounts)
  const accountId = account!.id
  await atomically(desk.app.db, (tx) => [
    upsertFeed(tx, {
      ...{ id: 'board', key: 'board', name: 'Board', publisher: account!.name, category: 'hiring', kind: 'greenhouse' },
      ...{ settings: { board: 'x' }, accountId, nextPollAt: tuesday, createdAt: tuesday },
    }),
    insertPostings(tx, [
      posting('b', 9, 'Our records are in <Snowflake> & Snowflake alone.'),
      posting('c', 3, 'We use Snowflake.'),
    ]),
    insertFact(tx, {
      ...{ id: 'fact', accountId, field: 'technologies', value: ['Snowflake'], source: 'job postings' },
      ...{ from: tuesday - dayMs, to: null },
    }),
  ])
  const manager = await desk.as('manager')
  expect(await manager.page(`/accounts/${accountId}`)).toContain(`href="/accounts/${accountId}/technologies"`)
  const html = await manager.page(`/accounts/${accountId}/technologies`)
  expect(html).toContain('Our records are in &lt;Snowflake&gt; &amp; Snowflake alone.')
  const [, row] = /<th scope="row">Snowflake<\/th>(.*?)<\/tr>/s.exec(html)!
  expect(row).toContain('Rigger b')
  expect([...row!.matchAll(/datetime="([\d-]+)/g)].map(([, day]) => day)).toEqual(['2026-11-15', '2026-11-23'])
  expect(row).toMatch(/class="num">2</)
})
