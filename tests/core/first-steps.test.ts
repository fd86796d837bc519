import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstSteps, mostCounted, nextStep, type Standing, stepKeys } from '../../src/core/first-steps.ts'

const empty: Standing = {
  ...{ name: 'Bright Shift', timeZone: 'Europe/Madrid', icps: [], accounts: 0, withDomain: 0, contacts: 0, owned: 0 },
  ...{ watched: 0, answered: 0, people: 1, hasSender: false, sendingOn: false, items: 0, hasRun: false },
}
const none = new Set<string>()
const stateOf = (standing: Standing, skipped: ReadonlySet<string> = none) =>
  Object.fromEntries(firstSteps(standing, skipped).map(({ key, state }) => [key, state]))
const saysOf = (standing: Standing, key: string) => firstSteps(standing, none).find((step) => step.key === key)?.says

test('a house that was just set up has its team, and lacks the rest in order', () => {
  expect(stateOf(empty)).toEqual({
    ...{ team: 'done', icp: 'open', accounts: 'open', feeds: 'open', people: 'open', mail: 'open', queue: 'open' },
  })
  expect(nextStep(firstSteps(empty, none))).toBe('icp')
  expect(nextStep(firstSteps(empty, new Set(['icp', 'accounts'])))).toBe('feeds')
})

test('what is missing is said in one sentence', () => {
  for (const key of stepKeys) expect(saysOf(empty, key), key).toMatch(/^[A-Z][^!]+\.$/)
  expect(saysOf({ ...empty, accounts: 12 }, 'accounts')).toMatch(/^12 accounts, and none has a domain/)
  expect(saysOf({ ...empty, accounts: 12, withDomain: 9, contacts: 1 }, 'accounts')).toBe(
    '12 accounts, 3 of them without a domain; 1 contact.',
  )
  expect(saysOf({ ...empty, people: 2, accounts: 12, owned: 9 }, 'people')).toMatch(
    /^2 people .* 3 accounts without an owner/,
  )
  expect(saysOf({ ...empty, people: 2, accounts: 12, owned: 12 }, 'people')).toBe('2 people can sign in.')
  expect(saysOf({ ...empty, hasRun: true }, 'queue')).toMatch(/no account with fresh news/)
})

test('a large book is told as more than was counted, and no difference of what was not counted', () => {
  const large = { ...empty, people: 9, accounts: mostCounted + 1, withDomain: 700, contacts: mostCounted + 1 }
  expect(saysOf(large, 'accounts')).toBe('10,000+ accounts; 10,000+ contacts.')
  expect(saysOf({ ...large, owned: 12 }, 'people')).toMatch(/; many accounts without an owner/)
  expect(saysOf({ ...large, owned: mostCounted + 1 }, 'people')).toBe('9 people can sign in.')
})

test('skipping changes what comes next and nothing that is there', () => {
  const count = fc.integer({ min: 0, max: 3 })
  const standing = fc.record({
    ...{ name: fc.constant('A'), timeZone: fc.constant('UTC'), icps: fc.array(fc.constant('One'), { maxLength: 2 }) },
    ...{
      accounts: count,
      withDomain: count,
      contacts: count,
      owned: count,
      watched: count,
      answered: count,
      people: count,
    },
    ...{ hasSender: fc.boolean(), sendingOn: fc.boolean(), items: count, hasRun: fc.boolean() },
  })
  const reached = { ended: 0, skipped: 0 }
  fc.assert(
    fc.property(standing, fc.subarray([...stepKeys]), (at, skipped) => {
      const [plain, with_] = [firstSteps(at, none), firstSteps(at, new Set(skipped))]
      for (const [index, step] of with_.entries()) {
        expect(step.says).toBe(plain[index]!.says)
        if (plain[index]!.state === 'done') expect(step.state).toBe('done')
        else expect(step.state).toBe(skipped.includes(step.key) ? 'skipped' : 'open')
        if (step.state === 'skipped') reached.skipped++
      }
      const next = nextStep(with_)
      if (next === null) reached.ended++
      else expect(skipped).not.toContain(next)
    }),
  )
  expect(reached.ended).toBeGreaterThan(0)
  expect(reached.skipped).toBeGreaterThan(20)
})
