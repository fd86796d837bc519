import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

test('a digest is shown for any day up to today, and for no day that the calendar does not have', async () => {
  const rep = await desk.as('rep')
  const answers = async (day: string) => (await rep.get(`/digest?day=${day}`)).status
  for (const day of ['2026-11-24', '2026-02-28', '2024-02-29']) expect(await answers(day), day).toBe(200)
  for (const day of ['2026-02-31', '2026-13-01', '2026-11-25', '24.11.2026', ''])
    expect(await answers(day), day).toBe(422)
})
