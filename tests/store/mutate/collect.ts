import { expect, vi } from '../../../node_modules/vitest/dist/index.js'

/** Stands in for vitest while the tests of the gate are collected, so that they can be run again and again. */
export { expect, vi }

type Work = (...given: never[]) => unknown
/** `first` and `last` belong to its file: once before and once after any of them. */
export type Collected = { name: string; file: File; run: () => Promise<void> }
export type File = { first: Work[]; last: Work[] }
type Hooks = { before: Work[]; after: Work[] }

let collected: Collected[] = []
let hooks: Hooks[] = [{ before: [], after: [] }]
let title: string[] = []
let file: File = { first: [], last: [] }

/** Everything that `load` describes, each test with the hooks around it. */
export const collect = async (name: string, load: () => Promise<unknown>): Promise<Collected[]> => {
  hooks = [{ before: [], after: [] }]
  title = [name]
  collected = []
  file = { first: [], last: [] }
  await load()
  return collected
}

export const describe = (name: string, work: () => void): void => {
  hooks = [...hooks, { before: [], after: [] }]
  title = [...title, name]
  work()
  hooks = hooks.slice(0, -1)
  title = title.slice(0, -1)
}

const add = (name: string, work: () => unknown): void => {
  const around = hooks
  const ofFile = file
  const run = async () => {
    for (const { before } of around) for (const hook of before) await hook()
    try {
      await work()
    } finally {
      for (const { after } of around.toReversed()) for (const hook of after) await hook()
    }
  }
  collected.push({ name: [...title, name].join(' > '), file: ofFile, run })
}

export const it = Object.assign((name: string, work: () => unknown) => add(name, work), {
  each: (rows: readonly unknown[]) => (name: string, work: Work) => {
    for (const row of rows)
      add(`${name} ${JSON.stringify(row)}`, () => (Array.isArray(row) ? work(...(row as never[])) : work(row as never)))
  },
})
export const test = it
export const beforeEach = (hook: Work): void => void hooks.at(-1)!.before.push(hook)
export const afterEach = (hook: Work): void => void hooks.at(-1)!.after.push(hook)
export const beforeAll = (hook: Work): void => void file.first.push(hook)
export const afterAll = (hook: Work): void => void file.last.push(hook)
