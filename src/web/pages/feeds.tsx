import { Refusal } from '../../core/errors.ts'
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
  const mayTest = managers.includes(user.role)
  const problems = mayTest ? await listProblems(c.var.app.db) : []
  const failing = lines.filter(
    ({ feed }) => feed.enabled && (feed.failures > 0 || ['degraded', 'paused', 'gone'].includes(feed.state)),
  )
  return await page(
    c,
    { title: 'Feeds', section: 'feeds' },
    <>
      <header class="page-head">
        <h1>Feeds</h1>
        <p>
          {plural(lines.filter(({ feed }) => feed.enabled).length, 'feed')} watched
          {failing.length === 0
            ? ', all answering.'
            : `, ${failing.length} in trouble: ${failing.map(({ feed }) => feed.name).join(', ')}.`}
        </p>
      </header>
      {lines.length === 0 ? (
        <Empty title="Nothing is watched yet.">Feeds are entries in the folder feeds/.</Empty>
      ) : (
        <div class="card table-frame">
          <table class="table">
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
                <th scope="col">Next</th>
                {mayTest && <th scope="col">Test</th>}
              </tr>
            </thead>
            {[...Map.groupBy(lines, ({ feed }) => feed.category)].map(([category, group]) => (
              <tbody>
                <tr class="group">
                  <th scope="rowgroup" colspan={mayTest ? 7 : 6}>
                    {humane(category)}
                  </th>
                </tr>
                {group.map((line) => (
                  <Line line={line} now={c.var.app.now()} zone={user.timeZone} formToken={mayTest ? formToken : null} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
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

const health = {
  new: ['not asked yet', 'plain'],
  ok: ['answers', 'good'],
  degraded: ['failing', 'warm'],
  paused: ['paused', 'bad'],
  gone: ['gone', 'bad'],
} as const

type Shown = { line: FeedLine; now: number; zone: string; formToken: string | null }

const Line = ({ line: { feed, documents, signals }, now, zone, formToken }: Shown) => {
  const [word, tone] = !feed.enabled
    ? (['off', 'plain'] as const)
    : health[feed.failures > 0 && feed.state !== 'paused' ? 'degraded' : feed.state]
  const url = typeof feed.settings.url === 'string' ? feed.settings.url : null
  return (
    <tr>
      <th scope="row">
        <Out url={url}>{feed.name}</Out> <span class="soft small">{feed.kind}</span>
      </th>
      <td>
        <span class={`state state-${tone}`}>{word}</span>
        {feed.failures > 0 && <span class="soft small"> {plural(feed.failures, 'failure')} in a row</span>}
      </td>
      <td>
        {feed.lastAnswer ?? <span class="soft">none</span>}{' '}
        {feed.lastPolledAt !== null && (
          <span class="soft">
            <Ago at={feed.lastPolledAt} now={now} zone={zone} /> ago
          </span>
        )}
      </td>
      <td class="num">{documents}</td>
      <td class="num">{signals}</td>
      <td>{feed.enabled ? <Ago at={feed.nextPollAt} now={now} zone={zone} /> : <span class="soft">–</span>}</td>
      {formToken !== null && (
        <td>
          <form method="post" action={`/feeds/${feed.id}/test`}>
            <FormToken value={formToken} />
            <button type="submit" class="button small">
              Ask now
            </button>
          </form>
        </td>
      )}
    </tr>
  )
}

const test = async (c: WebContext) => {
  const feed = await feedById(c.var.app.db, c.req.param('feedId') ?? '')
  if (!feed) throw new Refusal('not_found', 'There is no such feed')
  await pollFeed(c.var.app, feed)
  return c.redirect(sayingAt('/feeds', 'tested'), 303)
}

export const feedRoutes: readonly Route[] = [
  { method: 'GET', path: '/feeds', access: 'signed_in', handler: feeds },
  { method: 'POST', path: '/feeds/:feedId/test', access: managers, handler: test },
]
