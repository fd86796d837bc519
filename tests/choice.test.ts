import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { databaseFileOf, keepChoice, mayOpenOther, usesSample } from '../src/wire.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-choice-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const configWith = (environment: Record<string, string> = {}) => readConfig({ DAYBREAK_DATA: folder, ...environment })

test('the sample is open until there is a workspace of one’s own; then what was chosen last; then what is configured', () => {
  const config = configWith()
  expect(usesSample(config)).toBe(true)
  writeFileSync(databaseFileOf(config, false), '')
  expect(usesSample(config)).toBe(false)
  keepChoice(config, true)
  expect(usesSample(config)).toBe(true)
  expect(usesSample(configWith({ DAYBREAK_SAMPLE: '0' }))).toBe(false)
  keepChoice(config, false)
  expect(usesSample(config)).toBe(false)
  expect(usesSample(configWith({ DAYBREAK_SAMPLE: '1' }))).toBe(true)
})

test('a public server never puts the sample in the place that opt-out links lead to', () => {
  const open = { DAYBREAK_PUBLIC_URL: 'https://daybreak.example' }
  expect(mayOpenOther(configWith(open), false)).toBe(false)
  expect(mayOpenOther(configWith(open), true)).toBe(true)
  expect(mayOpenOther(configWith(), false)).toBe(true)
  for (const DAYBREAK_SAMPLE of ['0', '1'])
    expect([true, false].map((isSample) => mayOpenOther(configWith({ DAYBREAK_SAMPLE }), isSample))).toEqual([
      false,
      false,
    ])
})
