import type { App } from './app.ts'

/** What a stage did, as counts for the run ledger ("documents": 12). */
export type Counts = Record<string, number>
/** Says how much of a stage is done; `total` null = not known. */
export type Tell = (done: number, total: number | null) => void
/** One machine stage: load → decide → save. Can be rerun at any time and a crash costs nothing. */
export type Stage = { name: string; run: (app: App, tell?: Tell) => Promise<Counts> }

/** Splits a list so that no transaction holds the database for long. */
export const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Between two lots of long work the thread does what else it has to do. */
export const othersTurn = () => new Promise((resolve) => setImmediate(resolve))

const piecesInARow = 4
const restMs = 5

/** One piece after the other, with a rest now and then: who waits to write asks again in less time than that. */
export const inPieces = async <T>(list: readonly T[], size: number, write: (part: T[]) => Promise<unknown>) => {
  for (const [index, part] of chunks(list, size).entries()) {
    if (index > 0 && index % piecesInARow === 0) await new Promise((resolve) => setTimeout(resolve, restMs))
    await write(part)
  }
}

/** What went wrong, in one line that can be shown. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 500)
