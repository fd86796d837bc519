import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atomically, close, raw } from '#dialect'
import { folderUploads } from '../../adapters/uploads.ts'
import { composerWriter } from '../../adapters/writer.ts'
import type { Instant } from '../../core/document.ts'
import { settingsSchema } from '../../core/settings.ts'
import { openStore } from '../../store/open.ts'
import { insertTerritory } from '../../store/ranking.ts'
import { addUser } from '../../store/users.ts'
import { insertWorkspace } from '../../store/workspace.ts'
import type { App } from '../app.ts'
import { sealGate } from '../gate.ts'
import { createLater } from '../later.ts'
import { createLive } from '../live.ts'
import { runMorning } from '../runs.ts'
import { studyWith } from '../study.ts'

export type Scratch = { app: App; ownerId: string; setTime: (at: Instant) => void; close: () => Promise<void> }

/** A workspace of one rep in a database that is thrown away. It reads no network and can send nothing. */
export const openScratch = async (options: { zone: string; at: Instant }): Promise<Scratch> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-rehearsal-'))
  let at = options.at
  let made = 0
  const db = await openStore({ file: path.join(folder, 'scratch.sqlite'), key: 'scratch', now: at })
  await raw(db, 'pragma synchronous = off') // it is thrown away, whatever happens
  const app: App = {
    db,
    now: () => at,
    newId: () => (++made).toString(36).padStart(10, '0'), // not by chance, so that a rehearsal repeats word for word
    log: { info: () => {}, warn: () => {}, error: () => {} },
    fetcher: { fetch: refuse, close: async () => {} },
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
    uploads: folderUploads({ folder: path.join(folder, 'uploads'), now: () => at }),
    backupFolder: path.join(folder, 'backups'),
    key: 'scratch',
    route: 'folder',
    baseUrl: 'http://127.0.0.1',
    contact: null,
    armed: async () => false,
    arm: async () => {},
    advance: async (save) => await save('scratch'),
  }
  const ownerId = await addOnlyRep(app, options.zone)
  return {
    app,
    ownerId,
    setTime: (next) => {
      at = next
    },
    close: async () => {
      await close(db)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('A rehearsal neither reads the network nor sends')
}

const addOnlyRep = async (app: App, zone: string): Promise<string> => {
  const id = app.newId()
  const now = app.now()
  const sender = { company: 'our team', postalAddress: 'Our address', fromEmail: 'rep@example.com' }
  await atomically(app.db, (tx) => [
    insertWorkspace(tx, {
      id: 1,
      name: 'Rehearsal',
      timeZone: zone,
      salt: 'scratch',
      epoch: 'scratch',
      settings: settingsSchema.parse({ sender }),
      createdAt: now,
    }),
    addUser(tx, { id, name: 'Alex', email: 'rep@example.com', role: 'rep', timeZone: zone, createdAt: now }),
    insertTerritory(tx, { id: app.newId(), name: 'Everything', position: 0, rules: [], userIds: [id] }),
  ])
  await sealGate(app)
  return id
}
