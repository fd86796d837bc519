import { z } from 'zod'
import { icpDiff } from '../../core/icp/diff.ts'
import { retireIcp } from '../../pipeline/icp.ts'
import { icpHistory, icpKeys, type StoredIcpVersion } from '../../store/icps.ts'
import { allUsers } from '../../store/users.ts'
import { managers, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf, PostForm, Submit } from '../parts/form.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'
import { Empty } from '../parts/marks.tsx'
import { Day } from '../parts/words.tsx'

/** Every version of every ICP, what changed in it, and the way back. */
const versions = async (c: WebContext) => {
  const { db } = c.var.app
  const histories = await Promise.all((await icpKeys(db)).map((key) => icpHistory(db, key)))
  const names = new Map((await allUsers(db)).map(({ id, name }) => [id, name]))
  const { user, formToken } = visitorIn(c)
  return await page(
    c,
    { title: 'Versions of the ICP', section: 'icp' },
    <>
      <header class="page-head">
        <h1>Versions</h1>
        <IcpNav c={c} here="versions" />
      </header>
      {histories.length === 0 && <Empty title="No ICP is published yet.">The interview writes a first one.</Empty>}
      {histories.map((history) => (
        <section class="card" aria-labelledby={`icp-${history[0]!.icpKey}`}>
          <h2 id={`icp-${history[0]!.icpKey}`}>
            {history[0]!.name} <code class="soft">{history[0]!.icpKey}</code>
          </h2>
          <ol class="versions">
            {history.map((version, at) => (
              <Version version={version} before={history[at + 1]} names={names} zone={user.timeZone} />
            ))}
          </ol>
          {history.some(isLive) ? (
            <Retire version={history[0]!} formToken={formToken} />
          ) : (
            <p class="soft">Out of use: no account is judged by it.</p>
          )}
        </section>
      ))}
    </>,
  )
}

type Shown = {
  version: StoredIcpVersion
  before: StoredIcpVersion | undefined
  names: ReadonlyMap<string, string>
  zone: string
}

const Version = ({ version, before, names, zone }: Shown) => {
  const changes = before ? icpDiff(before.icp, version.icp) : []
  return (
    <li>
      <p>
        <b class="num">Version {version.number}</b>{' '}
        {version.retiredAt === null && <span class="state state-good">in force</span>}{' '}
        <span class="soft">
          <Day at={version.publishedAt} zone={zone} />
          {version.publishedBy && `, ${names.get(version.publishedBy) ?? 'somebody'}`}
        </span>
        {version.note && <span class="block-line">{version.note}</span>}
      </p>
      {before && (
        <ul class="plain small">
          {changes.length === 0 ? (
            <li class="soft">Means the same as version {before.number}.</li>
          ) : (
            changes.map((change) => <li>{change}</li>)
          )}
        </ul>
      )}
      {version.retiredAt !== null && (
        <a class="button" href={`/icp/edit?key=${version.icpKey}&version=${version.number}`}>
          Open version {version.number} to restore it
        </a>
      )}
    </li>
  )
}

const isLive = ({ retiredAt }: StoredIcpVersion): boolean => retiredAt === null

const Retire = ({ version, formToken }: { version: StoredIcpVersion; formToken: string }) => (
  <details class="quiet">
    <summary>Take it out of use</summary>
    <PostForm action="/icp/versions/retire" formToken={formToken} class="stack">
      <input type="hidden" name="key" value={version.icpKey} />
      <p class="soft">
        Its accounts are judged by the other ICPs, and where none applies they wait outside the queues. Any version can
        be restored.
      </p>
      <p class="buttons">
        <Submit as="danger">Take “{version.name}” out of use</Submit>
      </p>
    </PostForm>
  </details>
)

const retire = async (c: WebContext): Promise<Response> => {
  const { key } = await fieldsOf(c, z.object({ key: z.string().max(100) }))
  await retireIcp(c.var.app, userIn(c).id, key)
  return c.redirect(sayingAt('/icp/versions', 'retired'), 303)
}

export const icpVersionRoutes: readonly Route[] = [
  { method: 'GET', path: '/icp/versions', access: managers, handler: versions },
  { method: 'POST', path: '/icp/versions/retire', access: managers, handler: retire },
]
