import { addWorkingDays, type Holidays, type LocalDay } from './day.ts'

/** A touch opens at most these, in working days after it. */
const steps = [
  { afterDays: 3, note: 'No reply yet: a short follow-up' },
  { afterDays: 8, note: 'Still no reply: a last short note, or another channel' },
] as const

export type PlannedFollowUp = { number: number; dueDay: LocalDay; note: string }

/** The follow-ups a touch on `day` opens; a message that already is the second follow-up opens none. */
export const planFollowUps = (day: LocalDay, holidays: Holidays, followUpsBefore: number): PlannedFollowUp[] =>
  steps.slice(followUpsBefore).map(({ afterDays, note }, index) => ({
    number: followUpsBefore + index + 1,
    dueDay: addWorkingDays(day, afterDays - (steps[followUpsBefore - 1]?.afterDays ?? 0), holidays),
    note,
  }))
