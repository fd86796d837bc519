import { getTableColumns, is, Table } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '../../src/store/schema/index.ts'
import { sourceFiles, textOf } from '../law/reading.ts'

/** Columns that may be empty, as a query names them: "documents.publishedAt". */
const nullable = new Set(
  Object.entries(schema).flatMap(([name, table]) =>
    is(table, Table)
      ? Object.entries(getTableColumns(table))
          .filter(([, column]) => !column.notNull)
          .map(([key]) => `${name}.${key}`)
      : [],
  ),
)

/** Where the two databases would disagree: SQLite puts empty values first when they rise, PostgreSQL last. */
const unsaid = (text: string): string[] =>
  [...text.matchAll(/(nulls(?:First|Last)\()?\b(?:asc|desc)\((\w+\.\w+)\)/g)]
    .filter(([, said, column]) => !said && nullable.has(column!))
    .map(([, , column]) => column!)

test('an order by a column that may be empty says where the empty ones go', () => {
  expect(nullable.size).toBeGreaterThan(50)
  expect(unsaid('orderBy(desc(postings.postedAt), nullsLast(asc(holds.until)), asc(holds.id))')).toEqual([
    'postings.postedAt',
  ])
  expect(
    sourceFiles('src/store').flatMap((file) => unsaid(textOf(file)).map((column) => `${file}: ${column}`)),
  ).toEqual([])
})
