import { dayInWords, localDay } from '../../core/day.ts'
import { headline } from '../../core/headline.ts'
import { type QueueChange, queueChange } from '../../core/queue-change.ts'
import { accountNames } from '../../store/pages/people.ts'
import { triggersByIds } from '../../store/pages/queue.ts'
import { findQueueDay, type QueueItem, queueDayBefore, queueItemsOf } from '../../store/queue.ts'
import type { User } from '../../store/users.ts'
import { type Route, userIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { Empty, Tier } from '../parts/marks.tsx'
import { humane, tenth } from '../parts/words.tsx'
import { deskOwner } from './queue.tsx'

/** What is new on the list, what moved and what is gone, and why, since the list before. */
const changes = async (c: WebContext): Promise<Response> => {
  const { db, now } = c.var.app
  const owner = await deskOwner(c)
  const day = localDay(now(), owner.timeZone)
  const before = await queueDayBefore(db, owner.id, day)
  const built = await findQueueDay(db, owner.id, day)
  const change = before && built ? queueChange(await places(c, owner, before.day), await places(c, owner, day)) : null
  return await page(
    c,
    { title: 'What changed', section: 'queue' },
    <>
      <header class="page-head">
        <h1>{before ? `Since ${dayInWords(before.day)}` : 'What changed'}</h1>
        <span class="soft">{owner.id === userIn(c).id ? 'your queue' : `the queue of ${owner.name}`}</span>
        <span class="spacer" />
        <a class="button" href={owner.id === userIn(c).id ? '/' : `/?of=${owner.id}`}>
          To the queue
        </a>
      </header>
      {change ? (
        <Changes of={await told(c, change)} />
      ) : (
        <Empty title={built ? 'This is the first queue' : 'Today’s queue is not built yet'}>
          {built ? 'From tomorrow on this page says what is new, what moved and what is gone.' : 'It comes with it.'}
        </Empty>
      )}
    </>,
  )
}

/** The list of first touches, by one running number as the person sees it. */
const places = async (c: WebContext, owner: User, day: string): Promise<QueueItem[]> =>
  (await queueItemsOf(c.var.app.db, owner.id, day))
    .filter(({ lane }) => lane === 'new' || lane === 'still_warm')
    .sort((a, b) => (a.lane === b.lane ? a.rank - b.rank : a.lane === 'new' ? -1 : 1))
    .map((item, index) => ({ ...item, rank: index + 1 }))

type Line = { item: QueueItem; name: string; words: string; note: string }
type Told = { fresh: Line[]; gone: Line[]; moved: (Line & { from: QueueItem })[]; stayed: number }

const told = async (c: WebContext, { fresh, gone, moved, stayed }: QueueChange<QueueItem>): Promise<Told> => {
  const { app } = c.var
  const all = [...fresh, ...gone, ...moved.map(({ to }) => to)]
  const ids = all.map(({ accountId }) => accountId)
  const names = await accountNames(app.db, ids)
  const triggers = new Map(
    (await triggersByIds(app.db, [...new Set(all.map(({ leadTriggerId }) => leadTriggerId))])).map((row) => [
      row.id,
      row,
    ]),
  )
  const line = (item: QueueItem, note = ''): Line => {
    const lead = triggers.get(item.leadTriggerId)
    const words = lead ? headline(lead.kind, lead.trigger.fields) : ''
    return { item, name: names.get(item.accountId) ?? '', words, note }
  }
  const left: Line[] = []
  for (const item of gone) {
    const { queued, reason } = await app.study('why', item.accountId)
    const note = queued ? `In ${queued.owner}’s queue now (${humane(queued.lane)})` : (reason?.sentence ?? '')
    left.push(line(item, note))
  }
  return {
    fresh: fresh.map((item) => line(item)),
    gone: left,
    moved: moved.map(({ from, to }) => ({ ...line(to), from })),
    stayed,
  }
}

const Changes = ({ of: { fresh, gone, moved, stayed } }: { of: Told }) => (
  <div class="changes">
    <Part title="New" empty="Nothing new came on the list." lines={fresh} />
    <Part title="Gone" empty="Nothing left the list." lines={gone} />
    <section class="card">
      <h2>
        Moved <b class="num">{moved.length}</b>
      </h2>
      {moved.length === 0 && <p class="soft">Everything kept its place.</p>}
      <ul class="plain">
        {moved.map(({ item, name, from }) => (
          <li>
            <a href={hrefOf(item)}>
              <b>{name}</b>
            </a>{' '}
            <span class="num">
              {from.rank} → {item.rank}
            </span>{' '}
            <span class="soft num">
              priority {tenth(from.priority)} → {tenth(item.priority)}
            </span>
          </li>
        ))}
      </ul>
      {stayed > 0 && <p class="soft">{stayed} where they were.</p>}
    </section>
  </div>
)

const hrefOf = ({ pursuitId, accountId }: QueueItem): string =>
  pursuitId ? `/items/${pursuitId}` : `/accounts/${accountId}`

const Part = ({ title, empty, lines }: { title: string; empty: string; lines: readonly Line[] }) => (
  <section class="card">
    <h2>
      {title} <b class="num">{lines.length}</b>
    </h2>
    {lines.length === 0 && <p class="soft">{empty}</p>}
    <ul class="plain">
      {lines.map(({ item, name, words, note }) => (
        <li>
          <Tier tier={item.tier} />{' '}
          <a href={note ? `/accounts/${item.accountId}` : hrefOf(item)}>
            <b>{name}</b>
          </a>{' '}
          <span class="soft">{words}</span>
          {note && (
            <>
              <br />
              {note}.
            </>
          )}
        </li>
      ))}
    </ul>
  </section>
)

export const changeRoutes: readonly Route[] = [
  { method: 'GET', path: '/changes', access: 'signed_in', handler: changes },
]
