import { addDays, dayInWords, localDay, msPerDay, startOfDay } from '../../core/day.ts'
import { nextStep, type Step } from '../../core/first-steps.ts'
import { firstStepsOf } from '../../pipeline/first-steps.ts'
import { repsWithQueues } from '../../store/pages/people.ts'
import type { Card, FollowUpRow, HeldRow } from '../../store/pages/queue.ts'
import {
  cardsInHand,
  cardsOfDay,
  openFollowUps,
  queueDay,
  recentHolds,
  stillHeld,
  unownedCards,
} from '../../store/pages/queue.ts'
import { hasQueueDay } from '../../store/queue.ts'
import { allUsers, type User, userById } from '../../store/users.ts'
import { viewsOf } from '../../store/views.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { agesNow, StaleData } from '../parts/data-age.tsx'
import { StepsLeft } from '../parts/first-steps.tsx'
import { ItemPane, SeenItem } from '../parts/item-pane.tsx'
import { LaneList, LaneTabs } from '../parts/lane-list.tsx'
import { isLane, type LaneKey, laneNames, laneOf, ofQuery, placeWords } from '../parts/lanes.ts'
import { filterIn, passes } from '../parts/list-filter.ts'
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
  /** Accounts that were set aside and are on the list again. */
  backFromHold: ReadonlySet<string>
  followUps: FollowUpRow[]
  counts: Record<LaneKey, number>
  /** How many of this morning's list are decided, handed in or set aside: the total never shrinks with the work. */
  decided: number
}

/** Everything on one person's desk this morning, sorted into lanes. */
export const deskOf = async (c: WebContext, owner: User): Promise<Desk> => {
  const { db, now } = c.var.app
  const day = localDay(now(), owner.timeZone)
  const today = (await cardsOfDay(db, owner.id, day)).filter((card) => !isGivenAway(card, owner))
  const unowned = isManager(userIn(c)) ? await unownedCards(db, localDay(now(), workspaceIn(c).timeZone)) : []
  const listed = new Set(today.map(({ accountId }) => accountId))
  const inHand = await cardsInHand(db, owner.id, startOfDay(day, owner.timeZone), listed)
  const cards = [...today, ...inHand, ...unowned]
  const holds = await recentHolds(db, owner.id, now() - backForDays * msPerDay)
  const newsAt = new Map(cards.map((card) => [card.accountId, newsOf(card)]))
  const held = holds.filter(({ hold }) => stillHeld(hold, { now: now(), newsAt: newsAt.get(hold.accountId) ?? 0 }))
  const heldIds = new Set(held.map(({ hold }) => hold.accountId))
  const wereHeld = holds.map(({ hold }) => hold.accountId).filter((id) => !heldIds.has(id))
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
    backFromHold: new Set(wereHeld),
    followUps,
    decided,
    counts: {
      ...counts,
      held: held.length,
      follow_ups: followUps.filter(({ followUp }) => followUp.dueDay <= day).length,
    },
  }
}

/** When the newest of the news that may lead it was first seen; 0 when none is known. */
export const newsOf = ({ item, triggers }: Card): number => {
  const leading = new Set(
    item?.why.strengths.flatMap(({ triggerId, points, lite }) => (points > 0 && !lite ? triggerId : [])),
  )
  return Math.max(0, ...triggers.filter(({ id }) => leading.has(id)).map(({ firstSeenAt }) => firstSeenAt))
}

/** For so long a row says that its account was set aside. */
export const backForDays = 7

/** A card whose open pursuit somebody else works since. */
const isGivenAway = ({ pursuit }: Card, owner: User): boolean =>
  pursuit !== null && pursuit.closedAt === null && pursuit.ownerId !== null && pursuit.ownerId !== owner.id

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
  const filter = filterIn((name) => c.req.query(name))
  const cards = desk.lanes[lane].filter((card) => passes(card, filter))
  const current = pursuitId ?? cards.find(({ pursuit }) => pursuit)?.pursuit?.id ?? null
  const pane = current ? await paneOf(c, current, placeWords(lane, filter), desk) : null
  const { user, formToken } = visitorIn(c)
  const { db, now } = c.var.app
  const others = isManager(user) ? await repsWithQueues(db) : []
  const people = isManager(user) ? (await allUsers(db)).filter(({ active }) => active) : []
  const shown = { desk, lane, filter, cards, current, viewer: user }
  return await page(
    c,
    {
      title: pane && at === 'item' ? pane.card.accountName : `${laneNames[lane]} · Queue`,
      section: 'queue',
      frame: 'desk',
    },
    <div class={`desk desk-at-${at}`}>
      <div class="desk-notes">
        {isLookedAt(c, desk) && <LookedAt name={desk.owner.name} item={at === 'item' ? pursuitId : null} />}
        <StaleData ages={await agesNow(db, now())} now={now()} zone={user.timeZone} />
      </div>
      <LaneTabs {...shown} others={others} />
      <LaneList {...shown} {...{ people, formToken }} now={now()} views={await viewsOf(db, user.id)} />
      <section class="pane" aria-label="Item" tabindex={isLookedAt(c, desk) ? 0 : undefined}>
        {pane ? (
          isLookedAt(c, desk) ? (
            <SeenItem pane={pane} />
          ) : (
            <ItemPane pane={pane} />
          )
        ) : (
          <Nothing {...shown} first={await stepsLeft(c, desk)} />
        )}
      </section>
    </div>,
  )
}

/** A manager looks at somebody else's desk, as its owner has it. */
const isLookedAt = (c: WebContext, { owner }: Desk): boolean =>
  c.req.query('of') === owner.id && owner.id !== userIn(c).id

const LookedAt = ({ name, item }: { name: string; item: string | null }) => (
  <p class="strip strip-warm" role="status">
    <b>You look at the desk of {name}.</b> Messages are read only here; what you assign, hold or reject in the list is
    done and recorded in your own name. {item && <a href={`/items/${item}`}>Open this item as yourself</a>}{' '}
    <a href="/">To your own desk</a>
  </p>
)

/** What an admin has yet to do for the first queue; null where that is nothing, and for others. */
const stepsLeft = async (c: WebContext, { isFirst }: Desk): Promise<Step[] | null> => {
  if (!isFirst || userIn(c).role !== 'admin') return null
  const steps = await firstStepsOf(c.var.app)
  return nextStep(steps) === null ? null : steps
}

type Left = { desk: Desk; first: readonly Step[] | null }

type Unshown = Left & { lane: LaneKey; viewer: User; cards: readonly Card[] }

const Nothing = ({ desk, lane, viewer, first, cards }: Unshown) => {
  const isListed = cards.length > 0 || (lane === 'held' && desk.held.length > 0)
  if (isListed || (lane === 'follow_ups' && desk.followUps.length > 0))
    return (
      <Empty main title="Nothing chosen">
        Pick a row on the left.
      </Empty>
    )
  if (desk.lanes[lane].length > 0)
    return (
      <Empty main title="The filter hides them all">
        <a href={`/?lane=${lane}${ofQuery(desk, viewer)}`}>Show all {desk.lanes[lane].length}</a>
      </Empty>
    )
  if (lane !== 'today')
    return (
      <Empty main title="Nothing to decide here">
        {desk.counts.today > 0 ? (
          <a href={`/?lane=today${ofQuery(desk, viewer)}`}>Today has {desk.counts.today}.</a>
        ) : (
          'Nor is anything left for today.'
        )}
      </Empty>
    )
  if (desk.builtAt === null) return <NotBuilt desk={desk} first={first} />
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

const NotBuilt = ({ desk, first }: Left) =>
  desk.isFirst ? (
    <Empty main title="No queue yet">
      {first ? (
        <StepsLeft steps={first} />
      ) : (
        'The first is built as soon as something can be on it: news about an account that fits.'
      )}
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
