import { Refusal } from '../../core/errors.ts'
import { checkFeeds, setFeedEnabled } from '../../pipeline/feeds.ts'
import { pollFeed } from '../../pipeline/poll.ts'
import { type FeedLine, feedById, feedLines } from '../../store/pages/feeds.ts'
import { listProblems } from '../../store/runs.ts'
import { managers, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { FormToken } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { Ago, humane, moment, Out, plural } from '../parts/words.tsx'

const feeds = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const lines = await feedLines(c.var.app.db)
  const mayChange = managers.includes(user.role)
  const problems = mayChange ? await listProblems(c.var.app.db) : []
  const shown = { now: c.var.app.now(), zone: user.timeZone, formToken: mayChange ? formToken : null }
  const watched = lines.filter(({ feed }) => feed.enabled || feed.kind === 'inbox')
  const off = lines.filter((line) => !watched.includes(line))
  const failing = watched.filter(({ feed }) => isInTrouble(feed))
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
        <p>
          {plural(watched.length, 'feed')} watched
          {failing.length === 0
            ? ', none in trouble.'
            : `, ${failing.length} in trouble: ${failing.map(({ feed }) => feed.name).join(', ')}.`}
        </p>
      </header>
      {watched.length === 0 ? (
        <Empty title="Nothing is watched yet.">Add a feed, or bring in the catalogue: daybreak feeds check.</Empty>
      ) : (
        <Table lines={watched} {...shown} />
      )}
      {off.length > 0 && (
        <details class="catalogue" open={watched.length === 0}>
          <summary>
            <b>{plural(off.length, 'more feed')}</b>, off until somebody turns them on
          </summary>
          <Table lines={off} {...shown} />
        </details>
      )}
      {problems.length > 0 && (
        <section class="card">
          <h2>Set aside while reading</h2>
          <ul class="plain">
            {problems.slice(0, 20).map((problem) => (
              <li>
                <b>{problem.stage}</b> {problem.message}{' '}
                <span class="soft num">{moment(problem.at, user.timeZone)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>,
  )
}

type Feed = FeedLine['feed']

const isInTrouble = ({ failures, state }: Feed): boolean =>
  failures > 0 || ['degraded', 'paused', 'gone'].includes(state)

/** `formToken` null: for somebody who may look only. */
type Shown = { now: number; zone: string; formToken: string | null }

const Table = ({ lines, ...shown }: Shown & { lines: readonly FeedLine[] }) => (
  <div class="card table-frame">
    <table class="table feeds">
      <thead>
        <tr>
          <th scope="col">Feed</th>
          <th scope="col">Health</th>
          <th scope="col">Last answer</th>
          <th scope="col" class="num">
            Items
          </th>
          <th scope="col" class="num">
            Signals
          </th>
          <th scope="col" class="num">
            Queued
          </th>
          <th scope="col">Next</th>
          {shown.formToken !== null && <th scope="col">Change</th>}
        </tr>
      </thead>
      {[...Map.groupBy(lines, ({ feed }) => feed.category)].map(([category, group]) => (
        <tbody>
          <tr class="group">
            <th scope="rowgroup" colspan={shown.formToken === null ? 7 : 8}>
              {humane(category)}
            </th>
          </tr>
          {group.map((line) => (
            <Line line={line} {...shown} />
          ))}
        </tbody>
      ))}
    </table>
  </div>
)

const health = {
  new: ['not asked yet', 'plain'],
  ok: ['answers', 'good'],
  degraded: ['failing', 'warm'],
  paused: ['paused', 'bad'],
  gone: ['gone', 'bad'],
} as const

const Line = ({ line: { feed, documents, signals, queued }, now, zone, formToken }: Shown & { line: FeedLine }) => {
  const url = typeof feed.settings.url === 'string' ? feed.settings.url : null
  return (
    <tr>
      <th scope="row">
        <Out url={feed.address ?? url}>{feed.name}</Out>
        <br />
        <span class="soft small">{[feed.kind, feed.country, feed.why].filter(Boolean).join(' · ')}</span>
      </th>
      <td>
        <Health feed={feed} />
      </td>
      <td class="small">
        {feed.lastAnswer ?? <span class="soft">none yet</span>}
        <br />
        <span class="soft">
          <LastSuccess feed={feed} now={now} zone={zone} />
        </span>
      </td>
      <td class="num">{documents}</td>
      <td class="num">{signals}</td>
      <td class="num">{queued}</td>
      <td>
        <Next feed={feed} now={now} zone={zone} />
      </td>
      {formToken !== null && (
        <td>
          <Change feed={feed} formToken={formToken} />
        </td>
      )}
    </tr>
  )
}

const Health = ({ feed }: { feed: Feed }) => {
  const state = feed.failures > 0 && feed.state !== 'paused' && feed.state !== 'gone' ? 'degraded' : feed.state
  const [word, tone] = feed.enabled ? health[state] : ([feed.verifiedAt ? 'off' : 'off, unverified', 'plain'] as const)
  return (
    <>
      <span class={`state state-${tone}`}>{word}</span>
      {feed.enabled && feed.failures > 0 && (
        <>
          <br />
          <span class="soft small">{plural(feed.failures, 'failure')} in a row</span>
        </>
      )}
    </>
  )
}

type Clocked = { feed: Feed; now: number; zone: string }

const LastSuccess = ({ feed: { lastSuccessAt, lastPolledAt }, now, zone }: Clocked) => {
  if (lastPolledAt === null && lastSuccessAt === null) return null
  if (lastSuccessAt === null) return <>never read well</>
  return (
    <>
      last success <Ago at={lastSuccessAt} now={now} zone={zone} /> ago
    </>
  )
}

/** When it will be asked again; what is paused or gone waits for a person. */
const Next = ({ feed, now, zone }: Clocked) => {
  if (!feed.enabled || feed.kind === 'inbox') return <span class="soft">–</span>
  if (feed.state === 'paused' || feed.state === 'gone') return <span class="soft">when you ask</span>
  return feed.nextPollAt <= now ? <>next run</> : <Ago at={feed.nextPollAt} now={now} zone={zone} />
}

const Change = ({ feed, formToken }: { feed: Feed; formToken: string }) =>
  feed.kind === 'inbox' ? (
    <span class="soft small">by API</span>
  ) : (
    <form method="post" action={`/feeds/${feed.id}/test`} class="buttons">
      <FormToken value={formToken} />
      <button type="submit" class="button small">
        Ask now
      </button>
      <button
        type="submit"
        class="button small"
        formaction={`/feeds/${feed.id}/watch`}
        name="to"
        value={feed.enabled ? 'off' : 'on'}
      >
        {feed.enabled ? 'Turn off' : 'Turn on'}
      </button>
    </form>
  )

const feedIn = async (c: WebContext): Promise<Feed> => {
  const feed = await feedById(c.var.app.db, c.req.param('feedId') ?? '')
  if (!feed) throw new Refusal('not_found', 'There is no such feed')
  return feed
}

/** One that is off is only tried: what it says stays out until it is turned on. */
const test = async (c: WebContext) => {
  const feed = await feedIn(c)
  if (feed.enabled) await pollFeed(c.var.app, feed)
  else await checkFeeds(c.var.app, [feed], () => undefined)
  return c.redirect(sayingAt('/feeds', 'tested'), 303)
}

const watch = async (c: WebContext) => {
  const { key } = await feedIn(c)
  await setFeedEnabled(c.var.app, visitorIn(c).user, key, (await c.req.parseBody()).to === 'on')
  return c.redirect(sayingAt('/feeds', 'changed'), 303)
}

export const feedRoutes: readonly Route[] = [
  { method: 'GET', path: '/feeds', access: 'signed_in', handler: feeds },
  { method: 'POST', path: '/feeds/:feedId/test', access: managers, handler: test },
  { method: 'POST', path: '/feeds/:feedId/watch', access: managers, handler: watch },
]
