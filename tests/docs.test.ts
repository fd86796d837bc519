import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { callable, withCommands } from '../scripts/readme.ts'
import { configKeys } from '../src/config.ts'
import { contactRuleInWords } from '../src/core/brief/contacts.ts'
import { defaultTriggerWeights } from '../src/core/icp.ts'
import { sources } from '../src/sources/index.ts'
import { routes } from '../src/web/routes.ts'
import { root } from './law/reading.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const everyPage = pages.map((page) => ({ page, text: read(page) }))
const tracked = execFileSync('git', ['ls-files', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))

/** What pages say in code: between backticks, or in blocks. */
const code = (text: string): string[] => [
  ...[...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, span]) => span!),
  ...[...text.matchAll(/```\w*\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.split('\n')),
]
const found = (pattern: RegExp) =>
  everyPage.flatMap(({ page, text }) =>
    code(text).flatMap((span) => [...span.matchAll(pattern)].map((match) => ({ page, word: match[1] ?? match[0] }))),
  )
const missing = (list: { page: string; word: string }[], known: (word: string) => boolean) =>
  list.filter(({ word }) => !known(word)).map(({ page, word }) => `${page}: ${word}`)

describe('the pages', () => {
  test('publish the rule by which the contact is chosen, with its own points', () => {
    const page = read('docs/briefs.md')
    expect(contactRuleInWords.filter((sentence) => !page.includes(sentence))).toEqual([])
  })

  test('name only files and folders that exist', () => {
    const named = found(
      /^((?:src|tests|feeds|migrations|scripts|bench|biome|docs|\.ci)\/[\w./-]*|[\w-]+\.(?:ts|json|md|yaml))$/g,
    )
    expect(named.length).toBeGreaterThan(20)
    expect(missing(named, (word) => existsSync(path.join(root, word)))).toEqual([])
  })

  test('link only to what exists', () => {
    const links = everyPage.flatMap(({ page, text }) =>
      [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => ({ page, word: target! })),
    )
    expect(links.length).toBeGreaterThan(5)
    const dead = links.filter(
      ({ page, word }) => !/^https?:/.test(word) && !existsSync(path.join(root, path.dirname(page), word)),
    )
    expect(dead).toEqual([])
  })

  test('name only configuration keys that exist, and the README each of them with its default', () => {
    expect(missing(found(/\b((?:DAYBREAK|OPENAI)_[A-Z_]+)\b/g), (word) => word in configKeys)).toEqual([])
    const rows = new Map(
      [...read('README.md').matchAll(/^\| `(\w+)` \|.*\| (.*) \|$/gm)].map(([, key, value]) => [key, value]),
    )
    for (const [key, shape] of Object.entries(configKeys)) {
      const given = shape.safeParse(undefined).data
      expect(rows.get(key), key).toBeDefined()
      if (given !== undefined) expect(rows.get(key), key).toContain(`\`${given}\``)
    }
  })

  test('name only scripts that package.json has', () => {
    const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>
    const named = found(/\bnpm (?:run (?:-s )?)?((?!ci\b|run\b)[a-z:-]+)/g)
    expect(named.length).toBeGreaterThan(8)
    expect(missing(named, (word) => word in scripts)).toEqual([])
  })

  test('name only addresses that the application has', () => {
    const known = new Set(routes.map((route) => route.path))
    const named = found(/^(\/[a-z][a-z/-]*)$/g)
    expect(named.length).toBeGreaterThan(5)
    expect(missing(named, (word) => known.has(word))).toEqual([])
  })
})

describe('commands', () => {
  const names = callable().map(({ call }) => call.split(/ (?=[A-Z[])/)[0]!)

  test('stand in the README as they are: `npm run readme` writes the table', () => {
    expect(read('README.md')).toBe(withCommands(read('README.md')))
  })

  test('that a page calls are there', () => {
    const called = found(/daybreak -- ([a-z][a-z -]*[a-z])/g)
    expect(called.length).toBeGreaterThan(8)
    expect(missing(called, (word) => names.some((name) => word === name || word.startsWith(`${name} `)))).toEqual([])
  })
})

test('every kind of source is explained in the README, and no other', () => {
  const section = read('README.md').split('## Sources')[1]!.split('\n## ')[0]!
  const kinds = [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, kind]) => kind)
  expect(kinds.sort()).toEqual(sources.map(({ kind }) => kind).sort())
})

test('the weights of triggers are those the code starts with', () => {
  const rows = [...read('docs/queue.md').matchAll(/^\| ([a-z_, ]+) \| (−?\d+) \| (\d+) \|$/gm)].flatMap(
    ([, kinds, importance, days]) =>
      kinds!
        .split(', ')
        .map((kind) => [kind, { importance: Number(importance!.replace('−', '-')), halfLifeDays: Number(days) }]),
  )
  expect(Object.fromEntries(rows)).toEqual(defaultTriggerWeights)
})

describe('the repository stands alone', () => {
  const texts = tracked
    .filter(
      (file) =>
        /\.(ts|tsx|mjs|js|json|md|yaml|yml|sql|css|csv|xml|html|grit|sh)$|\/run$/.test(file) &&
        !/package-lock|\/meta\/|tests\/docs\.test/.test(file),
    )
    .map((file) => ({ file, text: read(file) }))
  const hits = (pattern: RegExp, except: (file: string) => boolean = () => false) =>
    texts
      .filter(({ file, text }) => !except(file) && pattern.test(text))
      .map(({ file, text }) => `${file}: ${text.match(pattern)?.[0]}`)

  test('it names no place on anybody’s machine', () => {
    expect(hits(/["'`\s(](\/work|\/home|\/Users|\/root|\/tmp)\/[\w.]/)).toEqual([])
  })

  test('it reaches beside itself only in tests that skip without', () => {
    expect(
      hits(
        /\.\.\/shared/,
        (file) => (file.startsWith('tests/') && /\b(skipIf|runIf|skip)\b/.test(read(file))) || file === 'README.md',
      ),
    ).toEqual([])
  })

  test('it points to no page it does not have', () => {
    expect(hits(/\b(DESIGN|PRODUCT|FACTS|STYLE|UI)( §|\.md\b| [A-Z]\d)/)).toEqual([])
  })

  test('it tells what things are, not who asked for them or when', () => {
    expect(
      hits(
        /\b[Ii]ssue #?\d|(?<![\w&"'/=])#\d{1,3}\b(?!\d|[-\w])|\bcoding (?:agent|assistant)\b|\bprevious session\b/,
        (file) => /\.(css|csv|xml|html|sql)$|fixtures/.test(file),
      ),
    ).toEqual([])
  })

  test('it has no file for odds and ends', () => {
    expect(tracked.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/i.test(file))).toEqual([])
  })
})
