import { afterEach, beforeEach, expect, test } from 'vitest'
import { addAbsence, endAbsenceNow } from '../../src/pipeline/verbs.ts'
import { ownershipOf } from '../../src/store/accounts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import { absencesUntil } from '../../src/store/ranking.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const away = { userId: 'rep', fromDay: '2026-11-24', toDay: '2026-11-27', coverUserId: 'other' }
const worker = async () => (await findPursuit(w.db, 'pursuit'))?.ownerId
const only = async () => (await absencesUntil(w.db, '2026-11-01'))[0]

test('who covers has the open pursuits at once, and the owner has them back when they return', async () => {
  await addAbsence(w.app, w.manager, away)
  expect(await worker()).toBe('other')
  expect((await ownershipOf(w.db, 'account'))?.userId).toBe('rep')
  w.state.now += 2 * dayMs
  await endAbsenceNow(w.app, w.manager, { absenceId: (await only())!.id })
  expect(await worker()).toBe('rep')
  expect((await only())?.toDay).toBe('2026-11-25')
  expect((await w.db.select().from(t.audit)).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['absence_added', 'absence_ended', 'pursuit_moved']),
  )
})

test('an absence to come moves nothing yet, and one that is cancelled before it begins is gone', async () => {
  await addAbsence(w.app, w.manager, { ...away, fromDay: '2026-11-30', toDay: '2026-12-02' })
  expect(await worker()).toBe('rep')
  await endAbsenceNow(w.app, w.manager, { absenceId: (await only())!.id })
  expect(await only()).toBeUndefined()
})

test('a rep enters none, and days must be in order, free, and covered by somebody else who is there', async () => {
  await expect(addAbsence(w.app, w.rep, away)).rejects.toThrow('Only a manager')
  await expect(addAbsence(w.app, w.manager, { ...away, toDay: '2026-11-23' })).rejects.toThrow('before the first')
  await expect(addAbsence(w.app, w.manager, { ...away, coverUserId: 'rep' })).rejects.toThrow('for themselves')
  await expect(addAbsence(w.app, w.manager, { ...away, coverUserId: 'nobody' })).rejects.toThrow('somebody active')
  await expect(addAbsence(w.app, w.manager, { ...away, userId: 'nobody' })).rejects.toThrow('no such active')
  await addAbsence(w.app, w.manager, away)
  await expect(addAbsence(w.app, w.manager, { ...away, fromDay: '2026-11-26', toDay: '2026-11-30' })).rejects.toThrow(
    'already',
  )
  await expect(endAbsenceNow(w.app, w.rep, { absenceId: (await only())!.id })).rejects.toThrow('Only a manager')
  await expect(endAbsenceNow(w.app, w.manager, { absenceId: 'nothing' })).rejects.toThrow('no such absence')
})
