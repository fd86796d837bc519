import type { Rate } from '../../core/insights.ts'
import { type CsvCell, csvOf } from '../../pipeline/csv.ts'
import type { WebContext } from '../context.ts'
import { num, Table } from './table.tsx'
import { percent, spanInWords } from './words.tsx'

/** A span of working time; null = none. */
export type Span = { ms: number | null }
export type ReportCell = CsvCell | Rate | Span

/** The figures behind a chart: the same for the page and for the file. `as` says what a column holds. */
export type Report = {
  /** Names the file. */
  key: string
  columns: readonly { name: string; as: 'text' | 'count' | 'rate' | 'span' }[]
  rows: readonly (readonly ReportCell[])[]
}

const isRate = (cell: ReportCell): cell is Rate => typeof cell === 'object' && cell !== null && 'of' in cell
const isSpan = (cell: ReportCell): cell is Span => typeof cell === 'object' && cell !== null && 'ms' in cell

export const ReportTable = ({ report, caption }: { report: Report; caption?: string }) => (
  <Table
    columns={report.columns.map(({ name, as }) => (as === 'text' ? name : num(name)))}
    {...(caption ? { caption } : {})}
  >
    {report.rows.map((row) => (
      <tr>
        {row.map((cell, at) =>
          at === 0 ? (
            <th scope="row">{inWords(cell as CsvCell)}</th>
          ) : report.columns[at]!.as === 'text' ? (
            <td>{inWords(cell as CsvCell)}</td>
          ) : (
            <td class="num">{isRate(cell) ? <RateWords rate={cell} /> : inWords(cell)}</td>
          ),
        )}
      </tr>
    ))}
  </Table>
)

const inWords = (cell: Exclude<ReportCell, Rate>): string => {
  if (isSpan(cell)) return cell.ms === null ? '–' : spanInWords(cell.ms)
  return cell === null ? '–' : typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell
}

/** The share with its interval; below the floor how much there is instead. */
const RateWords = ({ rate }: { rate: Rate }) =>
  rate.enough ? (
    <>
      <b>{rate.met}</b> · {percent(rate.share)}{' '}
      <span class="soft">
        ({percent(rate.low)}–{percent(rate.high)})
      </span>
    </>
  ) : (
    <>
      <b>{rate.met}</b> <span class="soft">of {rate.of}</span>
    </>
  )

/** A chart's table, folded away behind it, and the same as a file. */
export const Behind = ({ report, query }: { report: Report; query: string }) => (
  <details class="behind">
    <summary>The table behind it</summary>
    <ReportTable report={report} />
    <CsvLink report={report} query={query} />
  </details>
)

export const CsvLink = ({ report, query }: { report: Report; query: string }) => (
  <p class="small">
    <a href={`/insights/${report.key}.csv${query}`}>As CSV</a>
  </p>
)

/** As a file to keep: shares in four columns each, spans in hours. */
export const csvAnswer = (c: WebContext, report: Report): Response =>
  c.body(csvOf([report.columns.flatMap(csvNames), ...report.rows.map((row) => row.flatMap(csvCells))]), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="daybreak-${report.key}.csv"`,
  })

const csvNames = ({ name, as }: Report['columns'][number]): string[] =>
  as === 'rate' ? [name, `${name}: share`, `${name}: from`, `${name}: to`] : [as === 'span' ? `${name} (hours)` : name]

const csvCells = (cell: ReportCell): CsvCell[] => {
  if (isRate(cell)) return [cell.met, ...[cell.share, cell.low, cell.high].map((share) => rounded(share, 4))]
  if (isSpan(cell)) return [cell.ms === null ? null : rounded(cell.ms / 3_600_000, 2)]
  return [cell]
}
const rounded = (value: number, places: number): number => Number(value.toFixed(places))
