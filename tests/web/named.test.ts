import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('a suppressed account and the things of the audit stand there by name', async () => {
  desk = await makeDesk()
  await atomically(desk.app.db, (tx) => [
    tx.insert(t.suppressions).values({ id: 's', kind: 'account', key: 'account', reason: 'asked us to', at: tuesday }),
  ])
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/suppressions')).toContain('<a href="/accounts/account">Northwind Robotics</a>')
  const audit = await admin.page('/admin/audit')
  expect(audit).toMatch(/draft Northwind Robotics <a class="code soft"/)
})

test('why tells how triggers add up to the heat', async () => {
  desk = await makeDesk()
  expect(await (await desk.as('rep')).page('/items/pursuit')).toContain('100 × (1 − (1 − 78.3 %))')
})
