import { z } from 'zod'
import { zonesOf } from '../../adapters/places.ts'
import { isZone } from '../../core/day.ts'
import { erasureKeys } from '../../core/erasure.ts'
import { stableJson } from '../../core/hash.ts'
import { addressKey, hasInvisible, normalizeAddress } from '../../core/suppression.ts'
import { allContacts, allEmployments, groupBy, touchAccounts } from '../../store/accounts.ts'
import { erasedKeys } from '../../store/erasures.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { App } from '../app.ts'
import type { RowKind, RowPlan } from '../import.ts'
import { country, moment, needed, words, yesNo } from './fields.ts'
import { accountColumns, accountSynonyms, anAccount, type Lookup, openLookup } from './lookup.ts'
import { RowError } from './row-error.ts'

const row = z.object({
  external_id: words,
  ...accountColumns,
  account_name: words,
  name: needed('The name of the person'),
  first_name: words,
  last_name: words,
  title: words,
  email: words,
  phone: words,
  time_zone: words,
  country,
  champion: yesNo,
  buying_role: words,
  last_verified: moment,
  former_account_domain: words,
})
type ContactRow = z.infer<typeof row>
type Contact = Awaited<ReturnType<typeof allContacts>>[number]
type Employment = Awaited<ReturnType<typeof allEmployments>>[number]

/** People by external id, else by address, else by name at their account. */
export const contactRows: RowKind<ContactRow> = {
  row: row as z.ZodType<ContactRow>,
  required: [
    ['name', 'last_name'],
    [...anAccount, 'account_name'],
  ],
  joined: { name: ['first_name', 'last_name'] },
  synonyms: {
    ...accountSynonyms,
    website_url: 'account_domain',
    account: 'account_name',
    company: 'account_name',
    company_name: 'account_name',
    associated_company: 'account_name',
    full_name: 'name',
    contact_name: 'name',
    firstname: 'first_name',
    lastname: 'last_name',
    phone_number: 'phone',
    contact_id: 'external_id',
    job_title: 'title',
    e_mail: 'email',
    email_address: 'email',
    id: 'external_id',
  },
  spare: ['last_verified', 'champion'],
  key: (contact) => contact.external_id ?? contact.email?.toLowerCase() ?? `${accountOf(contact)} ${contact.name}`,
  open: async (app) => {
    const lookup = await openLookup(app)
    const { salt } = await getWorkspace(app.db)
    const contacts = await allContacts(app.db)
    const jobs = groupBy(await allEmployments(app.db), ({ contactId }) => contactId)
    const known: Known = {
      lookup,
      salt,
      erased: await erasedKeys(app.db),
      jobs,
      changed: new Map(),
      byExternalId: new Map(contacts.flatMap((c) => (c.externalId ? [[c.externalId, c]] : []))),
      byAddress: new Map(contacts.flatMap((c) => (c.addressKey ? [[c.addressKey, c]] : []))),
      byName: new Map(contacts.flatMap((c) => (jobs.get(c.id) ?? []).map((job) => [`${job.accountId} ${c.name}`, c]))),
    }
    return async () => (contact) => planRow(app, contact, known)
  },
}

const accountOf = ({ account_external_id: id, account_domain: domain, account_name: name }: ContactRow) =>
  domain ?? id ?? name

type Known = {
  lookup: Lookup
  salt: string
  erased: ReadonlySet<string>
  jobs: Map<string, Employment[]>
  /** Who was changed by an earlier row of this file, as they are now. */
  changed: Map<string, Contact>
  byExternalId: Map<string, Contact>
  byAddress: Map<string, Contact>
  byName: Map<string, Contact>
}

const planRow = (app: App, contact: ContactRow, known: Known): RowPlan => {
  if (contact.email && !normalizeAddress(contact.email))
    throw new RowError(`"${contact.email}" is not an e-mail address`)
  if (contact.email && hasInvisible(contact.email))
    throw new RowError(`"${contact.email}" holds characters that nobody sees: type it again`)
  if (contact.time_zone && !isZone(contact.time_zone))
    throw new RowError(`"${contact.time_zone}" is not a time zone such as Europe/Berlin`)
  if (contact.country && zonesOf(contact.country).length === 0)
    throw new RowError(`"${contact.country}" is not a country such as NL`)
  if (contact.phone && !/^[+\d][\d\s()./x-]{2,40}$/i.test(contact.phone))
    throw new RowError(`"${contact.phone}" is not a telephone number`)
  const account = known.lookup.account(contact)
  const address = contact.email ? addressKey(known.salt, contact.email) : null
  const traces = { ...contact, addressKey: address, externalId: contact.external_id ?? null, accountIds: [account.id] }
  if (erasureKeys(known.salt, traces).some((key) => known.erased.has(key)))
    throw new RowError('This person was erased on request and is not taken in again')
  const before = find(contact, account.id, address, known)
  const id = before?.id ?? app.newId()
  const after: Contact = {
    id,
    externalId: contact.external_id ?? before?.externalId ?? null,
    name: contact.name,
    email: contact.email ?? before?.email ?? null,
    addressKey: address ?? before?.addressKey ?? null,
    phone: contact.phone ?? before?.phone ?? null,
    timeZone: contact.time_zone ?? before?.timeZone ?? null,
    country: contact.country ?? before?.country ?? null,
    source: before?.source ?? 'import',
    verifiedAt: contact.last_verified ?? before?.verifiedAt ?? null,
    createdAt: before?.createdAt ?? app.now(),
    erasedAt: null,
  }
  const jobs = jobPlan(app, contact, id, account.id, known)
  const renewed = before === undefined || stableJson(before) !== stableJson(after)
  if (!renewed && jobs.length === 0) return { result: 'unchanged' }
  remember(known, after, jobs)
  return {
    result: before ? 'changed' : 'added',
    changes: {
      accountId: account.id,
      rows: [
        ...(renewed ? [{ table: 'contacts' as const, before: before ?? null, after }] : []),
        ...jobs.map(({ before, row }) => ({ table: 'employments' as const, before, after: row })),
      ],
    },
    steps: (tx) => [touchAccounts(tx, [account.id], app.now())],
  }
}

/** The person a row is about, if we know them; another external id makes a namesake another person. */
const find = (contact: ContactRow, accountId: string, address: string | null, known: Known): Contact | undefined => {
  const id = contact.external_id
  const byId = id ? known.byExternalId.get(id) : undefined
  const byAddress = address ? known.byAddress.get(address) : undefined
  if (byAddress && byAddress.id !== byId?.id && (byId || (id && byAddress.externalId)))
    throw new RowError(
      `${contact.email} belongs to another person ("${byAddress.name}", ${byAddress.externalId}) than ${id}: merge them first`,
    )
  const named = known.byName.get(`${accountId} ${contact.name}`)
  const found = byId ?? byAddress ?? (named && id && named.externalId ? undefined : named)
  return found && (known.changed.get(found.id) ?? found)
}

type Job = { before: Employment | null; row: Employment }

const remember = (known: Known, contact: Contact, jobs: readonly Job[]) => {
  known.changed.set(contact.id, contact)
  if (contact.externalId) known.byExternalId.set(contact.externalId, contact)
  if (contact.addressKey) known.byAddress.set(contact.addressKey, contact)
  for (const { row } of jobs) known.byName.set(`${row.accountId} ${contact.name}`, contact)
  const changed = new Map(jobs.map(({ row }) => [row.id, row]))
  const kept = (known.jobs.get(contact.id) ?? []).filter(({ id }) => !changed.has(id))
  known.jobs.set(contact.id, [...kept, ...changed.values()])
}

/** The job at this account, and the former one if the row names it. */
const jobPlan = (app: App, contact: ContactRow, contactId: string, accountId: string, known: Known): Job[] => {
  const jobs = known.jobs.get(contactId) ?? []
  const current = jobs.find((job) => job.accountId === accountId && job.to === null)
  // Somebody whom the news saw leave does not come back because a nightly export has not heard of it.
  const left = jobs.find((job) => job.accountId === accountId && job.to !== null)
  const row: Employment = {
    id: current?.id ?? app.newId(),
    contactId,
    accountId,
    title: contact.title ?? current?.title ?? null,
    buyingRole: contact.buying_role ?? current?.buyingRole ?? null,
    champion: contact.champion ?? current?.champion ?? false,
    source: current?.source ?? 'import',
    from: current?.from ?? contact.last_verified ?? app.now(),
    to: null,
  }
  const here =
    left && !current ? [] : current && stableJson(current) === stableJson(row) ? [] : [{ before: current ?? null, row }]
  return [...here, ...formerJob(app, contact, contactId, jobs, known)]
}

const formerJob = (app: App, contact: ContactRow, contactId: string, jobs: Employment[], { lookup }: Known): Job[] => {
  if (!contact.former_account_domain) return []
  const former = lookup.account({ account_domain: contact.former_account_domain })
  if (jobs.some((job) => job.accountId === former.id)) return []
  const at = contact.last_verified ?? app.now()
  const row = {
    id: app.newId(),
    contactId,
    accountId: former.id,
    title: null,
    buyingRole: null,
    champion: false,
    source: 'import',
    from: at - 1,
    to: at,
  }
  return [{ before: null, row }]
}
