import { registrableDomain } from '../../core/domain.ts'
import { type Account, accountIndex, groupBy } from '../../store/accounts.ts'
import { foldEmail, type User, usersByEmail } from '../../store/users.ts'
import type { App } from '../app.ts'
import { words } from './fields.ts'
import { RowError } from './row-error.ts'

/** The columns by which a row names its account. */
export const accountColumns = { account_external_id: words, account_domain: words } as const
export const anAccount: readonly string[] = Object.keys(accountColumns)
/** How exports call them. */
export const accountSynonyms = {
  domain: 'account_domain',
  website: 'account_domain',
  company_domain: 'account_domain',
  account_id: 'account_external_id',
  company_id: 'account_external_id',
} as const
type NamesAccount = {
  account_external_id?: string | undefined
  account_domain?: string | undefined
  account_name?: string | undefined
}

/** Finds what the rows of one file name; the sentences say what to do when it is not there. */
export const openLookup = async (app: App) => {
  const accounts = await accountIndex(app.db)
  const users = await usersByEmail(app.db)
  const byName = groupBy(
    [...accounts.byId.values()].filter(({ mergedInto }) => mergedInto === null),
    ({ name }) => name.toLowerCase(),
  )
  const called = (name: string): Account => {
    const [found, another] = byName.get(name.toLowerCase()) ?? []
    if (!found) throw new RowError(`There is no account called ${name}: import accounts first`)
    if (another) throw new RowError(`More than one account is called ${name}: fill account_domain`)
    return found
  }
  const find = ({ account_external_id: externalId, account_domain: text }: NamesAccount): Account | null => {
    const domain = text ? registrableDomain(text) : null
    return (externalId && accounts.byExternalId.get(externalId)) || (domain && accounts.byDomain.get(domain)) || null
  }
  return {
    find,
    account: (named: NamesAccount): Account => {
      const { account_external_id: externalId, account_domain: text, account_name: name } = named
      const found = find(named)
      if (found) return found
      if (!externalId && !text && name) return called(name)
      if (!externalId && !text)
        throw new RowError('The row names no account: fill account_domain or account_external_id')
      throw new RowError(`There is no account ${text ?? externalId}: import accounts first`)
    },
    user: (email: string | undefined): User | null => {
      if (!email) return null
      const found = users.get(foldEmail(email))
      if (!found) throw new RowError(`Nobody here has the address ${email}: add the person first, or leave it empty`)
      return found
    },
  }
}
export type Lookup = Awaited<ReturnType<typeof openLookup>>
