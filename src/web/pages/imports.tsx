import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { knownColumns } from '../../pipeline/import/columns.ts'
import { keepUpload, mostUploadBytes, type Upload } from '../../pipeline/import/upload.ts'
import { type ImportKind, importKinds } from '../../pipeline/import.ts'
import { recentImports } from '../../store/imports.ts'
import { userNames } from '../../store/pages/people.ts'
import { admins, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Problem, Submit } from '../parts/form.tsx'
import { ImportTable, Preview } from '../parts/imports.tsx'
import { Empty } from '../parts/marks.tsx'
import { plural } from '../parts/words.tsx'
import { importRoutesOfOne } from './import.tsx'

const kinds = Object.keys(importKinds) as [ImportKind, ...ImportKind[]]
const shown = 100

const imports = async (c: WebContext, given: { kind?: ImportKind; problem?: string } = {}) => {
  const { user, formToken } = visitorIn(c)
  const { db } = c.var.app
  const [rows, names] = [await recentImports(db, shown), await userNames(db)]
  return await page(
    c,
    { title: 'Imports', section: 'admin', status: given.problem ? 422 : 200 },
    <>
      <AdminNav here="imports" />
      <header class="page-head">
        <h1>Imports</h1>
        <p>A CSV file with a header. You see what it would do before anything is written.</p>
      </header>
      <section class="card">
        <Problem words={given.problem} />
        <PostForm action="/admin/imports/preview" formToken={formToken} enctype="multipart/form-data" class="row-form">
          <label>
            What it lists
            <select name="kind">
              {kinds.map((kind) => (
                <option value={kind} selected={kind === given.kind}>
                  {kind}
                </option>
              ))}
            </select>
          </label>
          <label>
            File, at most {mostUploadBytes / 1024 / 1024} MB
            <input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" required />
          </label>
          <Submit as="primary">Preview</Submit>
        </PostForm>
        <Templates />
      </section>
      {rows.length === 0 ? (
        <Empty title="Nothing was imported yet.">Begin with accounts: the other files name theirs.</Empty>
      ) : (
        <div class="card">
          <ImportTable rows={rows} names={names} zone={user.timeZone} />
        </div>
      )}
      {rows.length === shown && <p class="soft">The newest {plural(shown, 'import')}.</p>}
    </>,
  )
}

const Templates = () => (
  <p class="soft small">
    An empty file with all columns that are known:{' '}
    {kinds.map((kind, i) => (
      <>
        {i > 0 && ' · '}
        <a href={`/admin/imports/templates/${kind}`} download={`${kind}.csv`}>
          {kind}
        </a>
      </>
    ))}
  </p>
)

const chosen = z.object({ kind: z.enum(kinds), file: z.instanceof(File, { message: 'choose a file' }) })

/** What the file would do. The file itself waits here; the form carries only its id and hash. */
const preview = async (c: WebContext) => {
  const { kind, file } = await fieldsOf(c, chosen)
  if (file.size === 0) return await imports(c, { kind, problem: 'Choose a file: this one is empty' })
  const kept = keepUpload(c.var.app, new Uint8Array(await file.arrayBuffer()))
  const upload: Upload = { kind, file: plainName(file.name), ...kept }
  try {
    const report = await c.var.app.study('previewUpload', upload)
    return await page(
      c,
      { title: 'Import: preview', section: 'admin' },
      <>
        <AdminNav here="imports" />
        <Preview report={report} upload={upload} formToken={visitorIn(c).formToken} />
      </>,
    )
  } catch (error) {
    c.var.app.uploads.drop(kept.id)
    if (error instanceof Refusal && error.code === 'invalid') return await imports(c, { kind, problem: error.message })
    throw error
  }
}

/** A name to show and to keep: what a browser calls the file is never a place. */
const plainName = (name: string): string =>
  [...(name.split(/[\\/]/).at(-1) ?? '')]
    .filter((character) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(character))
    .join('')
    .slice(0, 100) || 'file.csv'

const confirmed = z.object({
  kind: z.enum(kinds),
  file: z.string().max(400).transform(plainName),
  id: z.string().max(64),
  hash: z.string().max(64),
})

const confirm = async (c: WebContext) => {
  const report = await c.var.app.study('importUpload', await fieldsOf(c, confirmed), userIn(c).id)
  return c.redirect(sayingAt(`/admin/imports/${report.id}`, 'imported'), 303)
}

const template = (c: WebContext): Response => {
  const kind = kinds.find((each) => each === c.req.param('kind'))
  if (!kind) throw new Refusal('not_found', 'There is no such kind of import')
  return c.body(`${knownColumns(importKinds[kind] as never).join(',')}\r\n`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${kind}.csv"`,
  })
}

export const importRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/imports', access: admins, handler: (c) => imports(c) },
  { method: 'GET', path: '/admin/imports/templates/:kind', access: admins, handler: template },
  {
    method: 'POST',
    path: '/admin/imports/preview',
    access: admins,
    handler: preview,
    mostBodyBytes: mostUploadBytes + 64 * 1024,
  },
  { method: 'POST', path: '/admin/imports', access: admins, handler: confirm },
  ...importRoutesOfOne,
]
