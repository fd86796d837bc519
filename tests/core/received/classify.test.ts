import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ReplyClass } from '../../../src/core/outcome.ts'
import { classifyReply } from '../../../src/core/received/classify.ts'
import { namedDays } from '../../../src/core/received/named-day.ts'
import { returnDay } from '../../../src/core/received/until-day.ts'
import { visibleWords } from '../../../src/core/received/visible.ts'

const today = '2026-11-24'
type Labelled = { text: string; class?: ReplyClass; until?: string | null; auto?: boolean }
type Read = { wanted: string; got: string; until: string | null | undefined; untilGot: string | null; text: string }

const readSet = (name: string): Read[] => {
  const file = path.join(import.meta.dirname, '../../fixtures/replies', `${name}.yaml`)
  const groups = parse(readFileSync(file, 'utf8')) as Record<string, (string | Labelled)[]>
  return Object.entries(groups).flatMap(([group, items]) =>
    items.map((item) => {
      const { text, class: own, until, auto = false } = typeof item === 'string' ? ({ text: item } as Labelled) : item
      const said = classifyReply({ text: visibleWords(text), subject: '', automatic: auto, today })
      return { wanted: own ?? group, got: said.replyClass, until, untilGot: said.untilDay, text }
    }),
  )
}
const share = (list: readonly Read[], fits: (one: Read) => boolean) => list.filter(fits).length / list.length

test.each([
  ['replies', 180, 0.98],
  ['later', 80, 0.98],
])('of the labelled set %s nearly all are read as a person reads them, and their days too', (name, size, least) => {
  const set = readSet(name)
  expect(set).toHaveLength(size)
  expect(share(set, ({ wanted, got }) => wanted === got)).toBeGreaterThanOrEqual(least)
  const dated = set.filter(({ until }) => until)
  expect(dated.length).toBeGreaterThan(10)
  expect(share(dated, ({ until, untilGot }) => until === untilGot)).toBeGreaterThanOrEqual(0.95)
})

test('of a stranger’s replies most are read right, and few as something that they are not', () => {
  const set = readSet('strangers')
  expect(set).toHaveLength(150)
  expect(share(set, ({ wanted, got }) => wanted === got)).toBeGreaterThanOrEqual(0.55)
  expect(share(set, ({ wanted, got }) => got !== wanted && got !== 'other')).toBeLessThanOrEqual(0.15)
})

test('nobody is silenced for good by words that ask for something else', () => {
  const all = ['replies', 'later', 'unseen', 'taught', 'strangers'].flatMap(readSet)
  expect(all.filter(({ got, wanted }) => got === 'unsubscribe' && wanted !== 'unsubscribe')).toEqual([])
})

test.each([
  ['back on 5 January', '2027-01-05'],
  ['until Friday, 27th of November 2026', '2026-11-27'],
  ['returning 12/31/2026', '2026-12-31'],
  ['back on 31.12.2026', '2026-12-31'],
  ['returning on 03/04/2027', null],
  ['out from 1 to 4 December', '2026-12-07'],
  ['back on Saturday 28 November', '2026-11-30'],
  ['back on 30 February', null],
  ['back on 31/31/2026', null],
  ['I was back on 2 November', null],
  ['until 2031-01-01', null],
  ['out until May', '2027-05-03'],
  ['I may be slow until further notice', null],
])('an absence that says “%s” ends %s', (text, day) => {
  expect(returnDay(text, today)).toBe(day)
})

test('any text is read, quickly, and names only days that there are', () => {
  const parts = [
    'on 1 December',
    ' until Friday',
    'on ',
    '31',
    '.',
    '/',
    '-',
    '2026',
    ' feb',
    'uary ',
    '29th',
    ' until ',
    '> ',
    '\n',
    'wrote:',
    'From: ',
    'stop ',
    'remove me ',
    'a'.repeat(300),
  ]
  let named = 0
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary' })), { maxLength: 60 }),
      (list) => {
        const text = visibleWords(list.join(''))
        const days = namedDays(text, today)
        named += days.length
        for (const { day } of days) expect(Temporal.PlainDate.from(day).toString()).toBe(day)
        classifyReply({ text, subject: text, automatic: list.length % 2 === 0, today })
      },
    ),
    { numRuns: 300 },
  )
  expect(named).toBeGreaterThan(20)
})

test.each([
  ['spaces', ' '.repeat(200_000)],
  ['words', 'stop '.repeat(40_000)],
  ['dates', '1 to 2 to '.repeat(20_000)],
  ['quotes', '> a\n'.repeat(50_000)],
  ['attributions', 'On on on '.repeat(20_000)],
  ['headers', 'From: a\n'.repeat(50_000)],
  ['writers above an answer', `${'on x wrote:\n'.repeat(480)}> q\nanswer\n`],
])('a flood of %s stalls nothing', (_, flood) => {
  const start = performance.now()
  classifyReply({ text: visibleWords(flood), subject: flood, automatic: true, today })
  classifyReply({ text: visibleWords(flood), subject: flood, automatic: false, today })
  expect(performance.now() - start).toBeLessThan(1000)
})
