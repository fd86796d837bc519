import { z } from 'zod'
import type { FactValue } from '../../core/account.ts'
import { registrableDomain } from '../../core/domain.ts'
import { stableJson } from '../../core/hash.ts'
import type { RowChange, UndoableTable } from '../../core/import-change.ts'
import { type Account, accountIndex, factsOf, groupBy, type StoredFact } from '../../store/accounts.ts'
import { usersByEmail } from '../../store/users.ts'
import type { App } from '../app.ts'
import type { RowKind, RowPlan } from '../import.ts'
import { followOwners } from '../move.ts'
import { isOurs } from './columns.ts'
import { country, list, needed, number, words } from './fields.ts'
import { giveOwner, type Owners, openOwners } from './owners.ts'
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
    const owners = await openOwners(app)
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
  owners: Owners
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
  const found = byId ?? byDomain ?? (named && id && named.externalId ? undefined : named)
  return found && index.byId.get(found.id)
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
  const owner = ownerChanges(app, account, id, known) // refuses the row, so it comes before anything is remembered
  const facts = factChanges(app, account, id, known)
  const newDomain = domain && known.index.byDomain.get(domain)?.id !== id ? domain : null
  const names = (account.aliases ?? []).filter((name) => !known.index.aliases.has(`${id} ${name}`))
  const renamed = before !== undefined && stableJson(identity(before)) !== stableJson(identity(after))
  const same = before && !renamed && !newDomain && facts.length + names.length + owner.length === 0
  const warning = after.incomplete
    ? { warning: `${account.name} has no domain: kept as incomplete, outside the queue` }
    : {}
  if (same) return { result: 'unchanged', ...warning }
  known.index.add(after, domain, names)
  const added = (table: UndoableTable, row: object): RowChange => ({ table, before: null, after: row })
  return {
    result: before ? 'changed' : 'added',
    ...warning,
    changes: {
      accountId: id,
      rows: [
        { table: 'accounts', before: before ?? null, after },
        ...(newDomain
          ? [added('domains', { domain: newDomain, accountId: id, primary: !before || before.incomplete })]
          : []),
        ...names.map((name) =>
          added('aliases', { id: app.newId(), accountId: id, name, kind: 'brand', source: 'import' }),
        ),
        ...facts,
        ...owner,
      ],
    },
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

/**
 * What the file says that it did not say last time. A field that a signal has filled since stays as it is until the
 * file itself says something new.
 */
const factChanges = (app: App, account: AccountRow, accountId: string, { facts: known }: Known): RowChange[] =>
  Object.entries(account).flatMap(([column, value]): RowChange[] => {
    if (special.has(column) || isOurs(column) || value === undefined || (Array.isArray(value) && value.length === 0))
      return []
    const field = camelCase(column)
    const before = known.get(accountId) ?? []
    const ofField = before.filter((fact) => fact.field === field)
    const imported = ofField.filter(({ source }) => source === 'import').at(-1)
    if (imported && stableJson(imported.value) === stableJson(value)) return []
    const replaced = ofField.find(({ to }) => to === null)
    if (replaced && stableJson(replaced.value) === stableJson(value)) return []
    const from = Math.max(app.now(), (replaced?.from ?? -1) + 1)
    const fact: StoredFact = {
      id: app.newId(),
      accountId,
      field,
      value: value as FactValue,
      source: 'import',
      from,
      to: null,
    }
    const ended = replaced && { ...replaced, to: from }
    known.set(accountId, [...before.map((one) => (ended?.id === one.id ? ended : one)), fact])
    return [
      ...(replaced && ended ? [{ table: 'facts' as const, before: replaced, after: ended }] : []),
      { table: 'facts', before: null, after: fact },
    ]
  })

const camelCase = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const ownerChanges = (app: App, account: AccountRow, accountId: string, { users, owners }: Known): RowChange[] => {
  if (!account.owner_email) return []
  const user = users.get(account.owner_email.toLowerCase())
  if (!user)
    throw new RowError(
      `Nobody here has the address ${account.owner_email}: add the person first, or leave the owner empty`,
    )
  return giveOwner(app, owners, accountId, user.id)
}
