import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { commands } from '../../src/cli/index.ts'
import { codeOf, progress } from '../../src/cli/support.ts'
import { readConfig } from '../../src/config.ts'
import { loadSample } from '../../src/pipeline/sample.ts'
import { chance, projectFolder, wire } from '../../src/wire.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cli-test-'))
  const wired = await wire({ config: readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'silent' }), sample: true })
  await loadSample(wired.app, path.join(projectFolder, 'feeds/sample'), 'http://127.0.0.1:9', chance)
  await wired.arm()
  await wired.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  vi.stubEnv('DAYBREAK_DATA', folder)
  vi.stubEnv('DAYBREAK_LOG', 'silent')
})
afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = 0
})

/** One call of the command line, in this process. */
const daybreak = async (...words: string[]) => {
  const [out, err]: [string[], string[]] = [[], []]
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ]
  const program = new Command('daybreak').exitOverride()
  for (const command of commands) command(program)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error as Error).name.startsWith('Commander')) progress((error as Error).message)
    process.exitCode = codeOf(error)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { out: out.join(''), err: err.join(''), code: process.exitCode }
}

const file = (name: string, text: string): string => {
  const full = path.join(folder, name)
  writeFileSync(full, text)
  return full
}

describe('exit codes', () => {
  it('0 when all went well, 3 when a row was not usable, and the good rows are there', async () => {
    const good = file('good.csv', 'name,domain\nAlder,alder.example\n')
    const mixed = file('mixed.csv', 'name,domain\nBirch,birch.example\nBad,not a domain\n')
    expect(await daybreak('import', 'accounts', good)).toMatchObject({ code: 0 })
    const { code, out, err } = await daybreak('import', 'accounts', mixed)
    expect(code).toBe(3)
    expect(out).toContain('line 3: "not a domain" is not a domain')
    expect(err).toContain('sample workspace')
    expect(JSON.parse((await daybreak('import', 'accounts', mixed, '--json')).out)).toMatchObject({
      unchanged: 1,
      errors: [{ line: 3 }],
    })
  })

  it('1 with one sentence on standard error when the work cannot be done', async () => {
    const missing = await daybreak('import', 'accounts', path.join(folder, 'nowhere.csv'))
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing.err).toContain(`There is no file ${path.join(folder, 'nowhere.csv')}`)
    expect(await daybreak('why', 'Nobody Ltd')).toMatchObject({
      code: 1,
      err: 'There is no account with the id, domain or name "Nobody Ltd"\n',
    })
  })

  it('2 when the call itself is wrong', async () => {
    for (const words of [
      ['bogus'],
      ['import'],
      ['import', 'planets', 'x.csv'],
      ['queue', '--day', '2026-02-30'],
      ['run', 'dream'],
    ])
      expect(await daybreak(...words), words.join(' ')).toMatchObject({ code: 2, out: '' })
  })

  it('78 when the configuration is wrong, naming the key', async () => {
    vi.stubEnv('DAYBREAK_PORT', 'eleven')
    const { code, err } = await daybreak('queue')
    expect(code).toBe(78)
    expect(err).toContain('DAYBREAK_PORT')
  })

  it('1 where there is no workspace yet, and none is made', async () => {
    const empty = path.join(folder, 'empty')
    vi.stubEnv('DAYBREAK_DATA', empty)
    expect(await daybreak('queue')).toMatchObject({ code: 1, err: expect.stringContaining('npm start') })
    expect(existsSync(empty)).toBe(false)
  })
})

describe('answers', () => {
  it('every command explains itself, and those that answer in JSON show an example', () => {
    const program = new Command('daybreak')
    for (const command of commands) command(program)
    expect(program.commands.length).toBeGreaterThan(15)
    for (const command of program.commands) {
      const family = [command, ...command.commands]
      const help: string[] = []
      for (const one of family) {
        expect(one.description(), one.name()).toMatch(/\w+ \w+/)
        one.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp()
      }
      if (family.some(({ options }) => options.some(({ long }) => long === '--json')))
        expect(help.join(''), command.name()).toContain('Example')
    }
    expect(new Set(program.commands.map((command) => command.name())).size).toBe(program.commands.length)
  })

  it('the queue says so when none was built', async () => {
    expect(await daybreak('queue')).toMatchObject({ code: 0, out: 'No queue has been built for that day yet.\n' })
    const [list] = JSON.parse((await daybreak('queue', '--user', 'tomas@larkmoor.example', '--json')).out)
    expect(list).toMatchObject({ name: 'Tomas Brackwater', built: false, items: [] })
  })

  it('a run of the ranking that builds nothing says why that may be, not that there are no days', async () => {
    const { out, code } = await daybreak('run', 'rank')
    expect(code).toBe(0)
    expect(out).toContain('0 appended, no new queue: those of today stand, are not due, or would be the first and')
    expect(out).not.toMatch(/0 days|0 items/)
  })

  it('an ICP is checked, previewed and published, and publishing it again changes nothing', async () => {
    const icp = path.join(projectFolder, 'feeds/sample/icp.yaml')
    expect(await daybreak('icp', 'check', icp)).toMatchObject({ code: 0 })
    expect(JSON.parse((await daybreak('icp', 'preview', icp, '--json')).out)).toMatchObject({ moves: [] })
    expect(JSON.parse((await daybreak('icp', 'publish', icp, '--json')).out)).toMatchObject({ number: 1 })
    expect((await daybreak('icp', 'publish', icp)).out).toContain('; the first queue comes with the next run that')
    const broken = file('broken.yaml', 'name: Something\nkey: Not A Key\n')
    const refused = await daybreak('icp', 'check', broken)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('line 2: key: use lower-case letters, digits and _')
  })

  it('doctor looks at everything and tells what is not as it should be', async () => {
    const { out, code } = await daybreak('doctor', '--json')
    const states = Object.fromEntries(
      JSON.parse(out).map(({ name, state }: { name: string; state: string }) => [name, state]),
    )
    expect(states).toMatchObject({ node: 'ok', config: 'ok', database: 'ok', guards: 'ok', audit: 'ok', armed: 'ok' })
    expect(code).toBe(0)
  })

  it('a backup is written once, and a copy of it has to be armed by a person', async () => {
    const copy = path.join(folder, 'copied')
    const backup = path.join(folder, 'backup.sqlite')
    expect(await daybreak('backup', backup)).toMatchObject({ code: 0 })
    expect(await daybreak('backup', backup)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is there already'),
    })
    expect(await daybreak('rearm')).toMatchObject({ out: 'This database is armed already.\n' })
    vi.stubEnv('DAYBREAK_DATA', copy)
    mkdirSync(copy)
    cpSync(backup, path.join(copy, 'sample.sqlite'))
    cpSync(path.join(folder, 'secret.key'), path.join(copy, 'secret.key'))
    expect(await daybreak('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('run daybreak rearm') })
    expect(await daybreak('rearm')).toMatchObject({ code: 0, out: 'This database may send again.\n' })
    expect(await daybreak('doctor')).toMatchObject({ code: 0 })
  })

  it('rules changed by hand are shown, and sealed only when the admin says so', async () => {
    const db = new Database(path.join(folder, 'sample.sqlite'))
    db.prepare('update workspace set undo_seconds = 0').run()
    expect(await daybreak('doctor')).toMatchObject({
      code: 1,
      out: expect.stringContaining('changed outside of Daybreak'),
    })
    expect(await daybreak('rearm')).toMatchObject({ code: 1, out: expect.stringContaining('undoSeconds: 0') })
    expect(await daybreak('doctor')).toMatchObject({ code: 1 })
    expect(await daybreak('rearm', '--seal')).toMatchObject({ code: 0, out: 'This database may send again.\n' })
    expect(db.prepare("select count(*) from audit where what = 'sealed_anew'").pluck().get()).toBe(1)
    db.close()
    expect(await daybreak('doctor')).toMatchObject({ code: 0 })
  })

  it('a key takes its scopes with spaces or commas, and refuses one that there is not', async () => {
    for (const scopes of [
      ['queue:read,signals:write'],
      ['queue:read', 'signals:write'],
      ['queue:read,', 'signals:write'],
    ])
      expect(await daybreak('key', 'add', scopes.join(' '), '--scope', ...scopes), scopes.join(' ')).toMatchObject({
        code: 0,
      })
    const keys = JSON.parse((await daybreak('key', 'list', '--json')).out)
    expect(keys).toHaveLength(3)
    for (const { scopes } of keys) expect(scopes).toEqual(['queue:read', 'signals:write'])
    expect(await daybreak('key', 'add', 'crm', '--scope', 'queue:read,queue:write')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no scope "queue:write"'),
    })
  })

  it('feeds tells which ones fail', async () => {
    const { out, code } = await daybreak('feeds', '--json')
    expect(JSON.parse(out).length).toBeGreaterThan(10)
    expect(JSON.parse(out)[0].brought).toEqual({ items: 0, signals: 0, queued: 0 })
    expect(code).toBe(0)
    expect((await daybreak('feeds')).out).toMatch(/last success never; 0 items, 0 signals, 0 queued; next try /)
  })

  it('feeds lists what is watched and counts what is off, unless all is asked for', async () => {
    const total = JSON.parse((await daybreak('feeds', '--json')).out).length
    expect(await daybreak('feeds', 'off', 'sample_ledgerline')).toMatchObject({ code: 0 })
    const short = (await daybreak('feeds')).out.trimEnd().split('\n')
    expect(short).toHaveLength(total)
    expect(short.at(-1)).toBe('1 feed off, 1 of them unverified: --all lists them')
    expect(short.join()).not.toContain('sample_ledgerline')
    const all = (await daybreak('feeds', '--all')).out.trimEnd().split('\n')
    expect(all).toHaveLength(total)
    expect(all.at(-1)).toContain('sample_ledgerline, off, unverified')
    await daybreak('feeds', 'on', 'sample_ledgerline')
    expect((await daybreak('feeds')).out).toContain('sample_ledgerline')
  })

  it('the sample’s feeds are left to the app that serves them, and nothing is saved of it', async () => {
    const answers = async () =>
      JSON.parse((await daybreak('feeds', '--json')).out).map(({ key, lastAnswer }: Record<string, string>) => [
        key,
        lastAnswer,
      ])
    const before = await answers()
    const checked = await daybreak('feeds', 'check', '--all')
    expect(checked).toMatchObject({ code: 0, out: '' })
    expect(checked.err).toContain('served by the running app, and only it can ask them')
    expect(await daybreak('feeds', 'test', 'sample_ledgerline')).toMatchObject({
      code: 1,
      err: expect.stringContaining('only it can ask them: test it on its Feeds page'),
    })
    expect(await answers()).toEqual(before)
  })

  it('feeds takes a board of an account, and says how far the search has come', async () => {
    const board = await daybreak('feeds', 'board', 'brightloom.example', 'https://10.0.0.1/careers')
    expect(board).toMatchObject({ code: 0, out: '10.0.0.1 is not a public address\n' })
    expect(await daybreak('feeds', 'board', 'nobody.example')).toMatchObject({ code: 1 })
    expect(JSON.parse((await daybreak('feeds', 'boards', '--json')).out)).toMatchObject({ watched: 5 })
    expect((await daybreak('feeds', 'boards')).out).toContain('5 boards of 5 accounts; 1 site looked at, 1 of them')
  })
})

describe('after a morning', () => {
  it('the queue calls its drafts, and the review its tiers, as the app does', async () => {
    expect(await daybreak('run')).toMatchObject({ code: 0, out: expect.stringMatching(/rank +.*[1-9]\d* items/) })
    const { out } = await daybreak('queue')
    expect(out).toMatch(/ · Draft$/m)
    expect(out).not.toContain('pending')
    const review = (await daybreak('icp', 'review')).out
    expect(review).toMatch(/^ {2}Tier 1: [1-9]\d*, touched \d+$/m)
    expect(review).toMatch(/^ {2}below Tier 3: \d/m)
    const icp = readFileSync(path.join(projectFolder, 'feeds/sample/icp.yaml'), 'utf8')
    const changed = await daybreak('icp', 'publish', file('changed.yaml', `${icp}# Read again.\n`))
    expect(changed.out).toContain('as version 2; queues built from now on follow it, those that stand stay')
  })
})
