import { buyingGroup } from '../../core/buying-group.ts'
import { dayInWords, localDay } from '../../core/day.ts'
import { draftStateNames } from '../../core/draft/states.ts'
import { headline } from '../../core/headline.ts'
import type { Icp } from '../../core/icp.ts'
import type { employmentsOf } from '../../store/accounts.ts'
import type { AccountLine, marksOf, stepsOf } from '../../store/pages/accounts.ts'
import { Tier } from './marks.tsx'
import { num, Table } from './table.tsx'
import { Ago, humane, tenth } from './words.tsx'

type Book = {
  rows: readonly AccountLine[]
  marks: Awaited<ReturnType<typeof marksOf>>
  steps: Awaited<ReturnType<typeof stepsOf>>
  /** Who works at them now. */
  people: Awaited<ReturnType<typeof employmentsOf>>
  icps: ReadonlyMap<string, Icp>
  owners: boolean
  now: number
  zone: string
}

/** The book, a line per account: who they are, how warm, whose, and what comes next. */
export const AccountTable = (book: Book) => {
  const { rows, marks, owners, now, zone } = book
  return (
    <Table
      class="book"
      columns={[
        ...['Account', 'Tier', num('Fit'), num('Heat'), 'Newest trigger', 'Standing', owners && 'Owner'],
        ...['Buying group', 'Last touch', 'Next step'],
      ]}
    >
      {rows.map((row) => {
        const touchedAt = marks.touched.get(row.id)
        return (
          <tr>
            <th scope="row">
              <a href={`/accounts/${row.id}`} data-row>
                <bdi>{row.name}</bdi>
              </a>{' '}
              <span class="soft small">{row.domain ?? (row.incomplete ? 'no domain yet' : '')}</span>
            </th>
            <td>
              <Tier tier={row.tier} />
            </td>
            <td class="num">{row.fit === null ? <None /> : tenth(row.fit)}</td>
            <td class="num">
              <Heat of={marks.heat.get(row.id)} />
            </td>
            <td>
              <Newest row={row} book={book} />
            </td>
            <td>
              {marks.related.has(row.id) && (
                <span class="state state-warm">{humane(marks.related.get(row.id) ?? '')}</span>
              )}
              {row.disqualified && <span class="state state-bad">disqualified</span>}
            </td>
            {owners && <td class="nowrap">{row.ownerName ?? <span class="soft">nobody</span>}</td>}
            <td class="num">
              <Reached row={row} book={book} />
            </td>
            <td class="nowrap">{touchedAt ? <Ago at={touchedAt} now={now} zone={zone} /> : <None />}</td>
            <td class="nowrap">
              <NextStep row={row} book={book} />
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

const None = () => <span class="soft">–</span>

const Heat = ({ of }: { of: { heat: number; day: string } | undefined }) =>
  of ? <span title={`On the list of ${dayInWords(of.day)}`}>{tenth(of.heat)}</span> : <None />

type Line = { row: AccountLine; book: Book }

const Newest = ({ row, book: { marks, now, zone } }: Line) => {
  const newest = marks.newest.get(row.id)
  if (!newest) return <None />
  return (
    <>
      {headline(newest.kind, newest.trigger.fields)}{' '}
      <span class="soft nowrap">
        <Ago at={newest.at} now={now} zone={zone} />
      </span>
    </>
  )
}

/** How many of the roles that decide together have heard from us. */
const Reached = ({ row, book: { people, marks, icps } }: Line) => {
  const members = people.flatMap(({ contact, employment: { accountId, title, champion, buyingRole } }) =>
    accountId === row.id ? [{ contactId: contact.id, name: contact.name, title, champion, buyingRole }] : [],
  )
  if (members.length === 0) return <None />
  const group = buyingGroup(members, marks.reached, icps.get(row.icpVersionId ?? '') ?? null)
  const told = group.map(({ role, reached }) => `${role}: ${reached.join(', ') || 'not yet'}`).join('\n')
  return (
    <span title={told}>
      {group.filter(({ reached }) => reached.length > 0).length} of {group.length}
    </span>
  )
}

const NextStep = ({ row, book: { steps, zone } }: Line) => {
  const chased = steps.chased.get(row.id)
  const due = steps.due.get(row.id)
  const held = steps.held.get(row.id)
  if (held) {
    const until = held.until !== null && localDay(held.until, held.zone ?? zone)
    return <>held{until && ` until ${dayInWords(until)}`}</>
  }
  if (due) return <>follow up {dayInWords(due)}</>
  if (!chased) return <None />
  return (
    <a href={`/items/${chased.pursuitId}`}>
      {chased.state === null ? 'being written' : draftStateNames[chased.state].toLowerCase()}
    </a>
  )
}
