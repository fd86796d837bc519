import { expect, test } from 'vitest'
import { textOf } from '../../law/reading.ts'
import { codeMutants } from './code.ts'
import { mutate } from './run.ts'
import { sqlMutants } from './sql.ts'

const guards = textOf('migrations/sqlite/0001_guards.sql')

test('every guard, index and missing edge of the gate has a weakened version', () => {
  const names = sqlMutants().map(({ name }) => name)
  const made = [...guards.matchAll(/^CREATE (?:TRIGGER|UNIQUE INDEX) (\w+)/gm)].map(([, name]) => name)
  expect(made.length).toBeGreaterThan(50)
  for (const name of made) expect(names).toContain(`${name}: dropped`)
  const refusals = [...guards.matchAll(/RAISE\(ABORT/g)].length
  expect(names.filter((name) => !name.includes('> ')).length).toBeGreaterThan(2 * refusals)
  expect(names.filter((name) => name.startsWith('allowed_edges: with')).length).toBe(12 * 11 - 30)
  expect(codeMutants().length).toBeGreaterThan(70)
})

/** All of them: `npm run test:mutate-gate`. */
test('a few weakened gates, one of a kind, are caught', async () => {
  const wanted = [
    'sends_live: dropped',
    'approvals_update: without "NEW.mac = OLD.mac"',
    'allowed_edges: with pending > queued',
    'live_approvals: without "p.voided_at IS NULL"',
    'people: without "active = 1"',
  ]
  const mutants = sqlMutants().filter(({ name }) => wanted.includes(name))
  const verdicts = await mutate(mutants, () => undefined, false)
  expect(verdicts.map(({ name, by }) => [name, by !== null])).toEqual(mutants.map(({ name }) => [name, true]))
  expect(verdicts).toHaveLength(wanted.length)
}, 300_000)
