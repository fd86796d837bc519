import { addDays, dayInWords, localDay, startOfDay } from '../../core/day.ts'
import { repsWithQueues } from '../../store/pages/people.ts'
import type { Card, FollowUpRow, HeldRow } from '../../store/pages/queue.ts'
import { cardsInHand, cardsOfDay, heldAccounts, openFollowUps, queueDay } from '../../store/pages/queue.ts'
import { hasQueueDay } from '../../store/queue.ts'
import { UNOWNED } from '../../store/schema/index.ts'
import { type User, userById } from '../../store/users.ts'
import { isManager, type Route, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { ItemPane } from '../parts/item-pane.tsx'
import { LaneList, LaneTabs } from '../parts/lane-list.tsx'
import { isLane, type LaneKey, laneNames, laneOf } from '../parts/lanes.ts'
import { Empty } from '../parts/marks.tsx'
import { paneOf } from './item.tsx'

export type Desk = {
  owner: User
  day: string
  builtAt: number | null
  /** No day was ever built for this person. */
  isFirst: boolean
  lanes: Record<LaneKey, Card[]>
  /** Of the workspace: the working clock stands still. */
  holidays: ReadonlySet<string>
  held: HeldRow[]
  followUps: FollowUpRow[]
  counts: Record<LaneKey, number>
  /** How many of this morning's list are decided, handed in or set aside: the total never shrinks with the work. */
  decided: number
}

/** Everything on one person's desk this morning, sorted into lanes. */
export const deskOf = async (c: WebContext, owner: User): Promise<Desk> => {
  const { db, now } = c.var.app
  const day = localDay(now(), owner.timeZone)
  const today = await cardsOfDay(db, owner.id, day)
  const unowned = isManager(visitorIn(c).user)
    ? await cardsOfDay(db, UNOWNED, localDay(now(), workspaceIn(c).timeZone))
    : []
  const inHand = await cardsInHand(db, owner.id, startOfDay(day, owner.timeZone))
  const listed = new Set(today.map(({ accountId }) => accountId))
  const cards = [...today, ...inHand.filter(({ accountId }) => !listed.has(accountId)), ...unowned]
  const held = await heldAccounts(db, owner.id, now())
  const heldIds = new Set(held.map(({ hold }) => hold.accountId))
  const followUps = await openFollowUps(db, owner.id)
  const lanes = Object.fromEntries(Object.keys(laneNames).map((lane) => [lane, [] as Card[]])) as Desk['lanes']
  for (const card of cards) {
    const lane = laneOf(card)
    if (!heldIds.has(card.accountId) || lane === 'done') lanes[lane].push(card)
  }
  lanes.today.sort(inOrder)
  const counts = Object.fromEntries(Object.entries(lanes).map(([lane, list]) => [lane, list.length])) as Desk['counts']
  const isDecided = (card: Card) => heldIds.has(card.accountId) || ['done', 'waiting'].includes(laneOf(card))
  const decided = today.filter((card) => isOfTheList(card) && isDecided(card)).length
  const built = await queueDay(db, owner.id, day)
  return {
    owner,
    day,
    holidays: new Set(workspaceIn(c).settings.holidays),
    builtAt: built?.builtAt ?? null,
    isFirst: !built && !(await hasQueueDay(db, owner.id)),
    lanes,
    held,
    followUps,
    decided,
    counts: {
      ...counts,
      held: held.length,
      follow_ups: followUps.filter(({ followUp }) => followUp.dueDay <= day).length,
    },
  }
}

const isOfTheList = ({ item }: Card): boolean => item?.lane === 'new' || item?.lane === 'still_warm'

/** New before Still warm, each by its frozen place; what is carried over without a place comes last. */
const inOrder = (a: Card, b: Card): number => place(a) - place(b)
const place = ({ item }: Card): number => (item === null ? 10_000 : (item.lane === 'still_warm' ? 1000 : 0) + item.rank)

/** Whose desk is asked for: one's own, or for managers a rep's by `of`. */
export const deskOwner = async (c: WebContext, given?: string | null): Promise<User> => {
  const { user } = visitorIn(c)
  const asked = given ?? c.req.query('of')
  if (!asked || asked === user.id || !isManager(user)) return user
  return (await userById(c.var.app.db, asked)) ?? user
}

export const laneIn = (c: WebContext, fallback: LaneKey): LaneKey => {
  const asked = c.req.query('lane')
  return isLane(asked) ? asked : fallback
}

/** The list beside the one thing to decide now. */
export const deskPage = async (
  c: WebContext,
  desk: Desk,
  lane: LaneKey,
  pursuitId: string | null,
  at: 'list' | 'item',
) => {
  const cards = desk.lanes[lane]
  const current = pursuitId ?? cards.find(({ pursuit }) => pursuit)?.pursuit?.id ?? null
  const pane = current ? await paneOf(c, current, lane, desk) : null
  const { user } = visitorIn(c)
  const others = isManager(user) ? await repsWithQueues(c.var.app.db) : []
  return await page(
    c,
    {
      title: pane && at === 'item' ? pane.card.accountName : `${laneNames[lane]} · Queue`,
      section: 'queue',
      frame: 'desk',
    },
    <div class={`desk desk-at-${at}`}>
      <LaneTabs desk={desk} lane={lane} current={current} viewer={user} others={others} />
      <LaneList desk={desk} lane={lane} current={current} now={c.var.app.now()} viewer={user} />
      <section class="pane" aria-label="Item">
        {pane ? <ItemPane pane={pane} /> : <Nothing desk={desk} lane={lane} />}
      </section>
    </div>,
  )
}

const Nothing = ({ desk, lane }: { desk: Desk; lane: LaneKey }) => {
  if (lane !== 'today')
    return (
      <Empty main title="Nothing chosen">
        Pick a row on the left.
      </Empty>
    )
  if (desk.builtAt === null) return <NotBuilt desk={desk} />
  const tomorrow = desk.held.filter(
    ({ hold }) => hold.until && localDay(hold.until, desk.owner.timeZone) <= addDays(desk.day, 1),
  )
  if (desk.decided === 0 && (['done', 'waiting', 'fix', 'contact', 'held'] as const).every((of) => !desk.counts[of]))
    return (
      <Empty main title="Nothing new today">
        No account has fresh news that every gate lets through. <a href="/accounts">Accounts</a> says for each why not.
      </Empty>
    )
  return (
    <Empty main title="All worked.">
      {`${desk.counts.done} decided on ${dayInWords(desk.day)}. ${tomorrow.length} held ${tomorrow.length === 1 ? 'comes' : 'come'} back tomorrow.`}
    </Empty>
  )
}

const NotBuilt = ({ desk }: { desk: Desk }) =>
  desk.isFirst ? (
    <Empty main title="No queue yet">
      The first is built as soon as something can be on it. It takes accounts, imported on the command line,{' '}
      <a href="/icp">an ICP</a> that says which of them fit, and <a href="/feeds">feeds</a> that tell their news.
    </Empty>
  ) : (
    <Empty main title="Today’s queue is not built yet">
      {`It is built each morning at 05:00, ${desk.owner.timeZone}.`}
    </Empty>
  )

export const queueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    access: 'signed_in',
    handler: async (c) => await deskPage(c, await deskOf(c, await deskOwner(c)), laneIn(c, 'today'), null, 'list'),
  },
]
