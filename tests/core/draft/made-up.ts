import { type Brief, type BriefInput, brief } from '../../../src/core/brief.ts'
import { type Icp, icpSchema } from '../../../src/core/icp.ts'
import type { Signal, SignalFields, SignalKind } from '../../../src/core/signal.ts'
import type { Trigger } from '../../../src/core/trigger.ts'

/** Invented companies, people and stories for the tests of briefs, drafts and claims. */
export const day = '2026-11-23'
export const now = Date.UTC(2026, 10, 23, 7, 0)
const hour = 3_600_000

export const sender = {
  fromName: 'Sam Sample',
  fromEmail: 'sam@rampdesk.example',
  replyTo: 'sam@rampdesk.example',
  company: 'Ramp Desk',
  postalAddress: '1 Sample Street, 1000 Exampletown',
  footerVersion: '1',
}

export const icp: Icp = icpSchema.parse({
  name: 'Growing sales teams',
  key: 'growing_sales',
  offer: 'Ramp Desk helps sales teams bring new reps up to speed.',
  criteria: [
    {
      id: 'size',
      layer: 'firmographic',
      label: '50 to 1,000 people',
      when: { field: 'employees', test: { between: [50, 1000] } },
      weight: 5,
    },
  ],
  personas: [
    {
      key: 'sales_leader',
      name: 'Sales leader',
      titles: ['VP Sales', 'Head of Sales', 'Chief Revenue Officer', 'CRO'],
      buying_role: 'economic',
      pains: ['new reps take two quarters to reach quota', 'managers spend their week repeating the same coaching'],
      value_points: [
        {
          text: 'We give each new rep a daily plan, so managers coach on deals and not on basics.',
          for: ['hiring', 'funding', 'executive_hire'],
        },
        { text: 'Ramp Desk turns your best calls into short lessons for the next hire.' },
      ],
      questions: [
        'Is ramp time something you want to fix this quarter?',
        'How do you bring new reps up to speed today?',
      ],
      tone: 'plain',
    },
    {
      key: 'enablement',
      name: 'Enablement lead',
      titles: ['Head of Enablement', 'Sales Enablement Manager'],
      pains: ['training decks are out of date by the time they are used'],
      value_points: [{ text: 'Ramp Desk keeps training current from the calls your team already has.' }],
      questions: ['Who owns onboarding for new reps on your side?'],
      tone: 'warm',
    },
    {
      key: 'operations',
      name: 'Operations leader',
      titles: ['COO', 'Chief Operating Officer', 'Head of Operations'],
      pains: ['each site trains people in its own way'],
      value_points: [{ text: 'With Ramp Desk each site trains to one plan.' }],
      questions: ['Is one way of training across sites on your list?'],
      tone: 'direct',
    },
  ],
  consequences: {
    funding: [
      'more reps start in the same quarter than managers can coach',
      'The sales plan often grows before the team does.',
    ],
    executive_hire: [
      'the first ninety days set the pace for the whole team',
      'a fresh look at how new people are trained',
    ],
    executive_departure: ['the team has to hold its numbers through a handover'],
    acquisition: ['two sales teams have to learn one way of selling'],
    expansion: ['a new site starts without anyone to learn from'],
    hiring: ['managers spend more time on training than on deals'],
    product_launch: ['every rep has to learn a new pitch at once'],
    technology_change: ['habits have to change along with the tool'],
    champion_move: ['a short window to set new habits'],
    layoff: ['fewer people carry the same number'],
  },
  discovery_questions: { funding: ['Who will train the people you hire next?'] },
  objections: [{ objection: 'We have no time', answer: 'Setting up takes one afternoon.' }],
})

export const companies = [
  'Northwind Robotics',
  'Harbour Analytics',
  'Palisade Payments',
  'Ember & Oak',
  'Quillon',
  'TallShip Freight, Inc.',
  'Orchard Labs GmbH',
  'Brightwater Systems',
  'Umbra AI',
  'Juniper Lane Foods Ltd',
]
export const people = [
  'Mara Example',
  'Jonas Testmann',
  'Priya Sampleton',
  "Sean O'Mock",
  'Ana María Ficticia',
  'Lee Placeholder',
]
export const publishers = [
  'Example Wire',
  'The Sample Times',
  'startups.example',
  'Testbed Daily',
  'Mock Business Journal',
]
export const roles = [
  'Chief Revenue Officer',
  'VP of Sales',
  'CFO',
  'chief operating officer',
  'Head of Engineering',
  'General Manager, Europe',
]
export const places = ['Rotterdam', 'Pune', 'São Paulo', 'Austin', 'Leeds']

export type Story = {
  kind: SignalKind
  quote: string
  fields: SignalFields
  lite?: boolean
  contradictions?: Trigger['contradictions']
  publisher?: string | null
  daysAgo?: number
  side?: 'subject' | 'counterpart'
  company?: string
  confidence?: number
}

export const q = <T>(value: T, quote: string) => ({ value, quote })

/** One story of a kind, told of `company`; `n` chooses the details. */
export const storyOf = (kind: SignalKind, company: string, n: number): Story => {
  const at = <T>(items: readonly T[], shift = 0): T => items[(n + shift) % items.length]!
  const person = at(people, 2)
  const role = at(roles)
  const place = at(places)
  switch (kind) {
    case 'funding': {
      const amounts = [
        q({ value: 40_000_000, currency: 'USD' }, '$40 million'),
        q({ value: 4_500_000, currency: 'USD' }, '$4.5M'),
        q({ value: 12_000_000, currency: 'EUR' }, '€12m'),
        q({ value: 200_000_000, currency: 'INR' }, '₹20 crore'),
        q({ value: 850_000, currency: 'GBP' }, '£850,000'),
        q({ value: 1_100_000_000, currency: 'USD' }, '$1.1bn'),
      ]
      const amount = at(amounts)
      const round = at(['Series A', 'Series B', 'seed', 'Series C', 'growth', 'pre-seed'], n % 5)
      const roundQuote = /Series/.test(round) ? round : `${round} round`
      const withLead = n % 3 === 0
      return {
        kind,
        quote: `${company} has raised ${amount.quote} in a ${roundQuote}${withLead ? ' led by Placeholder Ventures' : ''}`,
        fields: {
          ...(n % 7 === 1 ? {} : { amount }),
          ...(n % 4 === 2 ? {} : { round: q(round, roundQuote) }),
          ...(withLead ? { leadInvestor: q('Placeholder Ventures', 'Placeholder Ventures') } : {}),
        },
      }
    }
    case 'executive_hire': {
      const verb = at(['appoints', 'names', 'hires', 'promotes'])
      const noPerson = n % 5 === 4
      return {
        kind,
        quote: `${company} ${verb} ${person} as ${role}`,
        fields: {
          ...(noPerson ? {} : { person: q(person, person) }),
          ...(n % 6 === 3 && !noPerson ? {} : { role: q(role, role) }),
        },
      }
    }
    case 'executive_departure':
      return {
        kind,
        quote:
          n % 2 ? `${company} ${role} ${person} steps down` : `${person} has left ${company}, where they were ${role}`,
        fields: { person: q(person, person), role: q(role, role) },
      }
    case 'acquisition': {
      const target = at(['Lantern Logistics', 'Papercraft', 'Mockingbird Media'])
      const verb = at(['acquires', 'to acquire', 'has bought', 'agrees to acquire', 'plans to acquire'])
      return {
        kind,
        quote: `${company} ${verb} ${target} for $75 million`,
        fields: {
          counterpart: q(target, target),
          ...(n % 2 ? { amount: q({ value: 75_000_000, currency: 'USD' }, '$75 million') } : {}),
        },
      }
    }
    case 'expansion': {
      const verb = at(['opens', 'plans to open', 'has opened', 'will open'])
      return n % 3 === 0
        ? { kind, quote: `${company} expands into ${place} after a strong year`, fields: { place: q(place, place) } }
        : {
            kind,
            quote: `${company} ${verb} a new office in ${place}`,
            fields: { place: q(place, `a new office in ${place}`) },
          }
    }
    case 'hiring':
      return n % 3 === 0
        ? {
            kind,
            quote: `${company} plans to hire 200 people in ${place}`,
            fields: { headcount: q(200, '200 people'), place: q(place, place) },
          }
        : {
            kind,
            quote: `${2 + (n % 12)} open ${at(['sales', 'engineering', 'customer success'])} roles, 3 usual`,
            fields: {
              openings: q(2 + (n % 12), `${2 + (n % 12)} open`),
              hiringFunction: q(
                at(['sales', 'engineering', 'customer success']),
                at(['sales', 'engineering', 'customer success']),
              ),
              baseline: q(3, '3 usual'),
            },
          }
    case 'product_launch': {
      const product = at(['Tidepool', 'Gantry 3', 'an open ledger for freight'])
      return {
        kind,
        quote: `${company} ${at(['launches', 'unveils', 'will launch'])} ${product}`,
        fields: n % 5 === 4 ? {} : { product: q(product, product) },
      }
    }
    case 'technology_change': {
      const technology = at(['Exampleware', 'MockDB', 'Testflow'])
      return {
        kind,
        quote: at([
          `${company} is migrating to ${technology}`,
          `Experience with ${technology} is a plus`,
          `${company} has adopted ${technology} for all teams`,
        ]),
        fields: { technology: q(technology, technology) },
      }
    }
    case 'champion_move':
      return {
        kind,
        quote: `${person} joined ${company} as ${role} from Oldco Example`,
        fields: { person: q(person, person), role: q(role, role), counterpart: q('Oldco Example', 'Oldco Example') },
      }
    case 'hiring_slowdown':
      return {
        kind,
        quote: `${company} posted 1 opening within 28 days, where 7.2 would be usual`,
        fields: { openings: q(1, '1 opening'), baseline: q(7.2, '7.2') },
      }
    case 'layoff':
      return { kind, quote: `${company} lays off 120 employees`, fields: { headcount: q(120, '120 employees') } }
    case 'bankruptcy':
      return { kind, quote: `${company} files for bankruptcy`, fields: {} }
    case 'custom':
      return { kind, quote: `${company} visited the pricing page four times`, fields: {} }
  }
}

export const triggerOf = (story: Story, company: string, id = 't1'): Trigger => {
  const at = now - (story.daysAgo ?? 1) * 24 * hour
  const signal: Signal = {
    kind: story.kind,
    company: story.company ?? company,
    companyQuote: story.company ?? company,
    fields: story.fields,
    occurredAt: null,
    quote: story.quote,
    confidence: story.confidence ?? 0.9,
    lite: story.lite ?? false,
    rule: 'made-up',
  }
  const publisher = story.publisher === null ? '' : (story.publisher ?? 'Example Wire')
  return {
    id,
    accountId: 'a1',
    kind: story.kind,
    side: story.side ?? 'subject',
    at,
    firstSeenAt: at + hour,
    evidence: [
      {
        signalId: `${id}-s1`,
        item: `${id}-d1`,
        url: 'https://wire.example/story',
        title: story.quote,
        publisher,
        publishedAt: at,
        fetchedAt: at + hour,
        signal,
        side: story.side ?? 'subject',
      },
    ],
    publishers: publisher ? [publisher] : [],
    fields: story.fields,
    contradictions: story.contradictions ?? [],
    confidence: 0.9,
    lite: story.lite ?? false,
  }
}

export const inputOf = (
  company: string,
  stories: readonly Story[],
  overrides: Partial<BriefInput> = {},
): BriefInput => ({
  account: { id: 'a1', name: company },
  facts: [
    { field: 'industry', value: 'robotics', source: 'import of 1 November', from: 0, to: null },
    { field: 'employees', value: 240, source: 'import of 1 November', from: 0, to: null },
    { field: 'city', value: 'Rotterdam', source: 'import of 1 November', from: 0, to: null },
  ],
  triggers: stories.map((story, i) => triggerOf(story, company, `t${i + 1}`)),
  contacts: [
    {
      id: 'c1',
      name: 'Mara Example',
      title: 'VP Sales',
      email: 'mara@northwind.example',
      verifiedAt: now - 20 * 24 * hour,
      champion: false,
      left: false,
      suppressed: false,
    },
    {
      id: 'c2',
      name: 'Lee Placeholder',
      title: 'Head of Enablement',
      email: 'lee@northwind.example',
      verifiedAt: null,
      champion: false,
      left: false,
      suppressed: false,
    },
  ],
  icp,
  now,
  ...overrides,
})

export const briefOf = (company: string, stories: readonly Story[], overrides: Partial<BriefInput> = {}): Brief =>
  brief(inputOf(company, stories, overrides))
