import { afterEach, beforeEach, expect, test } from 'vitest'
import { close, type Db } from '#dialect'
import { openStore } from '../../src/store/open.ts'
import { signalPage } from '../../src/store/pages/signals.ts'
import { plansOf } from '../support/plans.ts'
import { key } from '../support/workspace.ts'

let db: Db
beforeEach(async () => {
  db = await openStore({ file: ':memory:', key, now: 0 })
})
afterEach(async () => await close(db))

test('a page of signals is read off an index, the last told first, and sorts nothing of all there are', async () => {
  const all = { ownerId: null, kind: null, review: false, before: null }
  expect(await plansOf(db, () => signalPage(db, all))).toEqual(['SCAN signals USING INDEX signals_told'])
  expect(await plansOf(db, () => signalPage(db, { ...all, before: '5-s' }))).toEqual([
    'SEARCH signals USING INDEX signals_told ((told_at,id)<(?,?))',
  ])
  expect(await plansOf(db, () => signalPage(db, { ...all, kind: 'funding', before: '5-s' }))).toEqual([
    'SEARCH signals USING INDEX signals_kind_told (kind=? AND (told_at,id)<(?,?))',
  ])
  for (const few of [{ review: true }, { ownerId: 'ida' }, { review: true, ownerId: 'ida' }]) {
    const plans = await plansOf(db, () => signalPage(db, { ...all, ...few }))
    expect(plans).toContain('SEARCH signals USING INDEX sqlite_autoindex_signals_1 (id=?)')
    expect(plans.filter((plan) => plan.startsWith('SCAN'))).toEqual([])
  }
})
