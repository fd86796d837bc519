import { z } from 'zod'
import { suppressionKinds } from '../../core/suppression.ts'
import { suppress } from '../../pipeline/suppress.ts'
import { accountNames, userNames } from '../../store/pages/people.ts'
import { listSuppressions } from '../../store/suppressions.ts'
import { managers, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { Table } from '../parts/table.tsx'
import { Day } from '../parts/words.tsx'
import { changesAt } from '../posts.ts'

/** For managers, who do not have the page about sending; only an admin releases it, there. */
const StopEverything = ({ formToken }: { formToken: string }) => (
  <section class="card switch">
    <div>
      <h2>Stop everything</h2>
      <p>Holds back every message and every hand-out, until an admin releases it.</p>
    </div>
    <PostForm action="/admin/sending/kill" formToken={formToken}>
      <Submit as="danger" name="to" value="on">
        Stop everything
      </Submit>
    </PostForm>
  </section>
)

const suppressions = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const { db } = c.var.app
  const [rows, names] = [await listSuppressions(db), await userNames(db)]
  const accounts = await accountNames(
    db,
    rows.flatMap(({ kind, key }) => (kind === 'account' ? [key] : [])),
  )
  return await page(
    c,
    { title: 'Suppressions', section: user.role === 'admin' ? 'admin' : 'none' },
    <>
      {user.role === 'admin' && <AdminNav here="suppressions" />}
      <header class="page-head">
        <h1>Suppressions</h1>
        <p>Whoever stands here is never written to, and nothing lifts it. Addresses are kept as salted hashes.</p>
      </header>
      <SuppressForm formToken={formToken} />
      {user.role === 'manager' && !workspaceIn(c).killSwitch && <StopEverything formToken={formToken} />}
      <div class="card">
        <Table columns={['What', 'Why', 'By', 'Since']}>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.kind}{' '}
                {row.kind === 'account' && accounts.has(row.key) ? (
                  <a href={`/accounts/${row.key}`}>{accounts.get(row.key)}</a>
                ) : (
                  <span class="code soft">{row.kind === 'address' ? `${row.key.slice(0, 12)}…` : row.key}</span>
                )}
              </th>
              <td>{row.reason}</td>
              <td>{row.by ? names.get(row.by) : 'by themselves or an import'}</td>
              <td>
                <Day at={row.at} zone={user.timeZone} />
              </td>
            </tr>
          ))}
        </Table>
        {rows.length === 0 && <p class="soft">Nobody yet.</p>}
      </div>
    </>,
  )
}

const SuppressForm = ({ formToken }: { formToken: string }) => (
  <section class="card">
    <PostForm action="/admin/suppressions" formToken={formToken} class="row-form">
      <label>
        Kind
        <select name="kind">
          <option value="address">address</option>
          <option value="domain">domain</option>
        </select>
      </label>
      <label>
        Address or domain
        <input name="value" required maxlength={320} />
      </label>
      <label>
        Why
        <input name="reason" required maxlength={200} />
      </label>
      <Submit as="danger">Suppress for good</Submit>
    </PostForm>
  </section>
)

const fields = z.object({
  kind: z.enum(suppressionKinds).exclude(['account']),
  value: z.string().trim().min(1).max(320),
  reason: z.string().trim().min(1).max(200),
})

export const suppressionRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/suppressions', access: managers, handler: suppressions },
  changesAt('/admin/suppressions', managers)(
    '/admin/suppressions',
    async (c) => suppress(c.var.app, userIn(c), await fieldsOf(c, fields)),
    'suppressed',
  ),
]
