import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { FitColumns, fieldsAsked } from '../core/fit/columns.ts'
import type { Icp } from '../core/icp.ts'
import { customerIds, fieldValues, scorableIds, titlesNow, triggerTimes } from '../store/columns.ts'
import { chunks } from './stage.ts'
import { eventsOf } from './subjects.ts'

/** Facts are read once, in the order of their index; this many accounts' are at hand at a time. */
const accountsAtOnce = 2000

/** What these ICPs ask of the accounts (null = all that stand for themselves), one column after the other. */
export const loadColumns = async (
  db: Db,
  icps: readonly Icp[],
  at: Instant,
  only: readonly string[] | null = null,
): Promise<FitColumns> => {
  const columns = new FitColumns(await scorableIds(db, only), fieldsAsked(icps))
  const rowOf = new Map(columns.ids.map((id, row) => [id, row]))
  const withRow = (accountId: string, take: (row: number) => void) => {
    const row = rowOf.get(accountId)
    if (row !== undefined) take(row)
  }
  const fields = [...columns.fields.keys()]
  for (const part of chunks(columns.ids, accountsAtOnce)) {
    const range = { first: part[0]!, last: part.at(-1)! }
    for (const { accountId, field, value } of await fieldValues(db, fields, range, only))
      withRow(accountId, (row) => columns.fields.get(field)!.set(row, value))
  }
  for (const trigger of await triggerTimes(db, only))
    for (const { kind, at } of eventsOf(trigger)) withRow(trigger.accountId, (row) => columns.addEvent(row, kind, at))
  for (const { accountId, title } of await titlesNow(db, only))
    withRow(accountId, (row) => columns.addContact(row, title))
  for (const accountId of await customerIds(db, at, only)) withRow(accountId, (row) => columns.setCustomer(row))
  return columns
}
