import { z } from 'zod'
import type { RowChange } from '../../core/import-change.ts'
import { liveOwnerships } from '../../store/accounts.ts'
import type { App } from '../app.ts'
import type { RowKind } from '../import.ts'
import { followOwners } from '../move.ts'
import { needed } from './fields.ts'
import { accountColumns, accountSynonyms, anAccount, openLookup } from './lookup.ts'

const row = z.object({ ...accountColumns, owner_email: needed('The address of the owner') })
type OwnerRow = z.infer<typeof row>

/** Who owns which account, from now on; open pursuits go along. */
export const ownerRows: RowKind<OwnerRow> = {
  row: row as z.ZodType<OwnerRow>,
  required: ['owner_email', anAccount],
  synonyms: { ...accountSynonyms, owner: 'owner_email', email: 'owner_email' },
  spare: [],
  close: followOwners,
  key: (owner) => owner.account_external_id ?? owner.account_domain ?? '',
  open: async (app) => {
    const lookup = await openLookup(app)
    const owners = await openOwners(app)
    return async () => (owner) => {
      const account = lookup.account(owner)
      const user = lookup.user(owner.owner_email)!
      const result = owners.has(account.id) ? 'changed' : 'added'
      const rows = giveOwner(app, owners, account.id, user.id)
      return rows.length === 0 ? { result: 'unchanged' } : { result, changes: { accountId: account.id, rows } }
    }
  },
}

export type Owners = Map<string, Awaited<ReturnType<typeof liveOwnerships>>[number]>

/** Who owns what now, by account. */
export const openOwners = async (app: App): Promise<Owners> =>
  new Map((await liveOwnerships(app.db)).map((own) => [own.accountId, own]))

/** The account is this user's from now on; nothing when it is already. */
export const giveOwner = (app: App, owners: Owners, accountId: string, userId: string): RowChange[] => {
  const before = owners.get(accountId)
  if (before?.userId === userId) return []
  const own = { id: app.newId(), accountId, userId, source: 'import', from: app.now(), to: null }
  owners.set(accountId, own)
  return [
    ...(before ? [{ table: 'ownerships' as const, before, after: { ...before, to: app.now() } }] : []),
    { table: 'ownerships', before: null, after: own },
  ]
}
