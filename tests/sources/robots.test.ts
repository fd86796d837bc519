import { expect, test } from 'vitest'
import { robotsRules, robotsVerdict } from '../../src/sources/robots.ts'
import { cpuMs } from '../support/cpu.ts'

const rules = (text: string) => robotsRules(new TextEncoder().encode(text))
const may = (text: string, path: string) => robotsVerdict(rules(text), `https://news.example${path}`).allowed

test('the longest rule that speaks to us decides', () => {
  const text = '\ufeffUser-agent: *\nDisallow: /private # not here\nAllow: /private/press\nDisallow: /*.pdf$'
  expect([may(text, '/news/a'), may(text, '/private/a'), may(text, '/private/press/a')]).toEqual([true, false, true])
  expect([may(text, '/a.pdf'), may(text, '/a.pdf?x')]).toEqual([false, true])
  expect(may('', '/anything')).toBe(true)
})

test('a group that names us stands before the one for all, and those of others say nothing', () => {
  const text =
    'User-agent: Otherbot\nDisallow: /\n\nUser-agent: *\nDisallow: /\n\nUser-agent: Thirdbot\nUser-agent: daybreak/2\nDisallow: /x\nCrawl-delay: 5'
  expect([may(text, '/news'), may(text, '/x/y')]).toEqual([true, false])
  expect(robotsVerdict(rules(text), 'https://news.example/').pauseMs).toBe(5_000)
  expect(rules(text)).not.toMatch(/Otherbot|Thirdbot/i)
})

test('a page instead of the rules allows, an address past all sense does not', () => {
  expect(may('<!doctype html><title>Sign in</title>', '/news')).toBe(true)
  expect(may('', `/${'x'.repeat(2_000)}`)).toBe(false)
})

test('a hostile file is asked within a moment, and closes its own host at most', () => {
  const many = `${'User-agent: *\nUser-agent: daybreak\n'.repeat(5_000)}${'Disallow: /*a*a*a*a\n'.repeat(4_000)}`
  const wild = `User-agent: *\n${`Disallow: /${'*a'.repeat(240)}\n`.repeat(1_000)}`
  const steep = `User-agent: *\n${`Disallow: /*${'a'.repeat(450)}b\n`.repeat(1_000)}`
  for (const text of [many, wild, steep]) {
    const kept = rules(text)
    const started = cpuMs()
    expect(robotsVerdict(kept, `https://news.example/${'a'.repeat(900)}`).allowed).toBe(false)
    expect(cpuMs() - started).toBeLessThan(300)
  }
})

test('the stars of a large and honest file are read', () => {
  const honest = `User-agent: *\n${Array.from({ length: 800 }, (_, i) => `Disallow: /*/section-${i}/*?sort=`).join('\n')}`
  expect([may(honest, '/en/section-799/list?sort=up'), may(honest, '/en/section-799/list')]).toEqual([false, true])
})
