import type { Command } from 'commander'
import { addExplainDocument } from './explain-document.ts'
import { addExtract } from './extract.ts'
import { addMatch } from './match.ts'
import { addParseFeed } from './parse-feed.ts'
import { addRehearse } from './rehearse.ts'

/** One file per command; each adds itself and imports what it runs only when it runs. */
export type AddCommand = (program: Command) => void

export const commands: readonly AddCommand[] = [addRehearse, addExplainDocument, addExtract, addMatch, addParseFeed]
