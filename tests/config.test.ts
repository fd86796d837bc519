import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, configKeys, readConfig } from '../src/config.ts'

const problemOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('an empty environment', () => {
  test('is enough: loopback, the folder data, no mail, no model, the sample while there is no workspace', () => {
    expect(readConfig({})).toEqual({
      dataFolder: path.resolve('data'),
      sample: undefined,
      host: '127.0.0.1',
      port: 4310,
      publicUrl: null,
      secret: null,
      smtpUrl: null,
      imapUrl: null,
      noticesSmtpUrl: null,
      noticesFrom: null,
      handOuts: null,
      contact: null,
      model: null,
      log: 'warn',
    })
  })

  test('is what empty values mean', () => {
    expect(readConfig(Object.fromEntries(Object.keys(configKeys).map((key) => [key, ''])))).toEqual(readConfig({}))
  })
})

describe('a wrong value', () => {
  const wrong: readonly [key: keyof typeof configKeys, value: string][] = [
    ['DAYBREAK_SAMPLE', 'perhaps'],
    ['DAYBREAK_PORT', 'http'],
    ['DAYBREAK_PORT', '65536'],
    ['DAYBREAK_PORT', '-1'],
    ['DAYBREAK_PORT', '80.5'],
    ['DAYBREAK_PUBLIC_URL', 'http://daybreak.example.com'],
    ['DAYBREAK_PUBLIC_URL', 'daybreak.example.com'],
    ['DAYBREAK_SECRET', 'short'],
    ['DAYBREAK_SMTP_URL', 'mail.example.com:465'],
    ['DAYBREAK_SMTP_URL', 'https://mail.example.com'],
    ['DAYBREAK_NOTICES_SMTP_URL', 'smtp:'],
    ['DAYBREAK_IMAP_URL', 'imap://me:word@mail.example.com/INBOX'],
    ['DAYBREAK_IMAP_URL', 'imaps://mail.example.com/INBOX'],
    ['DAYBREAK_IMAP_URL', 'imaps://me@mail.example.com/INBOX'],
    ['DAYBREAK_IMAP_URL', 'mail.example.com:993'],
    ['DAYBREAK_NOTICES_FROM', 'daybreak'],
    ['DAYBREAK_HANDOUT_URL', 'http://tool.example.com/in'],
    ['DAYBREAK_HANDOUT_URL', 'https://user:password@tool.example.com/in'],
    ['DAYBREAK_HANDOUT_URL', 'tool.example.com'],
    ['DAYBREAK_HANDOUT_SECRET', 'c2hvcnQ='],
    ['DAYBREAK_HANDOUT_SECRET', 'these are more than thirty-two characters, but no base64'],
    ['DAYBREAK_CONTACT', 'Example Ltd'],
    ['OPENAI_BASE_URL', 'localhost'],
    ['DAYBREAK_MODEL_DAILY_USD', 'a little'],
    ['DAYBREAK_MODEL_DAILY_USD', '-1'],
    ['DAYBREAK_MODEL_OPINIONS_USD', '-1'],
    ['DAYBREAK_LOG', 'loud'],
  ]

  test.each(wrong)('of %s (%s) refuses to start and names the key', (key, value) => {
    const problem = problemOf({ [key]: value })
    expect(problem).toContain(key)
    expect(problem.split('\n')).toHaveLength(1)
  })

  test('never appears in the message: it may be a password', () => {
    expect(
      problemOf({ DAYBREAK_SMTP_URL: 'ftp://me:hunter22@mail.example.com', DAYBREAK_SECRET: 'hunter22' }),
    ).not.toMatch(/hunter22/)
  })

  test('hides no other: each is named', () => {
    const problem = problemOf({ DAYBREAK_PORT: 'x', DAYBREAK_LOG: 'x', DAYBREAK_SAMPEL: '1' })
    for (const key of ['DAYBREAK_PORT', 'DAYBREAK_LOG', 'DAYBREAK_SAMPEL']) expect(problem).toContain(key)
  })
})

describe('keys', () => {
  test('a misspelt one refuses to start instead of being ignored', () => {
    expect(problemOf({ DAYBREAK_PROT: '80' })).toContain('DAYBREAK_PROT is not a key')
  })

  test('of other programs are none of ours', () => {
    expect(problemOf({ PATH: '/usr/bin', PORT: 'abc', OPENAI_ORG_ID: 'x' })).toBe('')
  })

  test('a key alone, which other programs use too, asks for no model', () => {
    expect(readConfig({ OPENAI_API_KEY: 'any' }).model).toBeNull()
  })

  test('a model needs its key, and says so', () => {
    expect(problemOf({ DAYBREAK_MODEL: 'small' })).toContain('OPENAI_API_KEY')
    expect(readConfig({ OPENAI_API_KEY: 'any', DAYBREAK_MODEL: 'small' }).model).toEqual({
      apiKey: 'any',
      baseUrl: 'https://api.openai.com/v1',
      name: 'small',
      dailyUsd: 2,
      opinionsDailyUsd: 0.5,
      prices: { inputUsd: 0.4, cachedUsd: 0.4, outputUsd: 1.6 },
      deadlineMs: 30_000,
    })
  })

  test('a tool for hand-outs needs its address and its secret, and says which is missing', () => {
    const url = 'https://tool.example.com/in'
    const secret = `whsec_${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY='}`
    expect(problemOf({ DAYBREAK_HANDOUT_URL: url })).toContain('DAYBREAK_HANDOUT_SECRET is not')
    expect(problemOf({ DAYBREAK_HANDOUT_SECRET: secret })).toContain('DAYBREAK_HANDOUT_URL is not')
    for (const address of [url, 'http://127.0.0.1:9000/in', 'http://[::1]:9000/in'])
      expect(readConfig({ DAYBREAK_HANDOUT_URL: address, DAYBREAK_HANDOUT_SECRET: secret }).handOuts).toEqual({
        url: address,
        secret,
      })
  })

  test.each([
    ['1', true],
    ['true', true],
    ['yes', true],
    ['0', false],
    ['false', false],
    ['no', false],
  ])('DAYBREAK_SAMPLE=%s means %s', (word, meaning) => {
    expect(readConfig({ DAYBREAK_SAMPLE: word }).sample).toBe(meaning)
  })

  test('notices use the mail server of outreach unless they have their own', () => {
    const ours = 'smtps://user:pass@mail.example.com:465'
    expect(readConfig({ DAYBREAK_SMTP_URL: ours }).noticesSmtpUrl).toBe(ours)
    const theirs = 'smtp://localhost:2525'
    expect(readConfig({ DAYBREAK_SMTP_URL: ours, DAYBREAK_NOTICES_SMTP_URL: theirs })).toMatchObject({
      smtpUrl: ours,
      noticesSmtpUrl: theirs,
    })
  })
})

test('the program ends with 78 and one line per wrong key, and makes nothing', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-config-'))
  const started = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, DAYBREAK_DATA: path.join(folder, 'data'), DAYBREAK_PORT: 'x', DAYBREAK_LOG: 'x' },
    encoding: 'utf8',
  })
  expect(started.stderr).toContain('DAYBREAK_PORT')
  expect(started.stderr).toContain('DAYBREAK_LOG')
  expect(started.stderr).not.toMatch(/\bat \w+.*:\d+:\d+/)
  expect(started.status).toBe(78)
  expect(existsSync(path.join(folder, 'data'))).toBe(false)
  rmSync(folder, { recursive: true })
})
