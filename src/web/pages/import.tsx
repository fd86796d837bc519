import { Refusal } from '../../core/errors.ts'
import { whyNoUndo } from '../../pipeline/import/undo.ts'
import { findImport, importChangesOf, importErrorsOf, type StoredImport } from '../../store/imports.ts'
import { userNames } from '../../store/pages/people.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { PostForm, Submit } from '../parts/form.tsx'
import { ImportState, ImportSums, Lines } from '../parts/imports.tsx'
import { moment, plural } from '../parts/words.tsx'

const errorsShown = 50
const linesNamed = 20

/** One import: what it did, what it could not use, and the way back. */
const oneImport = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const { db, now } = c.var.app
  const row = await found(c)
  const after = Math.max(0, Math.trunc(Number(c.req.query('after') ?? 0)) || 0)
  const errors = await importErrorsOf(db, row.id, after, errorsShown + 1)
  const next = errors.length > errorsShown ? errors[errorsShown - 1]!.line : null
  const names = await userNames(db)
  const by = row.by ? (names.get(row.by) ?? row.by) : 'on the command line'
  return await page(
    c,
    { title: `Import of ${row.file}`, section: 'admin' },
    <>
      <AdminNav here="imports" />
      <header class="page-head">
        <h1>{row.file}</h1>
        <ImportState row={row} />
        <p>
          {row.kind}, {moment(row.at, user.timeZone)}, {by}
        </p>
      </header>
      <section class="card">
        <ImportSums row={row} />
        {row.undoneAt === null ? (
          <Undo row={row} why={whyNoUndo(row, now())} formToken={formToken} />
        ) : (
          <p>
            {plural(row.rowsUndone ?? 0, 'row was', 'rows were')} taken back on {moment(row.undoneAt, user.timeZone)},{' '}
            {row.undoneBy ? (names.get(row.undoneBy) ?? row.undoneBy) : 'on the command line'}.{' '}
            <Stayed lines={(await importChangesOf(db, row.id, Number.MAX_SAFE_INTEGER, linesNamed + 1)).map(lineOf)} />
          </p>
        )}
      </section>
      {row.failed > 0 && (
        <section class="card" aria-labelledby="not-used">
          <h2 id="not-used">Not used</h2>
          <Lines said={errors.slice(0, errorsShown)} />
          {next !== null && (
            <p>
              <a class="button" href={`/admin/imports/${row.id}?after=${next}`}>
                More
              </a>
            </p>
          )}
        </section>
      )}
    </>,
  )
}

const found = async (c: WebContext): Promise<StoredImport> => {
  const row = await findImport(c.var.app.db, c.req.param('importId') ?? '')
  if (!row) throw new Refusal('not_found', 'There is no such import')
  return row
}

const lineOf = ({ line }: { line: number }): number => line

const Stayed = ({ lines }: { lines: number[] }) =>
  lines.length === 0 ? null : (
    <>
      What other rows wrote was changed or used since, and stays: line {lines.slice(0, linesNamed).join(', ')}
      {lines.length > linesNamed && ' and more'}.
    </>
  )

const Undo = ({ row, why, formToken }: { row: StoredImport; why: string | null; formToken: string }) =>
  why !== null ? (
    <p class="soft">{why}.</p>
  ) : (
    <PostForm action={`/admin/imports/${row.id}/undo`} formToken={formToken} class="switch">
      <p class="soft">
        Taking it back puts every row as it was before, but for those that somebody has changed or used since. The file
        can be imported again.
      </p>
      <Submit as="danger">Take it back</Submit>
    </PostForm>
  )

const undo = async (c: WebContext) => {
  const { id } = await found(c)
  await c.var.app.study('undoImport', { id, by: userIn(c).id })
  return c.redirect(sayingAt(`/admin/imports/${id}`, 'takenBack'), 303)
}

export const importRoutesOfOne: readonly Route[] = [
  { method: 'GET', path: '/admin/imports/:importId', access: admins, handler: oneImport },
  { method: 'POST', path: '/admin/imports/:importId/undo', access: admins, handler: undo },
]
