import { candidateAccounts, signalPage } from '../../store/pages/signals.ts'
import { isManager, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AnsweredStrip, answeredIn } from '../parts/answered.tsx'
import { Empty } from '../parts/marks.tsx'
import { Question } from '../parts/question.tsx'
import { ownAmong } from '../rights.ts'

const first = '/signals?review=1'

/** Unsure matches and unsure signals, one question after another: the first has the keys. */
export const reviewDesk = async (c: WebContext): Promise<Response> => {
  const { user, formToken } = visitorIn(c)
  const { db } = c.var.app
  const before = c.req.query('before') || null
  const back = before ? `${first}&before=${encodeURIComponent(before)}` : first // what was put off stays so
  const ownerId = isManager(user) ? null : user.id
  const questions = { ownerId, kind: null, review: true }
  const { rows, next } = await signalPage(db, { ...questions, before })
  const putOff = before && rows.length === 0 ? await signalPage(db, { ...questions, before: null }) : null
  const accountIds = [...new Set(rows.flatMap(({ matches }) => matches.map(({ match }) => match.accountId)))]
  const accounts = await candidateAccounts(db, accountIds)
  const own = await ownAmong(c, accountIds)
  const answered = await answeredIn(c)
  return await page(
    c,
    { title: 'Review desk', section: 'signals' },
    <>
      <Head isLater={before !== null} />
      {answered && <AnsweredStrip of={answered} back={back} formToken={formToken} />}
      {rows.length === 0 ? (
        <NoQuestion putOff={putOff} />
      ) : (
        <ol class="doubts">
          {rows.map((row, at) => (
            <Question
              row={row}
              accounts={accounts}
              own={own}
              current={at === 0}
              now={c.var.app.now()}
              zone={user.timeZone}
              formToken={formToken}
              back={back}
            />
          ))}
        </ol>
      )}
      {next && (
        <a class="button" href={`${first}&before=${next}`}>
          Older
        </a>
      )}
    </>,
  )
}

const Head = ({ isLater }: { isLater: boolean }) => (
  <header class="page-head">
    <h1>Review desk</h1>
    <p>
      What the matching would not decide by itself. An answer is remembered: it settles the same question about other
      stories, and teaches the name. <a href="/signals">All signals</a>
      {isLater && (
        <>
          {' · '}
          <a href={first}>back to the first</a>
        </>
      )}
    </p>
  </header>
)

type Page = Awaited<ReturnType<typeof signalPage>>

/** `putOff`: what waits before this place. */
const NoQuestion = ({ putOff }: { putOff: Page | null }) =>
  putOff && putOff.rows.length > 0 ? (
    <Empty title={`${putOff.rows.length}${putOff.next ? ' or more' : ''} put off.`}>
      That was the last question; <a href={first}>back to the first that waits</a>.
    </Empty>
  ) : (
    <Empty title="Nothing to decide.">
      Questions come up here when a story may be about an account and nothing in it says so for sure.
    </Empty>
  )
