import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { tampered } from '../../pipeline/gate.ts'
import { repliesRead } from '../../pipeline/replies.ts'
import { setKillSwitch, setPolicy, setSender, setSending } from '../../pipeline/set-up.ts'
import { pingTool } from '../../pipeline/verbs.ts'
import { recentNotices } from '../../store/notices.ts'
import { sendCounts } from '../../store/pages/sending.ts'
import { admins, managers, type Route, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { FormToken, fieldsOf } from '../parts/form.tsx'
import { PreflightCard } from '../parts/preflight.tsx'
import { SendingRules } from '../parts/sending-rules.tsx'
import { ToolCard } from '../parts/tool.tsx'
import { moment } from '../parts/words.tsx'
import { preflightRoutes } from './preflight.tsx'
import { sendingRuleRoutes } from './sending-rules.ts'

const sending = async (c: WebContext) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const workspace = workspaceIn(c)
  const { sender } = workspace.settings
  const [armed, counts, notices] = [await app.armed(), await sendCounts(app.db), await recentNotices(app.db, 8)]
  const found = await tampered(app)
  const replies = await repliesRead(app)
  return await page(
    c,
    { title: 'Sending', section: 'admin' },
    <>
      <AdminNav here="sending" />
      <header class="page-head">
        <h1>Sending</h1>
        <p>
          Messages leave {app.route === 'folder' ? 'as files into the outbox folder' : 'by SMTP'}, each only with a
          person’s approval of exactly its text.{' '}
          {counts.map(({ state, n }) => `${n} ${state}`).join(', ') || 'Nothing has left yet.'}
        </p>
      </header>
      <Switch
        title={workspace.killSwitch ? 'Everything is stopped' : 'Stop everything'}
        text="The kill switch holds back every message and every hand-out, whatever else is set."
        path="/admin/sending/kill"
        on={workspace.killSwitch}
        words={['Stop everything', 'Release']}
        danger
        formToken={formToken}
      />
      <Switch
        title={workspace.sendingOn ? 'Sending is on' : 'Sending is off'}
        text="Off, approved messages wait, and people hand them out themselves. On, they leave after the undo window."
        path="/admin/sending/on"
        on={workspace.sendingOn}
        words={['Turn sending on', 'Turn it off']}
        formToken={formToken}
      />
      {!armed && (
        <section class="card switch">
          <div>
            <h2>This database is not armed</h2>
            <p>It is new, restored or a copy. Nothing leaves until you say that this is the one that may send.</p>
          </div>
          <form method="post" action="/admin/sending/arm">
            <FormToken value={formToken} />
            <button type="submit" class="button">
              This is the one
            </button>
          </form>
        </section>
      )}
      {found.length > 0 && (
        <section class="card switch">
          <div>
            <h2>Something was changed outside of Daybreak</h2>
            {found.map((one) => (
              <p>{one}.</p>
            ))}
            <p>
              Nothing is approved and nothing leaves. Look at it where Daybreak runs: <code>daybreak rearm</code> shows
              what stands there, and seals it when you say so.
            </p>
          </div>
        </section>
      )}
      <section class="card">
        <h2>Who sends</h2>
        <form method="post" action="/admin/sending/sender" class="row-form">
          <FormToken value={formToken} />
          <label>
            Company
            <input name="company" value={sender.company} required maxlength={100} />
          </label>
          <label>
            Postal address
            <input name="postalAddress" value={sender.postalAddress} required maxlength={200} />
          </label>
          <label>
            Mailbox
            <input type="email" name="fromEmail" value={sender.fromEmail} required maxlength={320} />
          </label>
          <button type="submit" class="button">
            Save
          </button>
        </form>
      </section>
      <PreflightCard email={user.email} formToken={formToken} />
      <section class="card">
        <h2>Policy</h2>
        <form method="post" action="/admin/sending/policy" class="row-form">
          <FormToken value={formToken} />
          <label class="check">
            <input type="checkbox" name="alwaysManager" value="1" checked={workspace.alwaysManager} /> a manager
            approves every message
          </label>
          <label class="check">
            <input type="checkbox" name="fourEyes" value="1" checked={workspace.fourEyes} /> nobody approves their own
            text
          </label>
          <label>
            Undo, seconds
            <input type="number" name="undoSeconds" value={String(workspace.undoSeconds)} min={5} max={600} />
          </label>
          <label>
            A mailbox sends a day, at most
            <input type="number" name="dailyMailboxCap" value={String(workspace.dailyMailboxCap)} min={1} max={500} />
          </label>
          <label>
            One domain gets a day, at most
            <input type="number" name="dailyDomainCap" value={String(workspace.dailyDomainCap)} min={1} max={100} />
          </label>
          <button type="submit" class="button">
            Save
          </button>
        </form>
      </section>
      <ToolCard host={app.webhook?.host ?? null} formToken={formToken} />
      <SendingRules workspace={workspace} formToken={formToken} />
      <section class="card">
        <h2>Replies</h2>
        {!app.mailbox ? (
          <p class="soft">
            No mailbox is read. Set <code>DAYBREAK_IMAP_URL</code>, or let people paste replies and other systems push
            them.
          </p>
        ) : (
          <p>
            The mailbox is read every two minutes, and nothing in it is changed.{' '}
            {replies.readAt === null
              ? 'It has not been read yet.'
              : `Last read ${moment(replies.readAt, user.timeZone)}.`}{' '}
            {replies.error && <b>{replies.error}</b>}
          </p>
        )}
      </section>
      <section class="card">
        <h2>Mail to people here</h2>
        <ul class="plain">
          {notices.map((notice) => (
            <li>
              <span class={`state ${notice.sentAt === null ? 'state-warm' : 'state-good'}`}>
                {notice.sentAt === null ? 'waiting' : 'sent'}
              </span>{' '}
              {notice.subject} <span class="soft num">{moment(notice.createdAt, user.timeZone)}</span> {notice.error}
            </li>
          ))}
          {notices.length === 0 && <li class="soft">None yet.</li>}
        </ul>
      </section>
    </>,
  )
}

type SwitchOf = {
  title: string
  text: string
  path: string
  on: boolean
  words: [string, string]
  danger?: boolean
  formToken: string
}

const Switch = ({ title, text, path, on, words, danger, formToken }: SwitchOf) => (
  <section class="card switch">
    <div>
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
    <form method="post" action={path}>
      <FormToken value={formToken} />
      <button type="submit" class={danger && !on ? 'button danger' : 'button'} name="to" value={on ? 'off' : 'on'}>
        {words[on ? 1 : 0]}
      </button>
    </form>
  </section>
)

const to = z.object({ to: z.enum(['on', 'off']) })
const person = (c: WebContext) => visitorIn(c).user
const done = (c: WebContext) =>
  c.redirect(sayingAt(person(c).role === 'admin' ? '/admin/sending' : '/', 'changed'), 303)

const policy = z.object({
  alwaysManager: z.literal('1').optional(),
  fourEyes: z.literal('1').optional(),
  undoSeconds: z.coerce.number().int().min(5).max(600),
  dailyMailboxCap: z.coerce.number().int().min(1).max(500),
  dailyDomainCap: z.coerce.number().int().min(1).max(100),
})
const sender = z.object({
  company: z.string().trim().min(1).max(100),
  postalAddress: z.string().trim().min(1).max(200),
  fromEmail: z.email().max(320),
})

export const sendingRoutes: readonly Route[] = [
  ...sendingRuleRoutes,
  ...preflightRoutes,
  {
    method: 'POST',
    path: '/admin/sending/tool',
    access: admins,
    handler: async (c) => {
      const { end, reply } = await pingTool(c.var.app, person(c))
      if (end !== 'taken') throw new Refusal('invalid', reply)
      return c.redirect(sayingAt('/admin/sending', 'tool_tested'), 303)
    },
  },
  { method: 'GET', path: '/admin/sending', access: admins, handler: sending },
  {
    method: 'POST',
    path: '/admin/sending/on',
    access: admins,
    handler: async (c) => {
      await setSending(c.var.app, person(c), (await fieldsOf(c, to)).to === 'on')
      return done(c)
    },
  },
  {
    method: 'POST',
    path: '/admin/sending/kill',
    access: managers,
    handler: async (c) => {
      await setKillSwitch(c.var.app, person(c), (await fieldsOf(c, to)).to === 'on')
      return done(c)
    },
  },
  {
    method: 'POST',
    path: '/admin/sending/arm',
    access: admins,
    handler: async (c) => {
      await c.var.app.arm()
      return done(c)
    },
  },
  {
    method: 'POST',
    path: '/admin/sending/sender',
    access: admins,
    handler: async (c) => {
      await setSender(c.var.app, person(c), await fieldsOf(c, sender))
      return done(c)
    },
  },
  {
    method: 'POST',
    path: '/admin/sending/policy',
    access: admins,
    handler: async (c) => {
      const { alwaysManager, fourEyes, ...numbers } = await fieldsOf(c, policy)
      await setPolicy(c.var.app, person(c), {
        ...numbers,
        alwaysManager: alwaysManager === '1',
        fourEyes: fourEyes === '1',
      })
      return done(c)
    },
  },
]
