import type { Backtest } from '../../../core/icp/backtest.ts'
import type { PastQueues } from '../../../core/icp/past-queues.ts'
import type { Interval } from '../../../core/statistics.ts'
import { num, Table } from '../table.tsx'
import { percent, plural, tenth } from '../words.tsx'

const mostShown = 30

/** How the draft would have told past wins from losses, and what it would have made of past queues. */
export const Backtested = ({ outcomes, queues }: { outcomes: Backtest; queues: PastQueues }) => (
  <>
    <section class="card" aria-labelledby="outcomes">
      <h2 id="outcomes">Against past outcomes</h2>
      <p class="num">
        {outcomes.won} won and {outcomes.lost} lost.{' '}
        {!outcomes.enough && (
          <span class="caution">Not enough data: 20 of each are the least. Read the intervals.</span>
        )}
      </p>
      <Ranking
        name="Ranks a won account above a lost one"
        before={{ ...outcomes.before.interval, auc: outcomes.before.auc }}
        after={{ ...outcomes.after.interval, auc: outcomes.after.auc }}
        lift={[liftText(outcomes.before), liftText(outcomes.after)]}
      />
      <h3>Won accounts that the draft would have kept out</h3>
      {outcomes.wouldHaveLost.length === 0 ? (
        <p class="soft">None.</p>
      ) : (
        <ul class="plain">
          {outcomes.wouldHaveLost.slice(0, mostShown).map(({ name, because }) => (
            <li>
              <b>{name}</b> <span class="soft">{because}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
    <section class="card" aria-labelledby="past">
      <h2 id="past">Against past queues</h2>
      {queues.days === 0 ? <p class="soft">No queue was built yet.</p> : <PastDays queues={queues} />}
    </section>
  </>
)

const PastDays = ({ queues }: { queues: PastQueues }) => (
  <>
    <p class="num">
      {plural(queues.days, 'day')} ranked again: {plural(queues.before, 'first touch', 'first touches')} then,{' '}
      {queues.after} with the draft. {plural(queues.enters.length, 'account')} would have come in,{' '}
      {queues.leaves.length} would have stayed out.
    </p>
    {queues.judged.good + queues.judged.other === 0 ? (
      <p class="soft">None of them was touched, so nothing tells which list was better.</p>
    ) : (
      <>
        <p class="num">
          Of those touched, {queues.judged.good} had a result and {queues.judged.other} had none.{' '}
          {!queues.enough && <span class="caution">Not enough data. Read the intervals.</span>}
        </p>
        <Ranking
          name="Ranks one with a result above one without"
          before={queues.auc.before}
          after={queues.auc.after}
          lift={null}
        />
      </>
    )}
    {queues.wouldHaveLost.length > 0 && (
      <>
        <h3>Results that the draft would have missed</h3>
        <ul class="plain">
          {queues.wouldHaveLost.slice(0, mostShown).map(({ accountId, name, day, result }) => (
            <li>
              <a href={`/accounts/${accountId}`}>{name}</a>{' '}
              <span class="soft num">
                {result}; in the queue of {day}
              </span>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)

type Area = Interval & { auc: number }

const Ranking = ({
  name,
  before,
  after,
  lift,
}: {
  name: string
  before: Area
  after: Area
  lift: [string, string] | null
}) => (
  <Table columns={['Version', num(name), lift && num('Wins in the best tenth')]}>
    {(['In force', 'Draft'] as const).map((who, at) => {
      const { auc, low, high } = at === 0 ? before : after
      return (
        <tr>
          <th scope="row">{who}</th>
          <td class="num">
            <b>{percent(auc)}</b>{' '}
            <span class="soft">
              ({percent(low)} to {percent(high)})
            </span>
          </td>
          {lift && <td class="num">{lift[at]}</td>}
        </tr>
      )
    })}
  </Table>
)

const liftText = ({ topDecileLift, topDecileInterval }: Backtest['before']): string =>
  topDecileLift === null || topDecileInterval === null
    ? '–'
    : `× ${tenth(round(topDecileLift))} (${tenth(round(topDecileInterval.low))} to ${tenth(round(topDecileInterval.high))})`
const round = (value: number): number => Math.round(value * 10) / 10
