import { expect, test } from 'vitest'
import { check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { sentencesOf } from '../../../src/core/draft/sentences.ts'
import { similarity, skeleton } from '../../../src/core/draft/similarity.ts'
import { signalKinds } from '../../../src/core/signal.ts'
import { briefOf, companies, day, icp, publishers, type Story, sender, storyOf } from './made-up.ts'

const company = 'Northwind Robotics'
const persona = icp.personas[0]!
const composed = (stories: Story[], seed = 'p1', changes: { icp?: typeof icp; variant?: number } = {}) =>
  compose(briefOf(company, stories), persona, changes.icp ?? icp, sender, { seed, variant: changes.variant ?? 0, day })
const seeds = Array.from({ length: 30 }, (_, i) => `s${i}`)

test('the composer passes its own check for every kind, tone and combination', () => {
  const warned: string[] = []
  let drafts = 0
  for (let n = 0; n < 48; n++)
    for (const kind of signalKinds) {
      const name = companies[n % companies.length]!
      const second = signalKinds[(n * 5 + signalKinds.indexOf(kind)) % signalKinds.length]!
      const publisher = n % 6 === 5 ? null : publishers[n % publishers.length]!
      const story = { ...storyOf(kind, name, n), publisher, daysAgo: 1 + (n % 40) }
      const brief = briefOf(name, n % 3 === 0 ? [story, storyOf(second, name, n + 1)] : [story])
      const draft = compose(brief, icp.personas[n % 3]!, icp, sender, { seed: `p${n}-${kind}`, variant: n % 2, day })
      const { findings } = check(draft, brief, icp, { sender, day })
      expect(
        // Where the only contact is the one who leaves there is nobody to write to, whatever is written.
        findings.filter(({ level, rule }) => level === 'block' && rule !== 'no_address'),
        `${draft.subject}\n${draft.text}`,
      ).toEqual([])
      warned.push(
        ...findings.map(({ rule }) => rule).filter((rule) => rule !== 'no_news' || draft.citations.length > 1),
      )
      drafts++
    }
  expect(drafts).toBeGreaterThanOrEqual(500)
  expect(warned.length).toBeLessThan(drafts * 0.02)
})

test('the same seed writes the same words, another seed other ones', () => {
  const story = storyOf('funding', company, 0)
  expect(composed([story])).toEqual(composed([story]))
  expect(new Set(seeds.map((seed) => composed([story], seed).text)).size).toBeGreaterThan(25)
})

test.each(['funding', 'executive_hire', 'hiring', 'expansion', 'acquisition', 'product_launch'] as const)(
  'a day of fifteen %s messages repeats no opening and no text',
  (kind) => {
    const avoid: string[] = []
    const openings: string[] = []
    for (let n = 0; n < 15; n++) {
      const name = companies[n % companies.length]!
      const brief = briefOf(name, [{ ...storyOf(kind, name, 0), publisher: 'Example Wire' }])
      const draft = compose(brief, persona, icp, sender, { seed: `p${n}`, variant: 0, day, avoid })
      avoid.push(draft.subject, draft.text)
      openings.push(skeleton(sentencesOf(draft.text)[1]!.text))
    }
    expect(new Set(openings).size).toBe(15)
    const texts = avoid.filter((_, i) => i % 2 === 1)
    const twins = texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => similarity(a, b) > 0.9))
    expect(twins).toEqual([])
  },
)

test('what may not be asserted is never in the words', () => {
  const amount = (value: number) => ({ value: { value, currency: 'USD' }, signalIds: [] })
  const contradictions = [{ field: 'amount' as const, values: [amount(4e7), amount(4.5e7)] }]
  for (const seed of seeds) {
    const contradicted = composed([{ ...storyOf('funding', company, 0), contradictions }], seed)
    expect(contradicted.text + contradicted.subject).not.toMatch(/40|45/)
    expect(contradicted.text).toContain('Series A')
    expect(composed([{ ...storyOf('funding', company, 0), lite: true }], seed).text).not.toMatch(
      /raised|Series|million/,
    )
    expect(composed([storyOf('custom', company, 0)], seed).text).not.toMatch(/pric|visit|four times/)
  }
})

test('job cuts are neither led with nor congratulated unless the ICP counts them as a reason', () => {
  const welcome = { ...icp, triggers: { layoff: { importance: 30, half_life_days: 30 } } }
  for (const seed of seeds) {
    expect(composed([storyOf('layoff', company, 0)], seed).text).not.toMatch(/cut|lay|120/)
    const sober = composed([storyOf('layoff', company, 0)], seed, { icp: welcome }).text
    expect(sober).toMatch(/job cuts|cutting jobs/)
    expect(sober).not.toMatch(/congrat|glad|great/i)
    expect(composed([storyOf('expansion', company, 1), storyOf('layoff', company, 0)], seed).text).not.toMatch(
      /congrat/i,
    )
    expect(composed([storyOf('executive_departure', company, 0)], seed).text).not.toMatch(/congrat/i)
  }
})

test('a plan is told as a plan, a rumour not at all', () => {
  const fields = storyOf('expansion', company, 1).fields
  for (const seed of seeds) {
    expect(
      composed(
        [
          {
            kind: 'expansion',
            quote: `${company} plans to open a new office in Pune`,
            fields: { place: { value: 'Pune', quote: 'Pune' } },
          },
        ],
        seed,
      ).text,
    ).toMatch(/plans/)
    expect(
      composed([{ kind: 'expansion', quote: `${company} is reportedly opening an office`, fields }], seed).text,
    ).not.toMatch(/office|Pune/)
  }
})

test('who is still to come is not told as arrived', () => {
  const fields = {
    person: { value: 'Jonas Testmann', quote: 'Jonas Testmann' },
    role: { value: 'VP of Sales', quote: 'VP of Sales' },
  }
  const story: Story = { kind: 'executive_hire', quote: `Jonas Testmann will join ${company} as VP of Sales`, fields }
  for (const seed of seeds) expect(composed([story], seed).text).toMatch(/Jonas Testmann (?:is joining|will join)/)
})

test('the reader who is in the news is spoken to, and others are named', () => {
  const champion = { ...storyOf('champion_move', company, 4) }
  expect(champion.fields.person!.value).toBe('Mara Example')
  expect(composed([champion]).text).toMatch(/ you (?:joined|have moved|are now|moved) /)
  expect(composed([storyOf('champion_move', company, 0)]).text).toMatch(/Priya Sampleton (?:joined|moved)/)
})

test('another variant leads with another trigger', () => {
  const stories = [storyOf('funding', company, 0), storyOf('expansion', company, 1)]
  expect(composed(stories).citations[0]!.sourceIds).toEqual(['e1'])
  expect(composed(stories, 'p1', { variant: 1 }).citations[0]!.sourceIds).toEqual(['e2'])
})

test('a share of a company is not told as the company', () => {
  const story: Story = {
    kind: 'acquisition',
    quote: `${company} buys a majority stake in Papercraft`,
    fields: { counterpart: { value: 'Papercraft', quote: 'Papercraft' } },
  }
  for (const seed of seeds) expect(composed([story], seed).text).toMatch(/majority stake in Papercraft/)
  const part = { ...story, quote: `${company} to acquire 18.5% stake in Papercraft` }
  for (const seed of seeds) expect(composed([part], seed).text).toContain('an 18.5% stake in Papercraft')
})

test('a part of a company is not told as the company', () => {
  const story: Story = {
    kind: 'acquisition',
    quote: `${company} to acquire Papercraft spin-off to grow`,
    fields: { counterpart: { value: 'Papercraft', quote: 'Papercraft' } },
  }
  for (const seed of seeds) expect(composed([story], seed).text).toMatch(/ a Papercraft spin-off/)
  const sold = { ...story, quote: `Oakbank sells Papercraft unit to ${company}` }
  for (const seed of seeds) expect(composed([sold], seed).text).not.toContain('Papercraft unit')
})

test('one company that invests in another is told as that, never as a round that was raised', () => {
  const quote = `Fernbank Holdings invests in ${company} to reach more warehouses`
  const story: Story = {
    kind: 'funding',
    quote,
    fields: { investors: { value: ['Fernbank Holdings'], quote: 'Fernbank Holdings' } },
    publisher: 'Example Wire',
    daysAgo: 2,
  }
  for (const seed of seeds) {
    const draft = composed([story], seed)
    expect(draft.text).toMatch(/Fernbank Holdings (has )?invested in Northwind Robotics/)
    expect(`${draft.subject}\n${draft.text}`).not.toMatch(/rais|round|new funding/i)
    const { findings } = check(draft, briefOf(company, [story]), icp, { sender, day })
    expect(findings.filter(({ level }) => level === 'block')).toEqual([])
  }
})

test('what a desk or a department is called is not told as a title', () => {
  const named = (role: string) => ({
    kind: 'executive_hire' as const,
    quote: `${company} hires Jonas Testmann as ${role}`,
    fields: {
      person: { value: 'Jonas Testmann', quote: 'Jonas Testmann' },
      role: { value: role, quote: role },
    },
  })
  for (const seed of seeds) {
    for (const role of ['Head, HR', 'Leveraged Finance Role']) {
      const { subject, text } = composed([named(role)], seed)
      expect(`${subject} ${text}`).not.toMatch(/as (?:Head|Leveraged)|new (?:Head|Leveraged)/)
    }
    expect(composed([named(`CEO of ${company}`)], seed).text).not.toContain(`CEO of ${company}`)
    expect(composed([named('Chief Revenue Officer')], seed).subject).not.toMatch(/^Your new /)
  }
})

test('good wishes do not tell the news a second time', () => {
  let wishes = 0
  for (const seed of seeds) {
    const { text } = composed([storyOf('funding', company, 0)], seed)
    const wish = /Congratulations[^.]*\./.exec(text)?.[0]
    if (!wish) continue
    wishes++
    expect(wish).toMatch(/team\.$/)
  }
  expect(wishes).toBeGreaterThan(0)
  expect(wishes).toBeLessThan(seeds.length / 3)
})

test('an investment is told as one, also with its amount', () => {
  const story: Story = {
    kind: 'funding',
    quote: `Fernbank Holdings invests $20 million in ${company}`,
    fields: {
      amount: { value: { value: 20_000_000, currency: 'USD' }, quote: '$20 million' },
      investors: { value: ['Fernbank Holdings'], quote: 'Fernbank Holdings' },
    },
  }
  for (const seed of seeds) expect(composed([story], seed).text).toMatch(/invested \$20 million in Northwind Robotics/)
})

test('what kind of investor it is, is no name of one', () => {
  const story: Story = {
    kind: 'funding',
    quote: `A local PE arm invests $20 million in ${company}`,
    fields: {
      amount: { value: { value: 20_000_000, currency: 'USD' }, quote: '$20 million' },
      investors: { value: ['PE'], quote: 'PE' },
    },
  }
  for (const seed of seeds) expect(composed([story], seed).text).not.toMatch(/\bPE\b/)
})

test('an expansion without a place is told only where the text calls it one', () => {
  const told = (quote: string) => composed([{ kind: 'expansion', quote, fields: {} }]).text
  expect(told(`${company} announces nationwide expansion`)).toMatch(/is expanding/)
  expect(told(`${company} invests in packaging`)).not.toMatch(/expanding/)
})
