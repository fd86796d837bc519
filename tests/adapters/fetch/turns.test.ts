import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from '../../../src/adapters/fetch/turns.ts'

test('a host is asked one at a time, with a pause between', async () => {
  const { inTurn } = createTurns({ atOnce: 8 })
  const starts: number[] = []
  let running = 0
  const work = async () => {
    expect(++running).toBe(1)
    starts.push(performance.now())
    await sleep(10)
    running--
  }
  await Promise.all([1, 2, 3].map(() => inTurn('news.example', 40, work)))
  expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(48)
  expect(starts[2]! - starts[1]!).toBeGreaterThanOrEqual(48)
})

test('only so many hosts are asked at once, and a crowd at one host leaves room for others', async () => {
  const { inTurn } = createTurns({ atOnce: 2 })
  let running = 0
  let most = 0
  const finished: string[] = []
  const work = (name: string, ms: number) => async () => {
    most = Math.max(most, ++running)
    await sleep(ms)
    running--
    finished.push(name)
  }
  const crowd = [1, 2, 3, 4].map(() => inTurn('slow.example', 0, work('slow', 50)))
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => inTurn(`${name}.example`, 0, work(name, 5))))
  expect(finished.filter((name) => name === 'slow').length).toBeLessThanOrEqual(1)
  await Promise.all(crowd)
  expect(most).toBe(2)
})

test('work that fails gives its turn back', async () => {
  const { inTurn } = createTurns({ atOnce: 1 })
  await expect(inTurn('a.example', 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn('a.example', 0, async () => 'yes')).toBe('yes')
})

test('whoever gives up waiting out a long pause gives up at once, and the pause stays for the others', async () => {
  const { inTurn } = createTurns({ atOnce: 2 })
  await inTurn('slow.example', 60_000, async () => 'asked')
  const began = performance.now()
  const given = [1, 2, 3].map(() => inTurn('slow.example', 0, async () => 'told', AbortSignal.timeout(20)))
  expect(await Promise.all(given)).toEqual(['told', 'told', 'told'])
  expect(performance.now() - began).toBeLessThan(5_000)
  const next = inTurn('slow.example', 0, async () => 'too early', AbortSignal.timeout(300))
  expect(await Promise.race([next, sleep(60).then(() => 'still paused')])).toBe('still paused')
})
