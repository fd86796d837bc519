import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readCatalogue } from '../../src/sources/catalogue.ts'

const files = ['funding', 'executives', 'hiring']
const read = (name: string) =>
  readCatalogue(readFileSync(path.join(import.meta.dirname, `../../feeds/${name}.yaml`), 'utf8'))

describe('the catalogue that comes with Daybreak', () => {
  const all = files.flatMap(read)

  test('lists at least forty feeds from many countries, each once', () => {
    expect(all.length).toBeGreaterThanOrEqual(40)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    const addresses = all.map(({ settings, key }) => settings.url ?? key)
    expect(new Set(addresses).size).toBe(all.length)
    expect(new Set(all.map(({ country }) => country)).size).toBeGreaterThanOrEqual(12)
  })

  test('claims of no feed that it works, and turns none on', () => {
    for (const { state, enabled } of all) expect({ state, enabled }).toEqual({ state: 'unverified', enabled: false })
  })

  test('says of each feed who publishes it, why it is here, and whether the rules read its language', () => {
    expect(new Set(all.map(({ why }) => why)).size).toBe(all.length)
    for (const { key, publisher, why, language, settings } of all) {
      expect([publisher.length > 0, why.length > 15], key).toEqual([true, true])
      expect(language.startsWith('en') || why.includes('English only'), key).toBe(true)
      if ('url' in settings) expect(settings.url).toMatch(/^https:\/\//)
    }
  })

  test('files each feed under its own category', () => {
    for (const name of files) for (const { category } of read(name)) expect(category).toBe(name)
  })
})

describe('a wrong entry is named with its key', () => {
  const good = {
    ...{ key: 'a-b', name: 'A', publisher: 'A', country: 'US', language: 'en', why: 'because' },
    ...{ state: 'unverified', kind: 'feed', settings: { url: 'https://a.example/' } },
  }
  const catalogue = (...feeds: object[]) => stringify({ category: 'funding', feeds })

  test.each([
    [{ state: 'verified' }, /state/],
    [{ country: 'Germany' }, /country/],
    [{ kind: 'nosuch' }, /a-b.*nosuch/],
    [{ settings: { url: 3 } }, /a-b[\s\S]*url/],
    [{ enabledd: true }, /enabledd/],
  ])('%j', (change, message) => {
    expect(readCatalogue(catalogue(good))).toHaveLength(1)
    expect(() => readCatalogue(catalogue({ ...good, ...change }))).toThrow(message)
  })

  test('two feeds cannot share a key', () => {
    expect(() => readCatalogue(catalogue(good, good))).toThrow(/two feeds.*a-b/)
  })
})
