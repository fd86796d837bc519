import type { LocalDay } from '../../core/day.ts'
import { rank as rankDay } from '../../core/rank.ts'
import { signalsFound } from '../../store/rehearsal.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { App } from '../app.ts'
import { rankInput } from '../rank.ts'
import { routeUnowned } from '../route.ts'

/** A signal of this morning that leads to no item: which company, what was told, and why not. */
export type Miss = { company: string; kind: string; why: string; title: string; url: string | null }

/** How many accounts are queued, and how many have each reason: the sum is all accounts. */
export type Reasons = Record<string, number>

/** Why each of this morning's signals is not in the queue that is about to be built, and the ledger of all accounts. */
export const missesOf = async (app: App, day: LocalDay): Promise<{ misses: Miss[]; reasons: Reasons }> => {
  await routeUnowned(app)
  const input = await rankInput(app, await getWorkspace(app.db), day, app.now())
  const { ledger } = rankDay(input)
  const verdicts = new Map(ledger.map((row) => [row.accountId, row]))
  const reasons: Reasons = {}
  for (const row of ledger) reasons[row.reason ?? 'queued'] = (reasons[row.reason ?? 'queued'] ?? 0) + 1
  const misses = (await signalsFound(app.db, app.now())).flatMap(({ signal, title, url, matches }) => {
    const { company, kind } = signal
    const auto = matches.filter(({ decision }) => decision === 'auto')
    const told = { company, kind, title, url }
    if (matches.length === 0) return [{ ...told, why: 'No account of this name' }]
    if (auto.length === 0)
      return [{ ...told, why: `Unsure whether it is ${matches[0]!.account}: ${matches[0]!.cues.join(', ')}` }]
    return auto.flatMap(({ account, accountId }) => {
      const row = verdicts.get(accountId)
      return row && !row.queued ? [{ ...told, why: `${account}: ${row.sentence}` }] : []
    })
  })
  return { misses, reasons }
}
