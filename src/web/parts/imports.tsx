import type { ReadColumn } from '../../pipeline/import/columns.ts'
import type { Upload } from '../../pipeline/import/upload.ts'
import type { ImportReport } from '../../pipeline/import.ts'
import type { StoredImport } from '../../store/imports.ts'
import { PostForm, Submit } from './form.tsx'
import { num, Table } from './table.tsx'
import { moment, plural } from './words.tsx'

type Listed = { rows: readonly StoredImport[]; names: ReadonlyMap<string, string>; zone: string }

export const ImportTable = ({ rows, names, zone }: Listed) => (
  <Table
    columns={['File', 'What', 'When', 'By', num('Added'), num('Changed'), num('Unchanged'), num('Not used'), 'State']}
  >
    {rows.map((row) => (
      <tr>
        <th scope="row">
          <a href={`/admin/imports/${row.id}`}>{row.file}</a>
        </th>
        <td>{row.kind}</td>
        <td class="nowrap">{moment(row.at, zone)}</td>
        <td>{row.by ? (names.get(row.by) ?? row.by) : <span class="soft">command line</span>}</td>
        <td class="num">{row.added}</td>
        <td class="num">{row.changed}</td>
        <td class="num">{row.unchanged}</td>
        <td class="num">{row.failed}</td>
        <td>
          <ImportState row={row} />
        </td>
      </tr>
    ))}
  </Table>
)

export const ImportState = ({ row }: { row: StoredImport }) =>
  row.undoneAt !== null ? (
    <span class="state state-plain">taken back</span>
  ) : row.finishedAt === null ? (
    <span class="state state-bad">not finished</span>
  ) : (
    <span class="state state-good">imported</span>
  )

type Sums = Pick<StoredImport, 'rowsRead' | 'added' | 'changed' | 'unchanged' | 'failed'>

export const ImportSums = ({ row }: { row: Sums }) => (
  <dl class="facts-list sums">
    {(
      [
        ['Rows', row.rowsRead],
        ['Added', row.added],
        ['Changed', row.changed],
        ['Unchanged', row.unchanged],
        ['Not used', row.failed],
      ] as const
    ).map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd class="num">{value.toLocaleString('en')}</dd>
      </div>
    ))}
  </dl>
)

/** What was said of rows, by the line they stand in. */
export const Lines = ({ said }: { said: readonly { line: number; message: string }[] }) => (
  <Table columns={[num('Line'), 'What is wrong']}>
    {said.map(({ line, message }) => (
      <tr>
        <td class="num">{line}</td>
        <td>{message}</td>
      </tr>
    ))}
  </Table>
)

const mostLines = 50

export const Preview = ({ report, upload, formToken }: { report: ImportReport; upload: Upload; formToken: string }) => {
  const { kind, file, errors, warnings, rows, added, changed, unchanged } = report
  const toWrite = added + changed
  return (
    <>
      <header class="page-head">
        <h1>Preview</h1>
        <p>
          {kind} from {file}. Nothing is written yet.
        </p>
      </header>
      <section class="card">
        <ImportSums row={{ rowsRead: rows, added, changed, unchanged, failed: errors.length }} />
        <PostForm action="/admin/imports" formToken={formToken} class="buttons">
          <input type="hidden" name="kind" value={upload.kind} />
          <input type="hidden" name="file" value={upload.file} />
          <input type="hidden" name="id" value={upload.id} />
          <input type="hidden" name="hash" value={upload.hash} />
          <Submit as="primary" disabled={rows === errors.length}>
            {toWrite > 0 ? `Import ${plural(toWrite, 'row')}` : 'Import'}
          </Submit>
          <a class="button" href="/admin/imports">
            Choose another file
          </a>
        </PostForm>
      </section>
      <Told id="errors" title="Not used" said={errors} />
      <Told id="warnings" title="Used, though" said={warnings} />
      <section class="card" aria-labelledby="columns">
        <h2 id="columns">Columns</h2>
        <Columns columns={report.columns} first={report.first} />
      </section>
    </>
  )
}

const Told = ({ id, title, said }: { id: string; title: string; said: ImportReport['errors'] }) =>
  said.length === 0 ? null : (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span class="soft num">{said.length.toLocaleString('en')}</span>
      </h2>
      <Lines said={said.slice(0, mostLines)} />
      {said.length > mostLines && <p class="soft">The first {mostLines}; all of them stand in the report.</p>}
    </section>
  )

const fates: Record<ReadColumn['fate'], [string, string]> = {
  known: ['read', 'good'],
  kept: ['kept as your own', 'warm'],
  unused: ['not used', 'plain'],
}

/** What becomes of each column, with the first rows as they were read beside it. */
const Columns = ({ columns, first }: Pick<ImportReport, 'columns' | 'first'>) => (
  <Table columns={['In the file', 'Read as', 'What becomes of it', ...first.map(({ line }) => `Line ${line}`)]}>
    {columns.map(({ header, name, fate }) => (
      <tr>
        <th scope="row">{header || <span class="soft">without a name</span>}</th>
        <td class="code">{fate === 'unused' ? '' : name}</td>
        <td>
          <span class={`state state-${fates[fate][1]}`}>{fates[fate][0]}</span>
        </td>
        {first.map(({ cells }) => (
          <td>{(cells[name] ?? '').slice(0, 80)}</td>
        ))}
      </tr>
    ))}
  </Table>
)
