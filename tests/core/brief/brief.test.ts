import { expect, test } from 'vitest'
import { contactRule, firstNameOf } from '../../../src/core/brief/contacts.ts'
import { brief, evidenceHash } from '../../../src/core/brief.ts'
import { signalKinds } from '../../../src/core/signal.ts'
import { briefOf, icp, inputOf, now, type Story, storyOf, triggerOf } from '../draft/made-up.ts'

const company = 'Northwind Robotics'
const dayMs = 86_400_000
const person = (id: string, changes: object = {}) => ({
  id,
  name: `${id} Example`,
  title: 'VP Sales',
  email: `${id}@northwind.example`,
  verifiedAt: now - 10 * dayMs,
  champion: false,
  left: false,
  suppressed: false,
  ...changes,
})
const withContacts = (contacts: ReturnType<typeof person>[], stories: Story[] = [storyOf('funding', company, 0)]) =>
  briefOf(company, stories, { contacts })

test('every line, field and trigger of a brief has a source that exists', () => {
  for (const kind of signalKinds)
    for (let n = 0; n < 6; n++) {
      const made = briefOf(company, [storyOf(kind, company, n)])
      const ids = new Set(made.sources.map(({ id }) => id))
      const cited = [
        ...made.account.lines.map(({ sourceId }) => sourceId),
        ...made.history.map(({ sourceId }) => sourceId),
        ...made.triggers.flatMap(({ sourceIds, fields }) => [...sourceIds, ...fields.map(({ sourceId }) => sourceId)]),
      ]
      expect(cited.length).toBeGreaterThan(0)
      expect(cited.filter((id) => !ids.has(id))).toEqual([])
      expect(ids.size).toBe(made.sources.length)
    }
})

test('a fact without a source is dropped, and the account stays within five lines', () => {
  const fact = (field: string, value: string | number, source: string) => ({ field, value, source, from: 0, to: null })
  const made = briefOf(company, [], {
    facts: [
      fact('industry', 'robotics', 'import'),
      fact('employees', 1240, ''),
      fact('city', 'Leeds', 'import'),
      fact('country', 'GB', 'another import'),
      fact('stage', 'Series A', 'import'),
      fact('revenueUsd', 4_500_000, 'import'),
      fact('description', 'Makes robots.', 'import'),
      fact('founded', 2014, 'import'),
    ],
  })
  const lines = made.account.lines.map(({ text }) => text)
  expect(lines).toEqual([
    'Industry: robotics',
    'Based in Leeds',
    'Stage: Series A',
    'Revenue $4.5 million',
    'Makes robots.',
  ])
})

test('a lite or private trigger has nothing to assert, a contradicted field neither', () => {
  const funding = storyOf('funding', company, 0)
  expect(withContacts([], [{ ...funding, lite: true }]).triggers[0]!.fields).toEqual([])
  expect(withContacts([], [storyOf('custom', company, 0)]).triggers[0]!.fields).toEqual([])
  const contradictions = [
    {
      field: 'amount' as const,
      values: [
        { value: { value: 4e7, currency: 'USD' }, signalIds: [] },
        { value: { value: 4.5e7, currency: 'USD' }, signalIds: [] },
      ],
    },
  ]
  const [told] = withContacts([], [{ ...funding, contradictions }]).triggers
  expect(told!.fields.map(({ name }) => name)).not.toContain('amount')
  expect(told!.contradictions).toEqual([{ field: 'amount', values: ['$40 million', '$45 million'] }])
})

test('what a source hedges keeps its hedge', () => {
  const story: Story = {
    kind: 'funding',
    quote: `${company} raises up to $40 million`,
    fields: { amount: { value: { value: 4e7, currency: 'USD' }, quote: '$40 million' } },
  }
  expect(withContacts([], [story]).triggers[0]!.fields[0]!.value).toBe('up to $40 million')
})

test('publishers are named as readers know them', () => {
  const made = withContacts([], [{ ...storyOf('funding', company, 0), publisher: 'www.techcrunch.com' }])
  expect(made.sources[0]!.label).toBe('TechCrunch')
  expect(made.triggers[0]!.publishers).toEqual(['TechCrunch'])
})

test('who can be reached comes first, then the rule’s points, then the id', () => {
  const made = withContacts([
    person('cold', { verifiedAt: null }),
    person('best'),
    person('silent', { email: null, title: 'Chief Revenue Officer' }),
    person('other', { title: 'Head of Enablement' }),
  ])
  expect(made.contact!.contactId).toBe('best')
  expect(made.alternates.map(({ contactId }) => contactId)).toEqual(['other', 'cold'])
  expect(made.lookFor).toBeNull()
  const { persona, seniority, freshness, reachable } = contactRule
  expect(made.contact!.score).toBe(persona.first + seniority.vp + freshness.days90 + reachable)
  expect(made.contact!.why).toBe(
    'fits Sales leader (+35), vice president (+20), verified within 90 days (+15), has an address (+20)',
  )
})

test('left and suppressed people are never offered, nor whom a trigger says has left', () => {
  const departure: Story = {
    kind: 'executive_departure',
    quote: `gone Example leaves ${company}`,
    fields: { person: { value: 'gone Example', quote: 'gone Example' } },
  }
  const made = withContacts(
    [person('left', { left: true }), person('muted', { suppressed: true }), person('gone')],
    [departure],
  )
  expect([made.contact, ...made.alternates]).toEqual([null])
  expect(made.lookFor).toBe('Sales leader (VP Sales, Head of Sales, Chief Revenue Officer, CRO)')
})

test('whoever arrives elsewhere has left here', () => {
  const moved: Story = {
    kind: 'executive_hire',
    side: 'counterpart',
    company: 'Quillon',
    quote: `Quillon hires gone Example from ${company}`,
    fields: {
      person: { value: 'gone Example', quote: 'gone Example' },
      counterpart: { value: company, quote: company },
    },
  }
  expect(withContacts([person('gone')], [moved]).contact).toBeNull()
})

test('nobody reachable: the brief says which role to look for and invents no address', () => {
  const made = withContacts([person('silent', { email: null })])
  expect(made.contact).toMatchObject({ contactId: 'silent', email: null, reachable: false })
  expect(made.lookFor).toContain('VP Sales')
})

test('first names are read from the usual spellings', () => {
  expect(['Mara Example', 'Dr. Mara Example', 'Example, Mara', 'Mara'].map(firstNameOf)).toEqual([
    'Mara',
    'Mara',
    'Mara',
    'Mara',
  ])
})

test('the evidence hash moves with evidence and recipient, and with nothing else', () => {
  const input = inputOf(company, [storyOf('funding', company, 0)])
  const hash = evidenceHash(brief(input))
  expect(
    evidenceHash(brief({ ...input, now: now + 5 * dayMs, history: [{ text: 'Wrote once', at: 1, source: 'touch' }] })),
  ).toBe(hash)
  expect(evidenceHash(brief({ ...input, icp: { ...icp, objections: [] } }))).toBe(hash)
  expect(evidenceHash(brief({ ...input, triggers: [triggerOf(storyOf('funding', company, 3), company)] }))).not.toBe(
    hash,
  )
  expect(evidenceHash(brief({ ...input, contacts: [person('new')] }))).not.toBe(hash)
})
