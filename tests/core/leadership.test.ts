import { describe, expect, test } from 'vitest'
import type { Document } from '../../src/core/document.ts'
import {
  leadershipDocuments,
  type PersonKept,
  type PersonNow,
  peopleIdentity,
  samePeople,
} from '../../src/core/leadership.ts'
import { ownSignals } from '../../src/core/own-signals.ts'

const page = (...lines: string[]): PersonNow[] =>
  lines.map((line) => {
    const [name = '', title = null] = line.split(' · ')
    return { name, title }
  })
const team = [
  'Testa Placeholder · Chief Executive Officer',
  'Sample Fixture · Chief Financial Officer',
  'Specimen Mock · VP Sales',
]

/** Reads pages one after the other, as polls do, and answers what the last one told. */
const readings = (...pages: PersonNow[][]): { told: Document[]; kept: PersonKept[] } => {
  let kept: PersonKept[] | null = null
  let told: Document[] = []
  for (const people of pages) {
    const documents = leadershipDocuments({
      company: 'Quillmark',
      url: 'https://quillmark.example/team',
      before: kept,
      people,
      now: Date.UTC(2026, 2, 4),
    })
    const reading = documents.find(({ identity }) => identity === peopleIdentity)
    kept = (reading?.extra?.people as PersonKept[] | undefined) ?? kept
    told = documents.filter((document) => document !== reading)
  }
  return { told, kept: kept ?? [] }
}
const signals = ({ told }: { told: Document[] }) =>
  told
    .flatMap((document) => ownSignals(document) ?? [])
    .map(({ kind, fields }) => [kind, fields.person?.value, fields.role?.value])

test('the first reading is the baseline and tells nothing', () => {
  expect(readings(page(...team)).told).toEqual([])
})

test('who appears is a hire, in the words of the page', () => {
  const read = readings(page(...team), page(...team, 'Mock Sample · Chief Revenue Officer'))
  expect(read.told.map(({ title }) => title)).toEqual([
    'The leadership page of Quillmark now lists Mock Sample, Chief Revenue Officer',
  ])
  expect(signals(read)).toEqual([['executive_hire', 'Mock Sample', 'Chief Revenue Officer']])
})

test('who is missing once has not left; who is missing twice has', () => {
  const without = page(...team.slice(0, 2))
  expect(readings(page(...team), without).told).toEqual([])
  expect(signals(readings(page(...team), without, without))).toEqual([
    ['executive_departure', 'Specimen Mock', 'VP Sales'],
  ])
  expect(readings(page(...team), without, page(...team)).told).toEqual([])
  expect(readings(page(...team), without, without, without).told).toEqual([])
})

test('a page that has not changed confirms who was missing', () => {
  const { kept } = readings(page(...team), page(...team.slice(0, 2)))
  expect(samePeople(kept).map(({ name }) => name)).toEqual(['Testa Placeholder', 'Sample Fixture'])
})

test('a new title is a move, and names the former one', () => {
  const read = readings(page(...team), page(team[0]!, 'Sample Fixture · Chief Operating Officer', team[2]!))
  expect(read.told[0]?.title).toContain('Sample Fixture, Chief Operating Officer, formerly Chief Financial Officer')
  expect(signals(read)).toEqual([['executive_hire', 'Sample Fixture', 'Chief Operating Officer']])
})

test('another spelling of a name or a title is no change', () => {
  const respelt = page(
    'Testa B. Placeholder · chief executive officer',
    'Sam Fixture · Chief Financial Officer',
    team[2]!,
  )
  expect(readings(page(...team), respelt, respelt).told).toEqual([])
})

describe('a page that was rebuilt tells nothing', () => {
  test('when more than half are gone, also at the second reading', () => {
    expect(readings(page(...team), page(team[0]!), page(team[0]!)).told).toEqual([])
  })
  test('when more than half are new', () => {
    const other = page(...team, 'A Bee · CTO', 'C Dee · CMO', 'E Eff · COO', 'G Aitch · CIO')
    expect(readings(page(...team), other).told).toEqual([])
  })
})

test('seats on the board and advisers are kept and are no signals', () => {
  const read = readings(page(...team), page(...team, 'Mock Sample · Board Member'))
  expect(read.told).toHaveLength(1)
  expect(signals(read)).toEqual([])
})
