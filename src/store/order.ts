import { type SQL, sql } from 'drizzle-orm'

// Left unsaid, SQLite puts rows without a value first when they rise and PostgreSQL last.
export const nullsFirst = (order: SQL): SQL => sql`${order} nulls first`
export const nullsLast = (order: SQL): SQL => sql`${order} nulls last`
