import { afterEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { addDays, isWorkingDay, localDay, localTime } from '../../src/core/day.ts'
import type { App } from '../../src/pipeline/app.ts'
import { digest } from '../../src/pipeline/digest.ts'
import * as t from '../../src/store/schema/index.ts'
import { changeUser } from '../../src/store/users.ts'
import { dayMs, hourMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
afterEach(() => w.close())

/** With the hour at which each wants the mail: one that a change skips or repeats, midnight, and the last of the day. */
const zones = {
  'America/New_York': 2,
  'America/Santiago': 0,
  'America/St_Johns': 23,
  'Europe/London': 1,
  'Africa/Cairo': 0,
  'Australia/Lord_Howe': 2,
} as const
const newYear = Temporal.Instant.from('2026-01-01T00:00:00Z')
const tickMs = hourMs

const changesIn = (zone: string) => {
  const first = newYear.toZonedDateTimeISO(zone).getTimeZoneTransition('next')!
  return [first, first.getTimeZoneTransition('next')!]
}
const cases = Object.entries(zones).flatMap(([zone, hour]) =>
  changesIn(zone).map((change) => ({ zone, hour, day: change.toPlainDate().toString(), at: change.epochMilliseconds })),
)

it.each(cases)(
  'is one mail a working day around $day in $zone, with two processes, a restart, downtime and an absence',
  async ({ zone, hour, at }) => {
    w = await makeWorkspace()
    const from = at - 4 * dayMs
    const to = at + 3 * dayMs
    const days: string[] = []
    for (let day = localDay(from, zone); day <= localDay(to, zone); day = addDays(day, 1)) days.push(day)
    const working = days.slice(1, -1).filter((day) => isWorkingDay(day))
    const away = working.at(-2)!
    await atomically(w.db, (tx) => [
      ...['rep', 'other', 'admin'].map((id) => changeUser(tx, id, { active: false })),
      changeUser(tx, 'manager', { timeZone: zone, digestHour: hour }),
      tx.insert(t.absences).values({ id: 'away', userId: 'manager', fromDay: away, toDay: away }),
    ])
    for (let now = from; now < to; now += tickMs) {
      const sinceHour = (Number(localTime(now, zone).slice(0, 2)) - hour + 24) % 24
      if (sinceHour > 2 && sinceHour < 23 && Math.abs(now - at) > 3 * hourMs) continue // nothing begins then
      w.state.now = now
      const isDown = now >= at - 20 * hourMs && now < at - 18 * hourMs
      if (!isDown) await Promise.all([digest.run(anotherProcess()), digest.run(anotherProcess())])
    }
    const sent = (await w.db.select().from(t.notices)).map(({ onceKey }) => onceKey).filter((day) => days.includes(day))
    const within = sent.filter((day) => day > days[0]! && day < days.at(-1)!)
    expect(within.sort()).toEqual(working.filter((day) => day !== away))
    expect(w.mail).toHaveLength(sent.length)
    expect(working.length).toBeGreaterThan(2)
  },
)

/** Nothing is carried in memory from one tick to the next. */
const anotherProcess = (): App => ({ ...w.app })
