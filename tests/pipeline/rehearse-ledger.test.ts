import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { rehearse } from '../../src/pipeline/rehearse.ts'
import { icpYaml } from '../support/workspace.ts'

test("a rehearsed morning's ledger of reasons adds up to the number of accounts", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-'))
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const title = 'Northwind Robotics raises $40 million in Series B funding'
  const { mornings } = await rehearse({
    accounts: file(
      'accounts.csv',
      'name,domain,employees\nNorthwind Robotics,northwind.example,240\nHarbour Analytics,harbour.example,90\nTiny Shop,tiny.example,3\nNo Domain,,80\n',
    ),
    icp: file('icp.yaml', icpYaml),
    documents: file(
      'documents.jsonl',
      `${JSON.stringify({ title, url: 'https://wire.example/1', published: '2026-04-05', source: 'Wire' })}\n`,
    ),
    from: '2026-04-06',
    to: '2026-04-07',
    zone: 'UTC',
    capacity: 5,
    leave: false,
    whyNot: true,
    accountsFromSignals: false,
  })
  rmSync(folder, { recursive: true })
  for (const { reasons } of mornings) expect(Object.values(reasons!).reduce((sum, some) => sum + some, 0)).toBe(4)
  expect(mornings.map(({ reasons }) => Object.keys(reasons!).sort())).toContainEqual(
    expect.arrayContaining(['below_floor', 'incomplete', 'no_trigger']),
  )
})
