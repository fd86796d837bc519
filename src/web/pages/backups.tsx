import { backupHere, backupsHere, backupsKept, databaseName, lastBackup, oldBackupMs } from '../../pipeline/backups.ts'
import { userNames } from '../../store/pages/people.ts'
import { admins, type Route, userIn, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import { page } from '../layout.tsx'
import { AdminNav } from '../parts/admin-nav.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { PostForm, Submit } from '../parts/form.tsx'
import { num, Table } from '../parts/table.tsx'
import { Ago, moment } from '../parts/words.tsx'

const backups = async (c: WebContext) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const [last, names, here] = [await lastBackup(app), await userNames(app.db), backupsHere(app)]
  const isOld = last === null || app.now() - last.at > oldBackupMs
  return await page(
    c,
    { title: 'Backups', section: 'admin' },
    <>
      <AdminNav here="backups" />
      <header class="page-head">
        <h1>Backups</h1>
        <span class={`state ${isOld ? 'state-bad' : 'state-good'}`}>
          {last === null ? (
            'none yet'
          ) : (
            <>
              <Ago at={last.at} now={app.now()} zone={user.timeZone} /> old
            </>
          )}
        </span>
        <p>A copy of the whole database, made while it is in use.</p>
      </header>
      <section class="card switch">
        <div>
          <h2>{last ? `Last made ${moment(last.at, user.timeZone)}` : 'None was made yet'}</h2>
          {last ? (
            <p>
              <span class="code">{last.file}</span>, {megabytes(last.bytes)},{' '}
              {last.by ? (names.get(last.by) ?? last.by) : 'on the command line'}.
            </p>
          ) : (
            <p>What was decided since the last one is lost with the disk.</p>
          )}
        </div>
        <PostForm action="/admin/backups" formToken={formToken}>
          <Submit as="primary">Back up now</Submit>
        </PostForm>
      </section>
      {here.length > 0 && <Here files={here} folder={app.backupFolder} />}
      <HowTo database={databaseName(workspaceIn(c).sample)} />
    </>,
  )
}

const Here = ({ files, folder }: { files: ReturnType<typeof backupsHere>; folder: string }) => (
  <section class="card" aria-labelledby="here">
    <h2 id="here">Made by this button</h2>
    <p class="soft">
      In <span class="code">{folder}</span>. The newest {backupsKept} stay. Copy them to another disk: this one holds
      the database too.
    </p>
    <Table columns={['File', num('Size')]}>
      {files.map(({ file, bytes }) => (
        <tr>
          <th scope="row" class="code">
            {file}
          </th>
          <td class="num">{megabytes(bytes)}</td>
        </tr>
      ))}
    </Table>
  </section>
)

const HowTo = ({ database }: { database: string }) => (
  <section class="card">
    <h2>Every night, and back again</h2>
    <p>
      For every night, let the machine’s own timer run <code class="code">npm run -s daybreak -- backup FILE</code>.
      Keep <code class="code">secret.key</code> of the data folder too, in another place: without it no approval holds.
    </p>
    <ol class="steps">
      <li>Stop Daybreak.</li>
      <li>
        Put the copy in place of <code class="code">{database}</code> in the data folder, and delete the files beside it
        that end in <code class="code">-wal</code> and <code class="code">-shm</code>.
      </li>
      <li>Start it. Everything is there to read, and nothing is sent.</li>
      <li>
        Look at what was sent since the copy was made; then arm it with{' '}
        <code class="code">npm run -s daybreak -- rearm</code> or on <a href="/admin/sending">Sending</a>.
      </li>
    </ol>
  </section>
)

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

const make = async (c: WebContext) => {
  await backupHere(c.var.app, userIn(c).id)
  return c.redirect(sayingAt('/admin/backups', 'backedUp'), 303)
}

export const backupRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/backups', access: admins, handler: backups },
  { method: 'POST', path: '/admin/backups', access: admins, handler: make },
]
