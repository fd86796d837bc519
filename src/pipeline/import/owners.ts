import { z } from 'zod'
import { endOwnership, insertOwnership, liveOwnerships } from '../../store/accounts.ts'
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
    const owners = new Map((await liveOwnerships(app.db)).map((own) => [own.accountId, own]))
    return async () => (owner) => {
      const account = lookup.account(owner)
      const user = lookup.user(owner.owner_email)!
      const before = owners.get(account.id)
      if (before?.userId === user.id) return { result: 'unchanged', steps: () => [] }
      const own = {
        id: app.newId(),
        accountId: account.id,
        userId: user.id,
        source: 'import',
        from: app.now(),
        to: null,
      }
      return {
        result: before ? 'changed' : 'added',
        steps: (tx) => [endOwnership(tx, account.id, app.now()), insertOwnership(tx, own)],
      }
    }
  },
}
