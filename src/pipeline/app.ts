import type { Db } from '#dialect'
import type { Fetcher } from '../adapters/fetch.ts'
import type { Mailbox } from '../adapters/mail/imap.ts'
import type { Notices, Outreach } from '../adapters/mail.ts'
import type { SecondOpinion } from '../adapters/opinion.ts'
import type { Uploads } from '../adapters/uploads.ts'
import type { Webhook } from '../adapters/webhook.ts'
import type { Writer } from '../adapters/writer.ts'
import type { Instant } from '../core/document.ts'
import type { SmtpProbe, TxtAnswer } from '../core/preflight.ts'
import type { Later } from './later.ts'
import type { Live } from './live.ts'
import type { StageEnd } from './runs.ts'
import type { Study } from './study.ts'

/** Everything a stage or a verb needs from outside. Wired once, in `main.ts` and `cli.ts`. */
export type App = {
  db: Db
  now: () => Instant
  /** Text, time-ordered. */
  newId: () => string
  log: Log
  fetcher: Fetcher
  writer: Writer
  /** Asked about documents that the rules are unsure of; null = no model, or no budget for it. */
  opinion: SecondOpinion | null
  /** Long questions about the whole book; the server asks them on another thread. */
  study: Study
  /** One run of the machine stages now, whatever is due; the server runs it on another thread. */
  runNow: () => Promise<StageEnd[]>
  /** What goes on after an answer. */
  later: Later
  /** What runs now, and who listens. */
  live: Live
  /**
   * Opens the other workspace, the sample or one's own, for everybody, and answers where to go; this one stays as it
   * is. Null where the configuration says which one it is, and on the command line.
   */
  openOther: (() => Promise<string>) | null
  outreach: Outreach
  /** Where approved texts are given to a sales-engagement tool; null = none is set up. */
  webhook: Webhook | null
  notices: Notices
  /** What a preflight asks; `smtp` null = no mail server is set. */
  probes: { smtp: (() => Promise<SmtpProbe>) | null; txt: (name: string) => Promise<TxtAnswer> }
  /** Where replies come to; null = they are entered by hand or by the API. */
  mailbox: Mailbox | null
  /** Files that wait for a person's word. */
  uploads: Uploads
  /** Where copies of the database are written from the app. */
  backupFolder: string
  /** Signs and verifies approvals and links; not in the database. */
  key: string
  /** How approved messages leave when Daybreak sends them. */
  route: 'folder' | 'smtp'
  /** Where people reach the app, without a slash at the end. */
  baseUrl: string
  /** Company and e-mail that publishers may ask for; null = sources that need one are not polled. */
  contact: string | null
  /** Whether the epoch of the database is the one of the marker beside it: a restored copy sends nothing. */
  armed: () => Promise<boolean>
  /** Says that this database is the one that sends. */
  arm: () => Promise<void>
  /** Moves the epoch on where this database is armed; `save` writes the one it is given into the database. */
  advance: (save: (epoch: string) => Promise<void>) => Promise<void>
}

export type Log = {
  info: (detail: object, message: string) => void
  warn: (detail: object, message: string) => void
  error: (detail: object, message: string) => void
}
