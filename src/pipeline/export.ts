import { stringify } from 'csv-stringify/sync'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { accountsOut } from './export/accounts.ts'
import {
  contactsOut,
  fitsOut,
  opportunitiesOut,
  outcomesOut,
  ownersOut,
  queueOut,
  suppressionsOut,
  touchesOut,
  triggersOut,
} from './export/others.ts'
import { othersTurn } from './stage.ts'

export type Cell = string | number | boolean | null | undefined
/** One row of the file, under the names of its columns, and the id after which the next lot begins. */
export type OutRow = { id: string; cells: Record<string, Cell> }

/** How one kind of row is written. Where an import reads the kind, every column that it does not read begins with `daybreak_`. */
export type OutKind = {
  about: string
  columns: (app: App) => readonly string[] | Promise<readonly string[]>
  lot: (app: App, lot: { after: string; limit: number }) => Promise<OutRow[]>
}

export const exportKinds = {
  accounts: accountsOut,
  contacts: contactsOut,
  owners: ownersOut,
  opportunities: opportunitiesOut,
  triggers: triggersOut,
  fits: fitsOut,
  queue: queueOut,
  touches: touchesOut,
  outcomes: outcomesOut,
  suppressions: suppressionsOut,
} as const satisfies Record<string, OutKind>
export type ExportKind = keyof typeof exportKinds

export const isExportKind = (name: string | undefined): name is ExportKind =>
  name !== undefined && Object.hasOwn(exportKinds, name)

/** So few rows at once that nobody else on this thread waits for them. */
const rowsAtOnce = 40

/** A file as CSV, lot by lot; formulas in cells are made harmless. Who took it stands in the audit. */
export async function* exportCsv(
  app: App,
  name: ExportKind,
  { by, keyId = null }: { by: string | null; keyId?: string | null },
): AsyncGenerator<string> {
  await commit(app, () => [], [
    {
      actorId: by,
      what: 'exported',
      subject: keyId ? 'api_key' : 'workspace',
      subjectId: keyId ?? '1',
      detail: { kind: name },
    },
  ])
  const kind: OutKind = exportKinds[name]
  const columns = [...(await kind.columns(app))]
  yield stringify([columns], { escape_formulas: true })
  for (let after = ''; ; ) {
    const rows = await kind.lot(app, { after, limit: rowsAtOnce })
    if (rows.length === 0) return
    yield stringify(
      rows.map(({ cells }) => columns.map((column) => plain(cells[column]))),
      { escape_formulas: true },
    )
    after = rows.at(-1)!.id
    await othersTurn()
  }
}

const plain = (cell: Cell): string =>
  cell === null || cell === undefined ? '' : cell === true ? 'yes' : cell === false ? 'no' : String(cell)
