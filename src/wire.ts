import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { pino } from 'pino'
import { close } from '#dialect'
import { epochMarker } from './adapters/epoch.ts'
import { createFetcher } from './adapters/fetch.ts'
import { createIds } from './adapters/ids.ts'
import { folderNotices, folderOutreach } from './adapters/mail/folder.ts'
import { imapMailbox } from './adapters/mail/imap.ts'
import { probeSmtp, smtpNotices, smtpOutreach } from './adapters/mail/smtp.ts'
import type { Notices, Outreach } from './adapters/mail.ts'
import { openOpinion } from './adapters/opinion.ts'
import { newToken } from './adapters/secrets.ts'
import { txtRecords } from './adapters/txt-records.ts'
import { folderUploads } from './adapters/uploads.ts'
import { openWebhook } from './adapters/webhook.ts'
import { composerWriter, createWriter } from './adapters/writer.ts'
import type { Config, ModelConfig } from './config.ts'
import type { App } from './pipeline/app.ts'
import { databaseName } from './pipeline/backups.ts'
import { changeGate, tampered } from './pipeline/gate.ts'
import { createLater } from './pipeline/later.ts'
import { createLive } from './pipeline/live.ts'
import { storedLedger } from './pipeline/model-ledger.ts'
import { runMorning } from './pipeline/runs.ts'
import { messageOf } from './pipeline/stage.ts'
import { studyWith } from './pipeline/study.ts'
import { auditHead, auditHolds } from './store/audit.ts'
import { openStore } from './store/open.ts'
import { afterGrowth } from './store/seam.ts'
import { findWorkspace } from './store/workspace.ts'

export type Wiring = {
  config: Config
  /** Which of the two files: the sample's or one's own. */
  sample: boolean
  /** The sample feeds' own server: the one private address that may be read, in sample mode alone. */
  allow?: { host: string; port: number }
  /** 'normal' for the thread that only polls and reads. */
  durability?: 'full' | 'normal'
  baseUrl?: string
  now?: () => number
}
export type Wired = {
  app: App
  databaseFile: string
  arm: () => Promise<void>
  advanceEpoch: () => Promise<void>
  /** Keeps how far the audit has come where a restored database does not reach. */
  rememberAudit: () => Promise<void>
  close: () => Promise<void>
}

/** The only wiring: configuration → store → app. Used by the server, its worker and the command line. */
export const wire = async ({
  config,
  sample,
  allow,
  durability = 'full',
  baseUrl,
  now = Date.now,
}: Wiring): Promise<Wired> => {
  if (isMainThread) process.umask(0o077) // what is kept is for this user's eyes: addresses, texts, password hashes
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  const databaseFile = databaseFileOf(config, sample)
  const key = config.secret ?? secretOf(config.dataFolder)
  const fresh = !existsSync(databaseFile)
  const db = await openStore({ file: databaseFile, key, durability, now: now() })
  const marker = epochMarker(databaseFile)
  const newId = createIds(now)
  const epochOf = async () => (await findWorkspace(db))?.epoch ?? ''
  const armed = async () => {
    const head = marker.head()
    return head !== null && marker.armed(await epochOf()) && (head.seq === 0 || (await auditHolds(db, head)))
  }
  const rememberAudit = async () => {
    const [known, head] = [marker.head(), await auditHead(db)]
    if (head && known && head.seq > known.seq && (await armed())) marker.remember(head)
  }
  afterGrowth(db.$client, async ({ before, head }) => {
    try {
      const known = marker.head()
      if (known?.seq === before.seq && known.hash === before.hash) marker.remember(head)
      else await rememberAudit() // another process was quicker, or one ended before it wrote this down
    } catch (error) {
      app.log.error({ error: messageOf(error) }, 'How far the record has come could not be written down')
    }
  })
  const arm = async () => {
    marker.remember((await auditHead(db)) ?? { seq: 0, hash: '' })
    marker.arm(await epochOf())
  }
  const fetcher = createFetcher({ userAgent: userAgent(config), ...(allow ? { allow, pauseMs: 0 } : {}) })
  const log = pino({ level: config.log }, pino.destination({ dest: 2, sync: true }))
  const app: App = {
    db,
    now,
    newId,
    log,
    fetcher,
    ...modelOf(config.model, { db, now, newId }),
    study: (name, ...asked) => studyWith(app)(name, ...asked),
    runNow: () => runMorning(app),
    later: createLater(log),
    live: createLive(),
    openOther: null,
    ...mailOf(config, sample, now),
    probes: { smtp: config.smtpUrl && !sample ? () => probeSmtp(config.smtpUrl!) : null, txt: txtRecords },
    mailbox: config.imapUrl && !sample ? imapMailbox({ url: config.imapUrl, now }) : null,
    webhook: config.handOuts && !sample ? openWebhook({ ...config.handOuts, now }) : null,
    uploads: folderUploads({ folder: path.join(config.dataFolder, 'uploads'), now }),
    backupFolder: path.join(config.dataFolder, 'backups'),
    key,
    baseUrl: baseUrl ?? config.publicUrl ?? `http://${config.host}:${config.port}`,
    contact: config.contact,
    armed,
    arm,
    advance: async (save) => {
      const epoch = await epochOf()
      return (await armed()) ? await marker.advance(epoch, save) : await save(epoch)
    },
  }
  if (fresh) app.log.info({ file: databaseFile }, 'Made a new database')
  return {
    app,
    databaseFile,
    arm,
    advanceEpoch: async () => {
      await rememberAudit()
      if ((await armed()) && (await tampered(app)).length === 0) await changeGate(app, () => ({ audit: [] }))
    },
    rememberAudit,
    close: async () => {
      await app.later.settled()
      await fetcher.close()
      await rememberAudit()
      await close(db)
    },
  }
}

type Machine = Pick<App, 'db' | 'now' | 'newId'>

/** One model and one budget for drafts and second opinions; the latter have their own share of it. */
const modelOf = (model: ModelConfig | null, machine: Machine): Pick<App, 'writer' | 'opinion'> => {
  if (!model) return { writer: composerWriter, opinion: null }
  const { name, dailyUsd, opinionsDailyUsd, baseUrl, apiKey, deadlineMs, prices } = model
  const settings = { baseUrl, apiKey, deadlineMs, prices, model: name, now: machine.now }
  const ledger = storedLedger({ ...machine, dailyUsd })
  const share = storedLedger({ ...machine, dailyUsd, ownDailyUsd: opinionsDailyUsd })
  return {
    writer: createWriter({ ...settings, ledger }),
    opinion: opinionsDailyUsd > 0 ? openOpinion({ ...settings, ledger: share }) : null,
  }
}

export const databaseFileOf = (config: Config, sample: boolean): string =>
  path.join(config.dataFolder, databaseName(sample))

/**
 * Which of the two workspaces is open: DAYBREAK_SAMPLE decides when it is set, else what an admin chose last in the
 * app, else the sample until a workspace of one's own exists.
 */
export const usesSample = (config: Config): boolean => {
  if (config.sample !== undefined) return config.sample
  const file = choiceFile(config)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() === 'sample' : !existsSync(databaseFileOf(config, false))
}

/**
 * Whether an admin may open the other workspace in the app. Not the sample on a public server: opt-out links of messages
 * that have left lead there, and have to reach the workspace that sent them.
 */
export const mayOpenOther = ({ sample, publicUrl }: Config, isSample: boolean): boolean =>
  sample === undefined && (isSample || publicUrl === null)

/** Remembers the choice for the next start and for the command line. */
export const keepChoice = (config: Config, sample: boolean): void =>
  writeFileSync(choiceFile(config), sample ? 'sample\n' : 'own\n')

const choiceFile = ({ dataFolder }: Config): string => path.join(dataFolder, 'workspace')

/** Where the project's own files are, whatever folder it was started from. */
export const projectFolder = path.resolve(import.meta.dirname, '..')

/** Signs approvals and links. Made once, kept beside the database and never in it. */
const secretOf = (folder: string): string => {
  const file = path.join(folder, 'secret.key')
  try {
    writeFileSync(file, newToken(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

export const userAgent = ({ contact }: Config): string => `Daybreak/0.1 (${contact ?? 'self-hosted feed reader'})`

/** The sample writes into the folder only, whatever mail is configured. */
const mailOf = (
  config: Config,
  sample: boolean,
  now: () => number,
): { outreach: Outreach; notices: Notices; route: 'folder' | 'smtp' } => {
  const from = config.noticesFrom ?? 'Daybreak <daybreak@localhost.example>'
  const outbox = path.join(config.dataFolder, 'outbox')
  const notices = path.join(config.dataFolder, 'notices')
  const outreach =
    config.smtpUrl && !sample ? smtpOutreach({ url: config.smtpUrl, now }) : folderOutreach({ folder: outbox, now })
  return {
    outreach,
    route: outreach.route,
    notices:
      config.noticesSmtpUrl && !sample
        ? smtpNotices({ url: config.noticesSmtpUrl, from, now })
        : folderNotices({ folder: notices, from, now }),
  }
}

/** A random id for salts and epochs. */
export const chance = (): string => randomUUID()
