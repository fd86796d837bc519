import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactRule, firstNameOf } from '../../../src/core/brief/contacts.ts'
import { type Brief, brief, evidenceHash } from '../../../src/core/brief.ts'
import { check } from '../../../src/core/draft/check.ts'
import { signalKinds } from '../../../src/core/signal.ts'
import { briefOf, day, icp, inputOf, now, type Story, sender, storyOf, triggerOf } from '../draft/made-up.ts'

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

test('unnamed sources at the end of a title make a rumour of all of it', () => {
  const story = storyOf('expansion', company, 1)
  const input = inputOf(company, [story])
  const titled = (title: string) =>
    brief({
      ...input,
      triggers: input.triggers.map((trigger) => ({
        ...trigger,
        evidence: trigger.evidence.map((each) => ({ ...each, title })),
      })),
    }).triggers[0]!.certainty
  expect(titled(`${story.quote}; new head hired: Sources`)).toBe('rumour')
  expect(titled(`${story.quote}; new head hired`)).not.toBe('rumour')
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

test('of the role to look for a few titles are enough', () => {
  const [leader, ...others] = icp.personas
  const titles = ['VP Sales', 'Head of Sales', 'CRO', 'Sales Director', 'Director of Sales', 'Chief Sales Officer']
  const made = briefOf(company, [], { contacts: [], icp: { ...icp, personas: [{ ...leader!, titles }, ...others] } })
  expect(made.lookFor).toBe('Sales leader (VP Sales, Head of Sales, CRO, Sales Director …)')
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

/** Every line of a brief that states something, with the source it names. */
const linesOf = (made: Brief) => [made.account.lines, made.technologies, made.openings, made.history, made.alike].flat()

test('whatever has no source never reaches the brief', () => {
  const when = { field: 'technologies', test: { includes_any: ['Exampleware'] } }
  const asking = { ...icp, criteria: [...icp.criteria, { ...icp.criteria[0]!, id: 'tool', label: 'A ledger', when }] }
  const source = fc.constantFrom('', ' ', '\t', 'import of 1 November', 'job postings')
  const fields = ['industry', 'employees', 'city', 'stage', 'technologies', 'description', 'founded']
  const reached = { dropped: 0, account: 0, technologies: 0, openings: 0, history: 0, alike: 0 }
  const marked = (n: number, from: string) => `${from.trim() === '' ? 'nowhere' : 'somewhere'} ${n}`
  const valueIn = (field: string, n: number, from: string) =>
    ({ technologies: ['Exampleware', marked(n, from)], industry: 'robotics' })[field] ?? marked(n, from)
  const hasSources = (from: readonly string[], others: readonly string[], isQuoted: boolean) => {
    const told = storyOf('funding', company, 0)
    const made = brief({
      ...inputOf(company, [isQuoted ? told : { ...told, quote: ' ' }], { icp: asking }),
      facts: fields.map((field, n) => ({
        ...{ field, value: valueIn(field, n, from[n]!), source: from[n]!, from: 0, to: null },
      })),
      history: others.map((source, n) => ({ text: `We wrote, ${marked(n, source)}`, at: n, source })),
      postings: others.map((board, n) => ({ title: `Head of Sales ${marked(n, board)}`, url: null, at: n, board })),
      customers: others.map((source, n) => customer(marked(n, source), 200, { source })),
    })
    for (const { text, sourceId } of linesOf(made)) {
      expect(text).not.toContain('nowhere')
      expect(made.sources.find(({ id }) => id === sourceId)?.label.trim()).toBeTruthy()
    }
    const industry = made.account.lines.some(({ text }) => text === 'Industry: robotics')
    expect(industry).toBe(from[0]!.trim() !== '')
    if (!industry) expect(made.alike).toEqual([])
    expect(made.triggers.flatMap(({ fields }) => fields).length > 0).toBe(isQuoted)
    reached.dropped += [...from, ...others].filter((each) => each.trim() === '').length
    reached.account += made.account.lines.length
    for (const part of ['technologies', 'openings', 'history', 'alike'] as const) reached[part] += made[part].length
  }
  const sources = fc.array(source, { minLength: fields.length, maxLength: fields.length })
  fc.assert(fc.property(sources, fc.array(source, { maxLength: 4 }), fc.boolean(), hasSources), { numRuns: 300 })
  for (const times of Object.values(reached)) expect(times).toBeGreaterThan(50)
})

test('what signals taught is told with its publisher, and never by an inner number', () => {
  const facts = (id: string) => [{ field: 'stage', value: 'Series A', source: `signal ${id}`, from: 0, to: null }]
  const labelOf = (id: string) => briefOf(company, [storyOf('funding', company, 0)], { facts: facts(id) }).sources
  expect(labelOf('t1-s1').find(({ kind }) => kind === 'account_fact')?.label).toBe('Example Wire')
  expect(labelOf('elsewhere').find(({ kind }) => kind === 'account_fact')?.label).toBe('earlier news')
})

test('openings and technologies are those that bear on the persona, the trigger or the ICP', () => {
  const asking = {
    ...icp,
    criteria: [
      ...icp.criteria,
      {
        ...icp.criteria[0]!,
        ...{ id: 'crm', label: 'Uses a ledger', when: { field: 'technologies', test: { includes_any: ['Ledgerly'] } } },
      },
    ],
  }
  const opening = (title: string) => ({ title, url: null, at: now, board: 'Jobs at Northwind' })
  const made = briefOf(company, [], {
    icp: asking,
    facts: [{ field: 'technologies', value: ['ledgerly', 'Exampleware'], source: 'import', from: 0, to: null }],
    postings: [opening('Sales Manager'), opening('Nurse'), opening('sales manager'), opening('Account Executive')],
  })
  expect(made.technologies.map(({ text }) => text)).toEqual(['ledgerly: “Uses a ledger”'])
  expect(made.openings.map(({ text }) => text)).toEqual(['Sales Manager', 'Account Executive'])
})

const customer = (name: string, employees: number | null, changes = {}) => ({
  ...{ accountId: name, name, industry: 'Robotics', employees, source: 'our customers' },
  ...changes,
})

test('customers alike are of the same industry, the nearest in size first, and no draft may name them', () => {
  const customers = [
    customer('Giant Gears', 9000),
    customer('Unknown Size', null),
    customer('Near Neighbour', 260),
    customer('Half Scale', 120),
    customer('Other Trade', 240, { industry: 'Fintech' }),
    customer(company, 240, { accountId: 'a1' }),
  ]
  const made = briefOf(company, [storyOf('funding', company, 0)], { customers })
  expect(made.alike.map(({ text }) => text)).toEqual([
    'Near Neighbour, 260 people',
    'Half Scale, 120 people',
    'Giant Gears, 9,000 people',
  ])
  const text = 'Hi Mara,\n\nNear Neighbour has been our customer since 1 March 2025.\n\nIs that of use?\n\nSam'
  const { findings } = check({ subject: 'Near Neighbour', text }, made, icp, { sender, day })
  expect(findings.some(({ level, rule }) => level === 'block' && rule !== 'no_address')).toBe(true)
})

test('what it may mean is the ICP’s, for the persona of the contact, the lead’s first', () => {
  const made = withContacts([person('ops', { title: 'COO' })], [storyOf('hiring', company, 1)])
  expect(made.meaning).toEqual({
    persona: 'Operations leader',
    hypotheses: [
      'managers spend more time on training than on deals',
      'teams often find that each site trains people in its own way',
    ],
  })
})
