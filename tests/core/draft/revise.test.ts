import { describe, expect, test } from 'vitest'
import { check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { readInstruction } from '../../../src/core/draft/instruction.ts'
import { revise } from '../../../src/core/draft/revise.ts'
import { sentencesOf, wordsOf } from '../../../src/core/draft/sentences.ts'
import { briefOf, day, icp, sender, storyOf } from './made-up.ts'

const company = 'Northwind Robotics'
const persona = icp.personas[0]!
const brief = briefOf(company, [storyOf('funding', company, 0), storyOf('expansion', company, 1)])
const options = { seed: 'p1', variant: 0, day }
const current = compose(brief, persona, icp, sender, options)
const asked = (instruction: string, text = current.text) =>
  revise({ brief, persona, icp, sender, options, current: { subject: current.subject, text } }, instruction)
const blocks = (draft: { subject: string; text: string }) =>
  check(draft, brief, icp, { sender, day }).findings.filter(({ level }) => level === 'block')
const questions = (text: string) =>
  sentencesOf(text)
    .filter((one) => one.text.endsWith('?'))
    .map((one) => one.text)

describe('an instruction', () => {
  test.each([
    ['Shorter, please', ['shorter'], []],
    ['too long. warmer', ['shorter', 'tone'], []],
    ['more direct and another question', ['tone', 'question'], []],
    ['use a different opening', ['opening'], []],
    ['Lead with the other trigger', ['trigger'], []],
    ['leave out the second sentence', ['leave_out'], []],
    ['mention the short lessons', ['mention'], []],
    ['make it rhyme', [], ['make it rhyme']],
    ['shorter; make it rhyme', ['shorter'], ['make it rhyme']],
    ['do not make it shorter', [], ['do not make it shorter']],
  ])('"%s" is read part by part', (text, kinds, rest) => {
    const read = readInstruction(text)
    expect(read.wishes.map(({ kind }) => kind)).toEqual(kinds)
    expect(read.rest).toEqual(rest)
  })

  test('changes what it names, and leaves the rest as it stands', () => {
    const { draft, done, undone } = asked('another question')
    expect([done, undone]).toEqual([['another question'], []])
    const [before, after] = [questions(current.text), questions(draft.text)]
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
    expect(draft.text.replace(after[0]!, '')).toBe(current.text.replace(before[0]!, ''))
  })

  test('opens in other words about the same news', () => {
    const { draft, done } = asked('another opening')
    expect(done).toEqual(['another opening'])
    const [before, after] = [sentencesOf(current.text)[1]!.text, sentencesOf(draft.text)[1]!.text]
    expect(after).not.toBe(before)
    expect(draft.text.replace(after, '')).toBe(current.text.replace(before, ''))
    expect(blocks(draft)).toEqual([])
  })

  test('leads with the other trigger', () => {
    const { draft, done } = asked('lead with the other trigger')
    expect(done).toEqual(['leads with the other trigger'])
    expect(sentencesOf(current.text)[1]!.text).toContain('Series A')
    expect(sentencesOf(draft.text)[1]!.text).toContain('Pune')
  })

  test('leaves out the sentence it counts, after the greeting', () => {
    const second = sentencesOf(current.text)[2]!.text
    const { draft, done } = asked('leave out the second sentence')
    expect(done).toEqual([`left out "${second}"`])
    expect(draft.text).not.toContain(second)
    expect(draft.text).not.toMatch(/ {2}|\n{3}/)
    expect(asked('drop the sixth sentence', 'Hi Mara,\n\nA yes or no is fine.\n\nSam Sample').done).toEqual([])
  })

  test('makes it shorter without losing the news, the point or the question', () => {
    const { draft, done } = asked('shorter')
    expect(done).toEqual([expect.stringMatching(/^shorter: left out ".+"$/)])
    expect(wordsOf(draft.text).length).toBeLessThan(wordsOf(current.text).length)
    expect(draft.text).toContain(sentencesOf(current.text)[1]!.text)
    expect(questions(draft.text)).toEqual(questions(current.text))
    expect(persona.value_points.some(({ text }) => draft.text.includes(text))).toBe(true)
  })

  test('makes a long text about a quarter shorter at once, not by a sentence a time', () => {
    const filler = Array.from({ length: 6 }, (_, n) => `Many teams find that week ${n} is a long one.`).join(' ')
    const long = current.text.replace('\n\n', `\n\n${sentencesOf(current.text)[1]!.text} ${filler} `)
    const { draft } = asked('shorter', long)
    expect(wordsOf(draft.text).length).toBeLessThan(0.85 * wordsOf(long).length)
    expect(wordsOf(draft.text).length).toBeGreaterThan(0.6 * wordsOf(long).length)
  })

  test('brings in an approved value point, and no other claim', () => {
    const point = persona.value_points.find(({ text }) => !current.text.includes(text))!.text
    const { draft, done } = asked(`mention ${point.split(' ').slice(2, 6).join(' ')}`)
    expect(done).toEqual([`mentions "${point}"`])
    expect(draft.text).toContain(point)
    expect(blocks(draft)).toEqual([])
    expect(asked('mention our 40% discount').undone).toEqual(['no approved value point speaks of that'])
  })

  test('takes another tone', () => {
    expect(asked('more direct').done).toEqual(['more direct'])
    expect(asked('more direct').draft.text).not.toMatch(/congrat/i)
    expect(blocks(asked('warmer').draft)).toEqual([])
  })

  test('says of the rest that it was not understood', () => {
    const { done, undone } = asked('another question; quote Shakespeare')
    expect(done).toEqual(['another question'])
    expect(undone).toEqual(['"quote Shakespeare" was not understood'])
  })

  test('keeps what a person wrote', () => {
    const text = current.text.replace(questions(current.text)[0]!, 'Who looks after this with you?')
    expect(asked('another opening', text).draft.text).toContain('Who looks after this with you?')
  })
})
