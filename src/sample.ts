import { connect } from 'node:net'
import path from 'node:path'
import { type SampleServer, serveSampleFeeds } from './adapters/sample-server.ts'
import { loadSample, watchSampleFeeds } from './pipeline/sample.ts'
import { listFeeds } from './store/feeds.ts'
import { findWorkspace } from './store/workspace.ts'
import { chance, projectFolder, type Wired } from './wire.ts'

/** Serves the sample feeds and, the first time, fills the sample workspace. */
export const openSample = async ({ app, arm }: Wired): Promise<SampleServer> => {
  const root = path.join(projectFolder, 'feeds/sample')
  const known = await findWorkspace(app.db)
  const server = await serveSampleFeeds({ root, now: app.now, anchor: known?.createdAt ?? app.now() })
  if (known) await watchSampleFeeds(app, root, server.origin)
  else {
    await loadSample(app, root, server.origin, chance)
    await arm()
  }
  return server
}

/** Where another process serves the sample feeds already; null when none does. */
export const servedElsewhere = async ({ app }: Wired): Promise<{ host: string; port: number } | null> => {
  const url = (await listFeeds(app.db)).map(({ settings }) => settings.url).find((one) => typeof one === 'string')
  if (!url || !URL.canParse(url)) return null
  const { hostname: host, port } = new URL(url)
  const open = await new Promise<boolean>((resolve) => {
    const socket = connect(Number(port), host, () => resolve(true)).once('error', () => resolve(false))
    socket.setTimeout(1000, () => resolve(false)).unref()
  })
  return open ? { host, port: Number(port) } : null
}
