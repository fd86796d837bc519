import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { close, open } from '#dialect'
import { guardFunctions } from '../../../src/store/guards.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { root, textOf } from '../../law/reading.ts'
import type { Mutant } from './sql.ts'

/** `by`: the test that failed; null = none did, the weakened gate would pass unseen. */
export type Verdict = { name: string; by: string | null }

const copied = ['src', 'tests', 'migrations', 'feeds', 'docs', 'package.json', 'tsconfig.json']

/**
 * Runs the tests of the gate against every weakened version, in a copy of the project. Guards are read anew for each
 * database, so one process tries them all; weakened code needs a process of its own.
 */
export const mutate = async (
  mutants: readonly Mutant[],
  tell: (verdict: Verdict) => void,
  isWholeTried = true,
): Promise<Verdict[]> => {
  const folder = copyProject()
  try {
    if (isWholeTried) await tryWhole(folder)
    const inSql = await Promise.all(mutants.filter(isSql).map(async (one) => ((await compiles(one)) ? [one] : [])))
    const found = await batch(folder, inSql.flat(), tell)
    for (const mutant of mutants.filter((one) => !isSql(one))) {
      writeFileSync(path.join(folder, mutant.file), mutant.text)
      found.push(...(await batch(folder, [mutant], tell)))
      writeFileSync(path.join(folder, mutant.file), textOf(mutant.file))
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What fails before anything is weakened says nothing about a weakened gate. */
const tryWhole = async (folder: string) => {
  const whole = { name: 'the gate as it is, sealed', file: guardsFile, text: textOf(guardsFile) }
  const [verdict] = await batch(folder, [whole], () => undefined)
  if (verdict?.by !== null) throw new Error(`The tests fail before anything is weakened: ${verdict?.by}`)
}

const guardsFile = 'migrations/sqlite/0001_guards.sql'
const isSql = ({ file }: Mutant): boolean => file.endsWith('.sql')

const copyProject = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-mutate-'))
  for (const name of copied) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  // What the guards ought to be is asked once per process; here it differs from one database to the next.
  const opening = path.join(folder, 'src/store/open.ts')
  writeFileSync(opening, readFileSync(opening, 'utf8').replace('expected ??= ', 'expected = '))
  return folder
}

const batch = async (folder: string, mutants: readonly Mutant[], tell: (verdict: Verdict) => void) => {
  const [given, answers] = [path.join(folder, 'mutants.json'), path.join(folder, 'verdicts.jsonl')]
  rmSync(answers, { force: true })
  writeFileSync(given, JSON.stringify(mutants))
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/store/mutate/vitest.config.ts'],
    {
      cwd: folder,
      env: { ...process.env, MUTANTS: JSON.stringify({ mutants: given, verdicts: answers }) },
      stdio: 'pipe',
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  let told = 0
  const read = (): Verdict[] =>
    existsSync(answers)
      ? readFileSync(answers, 'utf8')
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
  const timer = setInterval(() => {
    const fresh = read().slice(told)
    told += fresh.length
    for (const verdict of fresh) tell(verdict)
  }, 1000)
  const [code] = await once(child, 'exit')
  clearInterval(timer)
  const verdicts = read()
  for (const verdict of verdicts.slice(told)) tell(verdict)
  // Weakened code that cannot even be loaded is seen by whoever runs it.
  if (verdicts.length < mutants.length && (mutants.length > 1 || isSql(mutants[0]!)))
    throw new Error(`Exit ${code}: ${said}`)
  return verdicts.length > 0 ? verdicts : mutants.map(({ name }) => ({ name, by: 'loading it' }))
}

/** A text that the database refuses to take is no weakened gate. */
const compiles = async ({ file, text }: Mutant): Promise<boolean> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-mutant-'))
  const db = await open(':memory:', { functions: guardFunctions('') })
  try {
    for (const name of ['0000_domain.sql', '0001_guards.sql'])
      writeFileSync(path.join(folder, name), file.endsWith(name) ? text : textOf(`migrations/sqlite/${name}`))
    await migrate(db, 0, folder)
    return true
  } catch {
    return false
  } finally {
    await close(db)
    rmSync(folder, { recursive: true })
  }
}
