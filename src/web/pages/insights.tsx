import { msPerDay } from '../../core/day.ts'
import { kindNames } from '../../core/headline.ts'
import type { SignalKind } from '../../core/signal.ts'
import { editsOn, waitedOn } from '../../pipeline/desk-figures.ts'
import { funnelSince, type KindTierCell, outcomesByKindAndTier, rejections } from '../../store/pages/insights.ts'
import { allUsers } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { rejectWords } from '../parts/actions.tsx'
import { EditsCard, WaitedCard } from '../parts/desk-figures.tsx'
import { Interval } from '../parts/interval.tsx'
import { Bar, Empty, Tier } from '../parts/marks.tsx'
import { num, Table } from '../parts/table.tsx'

const windows = [30, 90, 365] as const
/** Below this many touches a rate says nothing. */
const floor = 20

const insights = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const days = windows.find((each) => String(each) === c.req.query('days')) ?? 90
  const since = c.var.app.now() - days * msPerDay
  const { db } = c.var.app
  const ownerId = isManager(user) ? null : user.id
  const names = new Map((await allUsers(db)).map(({ id, name }) => [id, name]))
  const waited = await waitedOn(c.var.app, since, ownerId)
  const edits = await editsOn(c.var.app, since, ownerId)
  const [cells, funnel, rejected] = await Promise.all([
    outcomesByKindAndTier(db, since, ownerId),
    funnelSince(db, since, ownerId),
    rejections(db, since, ownerId),
  ])
  return await page(
    c,
    { title: 'Insights', section: 'insights' },
    <>
      <header class="page-head">
        <h1>Insights</h1>
        <nav class="subnav" aria-label="Span">
          {windows.map((each) => (
            <a href={`/insights?days=${each}`} aria-current={each === days ? 'page' : undefined}>
              {each} days
            </a>
          ))}
        </nav>
        <p>
          {ownerId
            ? 'Your accounts and your own touches: here and in every figure below.'
            : 'Everybody’s accounts and touches: here and in every figure below.'}{' '}
          What came of the touches, by the trigger they were made for.
        </p>
      </header>
      {cells.length === 0 ? (
        <Empty title="Not enough data yet.">
          The first touches and outcomes appear here as soon as they are recorded.
        </Empty>
      ) : (
        <>
          <section class="multiples">
            {[...Map.groupBy(cells, ({ kind }) => kind)].map(([kind, group]) => (
              <Multiple kind={kind} cells={group} />
            ))}
          </section>
          <CellTable cells={cells} />
        </>
      )}
      <WaitedCard waited={waited} names={names} />
      <EditsCard report={edits} names={names} />
      <div class="two-columns">
        <section class="card">
          <h2>From event to touch</h2>
          <Funnel funnel={funnel} />
        </section>
        <section class="card">
          <h2>Why drafts were rejected</h2>
          {rejected.length === 0 && <p class="soft">None was.</p>}
          <table class="bars">
            <tbody>
              {rejected.map(({ reason, n }) => (
                <tr>
                  <th scope="row">{rejectWords[reason as keyof typeof rejectWords]?.[0] ?? reason}</th>
                  <td class="bar-cell">
                    <Bar value={n} most={Math.max(...rejected.map((row) => row.n))} tone="warm" />
                  </td>
                  <td class="num">{n}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>,
  )
}

const nameOf = (kind: string): string => kindNames[kind as SignalKind] ?? 'No trigger known'
const total = (cells: readonly KindTierCell[], column: 'touches' | 'replies' | 'meetings' | 'won'): number =>
  cells.reduce((sum, cell) => sum + cell[column], 0)

/** One kind: the reply rate with its interval, grey below the floor. */
const Multiple = ({ kind, cells }: { kind: string; cells: readonly KindTierCell[] }) => {
  const n = total(cells, 'touches')
  const replies = total(cells, 'replies')
  return (
    <article class={n < floor ? 'card multiple thin' : 'card multiple'}>
      <h2>{nameOf(kind)}</h2>
      <Interval hits={replies} of={n} />
      <p class="num">
        <b>{replies}</b> of {n} replied · {total(cells, 'meetings')} met · {total(cells, 'won')} won
      </p>
      {n < floor && (
        <p class="soft small num">
          not enough data yet ({n} of {floor})
        </p>
      )}
    </article>
  )
}

const CellTable = ({ cells }: { cells: readonly KindTierCell[] }) => (
  <section class="card">
    <h2>Trigger kind × tier</h2>
    <Table columns={['Trigger', 'Tier', ...['Touches', 'Replies', 'Meetings', 'Won'].map(num)]}>
      {cells.map((cell) => (
        <tr>
          <th scope="row">{nameOf(cell.kind)}</th>
          <td>
            <Tier tier={cell.tier} />
          </td>
          <td class="num">{cell.touches}</td>
          <td class="num">{cell.replies}</td>
          <td class="num">{cell.meetings}</td>
          <td class="num">{cell.won}</td>
        </tr>
      ))}
    </Table>
  </section>
)

const Funnel = ({ funnel }: { funnel: Awaited<ReturnType<typeof funnelSince>> }) => (
  <table class="bars">
    <tbody>
      {(
        [
          ['Triggers first seen', funnel.triggers],
          ['Messages drafted', funnel.drafts],
          ['Touches', funnel.touches],
        ] as const
      ).map(([name, n]) => (
        <tr>
          <th scope="row">{name}</th>
          <td class="bar-cell">
            <Bar value={n} most={Math.max(1, funnel.triggers, funnel.drafts, funnel.touches)} tone="warm" />
          </td>
          <td class="num">{n}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

export const insightRoutes: readonly Route[] = [
  { method: 'GET', path: '/insights', access: 'signed_in', handler: insights },
]
