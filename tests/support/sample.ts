import { fileURLToPath } from 'node:url'
import { close, rows } from '#dialect'
import { createFetcher } from '../../src/adapters/fetch.ts'
import { createIds } from '../../src/adapters/ids.ts'
import { serveSampleFeeds } from '../../src/adapters/sample-server.ts'
import { folderUploads } from '../../src/adapters/uploads.ts'
import { composerWriter } from '../../src/adapters/writer.ts'
import type { App } from '../../src/pipeline/app.ts'
import { createLater } from '../../src/pipeline/later.ts'
import { createLive } from '../../src/pipeline/live.ts'
import { runMorning } from '../../src/pipeline/runs.ts'
import { loadSample } from '../../src/pipeline/sample.ts'
import { studyWith } from '../../src/pipeline/study.ts'
import { openStore } from '../../src/store/open.ts'

const root = fileURLToPath(new URL('../../feeds/sample', import.meta.url))
/** Monday, 23 November 2026, 09:00 UTC. */
export const sampleMonday = Date.UTC(2026, 10, 23, 9)

/** The sample workspace with its feeds served, as a first start makes it; nothing has run yet. */
export const openSampleWorkspace = async () => {
  const state = { now: sampleMonday }
  const now = () => state.now
  const key = 'a key that is kept outside the database'
  const db = await openStore({ file: ':memory:', key, now: state.now })
  const server = await serveSampleFeeds({ root, now, anchor: state.now })
  const fetcher = createFetcher({
    userAgent: 'Daybreak test (desk@example.com)',
    allow: { host: server.host, port: server.port },
    pauseMs: 0,
  })
  const refuse = async (): Promise<never> => {
    throw new Error('Nothing leaves in this test')
  }
  const app: App = {
    db,
    now,
    newId: createIds(now),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    fetcher,
    writer: composerWriter,
    opinion: null,
    webhook: null,
    mailbox: null,
    study: (name, ...asked) => studyWith(app)(name, ...asked),
    runNow: () => runMorning(app),
    later: createLater({ error: () => {} }),
    live: createLive(),
    openOther: null,
    probes: { smtp: null, txt: async () => ({ unasked: 'nobody is asked here' }) },
    outreach: { route: 'folder', send: refuse },
    notices: { send: refuse },
    uploads: folderUploads({ folder: '/nonexistent', now }),
    backupFolder: '/nonexistent',
    key,
    route: 'folder',
    baseUrl: 'http://127.0.0.1:4310',
    contact: null,
    armed: async () => true,
    arm: async () => {},
    advance: async (save) => await save('moved on'),
  }
  await loadSample(app, root, server.origin, () => 'chance')
  return {
    app,
    db,
    state,
    close: async () => {
      await fetcher.close()
      await server.close()
      await close(db)
    },
  }
}
export type SampleWorkspace = Awaited<ReturnType<typeof openSampleWorkspace>>

/** Every row of every table, except those named. */
export const allTables = async ({ db }: SampleWorkspace, except: readonly string[]) => {
  const tables = await rows<{ name: string }>(
    db,
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  )
  const kept: Record<string, unknown[]> = {}
  for (const { name } of tables)
    if (!except.includes(name)) kept[name] = await rows(db, `select * from ${name} order by 1, 2`)
  return kept
}
