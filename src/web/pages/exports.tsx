import { Refusal } from '../../core/errors.ts'
import { type ExportKind, exportCsv, exportKinds, isExportKind } from '../../pipeline/export.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { PostForm, Submit } from '../parts/form.tsx'
import { Table } from '../parts/table.tsx'

const kinds = Object.entries(exportKinds)

const exportsPage = async (c: WebContext) => {
  const { formToken } = visitorIn(c)
  return await page(
    c,
    { title: 'Exports', section: 'admin' },
    <>
      <AdminNav here="exports" />
      <header class="page-head">
        <h1>Exports</h1>
        <p>
          Everything as CSV. What can be imported has the same columns, keyed by external id, so a file that was taken
          here can be imported again; columns that begin with daybreak_ are only told. They hold names and addresses of
          people, and each download stands in the audit.
        </p>
      </header>
      <Table columns={['File', 'What it holds', 'Take it']}>
        {kinds.map(([kind, { about }]) => (
          <tr>
            <th scope="row">{kind}</th>
            <td>{about}</td>
            <td>
              <PostForm action={`/admin/exports/${kind}`} formToken={formToken} data-file>
                <Submit as="small" aria-label={`Download ${kind}.csv`}>
                  Download
                </Submit>
              </PostForm>
            </td>
          </tr>
        ))}
      </Table>
    </>,
  )
}

const kindIn = (c: WebContext): ExportKind => {
  const kind = c.req.param('kind')
  if (!isExportKind(kind)) throw new Refusal('not_found', `There is no export of that; there is ${kindNames}`)
  return kind
}
const kindNames = Object.keys(exportKinds).join(', ')

/** The file as it is written: neither side ever holds the whole of it. */
const csv = (c: WebContext, who: { by: string | null; keyId?: string | null }): Response => {
  const kind = kindIn(c)
  const lines = ReadableStream.from(exportCsv(c.var.app, kind, who)).pipeThrough(new TextEncoderStream())
  return c.body(lines, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${kind}.csv"`,
  })
}

export const exportRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/exports', access: admins, handler: exportsPage },
  {
    method: 'POST',
    path: '/admin/exports/:kind',
    access: admins,
    handler: (c) => csv(c, { by: userIn(c).id }),
  },
  {
    method: 'GET',
    path: '/api/export/:kind',
    access: { scope: 'export:read' },
    handler: (c) => csv(c, { by: null, keyId: c.var.keyId }),
  },
]
