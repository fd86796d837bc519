import type { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { Refusal } from '../../core/errors.ts'

/** One line of the file, from 1. */
type Line = { number: number; text: string }
export type CsvRow = { line: number; cells: Record<string, string> }
export type Report = { errors: { line: number; message: string }[]; notes: string[] }

const longestRecordCharacters = 100_000
const mostLinesOfRecord = 100
const mostColumns = 1000
const mostIs = `at most ${mostColumns} are read, in ${longestRecordCharacters.toLocaleString('en')} characters`

/**
 * The rows of a CSV by the names of its header. Delimiter and encoding are found out. A row that cannot be read, such
 * as one with a quotation mark that never closes, is reported with its line and costs no other row.
 */
export async function* readRows(
  csv: Readable,
  columnsOf: (header: string[]) => string[],
  report: Report,
): AsyncGenerator<CsvRow> {
  let columns: string[] | null = null
  let delimiter = ','
  const mayBeWhole = (text: string) =>
    (cellsOf(text, delimiter)?.length ?? mostColumns + 1) <= (columns?.length ?? mostColumns)
  for await (const { number, text } of wholeRecords(linesOf(csv, report.notes), () => delimiter, mayBeWhole, report)) {
    if (columns === null) {
      delimiter = delimiterOf(text)
      const names = cellsOf(text, delimiter) ?? []
      if (names.length > mostColumns) throw new Refusal('invalid', `The file has ${names.length} columns: ${mostIs}`)
      columns = columnsOf(names.map(withoutGuard))
      continue
    }
    const cells = cellsOf(text, delimiter)
    if (text.includes('\0')) report.errors.push({ line: number, message: 'The row holds a NUL, which is no character' })
    else if (cells === null) report.errors.push({ line: number, message: 'The row cannot be read as CSV' })
    else if (cells.length > columns.length)
      report.errors.push({
        line: number,
        message: `The row has ${cells.length} cells and the header ${columns.length}: is a comma not inside quotation marks?`,
      })
    else if (cells.length > 0)
      yield {
        line: number,
        cells: Object.fromEntries(
          columns.flatMap((name, i) => (name === '' ? [] : [[name, withoutGuard(cells[i] ?? '')]])),
        ),
      }
  }
  if (columns === null) columnsOf([])
}

/** Our exports put an apostrophe before what a spreadsheet would take for a formula. */
const withoutGuard = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '')

const delimiterOf = (header: string): string => {
  const count = (delimiter: string) => header.split(delimiter).length
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best))
}

/**
 * The cells of one record, empty ones at its end left out; null when it is not CSV. Quotation marks inside a plain
 * cell are forgiven, except where they may be joining lines that do not belong together.
 */
const cellsOf = (text: string, delimiter: string): string[] | null => {
  try {
    const options = { delimiter, trim: true, relax_quotes: !text.includes('\n'), relax_column_count: true }
    const [cells = []] = parse(text, options) as string[][]
    let length = cells.length
    while (length > 0 && cells[length - 1] === '') length--
    return cells.slice(0, length)
  } catch {
    return null
  }
}

/** Joins the lines of a record whose quoted cell goes on; one that never ends loses its first line alone. */
async function* wholeRecords(
  lines: AsyncIterable<Line>,
  delimiter: () => string,
  mayBeWhole: (text: string) => boolean,
  report: Report,
): AsyncGenerator<Line> {
  const held: Line[] = []
  const take = function* (atEnd: boolean): Generator<Line> {
    while (held.length > 0) {
      const length = lengthOfRecord(held, delimiter())
      if (length === null && !atEnd && !tooLong(held)) return // more lines may close it
      const [first] = held as [Line]
      const text = held
        .slice(0, length ?? 1)
        .map((line) => line.text)
        .join('\n')
      const whole = length === 1 || (length !== null && mayBeWhole(text))
      held.splice(0, whole ? length! : 1)
      if (text.length > longestRecordCharacters)
        report.errors.push({ line: first.number, message: 'The row is longer than any row may be' })
      else if (!whole)
        report.errors.push({ line: first.number, message: 'A quotation mark opens a cell and does not close it' })
      else if (text.trim() !== '') yield { number: first.number, text }
    }
  }
  for await (const line of lines) {
    held.push(line)
    yield* take(false)
  }
  yield* take(true)
}

const tooLong = (held: readonly Line[]): boolean =>
  held.length > mostLinesOfRecord || held.reduce((sum, { text }) => sum + text.length, 0) > longestRecordCharacters

/** How many of these lines the first record takes; null when its last cell is still open. */
const lengthOfRecord = (lines: readonly Line[], delimiter: string): number | null => {
  let open = false
  for (const [index, { text }] of lines.entries()) {
    open = endsOpen(text, delimiter, open)
    if (!open) return index + 1
  }
  return null
}

/** Whether a quoted cell is open at the end of the line; a quotation mark opens one only at the start of a cell. */
const endsOpen = (text: string, delimiter: string, wasOpen: boolean): boolean => {
  let open = wasOpen
  let atStart = !wasOpen
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (open) {
      if (char === '"' && text[i + 1] === '"') i++
      else if (char === '"') open = false
    } else if (char === '"' && atStart) {
      open = true
      atStart = false
    } else if (char === delimiter) atStart = true
    else if (char !== ' ') atStart = false
  }
  return open
}

const newline = 10
const mostBytesOfLine = longestRecordCharacters * 4

/** Lines of UTF-8, or of Windows-1252 where a line is not that. */
async function* linesOf(csv: Readable, notes: string[]): AsyncGenerator<Line> {
  const decode = decoder(notes)
  let rest = Buffer.alloc(0)
  let number = 0
  for await (const chunk of csv) {
    const bytes = Buffer.concat([rest, typeof chunk === 'string' ? Buffer.from(chunk) : chunk])
    let start = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      yield { number: ++number, text: decode(bytes.subarray(start, end), number) }
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > mostBytesOfLine)
      throw new Refusal(
        'invalid',
        `Line ${number + 1} does not end within ${mostBytesOfLine.toLocaleString('en')} bytes: is this a CSV file?`,
      )
  }
  if (rest.length > 0) yield { number: ++number, text: decode(rest, number) }
}

/** What is no CSV shows in its first line. */
const assertHeader = (bytes: Uint8Array) => {
  const [first, second] = bytes
  const says =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
      ? 'The file is in UTF-16: save it as CSV in UTF-8'
      : first === 0x50 && second === 0x4b && (bytes[2] ?? 9) < 8
        ? 'The file is a spreadsheet or an archive: save it as CSV in UTF-8'
        : bytes.includes(0)
          ? 'The first line holds a NUL, so the file is in UTF-16 or no text: save it as CSV in UTF-8'
          : bytes.length > longestRecordCharacters
            ? `The first line is ${bytes.length.toLocaleString('en')} bytes long: ${mostIs}. Is this a CSV file with a header?`
            : null
  if (says) throw new Refusal('invalid', says)
}

const decoder = (notes: string[]) => {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const western = new TextDecoder('windows-1252')
  let told = false
  return (bytes: Uint8Array, line: number): string => {
    if (line === 1) assertHeader(bytes)
    let text: string
    try {
      text = utf8.decode(bytes) // takes the byte order mark off
    } catch {
      text = western.decode(bytes)
      if (!told) notes.push(`Line ${line} is not UTF-8 and was read as Windows-1252; later ones may be too`)
      told = true
    }
    return text.endsWith('\r') ? text.slice(0, -1) : text
  }
}
