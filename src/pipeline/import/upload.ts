import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Refusal } from '../../core/errors.ts'
import type { App } from '../app.ts'
import { type ImportKind, type ImportReport, importCsv } from '../import.ts'

/** The most that is taken through the app; a larger file is imported on the command line. */
export const mostUploadBytes = 20 * 1024 * 1024

/** A file that waits for a person's word: where it lies, and what was in it when they looked. */
export type Upload = { kind: ImportKind; file: string; id: string; hash: string }

const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes)

/** Keeps a file until its preview is confirmed. */
export const keepUpload = (app: App, bytes: Uint8Array): Pick<Upload, 'id' | 'hash'> => ({
  id: app.uploads.keep(bytes),
  hash: hashOf(bytes),
})

/** What an import of the waiting file would do; nothing is changed. */
export const previewUpload = async (app: App, upload: Upload): Promise<ImportReport> =>
  await read(app, upload, { dryRun: true })

/** Imports exactly what was previewed. */
export const importUpload = async (app: App, upload: Upload, by: string): Promise<ImportReport> => {
  const report = await read(app, upload, { by })
  app.uploads.drop(upload.id)
  return report
}

const read = async (app: App, { kind, file, id, hash }: Upload, options: { dryRun?: boolean; by?: string }) => {
  const bytes = app.uploads.read(id)
  if (!bytes || hashOf(bytes) !== hash)
    throw new Refusal('conflict', 'The file that you looked at is not here any more: choose it again')
  return await importCsv(app, kind, Readable.from([bytes]), { name: file, ...options })
}
