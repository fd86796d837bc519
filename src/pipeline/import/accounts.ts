import { z } from 'zod'
import type { Tx } from '#dialect'
import type { FactValue } from '../../core/account.ts'
import { registrableDomain } from '../../core/domain.ts'
import { stableJson } from '../../core/hash.ts'
import {
  type Account,
  accountIndex,
  endFact,
  endOwnership,
  factsOf,
  groupBy,
  insertAccount,
  insertAlias,
  insertDomain,
  insertFacts,
  insertOwnership,
  liveOwnerships,
  type StoredFact,
  updateAccount,
} from '../../store/accounts.ts'
import { usersByEmail } from '../../store/users.ts'
import type { App } from '../app.ts'
import type { RowKind, RowPlan } from '../import.ts'
import { followOwners } from '../move.ts'
import { chunks } from '../stage.ts'
import { country, list, needed, number, words } from './fields.ts'
import { RowError } from './row-error.ts'

const fieldOf = {
  industry: words,
  employees: number,
  revenue_usd: number,
  city: words,
  region: words,
  country,
  founded: number,
  stage: words,
  technologies: list,
  tags: list,
  description: words,
  ticker: words,
  time_zone: words,
} as const

const row = z
  .object({
    external_id: words,
    name: needed('The name of the company'),
    domain: words,
    owner_email: words,
    parent_domain: words,
    aliases: list,
    ...fieldOf,
  })
  .catchall(words)
type AccountRow = z.infer<typeof row>

const special = new Set(['external_id', 'name', 'domain', 'owner_email', 'parent_domain', 'aliases'])

/** Accounts by external id, else by domain, else (incomplete ones) by name. */
export const accountRows: RowKind<AccountRow> = {
  row: row as z.ZodType<AccountRow>,
  required: ['name'],
  synonyms: {
    company: 'name',
    company_name: 'name',
    account: 'name',
    account_name: 'name',
    security: 'name',
    website: 'domain',
    web_site: 'domain',
    url: 'domain',
    id: 'external_id',
    account_id: 'external_id',
    symbol: 'ticker',
    sector: 'industry',
    gics_sector: 'industry',
    headcount: 'employees',
    number_of_employees: 'employees',
    billing_country: 'country',
  },
  spare: ['employees', 'revenue_usd', 'founded', 'country'],
  close: followOwners,
  key: (account) => account.external_id ?? domainOf(account) ?? account.domain ?? account.name.toLowerCase(),
  open: async (app) => {
    const index = await accountIndex(app.db)
    const users = await usersByEmail(app.db)
    const owners = new Map((await liveOwnerships(app.db)).map((own) => [own.accountId, own]))
    return async (rows) => {
      const ids = rows.flatMap((account) => idsOf(index, account))
      const facts = groupBy(await factsOf(app.db, ids), ({ accountId }) => accountId)
      return (account) => planRow(app, account, { index, users, owners, facts })
    }
  },
}

type Index = Awaited<ReturnType<typeof accountIndex>>
type Known = {
  index: Index
  users: Awaited<ReturnType<typeof usersByEmail>>
  owners: Map<string, Awaited<ReturnType<typeof liveOwnerships>>[number]>
  facts: Map<string, StoredFact[]>
}

const domainOf = ({ domain }: Pick<AccountRow, 'domain'>): string | null => (domain ? registrableDomain(domain) : null)

/** The account a row is about, if we have it; a row with a domain completes the account that lacked one. */
const find = (index: Index, account: AccountRow): Account | undefined => {
  const domain = domainOf(account)
  const id = account.external_id
  const byId = id ? index.byExternalId.get(id) : undefined
  const byDomain = domain ? index.byDomain.get(domain) : undefined
  if (byDomain && byDomain.id !== byId?.id && (byId || (id && byDomain.externalId)))
    throw new RowError(
      `${domain} belongs to another account ("${byDomain.name}"${byDomain.externalId ? `, ${byDomain.externalId}` : ''}) than ${id}: merge them first`,
    )
  const named = index.incompleteByName.get(account.name.toLowerCase())
  return byId ?? byDomain ?? (named && id && named.externalId ? undefined : named)
}

/** Every account that a row may turn out to be about. */
const idsOf = (index: Index, account: AccountRow): string[] =>
  [
    index.byExternalId.get(account.external_id ?? ''),
    index.byDomain.get(domainOf(account) ?? ''),
    index.incompleteByName.get(account.name.toLowerCase()),
  ].flatMap((found) => found?.id ?? [])

const planRow = (app: App, account: AccountRow, known: Known): RowPlan => {
  const domain = domainOf(account)
  if (account.domain && !domain) throw new RowError(`"${account.domain}" is not a domain`)
  const now = app.now()
  const before = find(known.index, account)
  const id = before?.id ?? app.newId()
  const parent = parentOf(account, known)
  const after: Account = {
    id,
    externalId: account.external_id ?? before?.externalId ?? null,
    name: account.name,
    parentId: parent?.id ?? before?.parentId ?? null,
    familyId: parent?.familyId ?? before?.familyId ?? id,
    mergedInto: before?.mergedInto ?? null,
    incomplete: domain === null && (before?.incomplete ?? true),
    createdAt: before?.createdAt ?? now,
    changedAt: now,
    factsChangedAt: now,
  }
  const facts = factChanges(account, known.facts.get(id) ?? [])
  const owner = ownerChange(account, id, known)
  const newDomain = domain && known.index.byDomain.get(domain)?.id !== id ? domain : null
  const aliases = (account.aliases ?? []).filter((name) => !known.index.aliases.has(`${id} ${name}`))
  const renamed = before !== undefined && stableJson(identity(before)) !== stableJson(identity(after))
  const same = before && !renamed && !newDomain && facts.length === 0 && aliases.length === 0 && !owner
  const warning = after.incomplete
    ? { warning: `${account.name} has no domain: kept as incomplete, outside the queue` }
    : {}
  if (same) return { result: 'unchanged', ...warning, steps: () => [] }
  known.index.add(after, domain, aliases)
  return {
    result: before ? 'changed' : 'added',
    ...warning,
    steps: (tx) => [
      before ? updateAccount(tx, after) : insertAccount(tx, after),
      ...(newDomain
        ? [insertDomain(tx, { domain: newDomain, accountId: id, primary: !before || before.incomplete })]
        : []),
      ...aliases.map((name) =>
        insertAlias(tx, { id: app.newId(), accountId: id, name, kind: 'brand', source: 'import' }),
      ),
      ...factSteps(tx, app, id, facts),
      ...(owner ? ownerSteps(tx, app, id, owner) : []),
    ],
  }
}

const identity = ({ name, externalId, parentId, familyId, incomplete }: Account) => [
  name,
  externalId,
  parentId,
  familyId,
  incomplete,
]

const parentOf = (account: AccountRow, { index }: Known): Account | undefined => {
  if (!account.parent_domain) return undefined
  const domain = registrableDomain(account.parent_domain)
  const parent = domain ? index.byDomain.get(domain) : undefined
  if (!parent)
    throw new RowError(`The parent "${account.parent_domain}" is not an account yet: put its row before this one`)
  return parent
}

type FactChange = { field: string; value: FactValue; replaces: StoredFact | undefined }

/**
 * What the file says that it did not say last time. A field that a signal has filled since stays as it is until the
 * file itself says something new.
 */
const factChanges = (account: AccountRow, facts: readonly StoredFact[]): FactChange[] =>
  Object.entries(account).flatMap(([column, value]) => {
    if (special.has(column) || value === undefined || (Array.isArray(value) && value.length === 0)) return []
    const field = camelCase(column)
    const ofField = facts.filter((fact) => fact.field === field)
    const imported = ofField.filter(({ source }) => source === 'import').at(-1)
    if (imported && stableJson(imported.value) === stableJson(value)) return []
    return [{ field, value: value as FactValue, replaces: ofField.find(({ to }) => to === null) }]
  })

const camelCase = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const factSteps = (tx: Tx, app: App, accountId: string, changes: readonly FactChange[]) => {
  const rows = changes.map(({ field, value, replaces }) => {
    const from = Math.max(app.now(), (replaces?.from ?? -1) + 1)
    return { id: app.newId(), accountId, field, value, source: 'import', from, to: null, replaces }
  })
  return [
    ...rows.flatMap(({ replaces, from }) => (replaces ? [endFact(tx, replaces.id, from)] : [])),
    ...chunks(rows, 50).map((part) =>
      insertFacts(
        tx,
        part.map(({ replaces: _, ...row }) => row),
      ),
    ),
  ]
}

const ownerChange = (account: AccountRow, accountId: string, { users, owners }: Known): string | null => {
  if (!account.owner_email) return null
  const user = users.get(account.owner_email.toLowerCase())
  if (!user)
    throw new RowError(
      `Nobody here has the address ${account.owner_email}: add the person first, or leave the owner empty`,
    )
  return owners.get(accountId)?.userId === user.id ? null : user.id
}

const ownerSteps = (tx: Tx, app: App, accountId: string, userId: string) => {
  return [
    endOwnership(tx, accountId, app.now()),
    insertOwnership(tx, { id: app.newId(), accountId, userId, source: 'import', from: app.now(), to: null }),
  ]
}
