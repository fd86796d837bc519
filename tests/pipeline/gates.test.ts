import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { localDay } from '../../src/core/day.ts'
import { relationshipOf } from '../../src/core/gates.ts'
import { loadCandidates } from '../../src/pipeline/candidates.ts'
import { type ImportKind, importCsv } from '../../src/pipeline/import.ts'
import { getWorkspace } from '../../src/store/workspace.ts'
import { dayMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

/** The account as the gates see it now. */
const candidate = async (accountId = 'account') => {
  const { settings, timeZone: zone } = await getWorkspace(w.db)
  const now = w.state.now
  const all = await loadCandidates(w.db, { now, day: localDay(now, zone), zone, settings })
  return all.find((each) => each.accountId === accountId)!
}

const imported = (kind: ImportKind, ...lines: string[]) =>
  importCsv(w.app, kind, Readable.from([lines.join('\n')]), { name: `${kind}.csv` })

it('an open opportunity that is expected to close later bars first touches until then', async () => {
  const report = await imported(
    'opportunities',
    'external_id,account_domain,kind,closed_at',
    'o1,northwind.example,open_opportunity,2026-12-20',
  )
  expect(report.warnings).toEqual([{ line: 2, message: expect.stringContaining('closed_at lies ahead') }])
  expect(relationshipOf(await candidate())).toMatchObject({ kind: 'open_opportunity' })
  w.state.now += 40 * dayMs
  expect(relationshipOf(await candidate())).toBeNull()
})
