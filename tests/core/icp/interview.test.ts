import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictionsOf } from '../../../src/core/icp/contradictions.ts'
import { type InterviewQuestion, nextQuestion } from '../../../src/core/icp/interview.ts'
import { parseIcp } from '../../../src/core/icp/parse.ts'

/** Answers each question as `answer` says until the file is there. */
const hold = (answer: (question: InterviewQuestion) => string) => {
  const answers: Record<string, string> = {}
  const asked: string[] = []
  for (let turn = 0; turn < 60; turn++) {
    const step = nextQuestion(answers)
    if (step.done) return { yaml: step.yaml, asked, answers }
    expect(step.problem).toBeNull()
    asked.push(step.question.id)
    answers[step.question.id] = answer(step.question)
  }
  throw new Error('The interview does not end')
}

const plain: Record<string, string> = {
  company: 'We plan the daily shifts of warehouse robots.',
  name: 'Warehouse teams',
  best: 'Northwind Robotics, harbour.example',
  worst: 'Tiny Shop',
  situation: 'raised money, hiring a lot',
  situation_first: 'hiring a lot',
  situation_means: 'plans are made by hand',
  size: '50-500',
  technologies: 'SAP, Kafka',
  technologies_needed: 'no',
  bad: 'gambling',
  too_small: '20',
  persona: 'VP Operations, Head of Operations',
  pain: 'every shift is planned by hand',
  economic: 'CFO',
  economic_pain: 'overtime eats the margin',
  success: 'We give each site a plan by six.',
  question: 'Is that on your list this quarter?',
  objection: 'We built our own',
  objection_answer: 'Then you know what it costs to keep.',
  deal: '60,000',
}

describe('the interview', () => {
  test('asks about twenty questions and writes a valid ICP with tests from the named customers', () => {
    const { yaml, asked } = hold(({ id }) => plain[id] ?? '')
    expect(asked.length).toBeGreaterThanOrEqual(18)
    expect(asked.length).toBeLessThanOrEqual(26)
    const icp = parseIcp(yaml)
    expect(contradictionsOf(icp).filter(({ level }) => level === 'error')).toEqual([])
    expect(icp.tests).toEqual({ tier_1: ['Northwind Robotics', 'harbour.example'], out: ['Tiny Shop'] })
    expect(icp.triggers.hiring!.importance).toBeGreaterThan(icp.triggers.funding!.importance)
    expect(icp.criteria.find(({ id }) => id === 'technology')!.required_for_tier_1).toBe(true)
    expect(icp.personas.map(({ key }) => key)).toEqual(['champion', 'economic'])
    expect(icp.deal.typical_usd).toBe(60_000)
  })

  test('leaves out what the answers made pointless', () => {
    const { asked } = hold(({ id, optional }) => (optional ? '' : ({ ...plain, situation: 'raised money' }[id] ?? '')))
    for (const skipped of ['situation_first', 'technologies_needed', 'economic_pain', 'objection_answer'])
      expect(asked).not.toContain(skipped)
  })

  test('asks again, with why, when an answer cannot be used', () => {
    const before = Object.fromEntries(Object.entries(plain).slice(0, 7))
    const step = nextQuestion({ ...before, size: 'rather large' })
    expect(step).toMatchObject({ done: false, problem: 'Give two numbers, such as 50-500', question: { id: 'size' } })
    expect(nextQuestion({ company: '  ' })).toMatchObject({ problem: 'This one needs an answer' })
  })

  test('whatever people type, it ends in a file that the app accepts', () => {
    const words = fc.oneof(
      fc.string({ minLength: 1, maxLength: 40 }).filter((word) => /[a-z0-9]/i.test(word)),
      fc.constantFrom('- a: b', '"quoted"', '# no', '{x}', 'null', 'yes', '2026-01-01', '&a *a', 'ä, ö; ü'),
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 30, maxLength: 30 }), fc.boolean(), (typed, lazy) => {
        let turn = 0
        const fixed: Record<string, string> = {
          situation: 'raised money, a product launch',
          size: '10 to 90',
          too_small: '',
          deal: '',
          technologies_needed: 'yes',
        }
        const { yaml } = hold(({ id, optional, choices }) => {
          turn++
          if (choices) return choices[0]!
          return fixed[id] ?? (lazy && optional ? '' : typed[turn % typed.length]!)
        })
        expect(parseIcp(yaml).criteria.length).toBeGreaterThan(2)
      }),
      { numRuns: 200 },
    )
  })
})
