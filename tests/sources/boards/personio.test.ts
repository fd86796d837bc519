import { describe, expect, test } from 'vitest'
import { personio } from '../../../src/sources/personio.ts'
import { body, never, recorded, settings } from './bodies.ts'

describe('Personio', () => {
  test('offices, parts of the description and the page of a job are read', async () => {
    const read = await personio.parse(recorded('personio.xml'), personio.settings(settings))
    expect(read.snapshot?.postings[0]).toEqual({
      externalId: '990001',
      title: 'Payroll & Finance Manager',
      url: 'https://quillmarkexample.jobs.personio.de/job/990001',
      department: 'Finance',
      location: 'Leith; Lisbon',
      description: 'Your work\nKeep the books in NetSuite',
      postedAt: Date.UTC(2026, 1, 16, 9),
    })
    expect(read.snapshot?.postings[1]).toMatchObject({ title: 'Lamplighter', postedAt: null, description: null })
    expect(read.warnings).toEqual(['1 of 3 jobs could not be read'])
  })

  test('a list that was cut in the middle is no list, and one too deep is none either', async () => {
    const settings = personio.settings({ board: 'quillmarkexample', ending: 'com' })
    const whole = new TextDecoder().decode(recorded('personio.xml').bytes)
    const deep = `<workzag-jobs>${'<a>'.repeat(100_000)}`
    for (const text of [whole.slice(0, whole.lastIndexOf('</workzag')), deep, '<html><body>Not here</body></html>'])
      expect(() => personio.parse(body(text), settings)).toThrow('Not the job list')
    expect(personio.request(settings, never)[0]?.url).toBe('https://quillmarkexample.jobs.personio.com/xml?language=en')
  })
})
