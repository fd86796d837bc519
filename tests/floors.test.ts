import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import floorsFile from './floors.json' with { type: 'json' }

const root = path.resolve(import.meta.dirname, '..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>

type Locked = { version?: string; integrity?: string; name?: string }
/** The lowest version without a known fault, for each major line that has one; `accepted` says why a lower one stays. */
type Floor = { floors: string[]; why: string; accepted?: Record<string, string> }
const floors: Record<string, Floor> = floorsFile

const locked = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, { version = '', integrity, name }]) => ({
    name: name ?? place.split('node_modules/').at(-1)!,
    version,
    integrity,
  }))

const numbers = (version: string): number[] => version.split(/[-+]/)[0]!.split('.').map(Number)

const isBelow = (version: string, floor: string): boolean => {
  const [mine, theirs] = [numbers(version), numbers(floor)]
  const at = theirs.findIndex((part, i) => part !== mine[i])
  return at >= 0 && mine[at]! < theirs[at]!
}

/** The floor of the version's own line: the highest one that does not start above it. */
const floorFor = (version: string, list: readonly string[]): string =>
  list.findLast((floor) => numbers(floor)[0]! <= numbers(version)[0]!) ?? list[0]!

describe('the lockfile', () => {
  test('holds no version below its floor', () => {
    const low = locked.filter(({ name, version }) => {
      const floor = floors[name]
      return floor && !floor.accepted?.[version] && isBelow(version, floorFor(version, floor.floors))
    })
    expect(low).toEqual([])
  })

  test('uses every floor and every exception there is', () => {
    const held = new Set(locked.map(({ name, version }) => `${name} ${version}`))
    const names = new Set(locked.map(({ name }) => name))
    expect(Object.keys(floors).filter((name) => !names.has(name))).toEqual([])
    const exceptions = Object.entries(floors).flatMap(([name, { accepted = {} }]) =>
      Object.keys(accepted).map((version) => `${name} ${version}`),
    )
    expect(exceptions.filter((one) => !held.has(one))).toEqual([])
  })

  test('names the content of every package', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(locked.filter(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([])
  })

  test('tells a lower version from a higher one', () => {
    expect(isBelow('4.13.6', '4.13.7')).toBe(true)
    expect(isBelow('4.13.7', '4.13.7')).toBe(false)
    expect(isBelow('4.9.99', '4.13.7')).toBe(true)
    expect(isBelow('5.0.0-beta.1', '4.13.7')).toBe(false)
    expect(floorFor('7.30.2', ['7.28.0', '8.5.0'])).toBe('7.28.0')
    expect(floorFor('8.1.0', ['7.28.0', '8.5.0'])).toBe('8.5.0')
    expect(floorFor('6.0.0', ['7.28.0', '8.5.0'])).toBe('7.28.0')
  })
})

describe('the packages we ask for', () => {
  const asked = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })

  test('are pinned to one version each', () => {
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('are each named with a reason in ARCHITECTURE.md', () => {
    const page = read('ARCHITECTURE.md')
    expect(asked.map(([name]) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  test('run none of their own scripts when installed', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  })
})
