import { parseIcp } from '../core/icp/parse.ts'
import type { Icp } from '../core/icp.ts'
import { icpHistory, insertIcpVersion, retireIcpVersion } from '../store/icps.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'

/** Makes the YAML the ICP in force under its key, as the next version. The same text twice is one version. */
export const publishIcp = async (
  app: App,
  byId: string | null,
  yaml: string,
  note: string | null = null,
): Promise<Icp> => {
  const icp = parseIcp(yaml)
  const history = await icpHistory(app.db, icp.key)
  const live = history.find(({ retiredAt }) => retiredAt === null)
  if (live?.yaml === yaml) return icp
  const id = app.newId()
  const number = (history[0]?.number ?? 0) + 1
  const version = {
    id,
    icpKey: icp.key,
    number,
    name: icp.name,
    yaml,
    icp,
    note,
    publishedBy: byId,
    publishedAt: app.now(),
  }
  await commit(
    app,
    (tx) => [...(live ? [retireIcpVersion(tx, live.id, app.now())] : []), insertIcpVersion(tx, version)],
    [
      {
        at: app.now(),
        actorId: byId,
        what: 'icp_published',
        subject: 'icp',
        subjectId: id,
        detail: { key: icp.key, number },
      },
    ],
  )
  return icp
}
