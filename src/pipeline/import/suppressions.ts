import { z } from 'zod'
import { registrableDomain } from '../../core/domain.ts'
import { addressKey, normalizeAddress } from '../../core/suppression.ts'
import { allSuppressions } from '../../store/ranking.ts'
import { insertSuppression } from '../../store/suppressions.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { RowKind } from '../import.ts'
import { moment, needed, oneOf, words } from './fields.ts'
import { type Lookup, openLookup } from './lookup.ts'
import { RowError } from './row-error.ts'

const row = z.object({
  kind: oneOf(['address', 'domain', 'account']),
  value: needed('The address or domain'),
  reason: words,
  at: moment,
})
type SuppressionRow = z.infer<typeof row>

/** Addresses, domains and accounts that must not be contacted; without a kind, an @ means an address. */
export const suppressionRows: RowKind<SuppressionRow> = {
  row: row as z.ZodType<SuppressionRow>,
  required: ['value'],
  synonyms: { email: 'value', address: 'value', domain: 'value' },
  spare: ['at'],
  key: ({ kind, value }) => `${kind ?? ''} ${value.toLowerCase()}`,
  open: async (app) => {
    const lookup = await openLookup(app)
    const { salt } = await getWorkspace(app.db)
    const known = new Set((await allSuppressions(app.db)).map(({ kind, key }) => `${kind} ${key}`))
    return async () => (row) => {
      const kind = row.kind ?? (row.value.includes('@') ? 'address' : 'domain')
      const key = keyOf(kind, row.value, salt, lookup)
      if (known.has(`${kind} ${key}`)) return { result: 'unchanged' }
      known.add(`${kind} ${key}`)
      const stored = { id: app.newId(), kind, key, reason: row.reason ?? 'Imported', at: row.at ?? app.now() }
      return { result: 'added', steps: (tx) => [insertSuppression(tx, stored)] }
    }
  },
}

const keyOf = (kind: 'address' | 'domain' | 'account', value: string, salt: string, lookup: Lookup): string => {
  if (kind === 'account') return lookup.account({ account_domain: value, account_external_id: value }).id
  if (kind === 'domain') {
    const domain = registrableDomain(value)
    if (!domain) throw new RowError(`"${value}" is not a domain`)
    return domain
  }
  if (!normalizeAddress(value)) throw new RowError(`"${value}" is not an e-mail address`)
  return addressKey(salt, value)
}
