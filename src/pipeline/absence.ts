import { addDays, type LocalDay, localDay } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { absencesUntil, endAbsence, insertAbsence } from '../store/ranking.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { followOwners } from './move.ts'

export type NewAbsence = { userId: string; fromDay: LocalDay; toDay: LocalDay; coverUserId: string | null }

/** Somebody is away; their accounts are worked by who covers, from today on when it has begun. */
export const addAbsence = async (app: App, person: Person, absence: NewAbsence): Promise<void> => {
  if (person.role === 'rep') throw new Refusal('forbidden', 'Only a manager enters absences')
  const { userId, fromDay, toDay, coverUserId } = absence
  const away = await userById(app.db, userId)
  if (!away?.active) throw new Refusal('not_found', 'There is no such active person')
  const cover = coverUserId === null ? null : await userById(app.db, coverUserId)
  if (coverUserId !== null && !cover?.active) throw new Refusal('invalid', 'Choose somebody active to cover')
  if (coverUserId === userId) throw new Refusal('invalid', 'Nobody covers for themselves')
  if (toDay < fromDay) throw new Refusal('invalid', 'The last day is before the first')
  const known = (await absencesUntil(app.db, fromDay)).filter((each) => each.userId === userId)
  if (known.some((each) => each.fromDay <= toDay))
    throw new Refusal('conflict', 'They are away on some of these days already: end that absence first')
  const row = { id: app.newId(), ...absence }
  await commit(app, (tx) => [insertAbsence(tx, row)], [
    {
      ...{ actorId: person.id, what: 'absence_added', subject: 'user', subjectId: userId },
      detail: { fromDay, toDay, coverUserId },
    },
  ])
  await followOwners(app)
}

/** They are back today; what the cover has not finished comes back to them. */
export const endAbsenceNow = async (app: App, person: Person, { absenceId }: { absenceId: string }): Promise<void> => {
  if (person.role === 'rep') throw new Refusal('forbidden', 'Only a manager enters absences')
  const absence = (await absencesUntil(app.db, '')).find(({ id }) => id === absenceId)
  const user = absence && (await userById(app.db, absence.userId))
  if (!absence || !user) throw new Refusal('not_found', 'There is no such absence')
  const lastDay = addDays(localDay(app.now(), user.timeZone), -1)
  if (absence.toDay <= lastDay) throw new Refusal('conflict', 'It is over already')
  await commit(app, (tx) => [endAbsence(tx, absence, lastDay)], [
    {
      ...{ actorId: person.id, what: 'absence_ended', subject: 'user', subjectId: user.id },
      detail: { fromDay: absence.fromDay, toDay: absence.toDay },
    },
  ])
  await followOwners(app)
}
