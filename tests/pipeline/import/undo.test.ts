import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '#dialect'
import { fit } from '../../../src/pipeline/fit.ts'
import { undoImport } from '../../../src/pipeline/import/undo.ts'
import { type ImportKind, importCsv } from '../../../src/pipeline/import.ts'
import * as t from '../../../src/store/schema/index.ts'
import { dayMs, makeWorkspace, type Workspace } from '../../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const read = async (kind: ImportKind, csv: string, in_ = w) =>
  await importCsv(in_.app, kind, Readable.from([csv]), { name: 'test.csv', by: 'admin' })
const undo = async (report: { id: string | null }, in_ = w) =>
  await undoImport(in_.app, { id: report.id!, by: 'admin' })

const notCompared = ['audit', 'imports', 'import_errors', 'import_changes', 'watermarks']

/** Every row of every table, without when an account last changed: an undo is a change. */
const everything = async ({ db }: Workspace): Promise<Record<string, unknown[]>> => {
  const tables = await rows<{ name: string }>(db, "select name from sqlite_master where type = 'table'")
  const kept: Record<string, unknown[]> = {}
  for (const { name } of tables)
    if (!notCompared.includes(name))
      kept[name] = (await rows<Record<string, unknown>>(db, `select * from "${name}"`))
        .map(({ changed_at, facts_changed_at, ...row }) => (name === 'accounts' ? row : { ...row, changed_at }))
        .map((row) => JSON.stringify(row))
        .toSorted()
  return kept
}

const domains = ['northwind', 'northwind', 'harbour', 'alder', 'birch', 'cedar'].map((name) => `${name}.example`)
const cell = <T extends string>(...values: T[]) => fc.constantFrom('', ...values)
const email = cell('rep@brightshift.example', 'other@brightshift.example', 'nobody@brightshift.example')

const files: Record<string, fc.Arbitrary<{ kind: ImportKind; csv: string }>> = Object.fromEntries(
  (
    [
      [
        'accounts',
        'name,domain,external_id,employees,industry,aliases,parent_domain,owner_email,own_column',
        [
          fc.constantFrom('Alder', 'Birch', 'Cedar', ''),
          cell(...domains),
          cell('1', '2', '3'),
          cell('10', '20', 'many'),
          cell('freight', 'labs'),
          cell('Ald|Bir', 'Ald'),
          cell(...domains),
          email,
          cell('x', 'y'),
        ],
      ],
      [
        'contacts',
        'name,account_domain,external_id,email,title,champion,former_account_domain,last_verified',
        [
          fc.constantFrom('Mara Example', 'Uma Example', 'Vera Example'),
          cell(...domains),
          cell('p1', 'p2'),
          cell('mara@northwind.example', 'uma@northwind.example', 'not an address'),
          cell('CRO', 'VP Sales'),
          cell('yes', 'no'),
          cell(...domains),
          cell('2026-11-01'),
        ],
      ],
      ['owners', 'account_domain,owner_email', [fc.constantFrom(...domains), email]],
      [
        'opportunities',
        'external_id,account_domain,kind,amount_usd,stage,closed_at,as_of',
        [
          cell('o1', 'o2', 'o3'),
          cell(...domains),
          cell('customer', 'partner'),
          cell('100', '200'),
          cell('new', 'late'),
          cell('2026-11-02', '2026-12-24'),
          cell('2026-11-01'),
        ],
      ],
    ] as [ImportKind, string, fc.Arbitrary<string>[]][]
  ).map(([kind, header, cells]) => [
    kind,
    fc
      .array(fc.tuple(...cells), { minLength: 1, maxLength: 8 })
      .map((lines) => ({ kind, csv: [header, ...lines.map((line) => line.join(','))].join('\n') })),
  ]),
)
/** Owners more often than others: they alone move what is open. */
const anyFile = fc.oneof(...Object.values(files), files.owners!, files.owners!)

describe('an import that is taken back', () => {
  it('leaves everything as it was before it, whatever was in the file', async () => {
    const reached = { added: 0, changed: 0, errors: 0, moved: 0 }
    await fc.assert(
      fc.asyncProperty(files.accounts!, anyFile, anyFile, async (book, earlier, file) => {
        const own = await makeWorkspace()
        try {
          await read(book.kind, book.csv, own)
          own.state.now += dayMs
          await read(earlier.kind, earlier.csv, own)
          own.state.now += dayMs
          const before = await everything(own)
          const report = await read(file.kind, file.csv, own)
          if (report.added > 0) reached.added++
          if (report.changed > 0) reached.changed++
          if (report.errors.length > 0) reached.errors++
          if (JSON.stringify((await everything(own)).pursuits) !== JSON.stringify(before.pursuits)) reached.moved++
          own.state.now += 1000
          const { left } = await undo(report, own)
          expect(left).toEqual([])
          expect(await everything(own)).toEqual(before)
          const again = await read(file.kind, file.csv, own)
          expect(again).toMatchObject({ added: report.added, changed: report.changed, errors: report.errors })
        } finally {
          await own.close()
        }
      }),
      { numRuns: 60 },
    )
    expect(Math.min(...Object.values(reached)), JSON.stringify(reached)).toBeGreaterThan(0)
  }, 60_000)

  it('takes back what followed a row that was refused, which left no trace', async () => {
    const head = 'name,domain,external_id,industry,owner_email'
    const refused = 'Northwind,northwind.example,1,freight,nobody@brightshift.example'
    const report = await read('accounts', `${head}\n${refused}\nNorthwind,northwind.example,,labs,`)
    expect(report).toMatchObject({ changed: 1, errors: [{ line: 2 }] })
    const industries = (await w.db.select().from(t.facts)).filter(({ field }) => field === 'industry')
    expect(industries).toMatchObject([{ value: 'labs', to: null }])
    expect((await undo(report)).left).toEqual([])
  })

  it('takes an account back that an older one was put under in the same file', async () => {
    const head = 'name,domain,parent_domain'
    await read('accounts', `${head}\nAlder,,`)
    const report = await read('accounts', `${head}\nCedar,birch.example,\nAlder,,birch.example`)
    expect(report).toMatchObject({ added: 1, changed: 1 })
    expect((await undo(report)).left).toEqual([])
  })

  it('leaves what a later import has changed, and says which rows', async () => {
    const head = 'name,domain,employees'
    const first = await read('accounts', `${head}\nAlder,alder.example,100\nBirch,birch.example,50`)
    w.state.now += dayMs
    await read('accounts', `${head}\nAlder,alder.example,150`)
    const after = await everything(w)
    const report = await undo(first)
    expect(report).toMatchObject({ rowsUndone: 1, left: [{ line: 2, message: 'It was changed since' }] })
    const now = await everything(w)
    expect(now.facts?.filter((row) => after.facts?.includes(row))).toHaveLength(after.facts!.length - 1)
    expect(await rows(w.db, "select name from accounts where name in ('Alder', 'Birch')")).toEqual([{ name: 'Alder' }])
  })

  it('takes a scored account away with its score, and keeps one that something was done with', async () => {
    const report = await read('accounts', 'name,domain,employees\nAlder,alder.example,100\nBirch,birch.example,50')
    await fit.run(w.app)
    await read('touches', 'external_id,account_domain,at\nt1,birch.example,2026-11-02')
    expect(await undo(report)).toMatchObject({ rowsUndone: 1, left: [{ line: 3, message: 'It is in use since' }] })
    expect(await rows(w.db, "select name from accounts where name in ('Alder', 'Birch')")).toEqual([{ name: 'Birch' }])
    await fit.run(w.app)
  })

  it('keeps a person who was written to', async () => {
    const report = await read(
      'contacts',
      'name,account_domain,email\nUma Example,northwind.example,uma@northwind.example',
    )
    await read(
      'touches',
      'external_id,account_domain,contact_email,at\nt1,northwind.example,uma@northwind.example,2026-11-02',
    )
    expect(await undo(report)).toMatchObject({ rowsUndone: 0, left: [{ line: 2, message: 'It is in use since' }] })
  })

  it('takes a parent back with its children of the same file, and not without them', async () => {
    const report = await read(
      'accounts',
      'name,domain,parent_domain\nAlder,alder.example,\nBirch,birch.example,alder.example',
    )
    await read('accounts', 'name,domain,parent_domain\nCedar,cedar.example,alder.example')
    expect(await undo(report)).toMatchObject({ rowsUndone: 1, left: [{ line: 2 }] })
    expect(await rows(w.db, "select name from accounts where name in ('Alder', 'Birch', 'Cedar')")).toHaveLength(2)
  })

  it('is not taken back twice, nor after its days are over', async () => {
    const report = await read('accounts', 'name,domain\nAlder,alder.example')
    await undo(report)
    await expect(undo(report)).rejects.toThrow('It was taken back on')
    const old = await read('accounts', 'name,domain\nBirch,birch.example')
    w.state.now += 31 * dayMs
    await expect(undo(old)).rejects.toThrow('for 30 days')
    await read('accounts', 'name,domain\nCedar,cedar.example')
    expect(await rows(w.db, 'select distinct import_id from import_changes')).toHaveLength(1)
  })

  it.each([
    ['suppressions', 'value\nx@alder.example', 'never lifted'],
    ['touches', 'external_id,account_domain,at\nt1,northwind.example,2026-11-02', 'never deleted'],
    ['outcomes', 'external_id,kind,account_domain,at\no1,won,northwind.example,2026-11-02', 'never deleted'],
  ] as const)('is refused for %s, and says why', async (kind, csv, why) => {
    const report = await read(kind, csv)
    expect(report.added).toBe(1)
    const before = await everything(w)
    await expect(undo(report)).rejects.toThrow(why)
    expect(await everything(w)).toEqual(before)
  })
})
