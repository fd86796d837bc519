import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically, rows } from '#dialect'
import { type ExportKind, exportCsv, exportKinds } from '../../src/pipeline/export.ts'
import { isOurs, knownColumns } from '../../src/pipeline/import/columns.ts'
import { type ImportKind, importCsv, importKinds } from '../../src/pipeline/import.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const read = async (kind: ImportKind, csv: string, in_ = w) =>
  await importCsv(in_.app, kind, Readable.from([csv]), { name: 'test.csv' })
const take = async (kind: ExportKind, of = w): Promise<string> => {
  let csv = ''
  for await (const part of exportCsv(of.app, kind, { by: 'admin' })) csv += part
  return csv
}

const book: Partial<Record<ImportKind, string>> = {
  accounts: `external_id,name,domain,parent_domain,employees,revenue_usd,technologies,aliases,owner_email,segment,note
1,Alder Freight,alder.example,,120,-5,Kafka|Spark,Alder|Ald,rep@brightshift.example,east,=HYPERLINK("http://evil.example")
2,"Birch, Labs",birch.example,alder.example,,,,,,"two
lines",@cmd
3,Cedar,,,,,,,,,`,
  contacts: `external_id,account_external_id,name,title,email,phone,champion,last_verified
p1,1,Uma Example,CRO,uma@alder.example,+31 20 555 0100,yes,2026-11-01
p2,2,=Vera,VP Sales,vera@birch.example,,,`,
  owners: 'account_domain,owner_email\nbirch.example,other@brightshift.example',
  opportunities: `external_id,account_domain,kind,amount_usd,stage,owner_email,as_of,closed_at
o1,alder.example,customer,1200.5,live,rep@brightshift.example,2026-11-01,
o2,birch.example,open_opportunity,,,,2026-11-02,2026-11-20`,
  touches: `external_id,account_domain,contact_email,user_email,channel,trigger_kind,tier,at
t1,alder.example,uma@alder.example,rep@brightshift.example,email,funding,1,2026-11-03T08:00:00Z`,
  outcomes: `external_id,account_domain,contact_email,touch_external_id,kind,reply_class,reason,at
r1,alder.example,uma@alder.example,t1,reply,interested,,2026-11-04T08:00:00Z
d1,birch.example,,,lost,,-too dear,2026-11-05T08:00:00Z`,
}
const kinds = Object.keys(book) as (keyof typeof book & ExportKind)[]
const importBook = async (in_ = w) => {
  for (const kind of kinds) expect((await read(kind, book[kind]!, in_)).errors, kind).toEqual([])
}

describe('what was exported', () => {
  it.each(kinds)('is %s that change nothing when they are imported again', async (kind) => {
    await importBook()
    await atomically(w.db, (tx) => [
      tx.insert(t.facts).values({
        id: 'found',
        accountId: 'account',
        field: 'openRoles',
        value: 7,
        source: 'hiring',
        from: w.state.now,
      }),
    ])
    const before = await take(kind)
    w.state.now += dayMs
    const report = await read(kind, before)
    expect(report.errors).toEqual([])
    expect(report.unchanged).toBe(report.rows)
    expect(report.rows).toBeGreaterThan(0)
    expect(await take(kind)).toBe(before)
  })

  it('makes the same book in another workspace', async () => {
    await importBook()
    const other = await makeWorkspace()
    try {
      for (const kind of kinds) expect((await read(kind, await take(kind), other)).errors, kind).toEqual([])
      const plain = (csv: string) =>
        csv
          .replaceAll(/n\d{6}/g, 'id')
          .split('\n')
          .toSorted()
      for (const kind of kinds) expect(plain(await take(kind, other)), kind).toEqual(plain(await take(kind)))
    } finally {
      await other.close()
    }
  })

  it('holds no formula, in a cell or a header', async () => {
    await importBook()
    await read('accounts', 'name,domain,=1+1\nDogwood,dogwood.example,"\t=x"')
    for (const kind of Object.keys(exportKinds) as ExportKind[])
      for (const line of (await take(kind)).split('\n'))
        expect(
          line.split(',').filter((cell) => /^"?[=+\-@\t\r]/.test(cell)),
          kind,
        ).toEqual([])
    expect(await take('accounts')).toContain("'=1+1")
  })

  it('has a tier and a fit for each account, and never reads them back', async () => {
    const [header = '', ...lines] = (await take('accounts')).split('\n')
    const northwind = lines.find((line) => line.includes('northwind.example'))!.split(',')
    expect(northwind[header.split(',').indexOf('daybreak_tier')]).toBe('2')
    expect(northwind[header.split(',').indexOf('daybreak_fit')]).toBe('82')
    await read('accounts', [header, ...lines].join('\n'))
    expect(await rows(w.db, "select * from facts where field like 'daybreak%'")).toEqual([])
  })

  it('is told in the audit', async () => {
    await take('touches')
    expect(await rows(w.db, "select actor_id, detail from audit where what = 'exported'")).toEqual([
      { actor_id: 'admin', detail: '{"kind":"touches"}' },
    ])
  })

  it('shows no suppressed address', async () => {
    await read('suppressions', 'value\nnobody@alder.example\nbirch.example')
    const csv = await take('suppressions')
    expect(csv).not.toContain('nobody@')
    expect(csv).toContain('domain,birch.example')
  })
})

it('every kind is written, with the columns that its import knows and none of another meaning', async () => {
  await importBook()
  for (const [kind, out] of Object.entries(exportKinds)) {
    const columns = await out.columns(w.app)
    expect(new Set(columns).size, kind).toBe(columns.length)
    expect(await take(kind as ExportKind), kind).toContain(columns[0])
    if (!Object.hasOwn(importKinds, kind) || kind === 'accounts') continue
    const known = knownColumns(importKinds[kind as ImportKind] as never)
    expect(
      columns.filter((name) => !isOurs(name) && !known.includes(name)),
      kind,
    ).toEqual([])
  }
})
