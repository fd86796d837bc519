import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sources } from '../../src/sources/index.ts'

const docs = readFileSync(path.join(import.meta.dirname, '../../docs/sources.md'), 'utf8')

test('every kind of feed has its row, and every row its kind', () => {
  const rows = [...docs.split('## Pages')[0]!.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, kind]) => kind)
  expect(rows.sort()).toEqual(sources.map(({ kind }) => kind).sort())
})
