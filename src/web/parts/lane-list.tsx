import { dayInWords } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import type { Card, FollowUpRow } from '../../store/pages/queue.ts'
import type { User } from '../../store/users.ts'
import type { View } from '../../store/views.ts'
import { isManager } from '../context.ts'
import type { Desk } from '../pages/queue.tsx'
import { Bulk, isPickable } from './bulk.tsx'
import { HeldList } from './held-list.tsx'
import { type LaneKey, laneNames, ofQuery, placeWords } from './lanes.ts'
import { isFiltered, type ListFilter } from './list-filter.ts'
import { ListTools } from './list-tools.tsx'
import { DraftState, Empty } from './marks.tsx'
import { Row } from './row.tsx'

type Person = { id: string; name: string }
/** The lane as it is shown: through its filter. */
export type Shown = { desk: Desk; lane: LaneKey; filter: ListFilter; cards: readonly Card[]; current: string | null }
type Tabs = Shown & { viewer: User; others: readonly Person[] }

/** The lanes as tabs, how far the morning is, and for managers whose desk it is. */
export const LaneTabs = ({ desk, lane, filter, cards, current, viewer, others }: Tabs) => {
  const keys = (Object.keys(laneNames) as LaneKey[]).filter((key) => key !== 'unowned' || isManager(viewer))
  return (
    <div class="lanes">
      <nav aria-label="Lanes">
        {keys.map((key) => (
          <a href={`/?lane=${key}${ofQuery(desk, viewer)}`} aria-current={key === lane ? 'page' : undefined}>
            {laneNames[key]} {desk.counts[key] > 0 && <b class="num">{desk.counts[key]}</b>}
          </a>
        ))}
      </nav>
      <span class="spacer" />
      {others.length > 0 && <DeskPicker {...{ desk, lane, viewer, others }} />}
      <a
        class="since"
        href={desk.owner.id === viewer.id ? '/changes' : `/changes?of=${desk.owner.id}`}
        data-key="y"
        title="New, moved and gone since the list before, and why: key y"
      >
        What changed
      </a>
      <Progress {...{ desk, lane, filter, cards, current }} />
    </div>
  )
}

const DeskPicker = ({ desk, lane, viewer, others }: Pick<Tabs, 'desk' | 'lane' | 'viewer' | 'others'>) => (
  <details class="picker">
    <summary>
      <span class="soft">Desk of</span> {desk.owner.id === viewer.id ? 'me' : desk.owner.name}
    </summary>
    <div class="menu">
      <a href={`/?lane=${lane}`}>me</a>
      {others
        .filter(({ id }) => id !== viewer.id)
        .map(({ id, name }) => (
          <a href={`/?lane=${lane}&of=${id}`}>{name}</a>
        ))}
    </div>
  </details>
)

/** How far the person is, in the day’s list or in what they filtered. */
const Progress = ({ desk, lane, filter, cards, current }: Omit<Tabs, 'viewer' | 'others'>) => {
  const at = cards.findIndex(({ pursuit }) => pursuit && pursuit.id === current)
  const done = desk.decided
  const all = done + desk.counts.today
  return (
    <>
      {isFiltered(filter) && cards.length > 0 && (
        <span class="progress num">
          {at >= 0 ? `${at + 1} of ` : ''}
          {cards.length} shown
        </span>
      )}
      {lane === 'today' && !isFiltered(filter) && all > 0 && (
        <span class="progress num" title={`${done} of ${all} decided today`}>
          {at >= 0 ? `${done + at + 1} of ${all}` : `${done} of ${all} done`}
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-track" width="100" height="6" />
            <rect class="bar-fill" width={((done / all) * 100).toFixed(1)} height="6" />
          </svg>
        </span>
      )}
    </>
  )
}

type List = Shown & { now: Instant; viewer: User; people: readonly Person[]; views: readonly View[]; formToken: string }

/** The left pane: one row per thing, read in five seconds. */
export const LaneList = (of: List) => {
  const { desk, lane, filter, cards, current, now, viewer, formToken } = of
  const zone = desk.owner.timeZone
  const suffix = `?lane=${placeWords(lane, filter)}${ofQuery(desk, viewer)}`
  if (lane === 'held') return <HeldList held={desk.held} zone={zone} now={now} formToken={formToken} />
  if (lane === 'follow_ups')
    return <FollowUpList rows={desk.followUps} day={desk.day} suffix={suffix} current={current} />
  const groups = lane === 'today' ? grouped(cards) : [{ name: null, cards }]
  return (
    <div class="list" data-list>
      {(desk.lanes[lane].length > 0 || isFiltered(filter) || of.views.length > 0) && <ListTools {...of} />}
      {cards.length === 0 && <NothingHere {...of} />}
      {groups.map((group) => (
        <>
          {group.name && <h2 class="list-head">{group.name}</h2>}
          <ol>
            {group.cards.map((card) => (
              <Row
                {...{ card, current, suffix, now, zone, holidays: desk.holidays }}
                pick={isPickable(lane)}
                back={desk.backFromHold.has(card.accountId)}
              />
            ))}
          </ol>
        </>
      ))}
      {isPickable(lane) && cards.length > 0 && <Bulk {...of} />}
    </div>
  )
}

const NothingHere = ({ desk, lane, filter, viewer }: List) =>
  desk.lanes[lane].length > 0 ? (
    <Empty title="Nothing fits the filter">
      <a href={`/?lane=${lane}${ofQuery(desk, viewer)}`}>Show all {desk.lanes[lane].length}</a>
      {isFiltered(filter) && ' of this lane.'}
    </Empty>
  ) : (
    <Empty title={`${laneNames[lane]}: nothing`}>
      {lane === 'today' && desk.builtAt === null ? 'The list comes with the queue.' : emptyWords[lane]}
    </Empty>
  )

const grouped = (cards: readonly Card[]) => {
  const fresh = cards.filter(({ item }) => item?.lane === 'new')
  const warm = cards.filter(({ item }) => item?.lane !== 'new')
  return [
    { name: 'New', cards: fresh },
    { name: 'Still warm', cards: warm },
  ].filter((group) => group.cards.length > 0)
}

const emptyWords: Record<LaneKey, string> = {
  today: 'Nothing is left to decide, or nothing new came in.',
  fix: 'Nothing was returned or blocked.',
  contact: 'Everyone on the list can be reached.',
  waiting: 'No message waits for an approval.',
  follow_ups: 'Nobody is due a second word.',
  held: 'Nothing is set aside.',
  done: 'What you decide today stands here.',
  yours: 'No news about customers and open opportunities.',
  unowned: 'Every account with news has an owner.',
}

type FollowUps = { rows: readonly FollowUpRow[]; day: string; suffix: string; current: string | null }

/** One that has its message leads to it; one that is only a task leads to the account. */
const FollowUpList = ({ rows, day, suffix, current }: FollowUps) => (
  <div class="list" data-list>
    {rows.length === 0 && <Empty title="Follow-ups: nothing">{emptyWords.follow_ups}</Empty>}
    <ol>
      {rows.map(({ followUp, accountName, contactName, pursuitId, state }) => (
        <li class="row">
          <a
            href={pursuitId ? `/items/${pursuitId}${suffix}` : `/accounts/${followUp.accountId}`}
            data-row
            aria-current={pursuitId && pursuitId === current ? 'true' : undefined}
          >
            <span class="row-top">
              <b class="row-name">{accountName}</b>
              <span class={followUp.dueDay <= day ? 'state state-warm' : 'state state-plain'}>
                {followUp.dueDay <= day ? 'due' : ''} {dayInWords(followUp.dueDay)}
              </span>
            </span>
            <span class="row-lead">{followUp.note}</span>
            <span class="row-foot soft">
              {contactName && `${contactName} · `}follow-up {followUp.number}
              {state && <DraftState state={state} />}
            </span>
          </a>
        </li>
      ))}
    </ol>
  </div>
)
