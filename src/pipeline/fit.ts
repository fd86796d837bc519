import { atomically } from '#dialect'
import { localDay } from '../core/day.ts'
import { bestName } from '../core/fit/best.ts'
import { scoreAll } from '../core/fit/score.ts'
import { type FitResult, fit as fitAccount, fitHash } from '../core/fit.ts'
import type { IcpVersion } from '../core/icp.ts'
import { changedAccounts } from '../store/accounts.ts'
import { endFits, insertFits, liveFitHashes } from '../store/fits.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadColumns } from './columns.ts'
import { inPieces, type Stage, type Tell } from './stage.ts'

type Seen = { icps: string; day: string; at: number }

/**
 * Scores accounts against the ICPs in force: those that changed, and all of them once a day (behavioural criteria age)
 * and after an ICP was published. A fit is an interval; it is written only when the result changes.
 */
export const fit: Stage = {
  name: 'fit',
  run: async (app, tell) => {
    const now = app.now()
    const versions = (await liveIcps(app.db)).map(asVersion)
    const { timeZone } = await getWorkspace(app.db)
    const seen = await watermark<Seen>(app.db, 'fit')
    const next: Seen = { icps: versions.map(({ id }) => id).join(), day: localDay(now, timeZone), at: now }
    const everything = seen?.icps !== next.icps || seen.day !== next.day
    const only = everything ? null : new Set((await changedAccounts(app.db, seen.at - 1)).map(({ id }) => id))
    const written = only?.size === 0 ? 0 : await refit(app, versions, only, tell)
    await atomically(app.db, (tx) => [setWatermark(tx, 'fit', next)])
    return { changed: written }
  },
}

/** More changed accounts than this are not asked for by name. */
const mostByName = 500

/** A result is large: so many are written in less than 5 ms. */
const mostAtOnce = 50

/** Scores by columns, compares names of results, and writes what changed, in pieces that let others in between. */
const refit = async (
  app: App,
  versions: readonly IcpVersion[],
  only: ReadonlySet<string> | null,
  tell?: Tell,
): Promise<number> => {
  const now = app.now()
  const byName = only !== null && only.size <= mostByName ? [...only] : null
  const columns = await loadColumns(
    app.db,
    versions.map(({ icp }) => icp),
    now,
    byName,
  )
  const scored = versions.map((version) => scoreAll(columns, version, now))
  const before = new Map((await liveFitHashes(app.db)).map((row) => [row.accountId, row]))
  const changed: { row: number; known: { id: string; from: number } | undefined }[] = []
  for (const [row, id] of columns.ids.entries()) {
    if (only !== null && !only.has(id)) continue
    const known = before.get(id)
    if ((known?.resultHash ?? null) !== bestName(scored, columns.customers[row] === 1, row))
      changed.push({ row, known })
  }
  let written = 0
  await inPieces(changed, mostAtOnce, async (part) => {
    const ended = part.flatMap(({ known }) => known?.id ?? [])
    const begun = part.flatMap(({ row, known }) => {
      const result = fitAccount(columns.subject(row), versions, now)
      return result ? [fitRow(app, columns.ids[row]!, result, Math.max(now, (known?.from ?? -1) + 1))] : []
    })
    await atomically(app.db, (tx) => [
      ...(ended.length > 0 ? [endFits(tx, ended, now)] : []),
      ...(begun.length > 0 ? [insertFits(begun)] : []),
    ])
    written += part.length
    tell?.(written, changed.length)
  })
  return changed.length
}

const fitRow = (app: App, accountId: string, result: FitResult, from: number) => ({
  id: app.newId(),
  accountId,
  icpVersionId: result.icpVersionId,
  fit: result.fit ?? 0,
  tier: result.tier,
  disqualified: result.disqualifiedBy.length > 0,
  coverage: result.coverage,
  result,
  resultHash: fitHash(result),
  from,
})
