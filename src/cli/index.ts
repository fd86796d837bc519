import type { Command } from 'commander'
import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import { addDigest } from './digest.ts'
import { addDoctor } from './doctor.ts'
import { addErase } from './erase.ts'
import { addExplainDocument } from './explain-document.ts'
import { addExport } from './export.ts'
import { addExtract } from './extract.ts'
import { addFeeds } from './feeds.ts'
import { addIcp } from './icp.ts'
import { addImport } from './import.ts'
import { addKey } from './key.ts'
import { addMatch } from './match.ts'
import { addParseFeed } from './parse-feed.ts'
import { addQueue } from './queue.ts'
import { addRearm } from './rearm.ts'
import { addRehearse } from './rehearse.ts'
import { addReplay } from './replay.ts'
import { addRun } from './run.ts'
import { addStart } from './start.ts'
import { addUser } from './user.ts'
import { addWhy } from './why.ts'

/** One file per command; each adds itself and imports what it runs only when it runs. */
export type AddCommand = (program: Command) => void

/** In the order of a day, then what answers questions about it, then what keeps the machine well. */
export const commands: readonly AddCommand[] = [
  addStart,
  addRun,
  addQueue,
  addWhy,
  addDigest,
  addImport,
  addExport,
  addIcp,
  addFeeds,
  addRehearse,
  addReplay,
  addExplainDocument,
  addExtract,
  addMatch,
  addParseFeed,
  addUser,
  addKey,
  addErase,
  addDoctor,
  addAudit,
  addBackup,
  addRearm,
]
