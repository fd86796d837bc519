import { addWorkingDays, localDay } from '../core/day.ts'
import { ownAmong } from '../store/pages/rights.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import type { Person } from './edit.ts'

/** Of these accounts, those that are this person's now; a list counts on its day and on the working day after it. */
export const ownAccounts = async (
  app: App,
  { id, timeZone }: Pick<Person, 'id' | 'timeZone'>,
  accountIds: readonly string[],
): Promise<Set<string>> => {
  const { settings } = await getWorkspace(app.db)
  const before = addWorkingDays(localDay(app.now(), timeZone), -1, new Set(settings.holidays))
  return await ownAmong(app.db, id, accountIds, before)
}
