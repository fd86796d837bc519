import { z } from 'zod'
import { relationshipKinds } from '../../core/account.ts'
import { stableJson } from '../../core/hash.ts'
import { allRelationships, touchFacts } from '../../store/accounts.ts'
import type { RowKind } from '../import.ts'
import { ownRelationshipId } from '../standings.ts'
import { moment, needed, number, oneOf, words } from './fields.ts'
import { accountColumns, accountSynonyms, anAccount, openLookup } from './lookup.ts'

const row = z.object({
  external_id: needed('The external id'),
  ...accountColumns,
  kind: oneOf(relationshipKinds),
  amount_usd: number,
  stage: words,
  owner_email: words,
  as_of: moment,
  closed_at: moment,
})
type OpportunityRow = z.infer<typeof row>

/** Customers, open opportunities, partners, competitors, by external id; `closed_at` ends one when it comes. */
export const opportunityRows: RowKind<OpportunityRow> = {
  row: row as z.ZodType<OpportunityRow>,
  required: ['external_id', anAccount],
  synonyms: { ...accountSynonyms, id: 'external_id' },
  spare: ['amount_usd'],
  key: ({ external_id }) => external_id,
  open: async (app) => {
    const lookup = await openLookup(app)
    const known = new Map((await allRelationships(app.db)).map((relation) => [relation.externalId, relation]))
    return async () => (opportunity) => {
      const before = known.get(opportunity.external_id)
      const account = lookup.account(opportunity)
      const after = {
        id: before?.id ?? app.newId(),
        externalId: opportunity.external_id,
        accountId: account.id,
        kind: opportunity.kind ?? before?.kind ?? ('open_opportunity' as const),
        ownerId: lookup.user(opportunity.owner_email)?.id ?? before?.ownerId ?? null,
        amountUsd: opportunity.amount_usd ?? before?.amountUsd ?? null,
        stage: opportunity.stage ?? before?.stage ?? null,
        from: before?.from ?? app.now(),
        to: opportunity.closed_at ?? null,
        asOf: opportunity.as_of ?? app.now(),
      }
      const { asOf: _, ...said } = after
      const { asOf: __, ...saidBefore } = before ?? after
      const ours = known.get(ownRelationshipId(account.id, after.kind))
      const ended = ours && ours.to === null ? { ...ours, to: app.now() } : null
      if (ended) known.set(ended.externalId, ended)
      const ahead = after.kind === 'open_opportunity' && after.to !== null && after.to > app.now()
      const same = before !== undefined && stableJson(said) === stableJson(saidBefore)
      return {
        result: same ? 'unchanged' : before ? 'changed' : 'added',
        ...(ahead ? { warning: 'closed_at lies ahead: the opportunity counts as open until then' } : {}),
        changes: {
          accountId: account.id,
          rows: [
            ...(ended ? [{ table: 'relationships' as const, before: ours!, after: ended }] : []), // the CRM knows
            { table: 'relationships', before: before ?? null, after }, // also when unchanged: it is as fresh as the export
          ],
        },
        steps: (tx) => (same ? [] : [touchFacts(tx, [account.id], app.now())]),
      }
    }
  },
}
