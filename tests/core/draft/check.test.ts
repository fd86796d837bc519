import { expect, test } from 'vitest'
import { type CheckProfile, check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { renderFooter, toMessage } from '../../../src/core/draft/message.ts'
import { cpuMs } from '../../support/cpu.ts'
import { briefOf, day, icp, sender, storyOf } from './made-up.ts'

const company = 'Northwind Robotics'
const made = briefOf(company, [storyOf('funding', company, 0)])
const written = compose(made, icp.personas[0]!, icp, sender, { seed: 'p1', variant: 0, day })
const judge = (text: string, changes: Partial<CheckProfile> = {}, subject = 'A thought for you') =>
  check({ subject, text }, made, icp, { sender, day, ...changes })
const rulesOf = (text: string, changes: Partial<CheckProfile> = {}, subject?: string) =>
  judge(text, changes, subject).findings.map(({ rule }) => rule)
const letter = (body: string): string => `Hi Mara,\n\n${body}\n\nBest,\nSam Sample`

test('each sentence carries its mark, with the sources of what is supported', () => {
  const value = icp.personas[0]!.value_points[0]!.text
  const { marks } = judge(
    letter(`I saw that Northwind Robotics raised $40 million. ${value} Is ramp time on your list? Your reps are slow.`),
  )
  expect(marks.map(({ mark }) => mark)).toEqual([
    'courtesy',
    'supported',
    'value_point',
    'question',
    'unsupported',
    'courtesy',
    'courtesy',
  ])
  expect(marks[1]!.sourceIds).toEqual(['e1'])
})

test('a finding points at the words it means', () => {
  const text = letter('I saw that Northwind Robotics raised $45 million.')
  const [finding] = judge(text).findings.filter(({ rule }) => rule === 'amount')
  expect(text.slice(...finding!.span!)).toBe('$45 million')
})

test('a claim confirmed by a person no longer blocks, and stays on record for the manager', () => {
  const text = letter('Your reps told us they want this.')
  const start = text.indexOf('Your reps')
  const confirmed = judge(text, { ownClaims: [[start, start + 'Your reps told us they want this.'.length]] })
  expect(judge(text).findings.some(({ level, kind }) => level === 'block' && kind === 'claim')).toBe(true)
  expect(confirmed.findings.filter(({ kind }) => kind === 'claim')).toMatchObject([
    { level: 'warn', rule: 'own_claim' },
  ])
  expect(confirmed.marks[1]!.mark).toBe('own_claim')
})

test('the name of the reader must be the reader’s', () => {
  expect(rulesOf('Hi Mara,\n\nBest,\nSam Sample')).not.toContain('recipient_name')
  expect(rulesOf('Dear Ms Example,\n\nBest,\nSam Sample')).not.toContain('recipient_name')
  expect(rulesOf('Hi Maria,\n\nBest,\nSam Sample')).toContain('recipient_name')
  expect(rulesOf('Hi Jonas,\n\nBest,\nSam Sample')).toContain('recipient_name')
})

test('without an address a draft is blocked, whatever it says', () => {
  const unreachable = briefOf(company, [storyOf('funding', company, 0)], { contacts: [] })
  const { findings } = check(written, unreachable, icp, { sender, day })
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'no_address', kind: 'compliance', level: 'block' }))
})

test('questions, guesses and courtesy are told apart, the team’s own among them', () => {
  const consequence = icp.consequences.funding![0]!
  const marksOf = (text: string) => judge(letter(text)).marks.map(({ mark }) => mark)[1]
  expect(marksOf(icp.personas[0]!.questions[0]!)).toBe('question')
  expect(marksOf('Is ramp time on your list?')).toBe('question')
  expect(marksOf('Could I send you a short example?')).toBe('question')
  expect(marksOf(`That often means ${consequence}.`)).toBe('guess')
  expect(marksOf('Teams often find that ramp time is slow.')).toBe('guess')
  expect(marksOf('Happy to share an example.')).toBe('courtesy')
})

test('a worn pleasantry is no salutation and no claim: style has its one word about it', () => {
  for (const words of [
    'Hope you are well!',
    'Hope you’re well,',
    'Quick question.',
    'I hope this email finds you well.',
  ]) {
    const { findings, marks } = judge(letter(words))
    expect(
      findings.filter(({ level }) => level === 'block'),
      words,
    ).toEqual([])
    expect(
      findings.filter(({ rule }) => rule === 'banned_phrase'),
      words,
    ).toHaveLength(1)
    expect(marks[1]!.mark, words).toBe('courtesy')
  }
  expect(rulesOf(letter('Hope you are well after the merger.'))).toContain('unsupported')
  expect(rulesOf(letter('Quick question about the merger?'))).toContain('presumed')
})

test('a closing is no salutation, and a short signature is the sender’s', () => {
  for (const closing of ['With best wishes,', 'Talk soon,', 'Looking forward to your reply.'])
    expect(
      judge(`Hi Mara,\n\n${closing}\nSam S.`).findings.filter(({ level }) => level === 'block'),
      closing,
    ).toEqual([])
  expect(rulesOf('Jonas,\n\nBest,\nSam S.')).toContain('recipient_name')
  expect(rulesOf('Hi Mara,\n\nBest,\nTom S.')).toContain('name')
})

test('words within one unbacked claim are found once', () => {
  const text = letter('Your team bought the Golden Widget and an impressive crane.')
  const blocks = judge(text).findings.filter(({ level }) => level === 'block')
  const told = blocks.map(({ span }) => text.slice(...span!))
  expect(blocks.map(({ rule }) => rule).sort()).toEqual(['name', 'unsupported'])
  expect(told).toContain('Golden Widget')
  expect(told).toContain('bought the Golden Widget and an impressive crane')
  const praise = judge(letter('Northwind Robotics raised an impressive $40 million.')).findings
  expect(praise.filter(({ message }) => message.includes('impressive'))).toMatchObject([{ level: 'block' }])
})

test('style warns and never blocks', () => {
  const text = letter(
    'I hope you are well! Quick question: is it on your list? Is it urgent? See https://wire.example/story now.',
  )
  const style = judge(text, {}, 'Re: hello').findings.filter(({ kind }) => kind === 'style')
  expect(style.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['too_short', 'many_questions', 'fake_reply', 'banned_phrase', 'link']),
  )
  expect(style.every(({ level }) => level === 'warn')).toBe(true)
})

test('a first message that tells none of the news is noticed', () => {
  expect(rulesOf(letter('Teams often find that ramp time is slow.'))).toContain('no_news')
  expect(rulesOf(letter('I saw that Northwind Robotics raised $40 million.'))).not.toContain('no_news')
})

test('a pain or a consequence may be told as a guess only', () => {
  const consequence = icp.consequences.funding![0]!
  expect(rulesOf(letter(`That often means ${consequence}.`))).not.toContain('unsupported')
  expect(rulesOf(letter(`${consequence[0]!.toUpperCase()}${consequence.slice(1)}.`))).toContain('unsupported')
})

test('invisible, turning and look-alike characters block', () => {
  expect(rulesOf(letter('I saw your Series\u200b A.'))).toContain('hidden_character')
  expect(rulesOf(letter('I saw your \u202eSeries A.'))).toContain('hidden_character')
  expect(rulesOf(letter('I saw n\u043ews.'))).toContain('mixed_script')
  expect(rulesOf(written.text, {}, 'Hello\r\nBcc: eve@evil.example')).toContain('line_break')
})

test('a draft that reads like another of the day is noticed', () => {
  const other = written.text.replaceAll(company, 'Harbour Analytics').replace('Mara', 'Lee')
  expect(rulesOf(written.text, { others: [other] })).toContain('similar')
  expect(rulesOf(written.text, { others: ['Something else entirely, about other things.'] })).not.toContain('similar')
})

test('a subject is held to the sources too', () => {
  expect(rulesOf(written.text, {}, 'Your Series B')).toContain('name')
  expect(rulesOf(written.text, {}, 'After the merger')).toContain('presumed')
  expect(rulesOf(written.text, {}, 'Your Series A')).not.toContain('name')
})

test('hostile input is judged in bounded time', () => {
  const started = cpuMs()
  for (const text of [
    'a '.repeat(20_000),
    '$1,'.repeat(8000),
    'Series A. '.repeat(2000),
    'as you '.repeat(4000),
    'А'.repeat(20_000),
    `${'x'.repeat(30_000)}@`,
  ])
    judge(text)
  expect(cpuMs() - started).toBeLessThan(4000)
})

test('the message carries the words, the footer once, and nothing that HTML could read', () => {
  const footer = renderFooter(sender, { optOutUrl: 'https://daybreak.example/u?t=1&x="2"' })
  const message = toMessage(
    { subject: 'Hi', text: 'Hi Mara,\n\n1 < 2 & <script>alert(1)</script>\nBest' },
    { from: 'a@x.example', to: 'b@y.example', replyTo: 'a@x.example' },
    footer,
  )
  expect(message.text).toBe(
    'Hi Mara,\n\n1 < 2 & <script>alert(1)</script>\nBest\n\n--\nSam Sample, Ramp Desk, 1 Sample Street, 1000 Exampletown\nIf you would rather not hear from us, opt out here: https://daybreak.example/u?t=1&x="2"\n',
  )
  expect(message.html).toContain('<p>1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;<br>Best</p>')
  expect(message.html).toContain('href="https://daybreak.example/u?t=1&amp;x=&quot;2&quot;"')
  expect(message.footerVersion).toBe('1')
  expect(renderFooter(sender, { optOutUrl: null }).text).toContain('reply "stop"')
})
