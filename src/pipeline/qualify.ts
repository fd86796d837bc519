import type { FactValue } from '../core/account.ts'
import { registrableDomain } from '../core/domain.ts'
import { Refusal } from '../core/errors.ts'
import { fit as bestFit, type Contribution, type FitResult, type Tier } from '../core/fit.ts'
import { type Place, placeOf } from '../core/icp/preview.ts'
import { routeOwner } from '../core/routing.ts'
import { accountOfDomain } from '../store/account-lookup.ts'
import { countOwnedFrom, ownershipOf } from '../store/accounts.ts'
import { familyOwnerOf } from '../store/family.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import { allTerritories } from '../store/ranking.ts'
import { usersByEmail } from '../store/users.ts'
import type { App } from './app.ts'
import { loadColumns } from './columns.ts'

export type Inbound = { domain: string; name: string; fields: Readonly<Record<string, FactValue>> }

export type Qualified = {
  /** The account it is already, or null. */
  accountId: string | null
  icp: string | null
  tier: Tier | null
  place: Place
  fit: number | null
  coverage: number
  contributions: Contribution[]
  disqualifiedBy: { id: string; label: string }[]
  /** Criteria that could not be answered: what to ask next. */
  unknown: string[]
  /** Who has it, or would get it by the territories; null = the unowned lane. */
  owner: { id: string; name: string; why: string } | null
}

/** Tier, reasons, coverage and owner of a company at once; nothing is written. What is posted counts before what is known. */
export const qualify = async (app: App, inbound: Inbound): Promise<Qualified> => {
  const domain = registrableDomain(inbound.domain)
  if (!domain) throw new Refusal('invalid', `"${inbound.domain}" is not a domain`)
  const accountId = (await accountOfDomain(app.db, domain))?.id ?? null
  const versions = (await liveIcps(app.db)).map(asVersion)
  const columns =
    accountId === null
      ? null
      : await loadColumns(
          app.db,
          versions.map(({ icp }) => icp),
          app.now(),
          [accountId],
        )
  const known =
    columns && columns.size > 0 ? columns.subject(0) : { events: [], contacts: [], isCustomer: false, fields: {} }
  const subject = { ...known, id: accountId ?? domain, fields: { ...known.fields, ...inbound.fields } }
  const result = bestFit(subject, versions, app.now())
  return {
    accountId,
    ...numbersOf(result),
    owner: await ownerFor(app, accountId, { id: subject.id, fields: subject.fields }),
  }
}

const numbersOf = (result: FitResult | null): Omit<Qualified, 'accountId' | 'owner'> => ({
  icp: result?.icpKey ?? null,
  tier: result?.tier ?? null,
  place: placeOf(result),
  fit: result?.fit ?? null,
  coverage: result?.coverage ?? 0,
  contributions: result?.contributions ?? [],
  disqualifiedBy: result?.disqualifiedBy ?? [],
  unknown: (result?.contributions ?? []).filter(({ met }) => met === null).map(({ label }) => label),
})

type Routable = { id: string; fields: Readonly<Record<string, FactValue | undefined>> }

const ownerFor = async (app: App, accountId: string | null, account: Routable): Promise<Qualified['owner']> => {
  const users = [...(await usersByEmail(app.db)).values()]
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? id
  const has = accountId === null ? undefined : await ownershipOf(app.db, accountId)
  if (has) return { id: has.userId, name: nameOf(has.userId), why: 'Owns the account' }
  const routed = await countOwnedFrom(app.db, 'territory')
  const route = routeOwner(
    { ...account, familyOwnerId: accountId === null ? null : await familyOwnerOf(app.db, accountId) },
    await allTerritories(app.db),
    users.map(({ id, active }) => ({ id, active, routed: routed.get(id) ?? 0 })),
    app.now(),
  )
  return route && { id: route.userId, name: nameOf(route.userId), why: route.why }
}
