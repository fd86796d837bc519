import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { setBoards } from '../../pipeline/careers.ts'
import { checkFeeds, setFeedEnabled } from '../../pipeline/feeds.ts'
import { pollFeed } from '../../pipeline/poll.ts'
import { boardCounts } from '../../store/careers.ts'
import { type FeedView, feedById, feedCounts, feedPage } from '../../store/pages/feeds.ts'
import { listProblems } from '../../store/runs.ts'
import { managers, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { BoardSearch } from '../parts/boards.tsx'
import { FeedTable } from '../parts/feed-table.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, Submit } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { moment } from '../parts/words.tsx'

const views = [
  ['watched', 'Watched'],
  ['trouble', 'In trouble'],
  ['off', 'Off'],
] as const satisfies readonly (readonly [FeedView, string])[]

type Asked = { view: FeedView; text: string; after: string | null }

const askedIn = (query: URLSearchParams): Asked => ({
  view: views.find(([view]) => view === query.get('view'))?.[0] ?? 'watched',
  text: (query.get('text') ?? '').slice(0, 100),
  after: query.get('after'),
})

/** The list's address with these changes; what is usual stays out of it. */
const addressOf = ({ view, text, after }: Asked): string => {
  const query = new URLSearchParams({
    ...(view === 'watched' ? {} : { view }),
    ...(text ? { text } : {}),
    ...(after ? { after } : {}),
  }).toString()
  return query ? `/feeds?${query}` : '/feeds'
}

const feeds = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const { db, now } = c.var.app
  const asked = askedIn(new URL(c.req.url).searchParams)
  const [counts, { lines, next }, boards] = [await feedCounts(db), await feedPage(db, asked), await boardCounts(db)]
  const mayChange = managers.includes(user.role)
  const problems = mayChange && !asked.after ? await listProblems(db) : []
  const shown = {
    ...{ now: now(), zone: user.timeZone, formToken: mayChange ? formToken : null },
    back: new URL(addressOf(asked), 'http://here').search,
  }
  return await page(
    c,
    { title: 'Feeds', section: 'feeds' },
    <>
      <header class="page-head">
        <h1>Feeds</h1>
        <span class="spacer" />
        {mayChange && (
          <a class="button" href="/feeds/add">
            Add a feed
          </a>
        )}
      </header>
      <Views counts={counts} asked={asked} />
      {lines.length === 0 ? <Nothing asked={asked} /> : <FeedTable lines={lines} {...shown} />}
      {next && (
        <p>
          <a class="button" href={addressOf({ ...asked, after: next })}>
            More
          </a>
        </p>
      )}
      <BoardSearch
        counts={boards}
        settings={workspaceIn(c).settings.boards}
        formToken={mayChange ? formToken : null}
        isSample={workspaceIn(c).sample}
      />
      {problems.length > 0 && <SetAside problems={problems.slice(0, 20)} zone={user.timeZone} />}
    </>,
  )
}

const Views = ({ counts, asked }: { counts: Record<FeedView, number>; asked: Asked }) => (
  <div class="feed-views">
    <nav aria-label="Which feeds">
      {views.map(([view, word]) => (
        <a
          href={addressOf({ ...asked, view, after: null })}
          aria-current={view === asked.view ? 'page' : undefined}
          class={view === 'trouble' && counts.trouble > 0 ? 'failing' : undefined}
        >
          {word} <span class="num">{counts[view].toLocaleString('en')}</span>
        </a>
      ))}
    </nav>
    <form method="get" action="/feeds" class="row-form filters">
      {asked.view !== 'watched' && <input type="hidden" name="view" value={asked.view} />}
      <label>
        <span class="soft">Name or publisher</span>
        <input type="search" name="text" value={asked.text} maxlength={100} data-search />
      </label>
      <Submit>Filter</Submit>
    </form>
  </div>
)

const Nothing = ({ asked: { view, text } }: { asked: Asked }) => {
  if (text) return <Empty title="No feed is called that.">Look in another list, or search for less.</Empty>
  if (view === 'trouble') return <Empty title="No feed is in trouble.">Every feed that is watched answers.</Empty>
  if (view === 'off') return <Empty title="No feed is off.">Everything known is watched.</Empty>
  return <Empty title="Nothing is watched yet.">Turn on what you want under “Off”, or add a feed.</Empty>
}

type Problems = Awaited<ReturnType<typeof listProblems>>

const SetAside = ({ problems, zone }: { problems: Problems; zone: string }) => (
  <section class="card">
    <h2>Set aside while reading</h2>
    <ul class="plain">
      {problems.map((problem) => (
        <li>
          <b>{problem.stage}</b> {problem.message} <span class="soft num">{moment(problem.at, zone)}</span>
        </li>
      ))}
    </ul>
  </section>
)

const feedIn = async (c: WebContext) => {
  const feed = await feedById(c.var.app.db, c.req.param('feedId') ?? '')
  if (!feed) throw new Refusal('not_found', 'There is no such feed')
  return feed
}

const back = z.object({ back: z.string().max(1_000).default(''), to: z.enum(['on', 'off']).optional() })

/** Back to the list and the line that the button stood on. */
const toLine = (c: WebContext, from: string, said: 'tested' | 'changed', id: string) =>
  c.redirect(`${sayingAt(addressOf(askedIn(new URLSearchParams(from))), said)}#feed-${encodeURIComponent(id)}`, 303)

/** One that is off is only tried: what it says stays out until it is turned on. */
const test = async (c: WebContext) => {
  const feed = await feedIn(c)
  const given = await fieldsOf(c, back)
  if (feed.enabled) await pollFeed(c.var.app, feed)
  else await checkFeeds(c.var.app, [feed], () => undefined)
  return toLine(c, given.back, 'tested', feed.id)
}

const watch = async (c: WebContext) => {
  const { key, id } = await feedIn(c)
  const given = await fieldsOf(c, back)
  await setFeedEnabled(c.var.app, userIn(c), key, given.to === 'on')
  return toLine(c, given.back, 'changed', id)
}

const search = z.object({
  look: z
    .literal('1')
    .optional()
    .transform((ticked) => ticked === '1'),
  fitFloor: z.coerce.number().min(0).max(100),
})

const changeSearch = async (c: WebContext) => {
  await setBoards(c.var.app, userIn(c), await fieldsOf(c, search))
  return c.redirect(sayingAt('/feeds', 'changed'), 303)
}

export const feedRoutes: readonly Route[] = [
  { method: 'GET', path: '/feeds', access: 'signed_in', handler: feeds },
  { method: 'POST', path: '/feeds/boards', access: managers, handler: changeSearch },
  { method: 'POST', path: '/feeds/:feedId/test', access: managers, handler: test },
  { method: 'POST', path: '/feeds/:feedId/watch', access: managers, handler: watch },
]
