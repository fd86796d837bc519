import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/errors.ts'
import { type IcpProblem, parseIcp } from '../../../src/core/icp/parse.ts'

const valid = `name: Revenue teams
key: revenue
offer: We help sellers ramp.
criteria:
  - id: size
    layer: firmographic
    label: 50 to 500 people
    when: { field: employees, test: { between: [50, 500] } }
    weight: 6
  - id: hires
    layer: behavioural
    label: Hired an executive
    when: { events: executive_hire, within_days: 90 }
    weight: 4
  - id: champion
    layer: readiness
    label: A sales leader is known
    when: { contact: sales }
    weight: 2
personas:
  - key: sales
    name: Sales leader
    titles: [VP Sales]
    pains: [ramp is slow]
    value_points:
      - text: We shorten it.
    questions: [Is it on your list?]
`

const problemsOf = (text: string): IcpProblem[] => {
  try {
    parseIcp(text)
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    expect((error as Refusal).code).toBe('invalid')
    return (error as Refusal).details as IcpProblem[]
  }
  return []
}

describe('an ICP file', () => {
  test('is read with its defaults', () => {
    const icp = parseIcp(valid)
    expect(icp).toMatchObject({ kind: 'first_touch', alpha: 0.5, tiers: { tier_1: 75, tier_2: 55, tier_3: 35 } })
    expect(icp.criteria[1]?.when).toEqual({ events: 'executive_hire', within_days: 90, at_least: 1 })
  })

  test.each([
    ['weight: 6', 'weight: 60', 'criteria.0.weight', 9, 'give a whole number from -10 to 10'],
    ['    weight: 6\n', '', 'criteria.0.weight', 5, 'is missing (number expected)'],
    ['between: [50, 500]', 'between: [500, 50]', 'criteria.0.when.test.between', 8, 'give the lower number first'],
    ['between: [50, 500]', 'betwixt: [50, 500]', 'criteria.0.when.test.betwixt', 8, 'is not a key that is known here'],
    ['executive_hire', 'exec_hire', 'criteria.1.when.events', 13, /^expected one of "funding"/],
    ['within_days: 90', 'within_days: soon', 'criteria.1.when.within_days', 13, 'expected number, received string'],
    ['contact: sales', 'contact: buyer', 'criteria.2.when.contact', 18, 'there is no persona "buyer"'],
    ['id: hires', 'id: size', 'criteria.1.id', 10, '"size" is used twice'],
    ['id: hires', 'id: floor', 'criteria.1.id', 10, /floor/],
    ['weight: 6', 'weight: 6.5', 'criteria.0.weight', 9, 'give a whole number from -10 to 10'],
    ['We help sellers ramp.', '" "', 'offer', 3, 'write something here'],
    ['key: revenue', 'key: Revenue Teams', 'key', 2, 'use lower-case letters, digits and _'],
    ['layer: readiness', 'layer: mood', 'criteria.2.layer', 16, /^expected one of/],
  ])('says what is wrong with "%s" as "%s"', (right, wrong, path, line, message) => {
    const problems = problemsOf(valid.replace(right, wrong))
    const said = typeof message === 'string' ? message : expect.stringMatching(message)
    expect(problems).toContainEqual({ path, line, message: said })
  })

  test('names every problem at once, in a message for people', () => {
    const text = valid.replace('weight: 6', 'weight: 60').replace('layer: readiness', 'layer: mood')
    expect(problemsOf(text)).toHaveLength(2)
    expect(() => parseIcp(text)).toThrow(/^line 9: criteria\.0\.weight: .*\nline 16: criteria\.2\.layer: /)
  })

  test('a condition that asks nothing is told what it may ask', () => {
    const [problem] = problemsOf(valid.replace('{ contact: sales }', '{ }'))
    expect(problem).toMatchObject({ path: 'criteria.2.when', line: 18, message: expect.stringContaining('field') })
  })

  test('a test with two operators is refused', () => {
    const [problem] = problemsOf(valid.replace('between: [50, 500]', 'at_least: 50, at_most: 500'))
    expect(problem).toMatchObject({ path: 'criteria.0.when.test', message: expect.stringContaining('exactly one') })
  })

  test('broken YAML is reported by line', () => {
    expect(problemsOf(valid.replace('key: revenue', 'key: [revenue'))[0]).toMatchObject({ line: expect.any(Number) })
    expect(problemsOf(`${valid}name: again\n`)[0]?.message).toMatch(/twice/)
  })

  test('an empty file, a list and a word are refused, not crashed on', () => {
    for (const text of ['', '- a', 'hello', 'null']) expect(problemsOf(text)).not.toEqual([])
  })

  test('anchors that multiply and endless files are refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`)}]`)
      .join('\n')}`
    expect(problemsOf(bomb)[0]?.message).toMatch(/repeats parts/)
    expect(problemsOf('#'.repeat(300_000))[0]?.message).toMatch(/too long/)
  })

  test('endless depth and endless mistakes are cut short', () => {
    expect(problemsOf('['.repeat(50_000))[0]?.message).toBe('The file is nested too deeply')
    const mistakes = Array.from({ length: 5000 }, (_, index) => `key_${index}: 1`).join('\n')
    expect(problemsOf(mistakes)).toHaveLength(50)
  })

  test('a key that stands twice is told by its line, and thousands of keys are read in no time', () => {
    expect(problemsOf(`${valid}alpha: 0.4\nalpha: 0.5\n`)).toEqual([
      { path: 'alpha', line: valid.split('\n').length + 1, message: 'stands here twice' },
    ])
    const started = performance.now()
    problemsOf(`{${Array.from({ length: 9000 }, (_, index) => `key${index}: 1`).join(', ')}}`)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  test('an ICP that can lift nobody is refused', () => {
    expect(problemsOf(valid.replaceAll(/weight: \d/g, 'weight: -1'))).toMatchObject([{ path: 'criteria' }])
  })

  test('a disqualifier may not fire on what is not known', () => {
    const text = `${valid}disqualifiers:\n  - { id: no, label: No, when: { field: x, test: { known: false } } }\n`
    expect(problemsOf(text)).toMatchObject([{ path: 'disqualifiers.0.when.test' }])
  })
})
