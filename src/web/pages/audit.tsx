import { recentAudit, verifyAudit } from '../../store/audit.ts'
import { accountNames, draftNames, userNames } from '../../store/pages/people.ts'
import { admins, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { num, Table } from '../parts/table.tsx'
import { humane, moment } from '../parts/words.tsx'

const audit = async (c: WebContext) => {
  const { user } = visitorIn(c)
  const { db } = c.var.app
  const [lines, names, verdict] = [await recentAudit(db, 300), await userNames(db), await verifyAudit(db)]
  const of = (subject: string) => lines.flatMap((line) => (line.subject === subject ? [line.subjectId] : []))
  const things = new Map([
    ...names,
    ...(await accountNames(db, [...new Set(of('account'))])),
    ...(await draftNames(db, [...new Set(of('draft'))])),
  ])
  return await page(
    c,
    { title: 'Audit', section: 'admin' },
    <>
      <AdminNav here="audit" />
      <header class="page-head">
        <h1>Audit</h1>
        <span class={verdict.broken ? 'state state-bad' : 'state state-good'}>
          {verdict.broken
            ? `broken at ${verdict.broken.seq}: ${verdict.broken.why}`
            : `${verdict.rows} rows, chain unbroken`}
        </span>
        <p>Who did what to which thing; each row seals the one before. The newest 300 rows.</p>
      </header>
      <div class="card">
        <Table columns={[num('No.'), 'When', 'Who', 'What', 'Thing']}>
          {lines.map((line) => (
            <tr>
              <td class="num">{line.seq}</td>
              <td class="num">{moment(line.at, user.timeZone)}</td>
              <td>{line.actorId ? (names.get(line.actorId) ?? line.actorId) : 'Daybreak'}</td>
              <th scope="row">{humane(line.what)}</th>
              <td>
                {line.subject} {things.get(line.subjectId)} <span class="code soft">{line.subjectId}</span>
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </>,
  )
}

export const auditRoutes: readonly Route[] = [{ method: 'GET', path: '/admin/audit', access: admins, handler: audit }]
