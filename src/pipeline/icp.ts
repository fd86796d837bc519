import { Refusal } from '../core/errors.ts'
import { icpDiff } from '../core/icp/diff.ts'
import { parseIcp } from '../core/icp/parse.ts'
import type { Icp } from '../core/icp.ts'
import { asVersion, icpHistory, insertIcpVersion, retireIcpVersion, type StoredIcpVersion } from '../store/icps.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'

/**
 * Makes the YAML the ICP in force under its key, as the next version. The same text twice is one version. Of two that
 * publish at once the second is refused.
 */
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
  }
  await commit(
    app,
    (tx, at) => [
      ...(live ? [{ must: retireIcpVersion(tx, live.id, at), else: overtaken }] : []),
      insertIcpVersion(tx, { ...version, publishedAt: at }),
    ],
    [
      {
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

const overtaken = 'Another version was published meanwhile'

/** Takes an ICP out of use: its accounts go to the others, its versions stay and any can be restored. */
export const retireIcp = async (app: App, byId: string | null, key: string): Promise<StoredIcpVersion> => {
  const live = (await icpHistory(app.db, key)).find(({ retiredAt }) => retiredAt === null)
  if (!live) throw new Refusal('not_found', `No ICP with the key "${key}" is in force`)
  const audit = { actorId: byId, what: 'icp_retired', subject: 'icp', subjectId: live.id }
  await commit(app, (tx, at) => [{ must: retireIcpVersion(tx, live.id, at), else: overtaken }], [
    { ...audit, detail: { key, number: live.number } },
  ])
  return live
}

/** Publishes an earlier version again, as the next one. */
export const restoreIcp = async (app: App, byId: string | null, key: string, number: number): Promise<Icp> => {
  const version = await versionOf(app, key, number)
  return await publishIcp(app, byId, version.yaml, `Restored version ${number}`)
}

/** What changed between two versions of an ICP, in words; `to` left out = the one in force. */
export const diffIcp = async (app: App, key: string, from: number, to?: number): Promise<string[]> => {
  const before = await versionOf(app, key, from)
  const after = to === undefined ? (await icpHistory(app.db, key))[0]! : await versionOf(app, key, to)
  return icpDiff(asVersion(before).icp, asVersion(after).icp)
}

const versionOf = async (app: App, key: string, number: number): Promise<StoredIcpVersion> => {
  const found = (await icpHistory(app.db, key)).find((version) => version.number === number)
  if (!found) throw new Refusal('not_found', `There is no version ${number} of the ICP "${key}"`)
  return found
}
