import { and, asc, desc, eq, exists, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import { ownsNow } from '../accounts.ts'
import { accountDomains, accounts, documents, facts, matches, ownerships, signals, users } from '../schema/index.ts'

const pageSize = 60

/** When it was told: by its publisher, else when we read it. The line shows the same instant. */
const toldAt = sql<number>`coalesce(${documents.publishedAt}, ${documents.fetchedAt})`

/** Where a page ended: an instant and, since many may share it, the signal. */
const placeOf = (before: string): { at: number; id: string } | null => {
  const [, at, id] = /^(\d{1,15})-([\w-]{1,80})$/.exec(before) ?? []
  return at && id ? { at: Number(at), id } : null
}

/**
 * Everything found, the last told first; `ownerId` limits it to one person's accounts, `review` to unsure matches,
 * `before` to what follows the page whose `next` it was.
 */
export const signalPage = async (
  db: Db,
  filter: { ownerId: string | null; kind: string | null; review: boolean; before: string | null },
) => {
  const conditions: (SQL | undefined)[] = [isNull(signals.withdrawnAt)]
  const place = filter.before === null ? null : placeOf(filter.before)
  if (place) conditions.push(or(lt(toldAt, place.at), and(eq(toldAt, place.at), lt(signals.id, place.id))))
  if (filter.kind) conditions.push(eq(signals.kind, filter.kind as never))
  const matched: (SQL | undefined)[] = [eq(matches.signalId, signals.id)]
  if (filter.review) matched.push(eq(matches.decision, 'review'), isNull(matches.answer))
  if (filter.ownerId)
    matched.push(
      exists(db.select({ id: ownerships.id }).from(ownerships).where(ownsNow(filter.ownerId, matches.accountId))),
    )
  if (filter.review || filter.ownerId)
    conditions.push(
      exists(
        db
          .select({ id: matches.id })
          .from(matches)
          .where(and(...matched)),
      ),
    )
  const read = await db
    .select({ signal: signals, document: documents })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(and(...conditions))
    .orderBy(desc(toldAt), desc(signals.id))
    .limit(pageSize + 1)
  const rows = read.slice(0, pageSize)
  const last = rows.at(-1)
  const ids = rows.map(({ signal }) => signal.id)
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ match: matches, accountName: accounts.name, answeredBy: users.name })
          .from(matches)
          .innerJoin(accounts, eq(accounts.id, matches.accountId))
          .leftJoin(users, eq(users.id, matches.answeredBy))
          .where(inArray(matches.signalId, ids))
          .orderBy(desc(matches.confidence), asc(matches.id))
  return {
    rows: rows.map((row) => ({ ...row, matches: found.filter(({ match }) => match.signalId === row.signal.id) })),
    next: last && read.length > pageSize ? placeAfter(last) : null,
  }
}

/** Where the page after this signal begins. */
export const placeAfter = ({ signal, document }: { signal: { id: string }; document: TimedDocument }): string =>
  `${document.publishedAt ?? document.fetchedAt}-${signal.id}`
type TimedDocument = { publishedAt: number | null; fetchedAt: number }

const comparedFields = ['industry', 'city', 'country', 'employees'] as const

/** What tells these accounts apart beside a story: primary domain, and what they do and where. */
export const candidateAccounts = async (db: Db, accountIds: string[]) => {
  const domains = await db
    .select()
    .from(accountDomains)
    .where(inArray(accountDomains.accountId, accountIds))
    .orderBy(asc(accountDomains.primary), asc(accountDomains.domain)) // the primary last, so that it stays
  const known = await db
    .select()
    .from(facts)
    .where(and(inArray(facts.accountId, accountIds), inArray(facts.field, [...comparedFields]), isNull(facts.to)))
    .orderBy(asc(facts.id))
  return new Map(
    accountIds.map((id) => [
      id,
      {
        domain: domains.findLast(({ accountId }) => accountId === id)?.domain ?? null,
        facts: comparedFields.flatMap((field) => {
          const fact = known.find((row) => row.accountId === id && row.field === field)
          return fact ? [{ field, value: String(fact.value) }] : []
        }),
      },
    ]),
  )
}
export type CandidateAccount = { domain: string | null; facts: { field: string; value: string }[] }
export type SignalLine = Awaited<ReturnType<typeof signalPage>>['rows'][number]
