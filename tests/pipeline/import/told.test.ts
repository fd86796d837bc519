import { Readable } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { importCsv } from '../../../src/pipeline/import.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

let w: Workspace
afterEach(() => w.close())

it('says of a line either that it was not used or what was left out of it', async () => {
  w = await makeWorkspace()
  const csv = [
    'external_id,account_domain,kind,reply_class,at,until',
    'a,nobody.example,reply,not_now,2026-11-20,soon',
    'b,northwind.example,reply,not_now,2026-11-20,soon',
  ].join('\n')
  const { errors, warnings } = await importCsv(w.app, 'outcomes', Readable.from([csv]), { name: 'replies.csv' })
  expect(errors.map(({ line }) => line)).toEqual([2])
  expect(warnings.map(({ line }) => line)).toEqual([3])
})
