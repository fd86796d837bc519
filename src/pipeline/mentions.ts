import type { Step, Tx } from '#dialect'
import { namer } from '../core/erasure.ts'
import { deleteImportChange } from '../store/imports.ts'
import {
  answersHolding,
  emptyAnswers,
  emptyImportError,
  emptyNotices,
  type ImportLine,
  importChangesHolding,
  importErrorsHolding,
  type Naming,
  noticesHolding,
} from '../store/mentions.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { inPieces, othersTurn } from './stage.ts'

/** Rows that name a person besides their own: mail to users, answers kept of a model, and what imports said and changed. */
export type Mentions = { notices: string[]; answers: string[]; importErrors: ImportLine[]; importChanges: ImportLine[] }

const atOnce = 200

/** Looks through all of them, so it is asked of another thread. A name inside a longer word is somebody else's. */
export const mentionsOf = async ({ db }: App, { id, ...whose }: Naming & { id: string }): Promise<Mentions> => {
  const names = namer(whose)
  const changes = await importChangesHolding(db, id)
  const errors = await importErrorsHolding(db, whose)
  return {
    notices: await idsOf(
      (after) => noticesHolding(db, whose, after, atOnce),
      ({ subject, text, html }) => [subject, text, html].some(names),
    ),
    answers: await idsOf(
      (after) => answersHolding(db, whose, after, atOnce),
      ({ answer }) => textsIn(answer).some(names),
    ),
    importErrors: errors.filter(({ message }) => names(message)).map(placeOf),
    importChanges: changes
      .filter((row) => row.changes.some((one) => idsNamed(one.id, one.before).includes(id)))
      .map(placeOf),
  }
}

const placeOf = ({ importId, line }: ImportLine): ImportLine => ({ importId, line })

const idsNamed = (id: string, before: object | null): unknown[] => [id, ...Object.values(before ?? {})]

/** The ids of the rows that pass, a page after the other. */
const idsOf = async <T extends { id: string }>(page: (after: string) => Promise<T[]>, passes: (row: T) => boolean) => {
  const ids: string[] = []
  for (let after = ''; ; await othersTurn()) {
    const rows = await page(after)
    ids.push(...rows.filter(passes).map(({ id }) => id))
    if (rows.length < atOnce) return ids
    after = rows.at(-1)!.id
  }
}

/** Every text inside a plain value. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(textsIn) : []
}

/** Takes the words out of those rows, and changes no other; in small pieces, so that no page waits. */
export const emptyMentions = async (app: App, { notices, answers, importErrors, importChanges }: Mentions) => {
  const write = async (steps: (tx: Tx) => Step[]) => await commit(app, steps, [])
  await inPieces(notices, atOnce, (ids) => write((tx) => emptyNotices(tx, ids)))
  await inPieces(answers, atOnce, (ids) => write((tx) => [emptyAnswers(tx, ids)]))
  await inPieces(importErrors, atOnce, (part) => write((tx) => part.map((one) => emptyImportError(tx, one))))
  const forget = (tx: Tx, { importId, line }: ImportLine) => deleteImportChange(tx, importId, line)
  await inPieces(importChanges, atOnce, (part) => write((tx) => part.map((one) => forget(tx, one))))
}
