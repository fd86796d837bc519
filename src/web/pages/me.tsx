import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { secretInParts } from '../../core/second-factor.ts'
import { endOwnSessions, ownSessions } from '../../pipeline/own-sessions.ts'
import {
  beginSecondFactor,
  begunSecondFactor,
  confirmOwnSecondFactor,
  dropOwnSecondFactor,
  isFresh,
  lacksSecondFactor,
  ownSecondFactor,
} from '../../pipeline/second-factor.ts'
import { type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { fieldsOf, PostForm, Problem, Submit } from '../parts/form.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { Table } from '../parts/table.tsx'
import { Ago, Day, plural } from '../parts/words.tsx'
import { changesAt, postsFor } from '../posts.ts'

type Begun = { secret: string; address: string; problem?: string }
type Shown = { begun?: Begun; codes?: string[] }

/** One's own sign-in: where one is signed in, and the second factor. A secret is in the answer to its form alone. */
const me = async (c: WebContext, shown: Shown = {}) => {
  const { user } = visitorIn(c)
  const factor = await ownSecondFactor(c.var.app, user.id)
  const wanted = workspaceIn(c).settings.leadersNeedSecondFactor && (await lacksSecondFactor(c.var.app, user))
  return await page(
    c,
    { title: 'Your sign-in', section: 'none', status: shown.begun?.problem ? 422 : 200 },
    <>
      <header class="page-head">
        <h1>Your sign-in</h1>
        <p>
          {wanted
            ? 'Managers and admins need a second factor here. Set yours up, then everything is open again.'
            : 'Where you are signed in, and the code that is asked for beside your password or link.'}
        </p>
      </header>
      {shown.codes && <Codes codes={shown.codes} />}
      {shown.begun ? <Begun c={c} begun={shown.begun} /> : <Factor c={c} factor={factor} />}
      <Sessions c={c} all={await ownSessions(c.var.app, user.id)} />
    </>,
  )
}

const Codes = ({ codes }: { codes: string[] }) => (
  <section class="card" role="status">
    <h2>Your recovery codes, shown this once</h2>
    <p>Keep them away from your phone. Each signs you in once in place of a code of the app.</p>
    <ul class="kept-codes" id="recovery-codes">
      {codes.map((code) => (
        <li>{code}</li>
      ))}
    </ul>
    <button type="button" class="button small" data-copy="#recovery-codes">
      Copy
    </button>
  </section>
)

const Begun = ({ c, begun: { secret, address, problem } }: { c: WebContext; begun: Begun }) => (
  <section class="card">
    <Problem words={problem} />
    <h2>Show this to your authenticator app</h2>
    <QrCode of={address} label="The secret for your authenticator app" />
    <p>
      Or type it in: <span class="code">{secretInParts(secret)}</span>
    </p>
    <PostForm action="/me/second-factor/confirm" formToken={visitorIn(c).formToken} class="row-form">
      <CodeField label="The code it shows now" digits />
      <Submit as="primary">Turn it on</Submit>
    </PostForm>
  </section>
)

/** A recovery code has letters, so only where none is taken does a phone show digits alone. */
const CodeField = ({ label, digits = false }: { label: string; digits?: boolean }) => (
  <label class="code-field">
    {label}
    <input name="code" inputmode={digits ? 'numeric' : 'text'} autocomplete="one-time-code" required maxlength={20} />
  </label>
)

const Factor = ({ c, factor }: { c: WebContext; factor: Awaited<ReturnType<typeof ownSecondFactor>> }) => {
  const { user, session, formToken } = visitorIn(c)
  return (
    <section class="card">
      <h2>Second factor</h2>
      {factor ? (
        <>
          <p>
            <span class="state state-good">on</span> since <Day at={factor.since} zone={user.timeZone} /> ·{' '}
            {plural(factor.codesLeft, 'recovery code')} left
          </p>
          <PostForm action="/me/second-factor/off" formToken={formToken} class="row-form">
            <CodeField label="A code, to take it off" />
            <Submit>Take it off</Submit>
          </PostForm>
        </>
      ) : (
        <>
          <p>Off. With an authenticator app on your phone, a stolen password or mailbox alone opens nothing.</p>
          {isFresh(c.var.app, session) ? (
            <PostForm action="/me/second-factor" formToken={formToken}>
              <Submit as="primary">Set it up</Submit>
            </PostForm>
          ) : (
            <PostForm action="/sign-out" formToken={formToken} class="stack">
              <p>Setting it up takes a sign-in of the last quarter of an hour, to show that it is you.</p>
              <p class="buttons">
                <Submit as="primary">Sign out, to sign in again</Submit>
              </p>
            </PostForm>
          )}
        </>
      )}
    </section>
  )
}

const Sessions = ({ c, all }: { c: WebContext; all: Awaited<ReturnType<typeof ownSessions>> }) => {
  const { user, session, formToken } = visitorIn(c)
  return (
    <section class="card">
      <h2>Signed in</h2>
      <Table columns={['Since', 'Last used', 'Ends', ...(all.length > 1 ? ['Change'] : [])]}>
        {all.map(({ id, createdAt, lastSeenAt, expiresAt }) => (
          <tr>
            <th scope="row">
              <Day at={createdAt} zone={user.timeZone} />
              {id === session.id && <span class="soft block-line small">this one</span>}
            </th>
            <td>
              <Ago at={lastSeenAt} now={c.var.app.now()} zone={user.timeZone} />
            </td>
            <td>
              <Day at={expiresAt} zone={user.timeZone} />
            </td>
            {all.length > 1 && (
              <td>
                {id !== session.id && (
                  <PostForm action={`/me/sessions/${id}/end`} formToken={formToken}>
                    <Submit as="small">End</Submit>
                  </PostForm>
                )}
              </td>
            )}
          </tr>
        ))}
      </Table>
      {all.length > 1 && (
        <PostForm action="/me/sessions/end" formToken={formToken}>
          <p class="buttons">
            <Submit>End all others</Submit>
          </p>
        </PostForm>
      )}
    </section>
  )
}

const codeIn = async (c: WebContext): Promise<string> =>
  (await fieldsOf(c, z.object({ code: z.string().max(40) }))).code

const begin = async (c: WebContext) => {
  const { user, session } = visitorIn(c)
  return await me(c, { begun: await beginSecondFactor(c.var.app, user, session) })
}

const confirm = async (c: WebContext) => {
  const { user, session } = visitorIn(c)
  const given = { code: await codeIn(c), sessionId: session.id }
  try {
    return await me(c, { codes: await confirmOwnSecondFactor(c.var.app, user, given) })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    return await me(c, { begun: { ...(await begunSecondFactor(c.var.app, user, session)), problem: error.message } })
  }
}

const takeOff = async (c: WebContext) => dropOwnSecondFactor(c.var.app, userIn(c), await codeIn(c))

const endOne = (c: WebContext) =>
  endOwnSessions(c.var.app, visitorIn(c).session, { sessionId: c.req.param('sessionId') ?? '' })

const endOthers = (c: WebContext) => endOwnSessions(c.var.app, visitorIn(c).session, 'others')

const post = postsFor('signed_in')
const change = changesAt('/me', 'signed_in')

export const meRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', access: 'signed_in', handler: (c) => me(c) },
  post('/me/second-factor', begin),
  post('/me/second-factor/confirm', confirm),
  change('/me/second-factor/off', takeOff),
  change('/me/sessions/:sessionId/end', endOne),
  change('/me/sessions/end', endOthers),
]
