import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as lookup from '../../src/store/account-lookup.ts'
import * as t from '../../src/store/schema/index.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('an account is found by what people and the CRM call it, whatever the case of its letters', async () => {
  const named = async (name: string) => (await lookup.accountsNamed(db, name)).map(({ id }) => id)
  await atomically(db, (tx) =>
    ['Ünlü Örnek GmbH', 'ÜNLÜ ÖRNEK GMBH', 'ünlü örnek gmbh'].map((name, i) =>
      tx
        .update(t.accounts)
        .set({ name })
        .where(eq(t.accounts.id, ['north', 'harbour', 'old'][i]!)),
    ),
  )
  for (const word of ['Ünlü Örnek GmbH', ' ünlü örnek gmbh ', 'ÜNLÜ ÖRNEK GMBH'])
    expect(await named(word)).toEqual(['harbour', 'north', 'old'])
  expect(await named('QUARRY without SITE')).toEqual(['bare'])
  expect(await named('Unlu Ornek GmbH')).toEqual([])
  expect((await lookup.accountByExternalId(db, 'crm-1'))?.id).toBe('north')
  expect(await lookup.accountByExternalId(db, 'crm-2')).toBeUndefined()
  expect((await lookup.accountOfDomain(db, 'northwind-robotics.example'))?.id).toBe('north')
  expect(await lookup.accountOfDomain(db, 'nowhere.example')).toBeUndefined()
})
