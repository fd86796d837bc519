import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { assertSetUpCode, setUp } from '../../pipeline/set-up.ts'
import { signInByPassword } from '../../pipeline/sign-in.ts'
import { countUsers } from '../../store/users.ts'
import { assetUrl } from '../assets.ts'
import { clientAddress } from '../client.ts'
import type { Route, WebContext } from '../context.ts'
import { keepSession, sessionToken } from '../cookie.ts'
import { page } from '../layout.tsx'
import { fieldsOf, Problem, Submit } from '../parts/form.tsx'

const fields = z.object({
  code: z.string().max(100),
  workspace: z.string().trim().min(1).max(100),
  timeZone: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  password: z.string().max(1024),
})
type Given = Partial<z.infer<typeof fields>> & { problem?: string }

const form = async (c: WebContext, given: Given) => {
  if ((await countUsers(c.var.app.db)) > 0) return c.redirect('/sign-in', 303)
  return await page(
    c,
    { title: 'Set up', section: 'none', frame: 'door', status: given.problem ? 422 : 200 },
    <section class="door wide">
      <div class="masthead">
        <img src={assetUrl('mark.svg')} alt="" width="40" height="40" />
        <h1>Set up Daybreak</h1>
        <p class="soft">A workspace of your own, and its first admin. Sending stays off until you turn it on.</p>
      </div>
      <Problem words={given.problem} />
      <form method="post" action="/set-up" class="stack">
        <label>
          Code <span class="soft">the server printed it when it started</span>
          <input name="code" value={given.code ?? c.req.query('code')} required autocomplete="off" />
        </label>
        <label>
          Name of the workspace <span class="soft">your company, as it stands in messages</span>
          <input name="workspace" value={given.workspace} required maxlength={100} />
        </label>
        <label>
          Time zone
          <input name="timeZone" value={given.timeZone ?? 'Europe/London'} required list="zones" />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option value={zone} />
            ))}
          </datalist>
        </label>
        <label>
          Your name
          <input name="name" value={given.name} required maxlength={100} autocomplete="name" />
        </label>
        <label>
          Your e-mail address
          <input type="email" name="email" value={given.email} required maxlength={320} autocomplete="username" />
        </label>
        <label>
          Password <span class="soft">at least 12 characters; a sentence is good</span>
          <input type="password" name="password" required minlength={12} maxlength={1024} autocomplete="new-password" />
        </label>
        <Submit as="primary">Set up</Submit>
        {c.var.app.openOther && (
          <Submit formaction="/set-up/sample" formnovalidate>
            Look at the sample again
          </Submit>
        )}
      </form>
    </section>,
  )
}

const create = async (c: WebContext) => {
  const given = await fieldsOf(c, fields)
  const { app } = c.var
  try {
    await setUp(app, given.code, given)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'conflict') throw error
    const { password: _, ...kept } = given
    return await form(c, { ...kept, problem: error.message })
  }
  const client = { address: clientAddress(c), replaces: sessionToken(c) }
  const come = await signInByPassword(app, given.email, given.password, client)
  if ('token' in come) keepSession(c, come.token, come.expiresAt - app.now())
  return c.redirect('/admin/start', 303)
}

/** Whoever holds the code may go back to the sample while there is nobody here yet. */
const backToSample = async (c: WebContext) => {
  const { code } = await fieldsOf(c, fields.pick({ code: true }))
  const { app } = c.var
  if ((await countUsers(app.db)) > 0) throw new Refusal('conflict', 'This workspace is set up already')
  assertSetUpCode(app, code)
  if (!app.openOther) throw new Refusal('conflict', 'Start Daybreak with DAYBREAK_SAMPLE=1 to see the sample')
  return c.redirect(await app.openOther(), 303)
}

export const setUpRoutes: readonly Route[] = [
  { method: 'GET', path: '/set-up', access: 'public', handler: (c) => form(c, {}) },
  { method: 'POST', path: '/set-up', access: 'public', withoutFormToken: 'own_origin', handler: create },
  { method: 'POST', path: '/set-up/sample', access: 'public', withoutFormToken: 'own_origin', handler: backToSample },
]
