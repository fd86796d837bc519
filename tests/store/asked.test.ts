import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles, textOf } from '../law/reading.ts'

const suite = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.seam.test.ts'))
  .map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'))
  .join('\n')

/** What holds on SQLite alone: the guards, and what they watch. */
const onSqliteOnly = ['src/store/guards.ts', 'src/store/health.ts']
const ofSqliteOnly = ['suppressedDraftIds', 'guardsIntact']

const isAsked = (file: string, name: string) => {
  const module = path.basename(file, '.ts')
  return (
    new RegExp(`\\b${name}\\b`).test(suite) &&
    suite.includes(`store/${file.includes('/pages/') ? 'pages/' : ''}${module}.ts'`)
  )
}

test('every query that the store offers is asked on both databases', () => {
  const files = sourceFiles('src/store').filter(
    (file) => !/schema|dialect|seam|order|migrate/.test(file) && !onSqliteOnly.includes(file),
  )
  const queries = files.flatMap((file) =>
    [...textOf(file).matchAll(/^export const (\w+) = async [(<]/gm)].map(([, name]) => ({ file, name: name! })),
  )
  expect(queries.length).toBeGreaterThan(100)
  const unasked = queries.filter(({ file, name }) => !ofSqliteOnly.includes(name) && !isAsked(file, name))
  expect(unasked.map(({ file, name }) => `${file} ${name}`)).toEqual([])
})
