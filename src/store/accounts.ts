import { type AnyColumn, and, asc, count, eq, gt, inArray, isNull, max, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import {
  accountDomains,
  accounts,
  aliases,
  contacts,
  departures,
  employments,
  facts,
  ownerships,
  relationships,
} from './schema/index.ts'

export type Account = typeof accounts.$inferSelect
export type StoredFact = typeof facts.$inferSelect

/** Accounts about which something an ICP can ask has changed since. */
export const changedAccounts = async (db: Db, since: Instant): Promise<Account[]> =>
  await db.select().from(accounts).where(gt(accounts.factsChangedAt, since)).orderBy(asc(accounts.id))

export const allAccounts = async (db: Db): Promise<Account[]> =>
  await db.select().from(accounts).orderBy(asc(accounts.id))

/** When anything that tells accounts apart last changed. */
export const lastAccountChange = async (db: Db): Promise<Instant> =>
  Number((await db.select({ at: max(accounts.changedAt) }).from(accounts))[0]?.at ?? 0)

export const findAccount = async (db: Db, id: string): Promise<Account | undefined> =>
  (await db.select().from(accounts).where(eq(accounts.id, id)))[0]

export const allDomains = async (db: Db) => await db.select().from(accountDomains).orderBy(asc(accountDomains.domain))

export const allAliases = async (db: Db) => await db.select().from(aliases).orderBy(asc(aliases.id))

export const aliasesOf = async (db: Db, accountIds: string[]) =>
  await db.select().from(aliases).where(inArray(aliases.accountId, accountIds)).orderBy(asc(aliases.id))

/** Facts that hold now. */
export const liveFacts = async (db: Db): Promise<StoredFact[]> =>
  await db.select().from(facts).where(isNull(facts.to)).orderBy(asc(facts.id))

export const liveFactsOf = async (db: Db, accountIds: string[]): Promise<StoredFact[]> =>
  await db
    .select()
    .from(facts)
    .where(and(inArray(facts.accountId, accountIds), isNull(facts.to)))
    .orderBy(asc(facts.field))

/** Who works where now, with name and title. */
export const liveEmployments = async (db: Db) =>
  await db
    .select({ employment: employments, contact: contacts })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(isNull(employments.to), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))

export const employmentsOf = async (db: Db, accountIds: string[]) =>
  await db
    .select({ employment: employments, contact: contacts })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(inArray(employments.accountId, accountIds), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))

/** Whether a relationship holds at that instant: a day named for its end may still lie ahead. */
export const relationshipHolds = (at: Instant) => or(isNull(relationships.to), gt(relationships.to, at))

export const liveRelationships = async (db: Db, at: Instant) =>
  await db.select().from(relationships).where(relationshipHolds(at)).orderBy(asc(relationships.id))

/** That this person owns that account now. */
export const ownsNow = (userId: string, accountId: AnyColumn) =>
  and(eq(ownerships.accountId, accountId), eq(ownerships.userId, userId), isNull(ownerships.to))

export const liveOwnerships = async (db: Db) =>
  await db.select().from(ownerships).where(isNull(ownerships.to)).orderBy(asc(ownerships.id))

export const touchFacts = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(accounts).set({ factsChangedAt: at }).where(inArray(accounts.id, ids))

/** Rows by key, each list in the order the rows came. */
export const groupBy = <T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

export const insertFact = (tx: Tx, row: typeof facts.$inferInsert) => tx.insert(facts).values(row).onConflictDoNothing()

export const endFact = (tx: Tx, id: string, at: Instant) => tx.update(facts).set({ to: at }).where(eq(facts.id, id))

/** The end of a fact's interval, unless somebody has moved it meanwhile. */
export const moveFactEnd = (tx: Tx, { id, was, to }: { id: string; was: Instant | null; to: Instant | null }) =>
  tx
    .update(facts)
    .set({ to })
    .where(and(eq(facts.id, id), was === null ? isNull(facts.to) : eq(facts.to, was)))

export const deleteFacts = (tx: Tx, ids: string[]) => tx.delete(facts).where(inArray(facts.id, ids))

/** The person no longer works there; null = they still do. */
export const endEmployment = (tx: Tx, id: string, at: Instant | null) =>
  tx.update(employments).set({ to: at }).where(eq(employments.id, id))

export type StoredDeparture = Awaited<ReturnType<typeof departuresAt>>[number]

/** Who left according to signals at these accounts, and where they worked. */
export const departuresAt = async (db: Db, accountIds: string[]) =>
  await db
    .select({
      employmentId: departures.employmentId,
      accountId: departures.accountId,
      signalId: departures.signalId,
      worksAt: employments.accountId,
    })
    .from(departures)
    .innerJoin(employments, eq(employments.id, departures.employmentId))
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(inArray(departures.accountId, accountIds), isNull(contacts.erasedAt)))
    .orderBy(asc(departures.employmentId))

export const keepDeparture = (tx: Tx, row: typeof departures.$inferInsert) =>
  tx.insert(departures).values(row).onConflictDoUpdate({ target: departures.employmentId, set: row })

export const forgetDeparture = (tx: Tx, employmentId: string) =>
  tx.delete(departures).where(eq(departures.employmentId, employmentId))

export const insertAccount = (tx: Tx, row: Account) => tx.insert(accounts).values(row)

export const insertDomain = (tx: Tx, row: typeof accountDomains.$inferInsert) => tx.insert(accountDomains).values(row)

/** A name that a person confirmed, also one that was known as another kind of name. */
export const confirmAlias = (tx: Tx, row: Omit<typeof aliases.$inferInsert, 'kind'>) =>
  tx
    .insert(aliases)
    .values({ ...row, kind: 'confirmed' })
    .onConflictDoUpdate({ target: [aliases.accountId, aliases.name], set: { kind: 'confirmed' } })

export const deleteAliases = (tx: Tx, ids: string[]) => tx.delete(aliases).where(inArray(aliases.id, ids))

export const insertOwnership = (tx: Tx, row: typeof ownerships.$inferInsert) => tx.insert(ownerships).values(row)

/** Who owns it now. */
export const ownershipOf = async (db: Db, accountId: string) =>
  (
    await db
      .select()
      .from(ownerships)
      .where(and(eq(ownerships.accountId, accountId), isNull(ownerships.to)))
  )[0]

/** Who owns each of these accounts now. */
export const ownersAmong = async (db: Db, accountIds: readonly string[]): Promise<[string, string][]> =>
  accountIds.length === 0
    ? []
    : (
        await db
          .select({ accountId: ownerships.accountId, userId: ownerships.userId })
          .from(ownerships)
          .where(and(inArray(ownerships.accountId, [...accountIds]), isNull(ownerships.to)))
      ).map(({ accountId, userId }) => [accountId, userId])

/** How many accounts each user was given from one source and has now. */
export const countOwnedFrom = async (db: Db, source: string): Promise<Map<string, number>> => {
  const counted = await db
    .select({ userId: ownerships.userId, n: count() })
    .from(ownerships)
    .where(and(isNull(ownerships.to), eq(ownerships.source, source)))
    .groupBy(ownerships.userId)
  return new Map(counted.map(({ userId, n }) => [userId, Number(n)]))
}

/** Somebody's accounts, in lots; `since` limits them to those they were given at that moment. */
export const bookOf = async (db: Db, userId: string, { since, limit }: { since?: Instant; limit: number }) =>
  await db
    .select()
    .from(ownerships)
    .where(
      and(
        eq(ownerships.userId, userId),
        isNull(ownerships.to),
        since === undefined ? undefined : and(eq(ownerships.from, since), eq(ownerships.source, BOOK)),
      ),
    )
    .orderBy(asc(ownerships.id))
    .limit(limit)

/** The source of what came with somebody's whole book. */
export const BOOK = 'book'

export const countBook = async (db: Db, userId: string): Promise<number> =>
  Number(
    (
      await db
        .select({ n: count() })
        .from(ownerships)
        .where(and(eq(ownerships.userId, userId), isNull(ownerships.to)))
    )[0]?.n ?? 0,
  )

export const endOwnerships = (tx: Tx, ids: readonly string[], at: Instant) =>
  tx
    .update(ownerships)
    .set({ to: at })
    .where(and(inArray(ownerships.id, [...ids]), isNull(ownerships.to)))

export const insertOwnerships = (tx: Tx, rows: (typeof ownerships.$inferInsert)[]) => tx.insert(ownerships).values(rows)

/** Changes nothing when it has ended. */
export const endOwnership = (tx: Tx, id: string, at: Instant) =>
  tx
    .update(ownerships)
    .set({ to: at })
    .where(and(eq(ownerships.id, id), isNull(ownerships.to)))

/** An account that somebody was given meanwhile stays theirs. */
export const routeOwnership = (tx: Tx, row: typeof ownerships.$inferInsert) =>
  tx.insert(ownerships).values(row).onConflictDoNothing()

/** All facts of these accounts, past ones too, oldest first. */
export const factsOf = async (db: Db, accountIds: string[]): Promise<StoredFact[]> =>
  accountIds.length === 0
    ? []
    : await db.select().from(facts).where(inArray(facts.accountId, accountIds)).orderBy(asc(facts.from), asc(facts.id))

/** Every account by what an import may call it; `add` keeps it true while rows are written. */
export const accountIndex = async (db: Db) => {
  const byId = new Map((await allAccounts(db)).map((account) => [account.id, account]))
  const index = {
    /** As they stand after what was added last; the other maps may hold an earlier state. */
    byId,
    byExternalId: new Map<string, Account>(),
    byDomain: new Map<string, Account>(),
    incompleteByName: new Map<string, Account>(),
    aliases: new Set((await allAliases(db)).map(({ accountId, name }) => `${accountId} ${name}`)),
    add: (account: Account, domain: string | null, names: readonly string[]) => {
      if (account.externalId) index.byExternalId.set(account.externalId, account)
      if (domain) index.byDomain.set(domain, account)
      const former = byId.get(account.id)?.name.toLowerCase() ?? ''
      if (index.incompleteByName.get(former)?.id === account.id) index.incompleteByName.delete(former)
      byId.set(account.id, account)
      const name = account.name.toLowerCase()
      if (account.incomplete) index.incompleteByName.set(name, account)
      for (const alias of names) index.aliases.add(`${account.id} ${alias}`)
    },
  }
  for (const account of byId.values()) index.add(account, null, [])
  for (const { domain, accountId } of await allDomains(db)) {
    const account = byId.get(accountId)
    if (account) index.byDomain.set(domain, account)
  }
  return index
}

export const insertContact = (tx: Tx, row: typeof contacts.$inferInsert) => tx.insert(contacts).values(row)

export const updateContact = (tx: Tx, id: string, change: Partial<typeof contacts.$inferInsert>) =>
  tx.update(contacts).set(change).where(eq(contacts.id, id))

export const insertEmployment = (tx: Tx, row: typeof employments.$inferInsert) => tx.insert(employments).values(row)

export const updateEmployment = (tx: Tx, id: string, change: Partial<typeof employments.$inferInsert>) =>
  tx.update(employments).set(change).where(eq(employments.id, id))

export const allContacts = async (db: Db) => await db.select().from(contacts).orderBy(asc(contacts.id))

export const allEmployments = async (db: Db) => await db.select().from(employments).orderBy(asc(employments.id))

export const upsertRelationship = (tx: Tx, row: typeof relationships.$inferInsert) => {
  const { id: _id, externalId: _external, ...change } = row
  return tx.insert(relationships).values(row).onConflictDoUpdate({ target: relationships.externalId, set: change })
}

export const allRelationships = async (db: Db) => await db.select().from(relationships).orderBy(asc(relationships.id))

export const relationshipsOf = async (db: Db, accountIds: string[]) =>
  await db
    .select()
    .from(relationships)
    .where(inArray(relationships.accountId, accountIds))
    .orderBy(asc(relationships.id))

/** What match or an ICP can ask about these accounts has changed. */
export const touchAccounts = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(accounts).set({ changedAt: at, factsChangedAt: at }).where(inArray(accounts.id, ids))
