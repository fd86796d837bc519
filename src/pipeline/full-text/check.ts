import { msPerDay } from '../../core/day.ts'
import { pageCounts } from '../../store/full-text.ts'
import type { App } from '../app.ts'
import type { Check } from '../doctor.ts'

const daysBack = 7
const mostReasons = 5

/** How many items' own pages were read of late, and why others were not. */
export const pagesCheck = async ({ db, now }: App): Promise<Check> => {
  const counts = await pageCounts(db, now() - daysBack * msPerDay)
  const sum = (...states: string[]) =>
    counts.filter(({ state }) => states.includes(state ?? '')).reduce((total, { pages }) => total + pages, 0)
  const asked = sum('read', 'refused', 'failed', 'wanted')
  const told = `${sum('read')} read, ${sum('refused', 'failed')} not, ${sum('wanted')} waiting, of the last ${daysBack} days`
  const details = counts
    .filter(({ answer }) => answer !== null)
    .slice(0, mostReasons)
    .map(({ answer, pages }) => `${pages} × ${answer}`)
  return { name: 'pages', state: 'ok', message: asked === 0 ? 'None was asked for' : told, details }
}
