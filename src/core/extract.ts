import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Document, documentText } from './document.ts'
import { findAcquisition } from './extract/acquisition.ts'
import { findBankruptcy } from './extract/bankruptcy.ts'
import { findDeparture } from './extract/departure.ts'
import { enrich } from './extract/enrich.ts'
import { findHire } from './extract/executive.ts'
import { findExpansion } from './extract/expansion.ts'
import { findFunding } from './extract/funding.ts'
import { guardOf } from './extract/guards.ts'
import { findHiring } from './extract/hiring.ts'
import { findLaunch } from './extract/launch.ts'
import { findLayoff } from './extract/layoff.ts'
import type { Finder, Reading } from './extract/reading.ts'
import { settle } from './extract/settle.ts'
import { clausesOf, isTitleCase } from './extract/text.ts'
import type { Drop, Extraction, Signal } from './signal.ts'

/** Changes with every change of what the rules find; signals are kept per version. */
export const extractorVersion = 'rules-1'

const finders: readonly Finder[] = [
  findFunding,
  findHire,
  findDeparture,
  findAcquisition,
  findLayoff,
  findBankruptcy,
  findHiring,
  findExpansion,
  findLaunch,
]

type Readable = Pick<Document, 'title' | 'summary' | 'body' | 'publisher' | 'url' | 'publishedAt' | 'language'>

/** Everything the document tells as events, each with its quote, and why the rest was left. */
export const extract = (document: Readable): Extraction => {
  const guard = guardOf(document.title, documentText(document), document.language)
  if (guard) return { signals: [], drops: [guard] }
  const reading: Reading = { clauses: clausesOf(document), titleCase: isTitleCase(document.title) }
  const signals: Signal[] = []
  const drops: Drop[] = []
  for (const clause of reading.clauses.filter((each) => each.field === 'title')) {
    for (const find of finders) {
      for (const candidate of find(clause, reading)) {
        if ('signal' in candidate) signals.push(candidate.signal)
        else drops.push(candidate.drop)
      }
    }
  }
  const settled = settle(signals, reading)
  return {
    signals: settled.signals.map((signal) => enrich(signal, reading.clauses)),
    drops: [...drops, ...settled.drops],
  }
}

const normal = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/\b(?:inc|corp|corporation|co|company|ltd|limited|llc|plc|group|holdings|ag|sa|nv|gmbh)\b\.?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The same event told again by the same document has the same fingerprint. */
export const signalFingerprint = (signal: Signal): string => {
  const { person, counterpart, roleFunction, round } = signal.fields
  const parts = [signal.company, person?.value, counterpart?.value, roleFunction?.value, round?.value].map(normal)
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([signal.kind, ...parts])))).slice(0, 32)
}
