import { describe, expect, it } from 'vitest'
import { type AccountNames, createMatcher } from '../../../src/core/match.ts'
import { accountCalled, fintech } from './accounts.ts'

const decision = (account: AccountNames, title: string, summary: string | null = null) =>
  createMatcher([account]).match({ title, summary })[0]?.decision ?? 'none'

const loom = accountCalled('Loom')
const quillmark = accountCalled('Quillmark')

describe('a name in running text', () => {
  it.each([
    'Loom raises $12M to weave carbon fibre',
    'Weaving start-up Loom opens a plant',
    'Shares of its rival fell after Loom CEO resigned',
    'Lender buys Berlin-based Loom, a maker of textiles',
    'Former banker joins as co-founder of Loom',
    'Loom Inc. has moved',
    "India's Loom cuts 200 jobs",
  ])('is a company’s when it is used as one: %s', (title) => {
    expect(decision(loom, title)).toBe('auto')
  })

  it.each([
    'She wove it on a loom at home',
    'The Loom and the Thread: a history',
    'Deadlines loom for regulators',
    'Hand-loom makers want help',
    'A loom-based craft returns',
  ])('is no company’s when it is a common word: %s', (title) => {
    expect(decision(loom, title)).not.toBe('auto')
  })

  it.each([
    'Tarnwick Loom sells out',
    'Loom Fernwell hires a chief of staff',
    'Team Loom wins the cup',
    'Loom Bank hires a chief risk officer',
  ])('is not surely the account’s when it is part of a longer name: %s', (title) => {
    expect(decision(loom, title)).not.toBe('auto')
  })

  it('a longer name elsewhere in the text makes the short one doubtful', () => {
    expect(decision(loom, 'Loom CEO steps down', 'The head of Loom Fernwell leaves after ten years.')).toBe('review')
  })

  it('a name of its own needs less, but a bare one is still a question', () => {
    expect(decision(quillmark, 'Quillmark speeds up weaving')).toBe('auto')
    expect(decision(quillmark, 'Weavers praise Quillmark for its patience')).toBe('auto')
    expect(decision(quillmark, 'Quillmark for everyone')).toBe('review')
  })

  it('an account that is known by more than its name needs a cue of that when the name is a common word', () => {
    const known = accountCalled('Loom', { cues: fintech })
    expect(decision(known, 'Loom raises $12M')).toBe('review')
    expect(decision(known, 'Fintech Loom raises $12M')).toBe('auto')
  })

  it('a name with a possessive of its own is found with it', () => {
    expect(decision(accountCalled("Marlow's"), "Marlow's cuts 200 jobs")).toBe('auto')
  })

  it('the same word in the middle of another is never found', () => {
    const { find } = createMatcher([accountCalled('Nav'), accountCalled('Cro')])
    expect(find('NavIC orbits across the navy')).toEqual([])
  })

  it('the longest name wins, and says where it stands', () => {
    const { find } = createMatcher([loom, accountCalled('Loom Fernwell Labs'), accountCalled('Loom Fernwell')])
    const text = 'At Loom-Fernwell Labs, the loom stands still.'
    expect(find(text).map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
      ['Loom Fernwell Labs', 'Loom-Fernwell Labs'],
      ['Loom', 'loom'],
    ])
  })

  it('a name does not reach across the end of a sentence', () => {
    const { find } = createMatcher([accountCalled('Loom Fernwell')])
    expect(find('It stood on a loom. Fernwell bought it.')).toEqual([])
  })
})
