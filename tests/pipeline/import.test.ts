import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '#dialect'
import { Refusal } from '../../src/core/errors.ts'
import { knownColumns } from '../../src/pipeline/import/columns.ts'
import { type ImportKind, importCsv, importFile, importKinds } from '../../src/pipeline/import.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const read = (kind: ImportKind, csv: string | Buffer, options: { dryRun?: boolean } = {}) =>
  importCsv(w.app, kind, Readable.from([csv]), { name: 'test.csv', ...options })

const names = async (): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      w.db,
      "select name from accounts where id not in ('account','bystander') order by name",
    )
  ).map(({ name }) => name)
const all = async (): Promise<Record<string, unknown[]>> => {
  const kept: Record<string, unknown[]> = {}
  for (const table of [
    'accounts',
    'account_domains',
    'aliases',
    'facts',
    'ownerships',
    'contacts',
    'employments',
    'touches',
  ])
    kept[table] = await rows(w.db, `select * from ${table}`)
  return kept
}
const factOf = async (name: string, field: string): Promise<unknown> => {
  const [row] = await rows<{ value: string }>(
    w.db,
    'select value from facts join accounts a on a.id = account_id where a.name = ? and field = ? and to_at is null',
    [name, field],
  )
  return row && JSON.parse(row.value)
}

describe('a file that is imported again', () => {
  const accounts = `external_id,name,domain,employees,country,technologies,owner_email,aliases
1,Alder Freight,alder.example,120,Germany,Kafka|Spark,rep@daybreak.example,Alder
2,Birch Labs,birch.example,"1,200",US,,,
,Cedar,,,,,,`

  it('changes nothing', async () => {
    const emails = await rows<{ email: string }>(w.db, "select email from users where id = 'rep'")
    const csv = accounts.replace('rep@daybreak.example', emails[0]!.email)
    expect(await read('accounts', csv)).toMatchObject({ rows: 3, added: 3, changed: 0, errors: [] })
    const before = await all()
    w.state.now += 86_400_000
    expect(await read('accounts', csv)).toMatchObject({ added: 0, changed: 0, unchanged: 3, errors: [] })
    expect(await all()).toEqual(before)
    expect(await factOf('Alder Freight', 'country')).toBe('DE')
    expect(await factOf('Birch Labs', 'employees')).toBe(1200)
  })

  it('changes only what it says anew, and keeps what held before', async () => {
    await read('accounts', 'name,domain,employees\nAlder,alder.example,120')
    w.state.now += 86_400_000
    expect(await read('accounts', 'name,domain,employees\nAlder,alder.example,150')).toMatchObject({ changed: 1 })
    const kept = await rows<{ value: string; to_at: number | null }>(
      w.db,
      "select value, to_at from facts f join accounts a on a.id = f.account_id where a.name = 'Alder' order by from_at",
    )
    expect(kept.slice(-3).map(({ value, to_at }) => [JSON.parse(value), to_at === null])).toEqual([
      [120, false],
      [150, true],
    ])
  })

  it('adds no person, job or touch twice', async () => {
    const people =
      'external_id,account_domain,full_name,job_title,email\np1,northwind.example,Uma Example,CRO,uma@northwind.example'
    const touches = 'external_id,account_domain,channel,at\nt1,northwind.example,call,2026-11-02'
    expect(await read('contacts', people)).toMatchObject({ added: 1, errors: [] })
    expect(await read('touches', touches)).toMatchObject({ added: 1, errors: [] })
    const before = await all()
    expect(await read('contacts', people)).toMatchObject({ unchanged: 1, errors: [] })
    expect(await read('touches', touches)).toMatchObject({ unchanged: 1, errors: [] })
    expect(await all()).toEqual(before)
  })
})

describe('a bad row', () => {
  it('is told with its line and loses no other row', async () => {
    const report = await read(
      'accounts',
      'name,domain,employees\nAlder,alder.example,12\n,nameless.example,\nBirch,not a domain,\nCedar,cedar.example,9',
    )
    expect(report.errors.map(({ line }) => line)).toEqual([3, 4])
    expect(await names()).toEqual(['Alder', 'Cedar'])
  })

  it('keeps the row when only a figure cannot be read, and says so', async () => {
    const report = await read('accounts', 'name,domain,founded\nAlder,alder.example,1985 (1902)')
    expect(report).toMatchObject({ added: 1, errors: [] })
    expect(report.warnings).toEqual([{ line: 2, message: 'founded: "1985 (1902)" is not a number: left out' }])
  })

  it('with a country that is no country keeps the row without it, and says so', async () => {
    const csv =
      'name,domain,country\nAlder,alder.example,Atlantis\nBirch,birch.example,Hong Kong\nCedar,cedar.example,nl'
    const more = 'Dogwood,dogwood.example,Bosnia and Herzegovina\nElm,elm.example,fr\nFir,fir.example,United Kingdom'
    const report = await read('accounts', `${csv}\n${more}`)
    expect(report).toMatchObject({ added: 6, errors: [] })
    expect(report.warnings).toEqual([
      { line: 2, message: 'country: "Atlantis" is not a country such as NL or Netherlands: left out' },
    ])
    const sql = "select name, value from facts join accounts on accounts.id = account_id where field = 'country'"
    const kept = Object.fromEntries(
      ((await rows(w.db, sql)) as { name: string; value: string }[]).map(({ name, value }) => [
        name,
        JSON.parse(value),
      ]),
    )
    expect(kept).toMatchObject({ Birch: 'HK', Cedar: 'NL', Dogwood: 'BA', Elm: 'FR', Fir: 'GB' })
    expect(kept).not.toHaveProperty('Alder')
  })

  it('with a quotation mark that never closes costs only itself', async () => {
    const csv = `name,domain,description
Alder,alder.example,"Ships things"
"Birch,birch.example,Never closed
Cedar,cedar.example,"Two
lines, and a comma"
Dogwood,dogwood.example,15" wheels
`
    const report = await read('accounts', csv)
    expect(report.errors).toEqual([{ line: 3, message: 'A quotation mark opens a cell and does not close it' }])
    expect(await names()).toEqual(['Alder', 'Cedar', 'Dogwood'])
    expect(await factOf('Cedar', 'description')).toBe('Two\nlines, and a comma')
    expect(await factOf('Dogwood', 'description')).toBe('15" wheels')
  })

  it('with a comma outside quotation marks is refused, not shifted', async () => {
    const report = await read('accounts', 'name,domain\nAlder, Inc,alder.example\nBirch,birch.example')
    expect(report.errors).toMatchObject([{ line: 2, message: expect.stringContaining('3 cells') }])
    expect(await names()).toEqual(['Birch'])
  })

  it('that the database refuses costs only itself', async () => {
    await read('touches', 'external_id,account_domain,at\nt1,northwind.example,2026-11-02')
    const report = await read(
      'touches',
      'external_id,account_domain,at\nt2,nowhere.example,2026-11-02\nt3,northwind.example,\nt4,northwind.example,2026-11-03',
    )
    expect(report).toMatchObject({ added: 1, errors: [{ line: 2 }, { line: 3 }] })
  })

  it('that repeats another of the same file is told, and the first counts', async () => {
    const csv = 'name,domain\nAlder,alder.example\nOther name,www.alder.example\n'
    expect(await read('accounts', csv)).toMatchObject({ added: 1, errors: [{ line: 3 }] })
    expect(await read('accounts', csv)).toMatchObject({ unchanged: 1, changed: 0, errors: [{ line: 3 }] })
    expect(await names()).toEqual(['Alder'])
  })

  it('that gives one domain to two records of the CRM does not rename either each night', async () => {
    const csv = 'external_id,name,domain\n1,Alder,alder.example\n2,Alder Two,alder.example\n'
    for (const expected of [{ added: 1 }, { unchanged: 1, changed: 0 }])
      expect(await read('accounts', csv)).toMatchObject({ ...expected, errors: [{ line: 3 }] })
    expect(await names()).toEqual(['Alder'])
  })
})

describe('a header', () => {
  it('that names no account is refused once, not row by row', async () => {
    for (const [kind, header] of Object.entries({
      owners: 'owner_email,company',
      opportunities: 'external_id,company',
      touches: 'external_id,at,company',
      outcomes: 'external_id,kind,at,company',
    }))
      await expect(read(kind as ImportKind, header)).rejects.toThrow(
        'The file has no column "account_external_id" or "account_domain". It has: ',
      )
    await expect(read('contacts', 'name,phone')).rejects.toThrow('"account_domain" or "account_name". It has: ')
    expect(await read('owners', 'website,owner_email')).toMatchObject({ rows: 0, errors: [] })
  })

  it('may have every column that its guide names, and no other is known', () => {
    const guide = readFileSync('docs/imports.md', 'utf8').split('\n')
    for (const [kind, rowKind] of Object.entries(importKinds)) {
      const [, , must = '', may = ''] = guide.find((line) => line.trim().startsWith(`| ${kind} |`))!.split('|')
      const named = [...`${must} ${may}`.replace(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, name]) => name!)
      const account = must.includes('an account') ? ['account_external_id', 'account_domain'] : []
      expect([...named, ...account].toSorted()).toEqual(knownColumns(rowKind as never).toSorted())
    }
  })

  it('without a needed column is refused, and the sentence names what is there', async () => {
    const refused = read('accounts', 'Ticker,Street\nMMM,Main Street')
    await expect(refused).rejects.toThrow('The file has no column "name". It has: Ticker, Street')
    await expect(refused).rejects.toThrow('Known are external_id, name, domain, ')
    await expect(refused).rejects.toBeInstanceOf(Refusal)
    await expect(read('accounts', '')).rejects.toThrow('It is empty')
  })

  it('is understood in the words of other programs, with a byte order mark, semicolons and Windows line ends', async () => {
    const report = await read(
      'accounts',
      '\uFEFFCompany Name;Web Site;Headcount\r\nAlder;https://www.alder.example/home;40\r\n',
    )
    expect(report).toMatchObject({ added: 1, errors: [] })
    expect(await factOf('Alder', 'employees')).toBe(40)
  })

  it('of a contacts file is refused with a place, a number or an address that nobody can use', async () => {
    const row = async (cells: string) =>
      await read('contacts', `domain,name,email,phone,time_zone,country\nnorthwind.example,Uma Example,${cells}`)
    for (const [cells, says] of [
      ['uma@northwind.example,,Not/AZone,NL', 'not a time zone'],
      ['uma@northwind.example,,,ZZ', 'not a country'],
      ['uma@northwind.example,<script>,,', 'not a telephone number'],
      ['uma\u200b@northwind.example,,,', 'nobody sees'],
    ] as const)
      expect(await row(cells)).toMatchObject({ added: 0, errors: [{ message: expect.stringContaining(says) }] })
    expect(await row('uma@northwind.example,+31 (0)20 555-0100 x7,Europe/Amsterdam,NL')).toMatchObject({
      added: 1,
      errors: [],
    })
  })

  it('of a contacts file is read as CRMs export it: a name in two parts, and the company by its name', async () => {
    await read('accounts', 'name,domain\nTwin,twin-a.example\nTwin,twin-b.example')
    const report = await read(
      'contacts',
      [
        'First Name,Last Name,Email Address,Job Title,Account Name',
        'Uma,Example,uma@northwind.example,CRO,northwind robotics',
        ',Sample,,CFO,Northwind Robotics',
        ',,,CFO,Northwind Robotics',
        'Una,Example,,CFO,Twin',
        'Ulf,Example,,CFO,Nowhere',
      ].join('\n'),
    )
    expect(report.added).toBe(2)
    expect(report.errors).toEqual([
      { line: 4, message: 'name: The name of the person is missing' },
      { line: 5, message: 'More than one account is called Twin: fill account_domain' },
      { line: 6, message: 'There is no account called Nowhere: import accounts first' },
    ])
    const people = await rows(
      w.db,
      "select name, email, title from contacts c join employments e on e.contact_id = c.id where account_id = 'account' and name in ('Uma Example', 'Sample') order by name desc",
    )
    expect(people).toEqual([
      { name: 'Uma Example', email: 'uma@northwind.example', title: 'CRO' },
      { name: 'Sample', email: null, title: 'CFO' },
    ])
    const whole = 'Full Name,Company,Website\nUdo Example,Any Name,https://www.northwind.example/'
    expect(await read('contacts', whole)).toMatchObject({ added: 1, errors: [] })
    await expect(read('contacts', 'First Name,Company')).rejects.toThrow('no column "name" or "last_name"')
  })

  it('of a contacts file may speak of the company without taking the name of the person', async () => {
    const report = await read(
      'contacts',
      'name,company,email,domain\nUma Example,Northwind,uma@northwind.example,northwind.example',
    )
    expect(report).toMatchObject({ added: 1, errors: [] })
    expect(await rows(w.db, "select name from contacts where email = 'uma@northwind.example'")).toEqual([
      { name: 'Uma Example' },
    ])
  })

  it('with two columns that mean the same is read by the first, and the other is told', async () => {
    const csv = 'Associated Company,Company Name,Full Name\nNorthwind Robotics,Else,Uma Example'
    const report = await read('contacts', csv)
    expect(report).toMatchObject({ added: 1, errors: [] })
    expect(report.notes).toEqual([expect.stringContaining('Columns that are not used: company_name')])
  })

  it('with a column twice is refused', async () => {
    await expect(read('accounts', 'name,domain,domain\nA,a.example,b.example')).rejects.toThrow('"domain" stands twice')
  })
})

describe('what is no CSV', () => {
  const wide = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(',')
  it.each([
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 'a spreadsheet or an archive'],
    ['UTF-16 with a byte order mark', Buffer.from('\uFEFFname,domain\n', 'utf16le'), 'in UTF-16'],
    ['UTF-16 without', Buffer.from('name,domain\nAlder,alder.example\n', 'utf16le'), 'holds a NUL'],
    ['a million columns', `name,${wide}\n`, 'The first line is 7,888,894 bytes long: at most 1000 are read'],
    ['1001 columns', `name,${wide.split(',').slice(0, 1000).join(',')}\n`, 'The file has 1001 columns'],
  ])('such as %s, is refused in words', async (_, csv, says) => {
    await expect(read('accounts', csv)).rejects.toThrow(says)
  })

  it('costs a row, when one cell of it is 10 MB long or holds a NUL', async () => {
    const csv = `name,domain\nAlder,alder.example\n${'x'.repeat(10_000_000)},x.example\nB\0,b.example\nCedar,cedar.example`
    const report = await read('accounts', csv)
    expect(report.errors).toEqual([
      { line: 3, message: 'The row is longer than any row may be' },
      { line: 4, message: 'The row holds a NUL, which is no character' },
    ])
    expect(await names()).toEqual(['Alder', 'Cedar'])
  })
})

it('the report says what became of each column, and how the first rows were read', async () => {
  const csv = 'Company,Web Site,Segment,,daybreak_tier\nAlder,alder.example,east,x,1'
  const { columns, first } = await read('accounts', csv, { dryRun: true })
  expect(columns.map(({ header, name, fate }) => [header, name, fate])).toEqual([
    ['Company', 'name', 'known'],
    ['Web Site', 'domain', 'known'],
    ['Segment', 'segment', 'kept'],
    ['', '', 'unused'],
    ['daybreak_tier', 'daybreak_tier', 'unused'],
  ])
  expect(first).toEqual([
    { line: 2, cells: { name: 'Alder', domain: 'alder.example', segment: 'east', daybreak_tier: '1' } },
  ])
})

describe('an account without a domain', () => {
  it('is kept as incomplete and told row by row, and a later row with a domain completes it', async () => {
    const report = await read('accounts', 'name,industry,country\nAlder,Freight,United States\nBirch,Labs,UK')
    expect(report.added).toBe(2)
    expect(report.warnings.map(({ line }) => line)).toEqual([2, 3])
    expect(await rows(w.db, 'select incomplete from accounts where name = ?', ['Alder'])).toEqual([{ incomplete: 1 }])
    w.state.now += 1000
    expect(await read('accounts', 'name,domain\nAlder,alder.example')).toMatchObject({ added: 0, changed: 1 })
    expect(await rows(w.db, 'select incomplete from accounts where name = ?', ['Alder'])).toEqual([{ incomplete: 0 }])
    expect(await names()).toEqual(['Alder', 'Birch'])
  })
})

it('text in Windows-1252 keeps its letters', async () => {
  const report = await read('accounts', Buffer.from('name,domain\nM\u00fcller,mueller.example\n', 'latin1'))
  expect(report.notes).toEqual([expect.stringContaining('Windows-1252')])
  expect(await names()).toEqual(['Müller'])
})

it('a dry run says the same and writes nothing', async () => {
  const csv = 'name,domain\nAlder,alder.example\n,x.example\n'
  const before = await all()
  expect(await read('accounts', csv, { dryRun: true })).toMatchObject({ added: 1, errors: [{ line: 3 }], dryRun: true })
  expect(await all()).toEqual(before)
  expect(await rows(w.db, 'select * from imports')).toEqual([])
})

it('the report of an import is kept with its errors', async () => {
  await read('accounts', 'name,domain\nAlder,alder.example\n,x.example\n')
  expect(await rows(w.db, 'select kind, rows_read, added, failed from imports')).toEqual([
    { kind: 'accounts', rows_read: 2, added: 1, failed: 1 },
  ])
  expect(await rows(w.db, 'select line from import_errors')).toEqual([{ line: 3 }])
})

it('a long file is read as it comes, chunk by chunk, in whatever pieces', async () => {
  const lines = [
    'name,domain,description',
    ...Array.from({ length: 3000 }, (_, i) => `Firm ${i},firm${i}.example,"a ""b"", c"`),
  ]
  const bytes = Buffer.from(lines.join('\n'))
  let handed = 0
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += 997) {
      handed = at
      yield bytes.subarray(at, at + 997)
    }
  }
  let early = bytes.length
  const onProgress = () => {
    early = Math.min(early, handed)
  }
  const report = await importCsv(w.app, 'accounts', Readable.from(pieces()), { name: 'long.csv', onProgress })
  expect(report).toMatchObject({ rows: 3000, added: 3000, errors: [] })
  expect(early).toBeLessThan(bytes.length / 4)
})

const corpus = new URL('../../../shared/corpus/accounts/', import.meta.url)
describe.skipIf(!existsSync(corpus))(
  'lists of companies as they are found (skipped without the evaluation folder)',
  () => {
    const file = (name: string) => new URL(name, corpus).pathname
    it('are kept whole where they have no domains', async () => {
      const unicorns = await importFile(w.app, 'accounts', file('unicorns-2022.csv'))
      expect(unicorns.rows).toBeGreaterThan(1000)
      expect(unicorns.added + unicorns.errors.length).toBe(unicorns.rows)
      expect(unicorns.errors.filter(({ message }) => !message.startsWith('The same as'))).toEqual([])
      const sp500 = await importFile(w.app, 'accounts', file('sp500_constituents.csv'))
      expect(sp500).toMatchObject({ rows: 503 })
      expect(sp500.errors.filter(({ message }) => !message.startsWith('The same as'))).toEqual([])
    })
  },
)
