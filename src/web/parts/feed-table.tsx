import type { FeedLine } from '../../store/pages/feeds.ts'
import { PostForm, Submit } from './form.tsx'
import { Ago, humane, Out, plural } from './words.tsx'

type Feed = FeedLine['feed']

/** `formToken` null: for somebody who may look only. `back`: the list to come back to, as it was asked for. */
export type Shown = { now: number; zone: string; formToken: string | null; back: string }

/** Feeds under the headings of their categories. */
export const FeedTable = ({ lines, ...shown }: Shown & { lines: readonly FeedLine[] }) => (
  <div class="card table-frame feed-frame">
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

const Line = ({ line, ...shown }: Shown & { line: FeedLine }) => {
  const { feed, accountName, brought } = line
  const url = typeof feed.settings.url === 'string' ? feed.settings.url : null
  const about = [feed.kind, feed.country, feed.language, accountName === null ? feed.why : null].filter(Boolean)
  return (
    <tr id={`feed-${feed.id}`}>
      <th scope="row">
        <Out url={feed.address ?? url}>{feed.name}</Out>
        <br />
        <span class="soft small">
          {about.join(' · ')}
          {feed.accountId !== null && (
            <>
              {' · '}
              <a href={`/accounts/${feed.accountId}`}>{accountName}</a>
            </>
          )}
        </span>
      </th>
      <td>
        <Health feed={feed} />
      </td>
      <td class="small answer">
        {feed.lastAnswer ?? <span class="soft">none yet</span>}
        <br />
        <span class="soft">
          <LastSuccess feed={feed} {...shown} />
        </span>
      </td>
      <Brought what="items" n={brought.items} />
      <Brought what="signals" n={brought.signals} />
      <Brought what="queued" n={brought.queued} />
      <td class="next">
        <Next feed={feed} {...shown} />
      </td>
      {shown.formToken !== null && (
        <td>
          <Change feed={feed} formToken={shown.formToken} back={shown.back} />
        </td>
      )}
    </tr>
  )
}

/** The word beside the number is for the narrow page, which has no headings. */
const Brought = ({ what, n }: { what: string; n: number }) => (
  <td class="num brought">
    {n.toLocaleString('en')} <span class="what">{what}</span>
  </td>
)

const health = {
  new: ['not asked yet', 'plain'],
  ok: ['answers', 'good'],
  degraded: ['failing', 'warm'],
  paused: ['paused', 'bad'],
  gone: ['gone', 'bad'],
} as const

export const Health = ({ feed }: { feed: Feed }) => {
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

export const LastSuccess = ({ feed: { lastSuccessAt, lastPolledAt, verifiedAt }, now, zone }: Clocked) => {
  if (lastSuccessAt !== null)
    return (
      <>
        last success <Ago at={lastSuccessAt} now={now} zone={zone} /> ago
      </>
    )
  if (verifiedAt !== null)
    return (
      <>
        verified <Ago at={verifiedAt} now={now} zone={zone} /> ago
      </>
    )
  return lastPolledAt === null ? null : <>never read well</>
}

/** When it will be asked again; what is paused or gone waits for a person. */
export const Next = ({ feed, now, zone }: Clocked) => {
  if (!feed.enabled || feed.kind === 'inbox') return <span class="soft">–</span>
  if (feed.state === 'paused' || feed.state === 'gone') return <span class="soft">when you ask</span>
  return feed.nextPollAt <= now ? <>next run</> : <Ago at={feed.nextPollAt} now={now} zone={zone} />
}

const Change = ({ feed, formToken, back }: { feed: Feed; formToken: string; back: string }) =>
  feed.kind === 'inbox' ? (
    <span class="soft small">by API</span>
  ) : (
    <PostForm action={`/feeds/${feed.id}/test`} formToken={formToken} class="buttons">
      <input type="hidden" name="back" value={back} />
      <Submit as="small">Test</Submit>
      <Submit as="small" formaction={`/feeds/${feed.id}/watch`} name="to" value={feed.enabled ? 'off' : 'on'}>
        {feed.enabled ? 'Turn off' : 'Turn on'}
      </Submit>
    </PostForm>
  )
