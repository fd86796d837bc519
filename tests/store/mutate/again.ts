import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from '../../../node_modules/vitest/dist/index.js'
import { type Collected, collect, type File } from './collect.ts'
import type { Mutant } from './sql.ts'

/**
 * Runs in a copy of the project: each weakened gate in turn is put into its file and the tests are run until one fails,
 * those first that saw something in the same guard. What was seen goes into the file of verdicts, line by line.
 */
const { mutants, verdicts } = JSON.parse(process.env.MUTANTS ?? '{}') as { mutants: string; verdicts: string }
const root = path.resolve(import.meta.dirname, '../../..')
const ofGuards = [
  ...['clauses', 'clauses-drafts', 'clauses-approvals', 'clauses-sends', 'clauses-claims'],
  ...['clauses-submissions', 'clauses-stand-in', 'approvals', 'claims', 'drafts', 'sends', 'record', 'stops'],
].map((word) => `../guards.${word}.test.ts`)
const ofVerbs = ['send', 'review', 'hand-out', 'tool'].map((word) => `../../pipeline/${word}.test.ts`)
const [leave, review, wire, signIn, seals, record, restore, expiry] = [
  '../../core/leave.test.ts',
  '../../core/review.test.ts',
  '../../wire.test.ts',
  '../../web/sign-in.test.ts',
  '../guards.seals.test.ts',
  '../record.seam.test.ts',
  '../../pipeline/send-restore.test.ts',
  '../../pipeline/approval-expiry.test.ts',
]
/** Where weakened code is looked for first. */
const nearest: Record<string, string[]> = {
  'src/core/leave.ts': [leave],
  'src/core/review.ts': [review],
  'src/store/audit.ts': [record, wire],
  'src/core/gate-seal.ts': [seals],
  'src/pipeline/gate.ts': [seals],
  'src/store/guards.ts': [seals],
  'src/pipeline/sign-in.ts': [signIn],
  'src/adapters/epoch.ts': [wire, restore],
  'src/wire.ts': [wire, restore],
  'src/pipeline/approval-expiry.ts': [expiry],
}

/** The first test that fails, or null. What a file makes once for its tests is made when the first of them runs. */
const firstFailing = async (tests: readonly Collected[]): Promise<Collected | null> => {
  const ready = new Set<File>()
  try {
    for (const one of tests)
      try {
        if (!ready.has(one.file)) {
          ready.add(one.file)
          for (const hook of one.file.first) await hook()
        }
        await one.run()
      } catch {
        return one
      }
    return null
  } finally {
    for (const { last } of ready) for (const hook of last) await Promise.resolve(hook()).catch(() => undefined)
  }
}

const tell = (name: string, failing: Collected | null) =>
  appendFileSync(verdicts, `${JSON.stringify({ name, by: failing?.name ?? null })}\n`)

/** Weakened SQL is looked for where SQL is tried; the tests of seals and doors only where these are asked. */
const filesFor = (name: string): string[] => {
  if (/sealed|outside|people|gate/.test(name)) return [...ofGuards, seals]
  return /^(users|session|sign_in)/.test(name) ? [...ofGuards, signIn] : ofGuards
}

const inSql = async (list: readonly Mutant[]) => {
  const seen = new Map<Collected, Map<string, number>>()
  const timesSeen = (one: Collected, part: string) => seen.get(one)?.get(part) ?? 0
  const testsOf = new Map<string, Collected[]>()
  for (const { name, file, text } of list) {
    const wanted: Collected[] = []
    for (const each of filesFor(name)) {
      if (!testsOf.has(each)) testsOf.set(each, await collect(each, () => import(each)))
      wanted.push(...testsOf.get(each)!)
    }
    const original = readFileSync(path.join(root, file), 'utf8')
    writeFileSync(path.join(root, file), text)
    const part = name.split(':')[0]!
    const failing = await firstFailing(wanted.toSorted((a, b) => timesSeen(b, part) - timesSeen(a, part)))
    writeFileSync(path.join(root, file), original)
    if (failing) {
      const bySeen = seen.get(failing) ?? new Map<string, number>()
      seen.set(failing, bySeen.set(part, timesSeen(failing, part) + 1))
    }
    tell(name, failing)
  }
}

/** The code is weakened already: file by file until a test sees it. */
const inCode = async ({ name, file }: Mutant) => {
  const order = new Set([...(nearest[file] ?? []), ...ofVerbs, ...ofGuards, leave, review, wire, signIn, seals])
  for (const each of order) {
    const failing = await firstFailing(await collect(each, () => import(each)))
    if (failing) return tell(name, failing)
  }
  tell(name, null)
}

test(
  'each weakened gate against the tests',
  async () => {
    const list = JSON.parse(readFileSync(mutants, 'utf8')) as Mutant[]
    const [first] = list
    if (first?.file.endsWith('.sql')) await inSql(list)
    else if (first) await inCode(first)
  },
  24 * 3_600_000,
)
