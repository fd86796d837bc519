import { expect, test } from 'vitest'
import { killPolls, pollByTwo } from './poll/kill.ts'

test('a poll that is killed at any moment leaves the next one to end where an undisturbed one would', async () => {
  const { differences, validatorsAhead, halfWay, rows } = await killPolls(3)
  expect(differences).toBe(0)
  expect(validatorsAhead).toBe(0)
  expect(halfWay).toBeGreaterThan(0)
  expect(rows).toBeGreaterThan(1_000)
}, 60_000)

test('two processes that poll at once ask for each feed once between them, and end where one would', async () => {
  const { polled, askedByOne, askedByTwo, alone, shared } = await pollByTwo()
  expect(Math.min(...polled)).toBeGreaterThan(0)
  expect(polled[0]! + polled[1]!).toBe(20)
  expect(askedByTwo.sort()).toEqual(askedByOne.sort())
  expect(shared).toBe(alone)
}, 60_000)
