import { expect, test } from 'vitest'
import { workLine } from '../../src/cli/support.ts'

const terminal = (isTTY: boolean) => {
  const written: string[] = []
  return { isTTY, columns: 20, written, write: (text: string) => written.push(text) > 0 }
}

const work = (loudness: Parameters<typeof workLine>[0], isTTY: boolean) => {
  const screen = terminal(isTTY)
  const line = workLine(loudness, screen)
  for (const done of [1, 2, 3]) line.say('poll', `Reading feeds · ${done} of 3`)
  line.say('match', 'Tying news to accounts')
  line.end()
  return screen.written
}

test('a terminal has one line that is written over, never wider than it, and nothing of it at the end', () => {
  const written = work({}, true)
  expect(written).toHaveLength(5)
  expect(written.every((text) => text.startsWith('\r\u001B[2K') && !text.includes('\n'))).toBe(true)
  expect(written[0]).toContain('Reading feeds · 1 o')
  expect(written[0]).not.toContain('of 3')
  expect(written.at(-1)).toBe('\r\u001B[2K')
})

test('elsewhere there is one plain line for each step', () => {
  expect(work({}, false)).toEqual(['Reading feeds · 1 of 3\n', 'Tying news to accounts\n'])
})

test('programs that read JSON and people who want it quiet get none', () => {
  for (const isTTY of [true, false])
    expect([...work({ json: true }, isTTY), ...work({ quiet: true }, isTTY)]).toEqual([])
})
