import { accountsCalled } from '../../store/pages/account.ts'
import { isManager, type Route, visitorIn } from '../context.ts'

const most = 8

/** What the palette finds beside what it holds: accounts whose name or domain begins so, of one's own book for reps. */
export const findRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/find',
    access: 'signed_in',
    handler: async (c) => {
      const { user } = visitorIn(c)
      const text = (c.req.query('text') ?? '').trim().slice(0, 100)
      const found = text ? await accountsCalled(c.var.app.db, text, isManager(user) ? null : user.id, most) : []
      return c.json(found.map(({ id, name, domain }) => ({ name, detail: domain ?? '', path: `/accounts/${id}` })))
    },
  },
]
