import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The files in a folder that name feeds, ours and those that people put beside them. */
export const catalogueFiles = (folder: string): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
