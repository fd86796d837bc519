import { expect, test } from 'vitest'
import { killPolls } from './poll/kill.ts'

test('a poll that is killed at any moment leaves the next one to end where an undisturbed one would', async () => {
  const { differences, rows } = await killPolls(3)
  expect(differences).toBe(0)
  expect(rows).toBeGreaterThan(1_000)
}, 60_000)
