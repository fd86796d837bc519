import { z } from 'zod'
import { type SignalKind, signalKinds } from '../../core/signal.ts'
import { addressKey } from '../../core/suppression.ts'
import { allContacts } from '../../store/accounts.ts'
import { insertTouch, knownTouchIds } from '../../store/touches.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { RowKind } from '../import.ts'
import { moment, needed, number, oneOf, words } from './fields.ts'
import { accountColumns, accountSynonyms, anAccount, openLookup } from './lookup.ts'
import { RowError } from './row-error.ts'

const row = z.object({
  external_id: needed('The external id'),
  ...accountColumns,
  contact_email: words,
  user_email: words,
  channel: oneOf(['email', 'call', 'linkedin']),
  trigger_kind: oneOf(signalKinds),
  tier: number,
  at: moment,
})
type TouchRow = z.infer<typeof row>

/** Messages and calls that left elsewhere, by external id. A touch never changes once it is known. */
export const touchRows: RowKind<TouchRow> = {
  row: row as z.ZodType<TouchRow>,
  required: ['external_id', 'at', anAccount],
  synonyms: { ...accountSynonyms, id: 'external_id' },
  spare: ['tier'],
  key: ({ external_id }) => external_id,
  open: async (app) => {
    const lookup = await openLookup(app)
    const { salt } = await getWorkspace(app.db)
    const people = new Map((await allContacts(app.db)).map((contact) => [contact.addressKey, contact.id]))
    const known = await knownTouchIds(app.db)
    return async () => (touch) => {
      if (known.has(touch.external_id)) return { result: 'unchanged' }
      if (touch.at === undefined) throw new RowError('The row does not say when: fill the column "at"')
      const key = touch.contact_email ? addressKey(salt, touch.contact_email) : null
      const stored = {
        id: app.newId(),
        externalId: touch.external_id,
        accountId: lookup.account(touch).id,
        contactId: (key && people.get(key)) || null,
        ownerId: lookup.user(touch.user_email)?.id ?? null,
        channel: touch.channel ?? ('email' as const),
        route: 'import' as const,
        triggerKind: (touch.trigger_kind ?? null) as SignalKind | null,
        tier: touch.tier ?? null,
        addressKey: key,
        at: touch.at,
      }
      known.add(touch.external_id)
      return { result: 'added', steps: (tx) => [insertTouch(tx, stored)] }
    }
  },
}
