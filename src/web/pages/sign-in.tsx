import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import {
  type HalfWay,
  linkHolder,
  mailSignInLink,
  type SignedIn,
  signInByCode,
  signInByLink,
  signInByPassword,
  signOut,
  stepHolder,
  stepMs,
} from '../../pipeline/sign-in.ts'
import { assetUrl } from '../assets.ts'
import { clientAddress } from '../client.ts'
import { type Route, visitorIn, type WebContext } from '../context.ts'
import { dropSession, dropStep, keepSession, keepStep, sessionToken, stepIn } from '../cookie.ts'
import { page } from '../layout.tsx'
import { fieldsOf, Problem, Submit } from '../parts/form.tsx'

/** Only a path of our own may follow a sign-in. */
const ownPath = (next: string | undefined): string => (next && /^\/(?![/\\])[\w~./-]*$/.test(next) ? next : '/')

const clientOf = (c: WebContext) => ({ address: clientAddress(c), replaces: sessionToken(c) })

const enter = (c: WebContext, come: SignedIn | HalfWay, next: string): Response => {
  if ('step' in come) {
    keepStep(c, come.step, stepMs)
    return c.redirect(next === '/' ? '/sign-in/code' : `/sign-in/code?next=${encodeURIComponent(next)}`, 303)
  }
  const { token, expiresAt } = come
  if (stepIn(c)) dropStep(c)
  keepSession(c, token, expiresAt - c.var.app.now())
  return c.redirect(next, 303)
}

type Told = { problem?: string; note?: string; email?: string; next?: string }

const signInPage = (c: WebContext, { problem, note, email, next }: Told) =>
  door(
    c,
    problem,
    <>
      {note && (
        <p class="note" role="status">
          {note}
        </p>
      )}
      <form method="post" action="/sign-in" class="stack">
        <input type="hidden" name="next" value={ownPath(next)} />
        <label>
          E-mail
          <input type="email" name="email" value={email} autocomplete="username" required autofocus maxlength={320} />
        </label>
        <label>
          Password
          <input type="password" name="password" autocomplete="current-password" required maxlength={1024} />
        </label>
        <Submit as="primary">Sign in</Submit>
      </form>
      <details class="quiet">
        <summary>Sign in by a link instead</summary>
        <form method="post" action="/sign-in/mail" class="stack">
          <label>
            E-mail
            <input type="email" name="email" autocomplete="username" required maxlength={320} />
          </label>
          <Submit>Mail me a link</Submit>
        </form>
      </details>
    </>,
  )

/** The page before the session, and why the last attempt failed. */
const door = (c: WebContext, problem: string | undefined, content: Child) =>
  page(
    c,
    { title: 'Sign in', section: 'none', frame: 'door', status: problem ? 422 : 200 },
    <section class="door">
      <div class="masthead">
        <img src={assetUrl('mark.svg')} alt="" width="40" height="40" />
        <h1>Daybreak</h1>
        <p class="soft">Who to write to this morning, and why.</p>
      </div>
      <Problem words={problem} />
      {content}
    </section>,
  )

const linkPage = async (c: WebContext) => {
  const token = c.req.param('token') ?? ''
  const holder = await linkHolder(c.var.app, token)
  if (!holder)
    return await signInPage(c, { problem: 'This link was used already or is too old. Ask for a new one below.' })
  return await door(
    c,
    undefined,
    <form method="post" action={`/sign-in/link/${token}`} class="stack">
      <p>
        This link signs in <b>{holder.name}</b> ({holder.role}). It works once.
      </p>
      <Submit as="primary" autofocus>
        Sign in as {holder.name}
      </Submit>
    </form>,
  )
}

const credentials = z.object({
  email: z.string().max(320),
  password: z.string().max(1024),
  next: z.string().optional(),
})

const byPassword = async (c: WebContext) => {
  const { email, password, next } = await fieldsOf(c, credentials)
  try {
    return enter(c, await signInByPassword(c.var.app, email, password, clientOf(c)), ownPath(next))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return await signInPage(c, { problem: error.message, email, ...(next ? { next } : {}) })
  }
}

const byMail = async (c: WebContext) => {
  const { email } = await fieldsOf(c, z.object({ email: z.string().max(320) }))
  await mailSignInLink(c.var.app, email, clientOf(c))
  return await signInPage(c, {
    note: 'If that address belongs to a person here, a link is on its way. It works once, for half an hour.',
  })
}

/** Asked after a password and after a link alike. */
const codePage = async (c: WebContext, { problem, next }: Told = {}) => {
  const holder = await stepHolder(c.var.app, stepIn(c))
  if (!holder) return await signInPage(c, { problem: 'That took too long. Sign in anew', ...(next ? { next } : {}) })
  return await door(
    c,
    problem,
    <form method="post" action="/sign-in/code" class="stack">
      <input type="hidden" name="next" value={ownPath(next)} />
      <label>
        Code of your authenticator app
        <input name="code" autocomplete="one-time-code" required autofocus maxlength={20} />
      </label>
      <Submit as="primary">Sign in as {holder.user.name}</Submit>
      <p class="soft">Without the app, give one of your recovery codes. Without those, an admin helps.</p>
    </form>,
  )
}

const byCode = async (c: WebContext) => {
  const { code, next } = await fieldsOf(c, z.object({ code: z.string().max(40), next: z.string().optional() }))
  try {
    return enter(c, await signInByCode(c.var.app, stepIn(c), code, clientOf(c)), ownPath(next))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return await codePage(c, { problem: error.message, ...(next ? { next } : {}) })
  }
}

const leave = async (c: WebContext) => {
  await signOut(c.var.app, visitorIn(c).session)
  dropSession(c)
  return c.redirect('/sign-in', 303)
}

export const signInRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sign-in',
    access: 'public',
    handler: (c) => {
      if (c.var.visitor) return c.redirect('/', 303)
      if (!c.var.workspace) return c.redirect('/set-up', 303)
      const next = c.req.query('next')
      return signInPage(c, next ? { next } : {})
    },
  },
  { method: 'POST', path: '/sign-in', access: 'public', withoutFormToken: 'own_origin', handler: byPassword },
  { method: 'POST', path: '/sign-in/mail', access: 'public', withoutFormToken: 'own_origin', handler: byMail },
  { method: 'GET', path: '/sign-in/link/:token', access: 'public', handler: linkPage },
  {
    method: 'POST',
    path: '/sign-in/link/:token',
    access: 'public',
    withoutFormToken: 'own_origin',
    handler: async (c) => enter(c, await signInByLink(c.var.app, c.req.param('token') ?? '', clientOf(c)), '/'),
  },
  {
    method: 'GET',
    path: '/sign-in/code',
    access: 'public',
    handler: (c) => codePage(c, { next: c.req.query('next') ?? '/' }),
  },
  { method: 'POST', path: '/sign-in/code', access: 'public', withoutFormToken: 'own_origin', handler: byCode },
  { method: 'POST', path: '/sign-out', access: 'signed_in', handler: leave },
]
