import type { Db } from '#dialect'
import { dataHash } from '../core/hash.ts'
import { groupBy, liveFactsOf, type StoredFact } from '../store/accounts.ts'
import { fitOfAccount } from '../store/fits.ts'
import { fitCorrections } from '../store/ranking.ts'

/** What a verdict on the fit judged: kept with it, and compared to see whether anything has answered it. */
export const fitBasisOf = async (db: Db, accountId: string): Promise<string> =>
  basis((await fitOfAccount(db, accountId))?.icpVersionId ?? null, await liveFactsOf(db, [accountId]))

/** The id of the account's "bad fit" while its facts and the ICP are those that were judged; null when none stands. */
export const standingVerdicts = async (db: Db) => {
  const verdicts = new Map((await fitCorrections(db)).map((row) => [row.accountId, row]))
  const facts = groupBy(await liveFactsOf(db, [...verdicts.keys()]), ({ accountId }) => accountId)
  return (accountId: string, icpVersionId: string | null): string | null => {
    const verdict = verdicts.get(accountId)
    return verdict && verdict.basis === basis(icpVersionId, facts.get(accountId) ?? []) ? verdict.id : null
  }
}

const basis = (icpVersionId: string | null, facts: readonly StoredFact[]): string =>
  dataHash([icpVersionId, Object.fromEntries(facts.map(({ field, value }) => [field, value]))])
