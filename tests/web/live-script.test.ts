import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const script = readFileSync(path.join(import.meta.dirname, '../../src/web/assets/live.js'), 'utf8')

/** A window with nothing in it but what the script touches; `timers` are run by hand. */
const openWindow = () => {
  const sources: Source[] = []
  class Source {
    static readonly CLOSED = 2
    readyState = 1
    readonly heard = new Map<string, () => void>()
    constructor() {
      sources.push(this)
    }
    addEventListener(what: string, then: () => void) {
      this.heard.set(what, then)
    }
    close() {
      this.readyState = Source.CLOSED
    }
    fail(readyState: number) {
      this.readyState = readyState
      this.heard.get('error')?.()
    }
  }
  const timers = new Map<number, { then: () => void; ms: number }>()
  const changed: (() => void)[] = []
  const document = {
    visibilityState: 'visible',
    querySelector: () => ({ dataset: { live: '/runs/live' }, querySelector: () => ({ textContent: '' }) }),
    addEventListener: (_: string, then: () => void) => changed.push(then),
  }
  let timerId = 0
  const setTimeout = (then: () => void, ms: number) => {
    timers.set(++timerId, { then, ms })
    return timerId
  }
  const clearTimeout = (id: number) => timers.delete(id)
  runInNewContext(script, {
    document,
    EventSource: Source,
    setTimeout,
    clearTimeout,
    addEventListener: () => undefined,
  })
  const show = (visibilityState: string) => {
    document.visibilityState = visibilityState
    for (const then of changed) then()
  }
  const elapse = () => {
    const due = [...timers.values()]
    timers.clear()
    for (const { then } of due) then()
  }
  return { sources, timers, show, elapse }
}

test('a window that was refused asks again after a pause, and each time that it is refused', () => {
  const window = openWindow()
  for (let refused = 1; refused <= 3; refused++) {
    window.sources.at(-1)!.fail(2)
    expect(window.sources).toHaveLength(refused)
    const [pause] = [...window.timers.values()]
    expect(pause!.ms).toBeGreaterThanOrEqual(60_000)
    expect(pause!.ms).toBeLessThan(120_000)
    window.elapse()
    expect(window.sources).toHaveLength(refused + 1)
  }
})

test('a window whose connection was lost leaves it to the browser to ask again', () => {
  const window = openWindow()
  window.sources[0]!.fail(0)
  expect([window.timers.size, window.sources.length]).toEqual([0, 1])
})

test('a refused window that nobody looks at asks when it is looked at, and only once', () => {
  const window = openWindow()
  window.sources[0]!.fail(2)
  window.show('hidden')
  window.elapse()
  expect(window.sources).toHaveLength(1)
  window.show('visible')
  window.elapse()
  expect(window.sources).toHaveLength(2)
})
