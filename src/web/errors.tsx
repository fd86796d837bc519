import type { Context } from 'hono'
import { Conflict } from '#dialect'
import { type ErrorCode, Refusal } from '../core/errors.ts'
import { draftSummary } from '../store/pages/draft.ts'
import type { Env, WebContext } from './context.ts'
import { page } from './layout.tsx'
import { AgainForm, againOf } from './parts/again.tsx'
import { Stale, staleOf } from './parts/stale.tsx'

/** The one table from refusals to HTTP. */
const statusOf = { not_found: 404, invalid: 422, conflict: 409, forbidden: 403 } as const satisfies Record<
  ErrorCode,
  number
>

const titles = {
  404: 'There is nothing here',
  422: 'That cannot be done as it is',
  409: 'That cannot be done now',
  403: 'Not for this account',
  500: 'Something broke on our side',
} as const

export const notFoundPage = (c: Context<Env>): Promise<Response> =>
  answer(c, new Refusal('not_found', 'The address leads nowhere, or to something that is not yours.'))

/** Expected refusals are told; anything else is logged in full and told in one sentence. */
export const errorPage = (error: Error, c: Context<Env>): Promise<Response> => {
  if (error instanceof Refusal) return answer(c, error)
  if (error instanceof Conflict) return answer(c, new Refusal('conflict', error.message))
  if (isBusy(error)) return answer(c, new Refusal('conflict', 'The database was busy for too long: try it again.'))
  c.var.app.log.error({ err: error, path: c.req.routePath, method: c.req.method }, 'A request failed')
  return answer(c, null)
}

/** Somebody else wrote for longer than anybody waits; nothing was changed. */
const isBusy = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (String((cause as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return true
  return false
}

const answer = async (c: WebContext, refusal: Refusal | null): Promise<Response> => {
  const status = refusal ? statusOf[refusal.code] : 500
  const message = refusal?.message ?? 'Nothing was lost. Try again; if it stays, the log of the server says why.'
  // a program that calls knows 400 for what it got wrong; a form is told in its own page
  if (isCall(c)) return c.json({ error: refusal?.code ?? 'internal', message }, status === 422 ? 400 : status)
  if (wantsJson(c)) return c.json({ error: refusal?.code ?? 'internal', message }, status)
  const stale = staleOf(refusal)
  const again = refusal?.code === 'invalid' ? await againOf(c, c.var.visitor) : null
  const title = stale ? 'It changed in the meantime' : titles[status]
  const back = stale || again ? await textOfDraft(c) : null
  return await page(
    c,
    { title, section: 'none', frame: c.var.visitor ? 'page' : 'door', status },
    <section class={stale ? 'card wide' : 'card narrow'}>
      <p class="eyebrow num">{status}</p>
      <h1>{title}</h1>
      <p>{message}</p>
      {stale && <Stale stale={stale} />}
      {again && <AgainForm again={again} />}
      <p class="buttons">
        <a class={again ? 'button' : 'button primary'} href={back ?? '/'}>
          {wordFor(back, again !== null)}
        </a>
      </p>
    </section>,
  )
}

const approvals = '/approvals'

/** Where the draft stands that a form was about: among the approvals, if it came from there and still waits, or its item. */
const textOfDraft = async (c: WebContext): Promise<string | null> => {
  const draft = await draftSummary(c.var.app.db, /^\/drafts\/([\w-]+)\//.exec(c.req.path)?.[1] ?? '')
  if (!draft) return null
  if ((await c.req.parseBody()).lane !== 'approvals') return `/items/${draft.pursuitId}`
  return draft.state === 'submitted' ? `${approvals}?draft=${draft.id}` : approvals
}

const wordFor = (back: string | null, again: boolean): string => {
  if (back === null) return 'To the queue'
  if (back === approvals) return 'Back to the approvals'
  return again ? 'Back to the item' : 'Open the newest text'
}

const isCall = (c: WebContext): boolean => c.req.path.startsWith('/api/')
const wantsJson = (c: WebContext): boolean => c.req.header('accept')?.startsWith('application/json') === true
