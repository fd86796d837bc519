import { groupBy } from '../../store/accounts.ts'
import { accountDetails, accountLabels, accountLot, fieldsHeld } from '../../store/exports.ts'
import type { App } from '../app.ts'
import type { Cell, OutKind } from '../export.ts'
import { accountRows } from '../import/accounts.ts'
import { isOurs, knownColumns } from '../import/columns.ts'
import { othersTurn } from '../stage.ts'

const identity = ['external_id', 'name', 'domain', 'parent_domain', 'aliases', 'owner_email']
const reckoned = [
  'daybreak_id',
  'daybreak_domains',
  'daybreak_tier',
  'daybreak_fit',
  'daybreak_coverage',
  'daybreak_icp',
]
const accountsAtOnce = 200

/** Accounts with what is known of them, a column for each field. */
export const accountsOut: OutKind = {
  about: 'with owner, tier, fit and every fact',
  columns: async (app) => {
    const held = new Set<string>()
    for (let after = ''; ; ) {
      const lot = await accountLot(app.db, { after, limit: accountsAtOnce })
      if (lot.length === 0) break
      const ids = lot.map(({ id }) => id)
      for (const { field, source } of await fieldsHeld(app.db, ids)) held.add(columnOf(field, source))
      after = ids.at(-1)!
      await othersTurn()
    }
    const known = knownColumns(accountRows).filter((name) => !identity.includes(name))
    const own = [...held].filter((name) => !known.includes(name)).toSorted()
    return [...identity, ...known, ...own.filter((name) => !isOurs(name)), ...own.filter(isOurs), ...reckoned]
  },
  lot: async (app, lot) => {
    const rows = await accountLot(app.db, lot)
    const ids = rows.map(({ id }) => id)
    const labels = await accountLabels(app.db, [...ids, ...rows.flatMap(({ parentId }) => parentId ?? [])])
    const details = await detailsOf(app, ids)
    return rows.map(({ id, parentId }) => {
      const { name = '', externalId, domains = [] } = labels.get(id) ?? {}
      const fit = details.fits.get(id)?.[0]
      const facts = (details.facts.get(id) ?? []).map(({ field, source, value }): [string, Cell] => [
        columnOf(field, source),
        Array.isArray(value) ? value.join('|') : (value as Cell),
      ])
      return {
        id,
        cells: {
          ...Object.fromEntries(facts),
          external_id: externalId,
          name,
          domain: domains[0],
          parent_domain: labels.get(parentId ?? '')?.domains[0],
          aliases: (details.aliases.get(id) ?? []).map((alias) => alias.name).join('|'),
          owner_email: details.owners.get(id)?.[0]?.email,
          daybreak_id: id,
          daybreak_domains: domains.join('|'),
          daybreak_tier: fit?.disqualified ? 'disqualified' : fit?.tier,
          daybreak_fit: fit?.fit,
          daybreak_coverage: fit?.coverage,
          daybreak_icp: fit && `${fit.icpKey} ${fit.icpNumber}`,
        },
      }
    })
  },
}

const detailsOf = async (app: App, ids: string[]) => {
  const { aliases, facts, owners, fits } = await accountDetails(app.db, ids)
  const ofAccount = <T extends { accountId: string }>(rows: T[]) => groupBy(rows, ({ accountId }) => accountId)
  return { aliases: ofAccount(aliases), facts: ofAccount(facts), owners: ofAccount(owners), fits: ofAccount(fits) }
}

const knownFields = new Set(knownColumns(accountRows))

/** A field that no import wrote, and none would read as it is, goes under a name that none reads. */
const columnOf = (field: string, source: string): string => {
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return knownFields.has(name) || source === 'import' ? name : `daybreak_${name}`
}
