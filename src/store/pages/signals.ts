import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import { ownsNow } from '../accounts.ts'
import { accountDomains, accounts, documents, facts, matches, ownerships, signals, users } from '../schema/index.ts'

const pageSize = 60

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
  if (place) conditions.push(sql`(${signals.toldAt}, ${signals.id}) < (${place.at}, ${place.id})`)
  if (filter.kind) conditions.push(eq(signals.kind, filter.kind as never))
  if (filter.review || filter.ownerId) conditions.push(inArray(signals.id, matchedSignals(db, filter)))
  const page = await db
    .select({ id: signals.id })
    .from(signals)
    .where(and(...conditions))
    .orderBy(desc(signals.toldAt), desc(signals.id))
    .limit(pageSize + 1)
  const ids = page.slice(0, pageSize).map(({ id }) => id)
  const rows = await linesOf(db, ids)
  const last = rows.at(-1)
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
    next: last && page.length > pageSize ? placeAfter(last) : null,
  }
}

/** Of somebody's accounts, or with an unsure match: few of all, so they are listed and not looked for. */
const matchedSignals = (db: Db, { ownerId, review }: { ownerId: string | null; review: boolean }) => {
  const listed = db.select({ id: matches.signalId }).from(matches).$dynamic()
  if (ownerId) listed.innerJoin(ownerships, ownsNow(ownerId, matches.accountId))
  return review ? listed.where(and(eq(matches.decision, 'review'), isNull(matches.answer))) : listed
}

const linesOf = async (db: Db, ids: string[]) =>
  ids.length === 0
    ? []
    : await db
        .select({ signal: signals, document: documents })
        .from(signals)
        .innerJoin(documents, eq(documents.id, signals.documentId))
        .where(inArray(signals.id, ids))
        .orderBy(desc(signals.toldAt), desc(signals.id))

/** Where the page after this signal begins. */
export const placeAfter = ({ signal: { toldAt, id } }: { signal: { toldAt: number; id: string } }): string =>
  `${toldAt}-${id}`

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
