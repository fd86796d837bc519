import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { tampered } from '../../pipeline/gate.ts'
import { repliesRead } from '../../pipeline/replies.ts'
import { setKillSwitch, setPolicy, setSender, setSending } from '../../pipeline/set-up.ts'
import { pingTool } from '../../pipeline/verbs.ts'
import { recentNotices } from '../../store/notices.ts'
import { sendCounts } from '../../store/pages/sending.ts'
import { admins, managers, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { PreflightCard } from '../parts/preflight.tsx'
import {
  ChangedOutside,
  MailboxRead,
  NotArmed,
  NoticesSent,
  Policy,
  Switch,
  WhoSends,
} from '../parts/sending-cards.tsx'
import { SendingRules } from '../parts/sending-rules.tsx'
import { ToolCard } from '../parts/tool.tsx'
import { changesAt } from '../posts.ts'
import { preflightRoutes } from './preflight.tsx'
import { sendingRuleRoutes } from './sending-rules.ts'

const sending = async (c: WebContext) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const workspace = workspaceIn(c)
  const [armed, counts] = [await app.armed(), await sendCounts(app.db)]
  const found = await tampered(app)
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
      {!armed && <NotArmed formToken={formToken} />}
      {found.length > 0 && <ChangedOutside found={found} />}
      <WhoSends sender={workspace.settings.sender} formToken={formToken} />
      <PreflightCard email={user.email} formToken={formToken} />
      <Policy workspace={workspace} formToken={formToken} />
      <ToolCard host={app.webhook?.host ?? null} formToken={formToken} />
      <SendingRules workspace={workspace} formToken={formToken} />
      <MailboxRead isSet={app.mailbox !== null} replies={await repliesRead(app)} zone={user.timeZone} />
      <NoticesSent notices={await recentNotices(app.db, 8)} zone={user.timeZone} />
    </>,
  )
}

const to = z.object({ to: z.enum(['on', 'off']) })

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

const testTool = async (c: WebContext) => {
  const { end, reply } = await pingTool(c.var.app, userIn(c))
  if (end !== 'taken') throw new Refusal('invalid', reply)
}

/** Managers stop everything too, and have no page about sending to come back to. */
const kill = async (c: WebContext) => {
  await setKillSwitch(c.var.app, userIn(c), (await fieldsOf(c, to)).to === 'on')
  return c.redirect(sayingAt(userIn(c).role === 'admin' ? '/admin/sending' : '/', 'changed'), 303)
}

const changePolicy = async (c: WebContext) => {
  const { alwaysManager, fourEyes, ...numbers } = await fieldsOf(c, policy)
  await setPolicy(c.var.app, userIn(c), {
    ...numbers,
    alwaysManager: alwaysManager === '1',
    fourEyes: fourEyes === '1',
  })
}

const change = changesAt('/admin/sending', admins)

export const sendingRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/sending', access: admins, handler: sending },
  { method: 'POST', path: '/admin/sending/kill', access: managers, handler: kill },
  change('/admin/sending/tool', testTool, 'tool_tested'),
  change('/admin/sending/on', async (c) => setSending(c.var.app, userIn(c), (await fieldsOf(c, to)).to === 'on')),
  change('/admin/sending/arm', (c) => c.var.app.arm()),
  change('/admin/sending/sender', async (c) => setSender(c.var.app, userIn(c), await fieldsOf(c, sender))),
  change('/admin/sending/policy', changePolicy),
  ...sendingRuleRoutes,
  ...preflightRoutes,
]
