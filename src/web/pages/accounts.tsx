import { type RelationshipKind, relationshipKinds } from '../../core/account.ts'
import { addDays, localDay, msPerDay } from '../../core/day.ts'
import { kindNames } from '../../core/headline.ts'
import type { SignalKind } from '../../core/signal.ts'
import { employmentsOf } from '../../store/accounts.ts'
import { asVersion, getIcpVersion } from '../../store/icps.ts'
import { type AccountFilter, type AccountLine, accountPage, marksOf, stepsOf } from '../../store/pages/accounts.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AccountFilters } from '../parts/account-filters.tsx'
import { AccountTable } from '../parts/account-table.tsx'
import { Empty } from '../parts/marks.tsx'

/** Older news than this is no reason to list an account by it. */
const newsDays = 90
const heatDays = 14

const accounts = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const { db, now } = c.var.app
  const filter = filterIn(c)
  const { rows, next } = await (readsAll(filter) ? c.var.app.study('accounts', filter) : accountPage(db, filter, now()))
  const more = new URLSearchParams([
    ...Object.entries(c.req.query()).filter(([name, value]) => value && !['after', 'search'].includes(name)),
    ...(next ? [['after', next]] : []),
  ] as [string, string][])
  const people = isManager(user) ? (await allUsers(db)).filter(({ active }) => active) : []
  return await page(
    c,
    { title: 'Accounts', section: 'accounts', frame: 'page' },
    <>
      <header class="page-head">
        <h1>{filter.owner === user.id ? 'Your accounts' : 'Accounts'}</h1>
        <AccountFilters filter={filter} people={people} focus={c.req.query('search') === '1'} />
      </header>
      {rows.length === 0 ? (
        <Empty title="No account fits that.">
          <a href="/accounts">Show all</a>, or import more.
        </Empty>
      ) : (
        <AccountTable {...(await besides(c, rows))} owners={filter.owner !== user.id} />
      )}
      {next && (
        <p>
          <a class="button" href={`/accounts?${more}`} rel="next">
            More
          </a>
        </p>
      )}
    </>,
  )
}

/** What no index finds: a large book is read to its end where few or none fit. */
const readsAll = ({ text, owner }: AccountFilter): boolean => text !== '' || owner === 'nobody'

/** A rep's own, or whatever a manager asks for. */
const filterIn = (c: WebContext): AccountFilter => {
  const { user } = visitorIn(c)
  const asked = (name: string) => c.req.query(name) ?? ''
  const kind = Object.hasOwn(kindNames, asked('trigger')) ? (asked('trigger') as SignalKind) : null
  return {
    owner: isManager(user) ? asked('owner').slice(0, 64) || null : user.id,
    text: asked('text').trim().slice(0, 100),
    tier: [1, 2, 3].find((tier) => String(tier) === asked('tier')) ?? null,
    relationship: relationshipKinds.find((each: RelationshipKind) => each === asked('relationship')) ?? null,
    trigger: kind && { kind, since: c.var.app.now() - newsDays * msPerDay },
    after: asked('after').slice(0, 64) || null,
  }
}

/** What stands beside the names, a query each for the whole page. */
const besides = async (c: WebContext, rows: AccountLine[]) => {
  const { db, now } = c.var.app
  const zone = userIn(c).timeZone
  const ids = rows.map(({ id }) => id)
  const versions = [...new Set(rows.flatMap(({ icpVersionId }) => icpVersionId ?? []))]
  const icps = await Promise.all(versions.map((id) => getIcpVersion(db, id)))
  return {
    rows,
    marks: await marksOf(db, ids, { now: now(), since: addDays(localDay(now(), zone), -heatDays) }),
    steps: await stepsOf(db, ids, now()),
    people: (await employmentsOf(db, ids)).filter(({ employment }) => employment.to === null),
    icps: new Map(icps.flatMap((version) => (version ? [[version.id, asVersion(version).icp] as const] : []))),
    now: now(),
    zone,
  }
}

export const accountsRoutes: readonly Route[] = [
  { method: 'GET', path: '/accounts', access: 'signed_in', handler: accounts },
]
