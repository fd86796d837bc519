import { headline } from '../../core/headline.ts'
import { type AccountLine, accountPage, marksOf } from '../../store/pages/account.ts'
import type { TriggerRow } from '../../store/pages/queue.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { Empty, Tier } from '../parts/marks.tsx'
import { num, Table } from '../parts/table.tsx'
import { Ago, humane, tenth } from '../parts/words.tsx'

const accounts = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const text = (c.req.query('text') ?? '').slice(0, 100)
  const tier = [1, 2, 3].find((each) => String(each) === c.req.query('tier')) ?? null
  const mine = !isManager(user) || c.req.query('mine') === '1'
  const after = c.req.query('after') ?? null
  const { rows, next } = await accountPage(c.var.app.db, { ownerId: mine ? user.id : null, text, tier, after })
  const marks = await marksOf(
    c.var.app.db,
    rows.map(({ id }) => id),
    c.var.app.now(),
  )
  const query = new URLSearchParams({ text, ...(tier ? { tier: String(tier) } : {}), ...(mine ? { mine: '1' } : {}) })
  return await page(
    c,
    { title: 'Accounts', section: 'accounts' },
    <>
      <header class="page-head">
        <h1>{mine ? 'Your accounts' : 'Accounts'}</h1>
        <form method="get" action="/accounts" class="row-form filters">
          <label>
            <span class="soft">Name or domain</span>
            <input type="search" name="text" value={text} data-search autofocus={c.req.query('search') === '1'} />
          </label>
          <label>
            <span class="soft">Tier</span>
            <select name="tier">
              <option value="">any</option>
              {[1, 2, 3].map((each) => (
                <option value={String(each)} selected={each === tier}>
                  Tier {each}
                </option>
              ))}
            </select>
          </label>
          {isManager(user) && (
            <label class="check">
              <input type="checkbox" name="mine" value="1" checked={mine} /> mine
            </label>
          )}
          <button type="submit" class="button">
            Filter
          </button>
        </form>
      </header>
      {rows.length === 0 ? (
        <Empty title="No account fits that.">Change the filter, or import accounts on the command line.</Empty>
      ) : (
        <Book rows={rows} marks={marks} now={c.var.app.now()} zone={user.timeZone} owners={!mine} />
      )}
      {next && (
        <p>
          <a class="button" href={`/accounts?${query}&after=${encodeURIComponent(next)}`}>
            More
          </a>
        </p>
      )}
    </>,
  )
}

type Marks = Awaited<ReturnType<typeof marksOf>>

type BookOf = { rows: AccountLine[]; marks: Marks; now: number; zone: string; owners: boolean }

const Book = ({ rows, marks, now, zone, owners }: BookOf) => (
  <Table columns={['Account', 'Tier', num('Fit'), 'Newest trigger', 'Standing', owners && 'Owner', 'Last touch']}>
    {rows.map((row) => {
      const newest: TriggerRow | undefined = marks.newest.get(row.id)
      const touchedAt = marks.touched.get(row.id)
      return (
        <tr>
          <th scope="row">
            <a href={`/accounts/${row.id}`} data-row>
              {row.name}
            </a>{' '}
            <span class="soft small">{row.domain ?? (row.incomplete ? 'no domain yet' : '')}</span>
          </th>
          <td>
            <Tier tier={row.tier} />
          </td>
          <td class="num">{row.fit === null ? '–' : tenth(row.fit)}</td>
          <td>
            {newest ? (
              <>
                {headline(newest.kind, newest.trigger.fields)}{' '}
                <span class="soft">
                  <Ago at={newest.at} now={now} zone={zone} />
                </span>
              </>
            ) : (
              <span class="soft">none</span>
            )}
          </td>
          <td>
            {marks.related.has(row.id) && <span class="state state-warm">{humane(marks.related.get(row.id))}</span>}
            {row.disqualified && <span class="state state-bad">disqualified</span>}
          </td>
          {owners && <td class="nowrap">{row.ownerName ?? <span class="soft">nobody</span>}</td>}
          <td>{touchedAt ? <Ago at={touchedAt} now={now} zone={zone} /> : <span class="soft">–</span>}</td>
        </tr>
      )
    })}
  </Table>
)

export const accountsRoutes: readonly Route[] = [
  { method: 'GET', path: '/accounts', access: 'signed_in', handler: accounts },
]
