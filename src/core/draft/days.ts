import { daysBetween, type LocalDay } from '../day.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/**
 * When something was, told on `today`: "yesterday", "on Thursday" (this or last week, at most six days ago),
 * "last week", "on 3 November", "in October", "in October 2025". Null for the future and for today, which needs no telling.
 */
export const whenText = (day: LocalDay, today: LocalDay): string | null => {
  const date = Temporal.PlainDate.from(day)
  const now = Temporal.PlainDate.from(today)
  const age = daysBetween(day, today)
  if (age < 1) return null
  if (age === 1) return 'yesterday'
  if (age <= 6) return `on ${weekdays[date.dayOfWeek - 1]}`
  if (daysBetween(monday(date), monday(now)) === 7) return 'last week'
  if (age <= 27) return `on ${date.day} ${months[date.month - 1]}`
  return `in ${months[date.month - 1]}${date.year === now.year ? '' : ` ${date.year}`}`
}

const monday = (date: Temporal.PlainDate): LocalDay => date.subtract({ days: date.dayOfWeek - 1 }).toString()
