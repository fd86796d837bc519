import { headline, kindNames } from '../../core/headline.ts'
import { type SignalKind, signalKinds } from '../../core/signal.ts'
import { openOffers } from '../../store/offers.ts'
import { type SignalLine, signalPage } from '../../store/pages/signals.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AnsweredStrip, answeredIn } from '../parts/answered.tsx'
import { PostForm, Submit } from '../parts/form.tsx'
import { Empty } from '../parts/marks.tsx'
import { Offers } from '../parts/offers.tsx'
import { Ago, Day, humane, Out, percent } from '../parts/words.tsx'
import { ownAmong } from '../rights.ts'
import { reviewDesk } from './review.tsx'

const signals = async (c: WebContext) => {
  if (c.req.query('review') === '1') return await reviewDesk(c)
  const { user, formToken } = visitorIn(c)
  const kind = signalKinds.find((each) => each === c.req.query('kind')) ?? null
  const before = c.req.query('before') || null
  const ownerId = isManager(user) ? null : user.id
  const { rows, next } = await signalPage(c.var.app.db, { ownerId, kind, review: false, before })
  const own = await ownAmong(c, [...new Set(rows.flatMap((row) => row.matches.map(({ match }) => match.accountId)))])
  const query = new URLSearchParams(kind ? { kind } : {})
  const offers = before ? [] : await openOffers(c.var.app.db)
  const back = `/signals?${query}`
  const answered = await answeredIn(c)
  return await page(
    c,
    { title: 'Signals', section: 'signals' },
    <>
      <header class="page-head">
        <h1>Signals</h1>
        <KindFilter kind={kind} />
        <p>{ownerId ? 'Everything found about your accounts' : 'Everything found'}, the newest first, with its fate.</p>
      </header>
      {answered && <AnsweredStrip of={answered} back={back} formToken={formToken} />}
      <Offers offers={offers} formToken={formToken} zone={user.timeZone} />
      {rows.length === 0 ? (
        <Empty title="No signals.">They appear here when feeds have been polled and read.</Empty>
      ) : (
        <ol class="signals card">
          {rows.map((row) => (
            <Line row={row} own={own} now={c.var.app.now()} zone={user.timeZone} formToken={formToken} back={back} />
          ))}
        </ol>
      )}
      {next && (
        <a class="button" href={`/signals?${query}&before=${next}`}>
          Older
        </a>
      )}
    </>,
  )
}

const KindFilter = ({ kind }: { kind: SignalKind | null }) => (
  <form method="get" action="/signals" class="row-form filters">
    <label>
      <span class="soft">Kind</span>
      <select name="kind">
        <option value="">any</option>
        {signalKinds.map((each) => (
          <option value={each} selected={each === kind}>
            {kindNames[each]}
          </option>
        ))}
      </select>
    </label>
    <Submit>Filter</Submit>
    <a class="button" href="/signals?review=1">
      Review desk
    </a>
  </form>
)

type Shown = { row: SignalLine; own: ReadonlySet<string>; now: number; zone: string; formToken: string; back: string }

const Line = ({ row: { signal, document, matches }, own, now, zone, formToken, back }: Shown) => (
  <li>
    <p>
      <b>{signal.company}</b>: {headline(signal.kind, signal.signal.fields)}{' '}
      <span class="soft">
        <Ago at={document.publishedAt ?? document.fetchedAt} now={now} zone={zone} /> ·{' '}
        <Out url={document.url}>{document.publisher}</Out> · <a href={`/documents/${document.id}`}>document</a>
      </span>
      {signal.lite && <span class="state state-plain">passing mention</span>}
    </p>
    <blockquote class="soft">{signal.signal.quote}</blockquote>
    <div class="small">
      {matches.length === 0 && (
        <span class="soft">{signal.matchedAt === null ? 'not matched yet' : 'no account of ours'}</span>
      )}
      {matches.map(({ match, accountName, answeredBy }) => (
        <div class="match">
          <a href={`/accounts/${match.accountId}`}>{accountName}</a>{' '}
          <span
            class={`state ${match.answer === 'not_us' ? 'state-bad' : match.decision === 'auto' ? 'state-good' : 'state-warm'}`}
          >
            {match.answer ? humane(match.answer) : match.decision === 'auto' ? 'matched' : 'unsure'}{' '}
            {percent(match.confidence)}
          </span>{' '}
          <span class="soft">
            {match.cues.join(', ')}
            {answeredBy && `; answered by ${answeredBy}`}
            {match.answeredAt !== null && (
              <>
                , <Day at={match.answeredAt} zone={zone} />
              </>
            )}
          </span>
          {match.decision === 'review' && match.answer === null && own.has(match.accountId) && (
            <PostForm action={`/signals/${signal.id}/answer`} formToken={formToken} class="buttons answer">
              <input type="hidden" name="accountId" value={match.accountId} />
              <input type="hidden" name="back" value={back} />
              <Submit as="small" name="answer" value="confirmed">
                It is {accountName}
              </Submit>
              <Submit as="small" name="answer" value="not_us">
                Not them
              </Submit>
            </PostForm>
          )}
        </div>
      ))}
    </div>
  </li>
)

export const signalRoutes: readonly Route[] = [
  { method: 'GET', path: '/signals', access: 'signed_in', handler: signals },
]
