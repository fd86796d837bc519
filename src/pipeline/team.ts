import { addDays, localDay, msPerDay } from '../core/day.ts'
import { type ClockReport, clockReport } from '../core/working-clock.ts'
import { unownedCards } from '../store/pages/queue.ts'
import { dayProgress, rejectionsByOwner, untouchedTier1 } from '../store/pages/team.ts'
import { absencesUntil } from '../store/ranking.ts'
import { allUsers, type User } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { givenBooks } from './book.ts'
import { editsOn, waitedOn } from './desk-figures.ts'
import type { Person } from './edit.ts'
import { waitingFor } from './stand-in.ts'

/** Coaching figures are about so many days; a Tier 1 is looked for on the lists of so many. */
export const figureDays = 30
const listDays = 7

export type RepLine = {
  user: User
  today: { items: number; decided: number }
  waiting: number
  clock: ClockReport
  /** Approved messages, and how many of them as the machine had written them. */
  edits: { drafts: number; untouched: number }
  rejected: { reason: string; n: number }[]
}

/** What a manager needs to know in the morning about everybody who works a queue. */
export const teamOf = async (app: App, person: Person) => {
  const { timeZone } = await getWorkspace(app.db)
  const today = localDay(app.now(), timeZone)
  const since = app.now() - figureDays * msPerDay
  const users = await allUsers(app.db)
  const filter = { since, ownerId: '', segment: '', kind: '' }
  const [waited, edits] = [await waitedOn(app, filter), await editsOn(app, filter)]
  const rejected = await rejectionsByOwner(app.db, since)
  const waiting = await waitingFor(app, person)
  const lines: RepLine[] = []
  for (const user of users.filter(({ active, role }) => active && role === 'rep'))
    lines.push({
      user,
      today: await dayProgress(app.db, user.id, localDay(app.now(), user.timeZone)),
      waiting: waiting.filter(({ draft }) => draft.ownerId === user.id).length,
      clock: clockReport(waited.filter(({ ownerId }) => ownerId === user.id)),
      edits: edits.groups
        .filter(({ ownerId }) => ownerId === user.id)
        .reduce((sum, each) => ({ drafts: sum.drafts + each.drafts, untouched: sum.untouched + each.untouched }), {
          drafts: 0,
          untouched: 0,
        }),
      rejected: rejected.filter(({ ownerId }) => ownerId === user.id),
    })
  return {
    users,
    lines,
    waiting,
    untouched: await untouchedTier1(app.db, addDays(today, -listDays)),
    unowned: await unownedCards(app.db, today),
    absences: await absencesUntil(app.db, today),
    given: await givenBooks(app, since),
    today,
  }
}
export type Team = Awaited<ReturnType<typeof teamOf>>
