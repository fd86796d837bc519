import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, root, sourceFiles, textOf, treeOf, walk } from './law/reading.ts'

type Row = { folders: readonly string[]; packages: readonly string[]; builtins: readonly string[] }

/** What each folder may import, and nothing else. ARCHITECTURE.md says why each package is there. */
const law: Readonly<Record<string, Row>> = {
  core: {
    folders: ['core'],
    packages: ['@noble/hashes', 'indefinite', 'otpauth', 'pluralize', 'punycode', 'syllable', 'tldts', 'yaml', 'zod'],
    builtins: [],
  },
  sources: {
    folders: ['core', 'sources'],
    packages: ['@noble/hashes', 'cheerio', 'htmlparser2', 'iconv-lite', 'robots-parser', 'rss-parser', 'yaml', 'zod'],
    builtins: [],
  },
  store: {
    folders: ['core', 'store'],
    packages: ['@electric-sql/pglite', 'better-sqlite3', 'drizzle-orm'],
    builtins: ['fs', 'path'],
  },
  adapters: {
    folders: ['core', 'adapters'],
    packages: [
      '@node-rs/argon2',
      'date-holidays',
      'imapflow',
      'juice',
      'mailparser',
      'nodemailer',
      'openai',
      'undici',
      'yaml',
      'zod',
    ],
    builtins: [
      'crypto',
      'dns',
      'fs',
      'fs/promises',
      'http',
      'module',
      'net',
      'path',
      'stream',
      'stream/promises',
      'timers/promises',
      'zlib',
    ],
  },
  pipeline: {
    folders: ['core', 'sources', 'store', 'adapters', 'pipeline'],
    packages: ['csv-parse', 'csv-stringify', 'yaml', 'zod'],
    builtins: ['crypto', 'fs', 'fs/promises', 'os', 'path', 'readline', 'stream', 'worker_threads'],
  },
  web: {
    folders: ['core', 'store', 'pipeline', 'web'],
    packages: ['@hono/node-server', '@observablehq/plot', 'diff', 'hono', 'linkedom', 'uqr', 'zod'],
    builtins: ['fs', 'path'],
  },
  config: { folders: [], packages: ['zod'], builtins: ['path'] },
  wiring: {
    folders: ['core', 'sources', 'store', 'adapters', 'pipeline', 'web', 'config', 'wiring'],
    packages: ['@hono/node-server', 'commander', 'csv-parse', 'node-cron', 'pino'],
    builtins: [
      'crypto',
      'events',
      'fs',
      'fs/promises',
      'net',
      'path',
      'readline',
      'stream/consumers',
      'stream/promises',
      'worker_threads',
    ],
  },
}

/** `src/core/fit.ts` → core; the files beside the folders and the command line are the wiring. */
const folderOf = (file: string): string => {
  const [, first = ''] = file.split(path.sep)
  if (first === 'config.ts') return 'config'
  return first === 'cli' || first.endsWith('.ts') ? 'wiring' : first
}

/** A line of the law as the row would have to hold it: "store", "zod", "node:fs". */
const grantOf = (file: string, from: string): string => {
  if (from === '#dialect') return 'store'
  if (from.startsWith('.')) return folderOf(path.join(path.dirname(file), from))
  if (from.startsWith('node:')) return from
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

const grants = ({ folders, packages, builtins }: Row) =>
  new Set([...folders, ...packages, ...builtins.map((name) => `node:${name}`)])

const everyImport = sourceFiles().flatMap((file) =>
  importsOf(file).map((found) => ({ ...found, file, folder: folderOf(file), grant: grantOf(file, found.from) })),
)
const said = ({ file, from }: { file: string; from: string }) => `${file} imports ${from}`

describe('the import law', () => {
  test.each(Object.keys(law))('%s imports only what its row names', (folder) => {
    const allowed = grants(law[folder]!)
    const mine = everyImport.filter((found) => found.folder === folder)
    expect(mine.length).toBeGreaterThan(0)
    expect(mine.filter(({ grant }) => !allowed.has(grant)).map(said)).toEqual([])
  })

  test('every folder of src has a row, and no row grants a package that nobody uses', () => {
    expect([...new Set(sourceFiles().map(folderOf))].sort()).toEqual(Object.keys(law).sort())
    const used = (folder: string) => new Set(everyImport.filter((one) => one.folder === folder).map((one) => one.grant))
    const idle = Object.entries(law).flatMap(([folder, row]) =>
      [...grants({ ...row, folders: [] })].filter((grant) => !used(folder).has(grant)).map((one) => `${folder} ${one}`),
    )
    expect(idle).toEqual([])
  })

  test('only the two dialect files know a database driver', () => {
    const drivers = /^(better-sqlite3|@electric-sql\/pglite|drizzle-orm\/.+)$/
    const strangers = everyImport.filter(
      ({ from, file }) => drivers.test(from) && !/store\/dialect\.\w+\.ts$/.test(file),
    )
    expect(strangers.map(said)).toEqual([])
  })

  test('schema and query files import only #dialect, drizzle, core and each other', () => {
    const machinery = /store\/(dialect\.\w+|migrate)\.ts$/
    const strangers = everyImport.filter(
      ({ folder, file, from, grant }) =>
        folder === 'store' && !machinery.test(file) && !['store', 'core'].includes(grant) && from !== 'drizzle-orm',
    )
    expect(strangers.map(said)).toEqual([])
  })

  test('pages read the store and never write it', () => {
    const holdsTransaction = sourceFiles('src/web').filter((file) => /\b(Tx|atomically)\b/.test(textOf(file)))
    expect(holdsTransaction).toEqual([])
  })

  test('nobody imports the wiring but the wiring', () => {
    const backwards = everyImport.filter(({ folder, grant }) => grant === 'wiring' && folder !== 'wiring')
    expect(backwards.map(said)).toEqual([])
  })

  test('sees every way to name a module', () => {
    const ways = `import a from 'a'; import 'b'; import type { C } from 'c'; export * from 'd'; export { e } from 'e'
      export const f: import('f').F = await import('g'); require('h'); createRequire(here)('i'); await import(j)`
    const found = importsOf('ways.ts', ways).map(({ from }) => from)
    expect(found.sort()).toEqual(['(computed)', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
  })
})

describe('what no file does', () => {
  test('the environment is read in one place and handed to the configuration', () => {
    const readers = sourceFiles().flatMap((file) =>
      [...textOf(file).matchAll(/.*(?:\bprocess\b[^;\n]*\benv\b|node:process).*/g)]
        .filter(([line]) => !line.includes('readConfig(process.env)'))
        .map(([line]) => `${file}: ${line.trim()}`),
    )
    expect(readers).toEqual([])
  })

  test('a query is awaited, never run by a method of one driver alone', () => {
    const files = sourceFiles('src/store').filter((file) => !/dialect\.\w+\.ts$/.test(file))
    expect(files.flatMap((file) => driverCalls(file, textOf(file)))).toEqual([])
    expect(
      driverCalls('bad.ts', 'const a = db.select().from(t).all(); const b = async () => await query.values()'),
    ).toEqual(['bad.ts calls .all()', 'bad.ts calls .values()'])
    expect(driverCalls('good.ts', 'for (const row of map.values()) db.insert(t).values(row); map.get(id)')).toEqual([])
  })

  test('no statement counts by hand: count() reads as a number on both databases', () => {
    expect(sourceFiles('src/store').filter((file) => /sql`[^`]*count\(\*\)/i.test(textOf(file)))).toEqual([])
  })

  test('the clock and chance come from the wiring and the adapters', () => {
    const strangers = sourceFiles().filter(
      (file) =>
        !['wiring', 'adapters'].includes(folderOf(file)) &&
        /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b|\brandomUUID\b/.test(textOf(file)),
    )
    expect(strangers).toEqual([])
  })

  test('no file grows past 400 lines', () => {
    const lengths = sourceFiles().map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
    const long = lengths.filter(({ file, lines }) => lines > 300 && !wordLists.includes(file))
    if (long.length > 0) console.warn('Over 300 lines:', long.map(({ file, lines }) => `${file} ${lines}`).join(', '))
    expect(long.filter(({ lines }) => lines > 400)).toEqual([])
  })

  test('each thing goes by its own word: none by a word that is kept for something else or for nothing', () => {
    const kept =
      /^(export )?(?:type|interface|class) (Org|Organi[sz]ation|Lead|Prospect|Profile|Subscription|Provider|Connector|Entry|Alert|Intent|Score|Urgency|Task|Notes|Blocklist|Activity)\b/m
    expect(sourceFiles().filter((file) => kept.test(textOf(file)))).toEqual([])
    const tables = sourceFiles('src/store/schema').flatMap((file) =>
      [...textOf(file).matchAll(/table\(\s*'(\w+)'/g)].map(([, name]) => name!),
    )
    expect(tables.length).toBeGreaterThan(30)
    expect(
      tables.filter((name) =>
        /org|lead|prospect|profile|subscription|event|alert|intent|score|task|card|blocklist|activit/.test(name),
      ),
    ).toEqual([])
  })
})

/** Lists of words are data; their length says nothing about how the code reads. */
const wordLists = ['src/core/match/words.ts']

/** Calls without arguments that run a query on one driver only; a map's `.values()` that is looped over is none. */
const driverCalls = (file: string, text: string): string[] => {
  const found: string[] = []
  walk(treeOf(file, text), (node, parent) => {
    if (node.type !== 'CallExpression' || (node.arguments as unknown[]).length > 0) return
    const { type, property } = node.callee as { type: string; property?: { name?: string } }
    const name = type === 'MemberExpression' ? (property?.name ?? '') : ''
    const handedOn = ['AwaitExpression', 'ReturnStatement', 'ArrowFunctionExpression'].includes(parent?.type ?? '')
    if (['all', 'get', 'run', 'execute'].includes(name) || (name === 'values' && handedOn))
      found.push(`${file} calls .${name}()`)
  })
  return found
}

describe('the core takes time, ids and chance as arguments', () => {
  test.each([
    ['the clock', 'export const at = Date.now()'],
    ['a date of now', 'export const at = new Date()'],
    ['a date read by the platform', "export const at = new Date('2026-11-24')"],
    ['the clock of Temporal', 'export const at = Temporal.Now.instant()'],
    ['chance', 'export const one = Math.random()'],
    ['chance handed on', 'export const one = Math.random'],
    ['a random id', 'export const one = crypto.randomUUID()'],
    ['the network', "export const page = fetch('https://example.com')"],
    ['the environment', 'export const home = process.env'],
    ['a way around', 'export const at = globalThis.Date'],
  ])('Biome refuses %s', (_, snippet) => {
    expect(lint(snippet)).toBeGreaterThan(0)
  })

  test('Biome has nothing against plain code', () => {
    expect(lint('export const later = (at: number): number => at + 1\n')).toBe(0)
  })
})

/** How many errors Biome finds in a core file with this text, under the project's own rules. */
const lint = (snippet: string): number => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-law-'))
  try {
    for (const name of ['biome.json', 'biome'])
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
    mkdirSync(path.join(folder, 'src/core'), { recursive: true })
    writeFileSync(path.join(folder, 'src/core/snippet.ts'), snippet)
    const biome = path.join(root, 'node_modules/.bin/biome')
    const answer = execFileSync('sh', ['-c', '"$0" lint --reporter=json src || true', biome], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return (JSON.parse(answer) as { summary: { errors: number } }).summary.errors
  } finally {
    rmSync(folder, { recursive: true })
  }
}
