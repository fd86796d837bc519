import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { callable } from '../scripts/readme.ts'
import { routes } from '../src/web/routes.ts'
import { root } from './law/reading.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const docs = readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'))
const pages = ['README.md', 'ARCHITECTURE.md', ...docs.map((name) => `docs/${name}`)].map((file) => ({
  file,
  text: read(file),
}))
const guides = pages.filter(({ file }) => /^docs\/(rep|manager|admin)\.md$/.test(file))

/** Spans and lines of blocks that are code. */
const codeOf = (text: string): string[] => [
  ...[...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, span]) => span!),
  ...[...text.matchAll(/```\w*\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.split('\n')),
]

/** The name under which a heading can be linked to, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!))

test('a link to a part of a page finds that part', () => {
  const links = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)].map(([, to, anchor]) => ({ file, to: to!, anchor: anchor! })),
  )
  expect(links.length).toBeGreaterThan(1)
  const dead = links.filter(({ file, to, anchor }) => {
    const target = to === '' ? file : path.join(path.dirname(file), to)
    return !existsSync(path.join(root, target)) || !anchorsOf(target).includes(anchor)
  })
  expect(dead).toEqual([])
})

test('every page of docs/ is reached from the README', () => {
  const reached = new Set(['README.md'])
  for (const file of reached)
    for (const [, to] of read(file).matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g))
      reached.add(path.join(path.dirname(file), to!))
  expect(docs.filter((name) => !reached.has(`docs/${name}`))).toEqual([])
})

describe('the pictures', () => {
  const shown = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)|<img src="([^"]+)"[^>]* alt="([^"]*)"/g)].map((found) => ({
      file,
      picture: path.join(path.dirname(file), found[2] ?? found[3] ?? ''),
      says: found[1] ?? found[4] ?? '',
    })),
  )
  const taken = readdirSync(path.join(root, 'docs/pictures')).map((name) => `docs/pictures/${name}`)
  const kilobytes = (file: string) => statSync(path.join(root, file)).size / 1024

  test('that are shown exist and say what they show; those that exist are shown', () => {
    expect(shown.filter(({ picture, says }) => !taken.includes(picture) || says.length < 10)).toEqual([])
    expect(taken.filter((file) => !shown.some(({ picture }) => picture === file))).toEqual([])
  })

  test('are small', () => {
    expect(taken.filter((file) => kilobytes(file) > 120)).toEqual([])
    expect(taken.reduce((sum, file) => sum + kilobytes(file), 0)).toBeLessThan(2048)
  })

  test('are all taken by the script', () => {
    const script = read('scripts/pictures.ts')
    expect(taken.filter((file) => !script.includes(`'${path.basename(file, '.webp')}'`))).toEqual([])
  })
})

describe('the three guides', () => {
  test('are short and have pictures', () => {
    for (const { file, text } of guides) {
      expect(text.split('\n').length, file).toBeLessThanOrEqual(120)
      expect(text.match(/pictures\//g)?.length ?? 0, file).toBeGreaterThanOrEqual(3)
    }
  })

  /** What the screens can say: the source of the pages, as text. */
  const screens = ['src/web/pages', 'src/web/parts', 'src/web', 'src/core']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder))
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => read(`${folder}/${name}`)),
    )
    .join('\n')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

  test('name buttons, lanes and pages in the words of the screen', () => {
    // what is bold at the start of a point or paragraph and ends with a colon or full stop is a heading of its own
    const headings = /^(?:- )?\*\*[^*]+(?:\*\*:|\.\*\*)/gm
    const named = guides.flatMap(({ file, text }) =>
      [...text.replace(headings, '').matchAll(/(?<!\*)(\*{1,2})(?! )([^*\n]+)\1(?!\*)/g)].flatMap(([, , words]) =>
        words!.split(' › ').map((word) => ({ file, word: word.replace(/ (?:…|& next)$/, '') })),
      ),
    )
    expect(named.length).toBeGreaterThan(80)
    expect(named.filter(({ word }) => !screens.includes(word)).map(({ file, word }) => `${file}: ${word}`)).toEqual([])
  })

  test('name keys that the pages listen to', () => {
    const known = [
      ...[...read('src/web/parts/keys.tsx').matchAll(/^ {2}\['([^']+)'/gm)].map(([, key]) => key!),
      ...[...screens.matchAll(/data-key="(\w)"|<kbd>([^<{]+)<\/kbd>/g)].map((found) => found[1] ?? found[2]!),
    ]
    const named = guides.flatMap(({ file, text }) =>
      codeOf(text)
        .filter((span) => /^(?:Ctrl \w+|Enter|Escape|[a-z/?])$/.test(span))
        .map((key) => ({ file, key })),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ key }) => !known.includes(key))).toEqual([])
  })
})

test('a command is called with options that it has', () => {
  const commands = callable()
    .map(({ call, flags }) => ({ name: call.split(/ (?=[A-Z[])/)[0]!, flags }))
    .toSorted((a, b) => b.name.length - a.name.length)
  const calls = pages.flatMap(({ file, text }) =>
    codeOf(text).flatMap((span) => {
      const given = span.replace(/\s#.*$/, '').replace(/^npm run -s daybreak -- /, '')
      const command = commands.find(({ name }) => given === name || given.startsWith(`${name} `))
      const flags = given.match(/--[a-z][a-z-]*/g) ?? []
      return command ? flags.map((flag) => ({ file, given, known: command.flags.includes(flag) })) : []
    }),
  )
  expect(calls.length).toBeGreaterThan(8)
  expect(calls.filter(({ known }) => !known)).toEqual([])
})

test('a call of the API that a page names is there, by that method', () => {
  const ways = routes.map(({ method, path: way }) => ({
    method,
    shape: new RegExp(`^${way.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`),
  }))
  const named = pages.flatMap(({ file, text }) =>
    codeOf(text).flatMap((span) =>
      [...span.matchAll(/\b(GET|POST) (\/[\w/.-]+)/g)].map(([, method, way]) => ({ file, method, way: way! })),
    ),
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter(({ method, way }) => !ways.some((one) => one.method === method && one.shape.test(way)))).toEqual(
    [],
  )
})
