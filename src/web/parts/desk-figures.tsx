import type { EditReport } from '../../core/draft/edits.ts'
import { kindNames } from '../../core/headline.ts'
import type { SignalKind } from '../../core/signal.ts'
import { clockReport, percentile, type Waited } from '../../core/working-clock.ts'
import { num, Table } from './table.tsx'
import { spanInWords } from './words.tsx'

type Names = ReadonlyMap<string, string>

const span = (ms: number | null): string => (ms === null ? '–' : spanInWords(ms))

/** From first seen to touch in working time, by owner and together; beside it how late the news itself came. */
export const WaitedCard = ({ waited, names }: { waited: readonly Waited[]; names: Names }) => {
  const delays = waited.map(({ seenAt, eventAt }) => Math.max(0, seenAt - eventAt))
  const owners = [...Map.groupBy(waited, ({ ownerId }) => ownerId)]
  return (
    <section class="card" id="clock">
      <h2>From first seen to touch</h2>
      <p class="soft">
        Working time, against 24 hours; weekends and holidays count for no one. Before that, from event to first seen:
        p50 {span(percentile(delays, 0.5))}, p90 {span(percentile(delays, 0.9))} by the calendar.
      </p>
      {waited.length === 0 ? (
        <p class="soft">Nothing new stood on a list in this span.</p>
      ) : (
        <Table
          columns={['Owner', num('Touched'), num('p50'), num('p90'), num('Within 24 h'), num('Waiting'), num('Late')]}
        >
          {owners.length > 1 && <ClockRow name="Everybody" waited={waited} />}
          {owners.map(([ownerId, theirs]) => (
            <ClockRow name={names.get(ownerId) ?? 'Nobody'} waited={theirs} />
          ))}
        </Table>
      )}
    </section>
  )
}

const ClockRow = ({ name, waited }: { name: string; waited: readonly Waited[] }) => {
  const { touched, p50Ms, p90Ms, inTime, waiting, late } = clockReport(waited)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="num">{touched}</td>
      <td class="num">{span(p50Ms)}</td>
      <td class="num">{span(p90Ms)}</td>
      <td class="num">
        {inTime} of {touched}
      </td>
      <td class="num">{waiting}</td>
      <td class="num">{late}</td>
    </tr>
  )
}

/** What people change in machine text, and the words they cut most. */
export const EditsCard = ({ report, names }: { report: EditReport; names: Names }) => (
  <section class="card" id="edits">
    <h2>What people change</h2>
    <p class="soft">Words cut and added between the machine’s last text and what was approved.</p>
    {report.groups.length === 0 ? (
      <p class="soft">No message was approved in this span.</p>
    ) : (
      <Table columns={['Rep', 'Trigger', num('Messages'), num('As written'), num('Words changed, median')]}>
        {report.groups.map(({ ownerId, kind, drafts, untouched, medianWords }) => (
          <tr>
            <th scope="row">{names.get(ownerId) ?? 'Nobody'}</th>
            <td>{kindNames[kind as SignalKind] ?? kind}</td>
            <td class="num">{drafts}</td>
            <td class="num">{untouched}</td>
            <td class="num">{medianWords}</td>
          </tr>
        ))}
      </Table>
    )}
    {report.cut.length > 0 && (
      <p>
        Cut most often:{' '}
        {report.cut.map(({ word, drafts }, index) => (
          <>
            {index > 0 && ', '}
            <b>{word}</b> <span class="soft num">{drafts}</span>
          </>
        ))}
      </p>
    )}
  </section>
)
