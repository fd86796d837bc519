import { preflight, sendTestMail } from '../../pipeline/preflight.ts'
import { admins, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { PreflightCard, PreflightLines, TestMailSaid } from '../parts/preflight.tsx'

const shown = async (c: WebContext, content: unknown, status: 200 | 422 = 200) => {
  const { user, formToken } = visitorIn(c)
  return await page(
    c,
    { title: 'Preflight', section: 'admin', status },
    <>
      <AdminNav here="sending" />
      <header class="page-head">
        <h1>Preflight</h1>
        <a href="/admin/sending">Back to sending</a>
      </header>
      {content as string}
      <PreflightCard email={user.email} formToken={formToken} />
    </>,
  )
}

const look = async (c: WebContext) => await shown(c, <PreflightLines lines={await preflight(c.var.app)} />)

const mail = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const sent = await sendTestMail(c.var.app, user)
  return await shown(c, <TestMailSaid mail={sent} email={user.email} />, sent.isSent ? 200 : 422)
}

export const preflightRoutes: readonly Route[] = [
  { method: 'POST', path: '/admin/sending/preflight', access: admins, handler: look },
  { method: 'POST', path: '/admin/sending/test-mail', access: admins, handler: mail },
]
