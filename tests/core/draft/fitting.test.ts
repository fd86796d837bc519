import { expect, test } from 'vitest'
import { compose } from '../../../src/core/draft/compose.ts'
import { sentencesOf } from '../../../src/core/draft/sentences.ts'
import { type Icp, icpSchema } from '../../../src/core/icp.ts'
import type { SignalFields, SignalKind } from '../../../src/core/signal.ts'
import { briefOf, day, icp, type Story, sender } from './made-up.ts'

const company = 'Northwind Robotics'
const seeds = Array.from({ length: 14 }, (_, i) => `s${i}`)
const q = <T>(value: T, quote = String(value)) => ({ value, quote })
const storyOf = (kind: SignalKind, words: string, fields: SignalFields = {}): Story => ({
  kind,
  quote: `${company} ${words}`,
  fields,
  publisher: 'Example Wire',
})
const drafts = (stories: Story | Story[], own: Icp = icp, tone: 'plain' | 'warm' | 'direct' = 'plain') =>
  seeds.map((seed) =>
    compose(briefOf(company, [stories].flat()), { ...own.personas[0]!, tone }, own, sender, { seed, variant: 0, day }),
  )
const bodies = (...asked: Parameters<typeof drafts>) => drafts(...asked).map(({ text }) => text)
const withLines = (kind: SignalKind, lines: string[]): Icp =>
  icpSchema.parse({ ...icp, consequences: { [kind]: lines } })

test('nothing is concluded from a hire far from the people we write to', () => {
  const hire = (role: string) =>
    bodies(storyOf('executive_hire', `names Jonas Testmann as ${role}`, { person: q('Jonas Testmann'), role: q(role) }))
  for (const text of hire('head of emissions trading')) {
    expect(text).not.toMatch(/first ninety days|fresh look/)
    expect(text).toMatch(/ (?:may be far from|may not touch|may not change|may be outside) your/)
  }
  for (const role of ['Chief Executive Officer', 'President & COO', 'VP of Sales'])
    for (const text of hire(role)) expect(text).toMatch(/first ninety days|fresh look/)
})

test('nothing is concluded from a post that is not told', () => {
  const fields = { person: q('Jonas Testmann'), role: q('CEO of Tern Brewing') }
  for (const text of bodies(storyOf('executive_hire', 'names Jonas Testmann CEO of Tern Brewing', fields)))
    expect(text).not.toMatch(/first ninety days|fresh look/)
})

test('nothing is concluded from a share that was bought or money from one investor', () => {
  const stake = storyOf('acquisition', 'buys a stake in Papercraft', { counterpart: q('Papercraft') })
  const money = { ...storyOf('funding', ''), quote: `Fernbank and Oakbank invest in ${company}` }
  for (const text of [...bodies(stake), ...bodies({ ...money, fields: { investors: q(['Fernbank', 'Oakbank']) } })])
    expect(text).toMatch(/ your (?:own work|own week|desk|own area), but /)
  for (const text of bodies({ ...money, fields: { investors: q(['Fernbank', 'Oakbank']) } })) {
    expect(text).toMatch(/Fernbank and Oakbank (?:have )?invested in/)
    expect(text).not.toMatch(/rais|round|funding/)
  }
})

test('a line that takes a market or salespeople for granted is left out where the news has none', () => {
  const lines = ['the first people in a new market start alone', 'what works at home has to be written down']
  const plant = storyOf('expansion', 'opens a new plant in Leeds', { place: q('Leeds') })
  const market = storyOf('expansion', 'enters the market in Leeds with a new office', { place: q('Leeds') })
  for (const text of bodies(plant, withLines('expansion', lines))) expect(text).not.toContain('new market')
  expect(bodies(market, withLines('expansion', lines)).join()).toContain('new market')
  const hiring = (whom: string) =>
    bodies(
      storyOf('hiring', `plans to hire 200 ${whom}`, { headcount: q(200, `200 ${whom}`) }),
      withLines('hiring', ['several reps start in the same month']),
    ).join()
  expect(hiring('nurses')).not.toContain('several reps')
  expect(hiring('salespeople')).toContain('several reps')
})

test('a new site is guessed at only where one is told, and open roles where some are counted', () => {
  const lines = ['the new site invents again what the old one has solved', 'plans are made again']
  const grows = (words: string) => bodies(storyOf('expansion', words), withLines('expansion', lines)).join()
  expect(grows('expands its Q&A site nationwide')).not.toContain('new site')
  expect(grows('expands into Wales with a new depot')).toContain('new site')
  expect(bodies(storyOf('hiring', 'plans to hire 300 people')).join()).not.toContain('Open roles like these')
})

test('a name that begins like a verb opens no office', () => {
  const story = storyOf('expansion', 'plans Wales expansion after OpenLoaf announces first Leeds office', {
    place: q('Wales'),
  })
  expect(bodies(story).join()).not.toContain('office in')
})

test('nobody is told to start at a site where only more of the same is made', () => {
  const lines = ['a site has to work on the first morning', 'plans are made again']
  const grows = (words: string) =>
    bodies(storyOf('expansion', words, { place: q('Leeds') }), withLines('expansion', lines)).join()
  expect(grows('to expand oven production in Leeds')).not.toContain('first morning')
  expect(grows('opens a new warehouse in Leeds')).toContain('first morning')
  const sports = storyOf('expansion', 'expands into sports')
  expect(
    bodies(sports, withLines('expansion', ['devices are needed in a place without stock', 'plans'])).join(),
  ).not.toContain('stock')
  expect(bodies(sports, withLines('expansion', ['people in a new market start alone', 'plans'])).join()).not.toContain(
    'new market',
  )
})

test('a market of a country is not the country, and a charging station is a site', () => {
  const foray = storyOf('expansion', 'plans foray into Wales’s ticket market', { place: q('Wales') })
  for (const { subject, text } of drafts(foray)) expect(subject + text).not.toContain('Wales')
  const station = storyOf('expansion', 'opens first in-mall EV charging station in Leeds', { place: q('Leeds') })
  expect(bodies(station).join()).toMatch(/charging station in Leeds/)
})

test('nothing catches an eye and nobody is congratulated beside bad news', () => {
  const loss = storyOf('executive_hire', 'warns of a loss, changes CEO', { role: q('CEO') })
  for (const text of bodies(loss, icp, 'warm')) expect(text).not.toMatch(/caught my eye|Congrat/)
  const fine = storyOf('executive_hire', 'changes CEO', { role: q('CEO') })
  expect(bodies(fine, icp, 'warm').join()).toMatch(/caught my eye/)
})

test('a way out fits the question before it', () => {
  let outs = 0
  for (const text of [...bodies(storyOf('hiring', 'is hiring')), ...bodies(storyOf('custom', 'asked'))]) {
    const [, asked = '', out] = /\n\n([^\n?]+\?) ([^\n]+)\n\n/.exec(text) ?? []
    if (!out) continue
    outs++
    if (!/^(?:Is|Are|Do|Does|Can|Would|Will) /.test(asked)) expect(out).not.toMatch(/yes or no|^If not/)
  }
  expect(outs).toBeGreaterThan(2)
})

test('what stands between the news and its meaning does not take its place', () => {
  let wishes = 0
  let seconds = 0
  const raised = storyOf('funding', 'raised $5 million in a Series A', {
    amount: q({ value: 5e6, currency: 'USD' }, '$5 million'),
    round: q('Series A'),
  })
  const opened = storyOf('expansion', 'opens a new office in Leeds', { place: q('Leeds') })
  for (const text of [...bodies(raised, icp, 'warm'), ...bodies([raised, opened])]) {
    const lines = sentencesOf(text).map((each) => each.text)
    const between = lines.findIndex((line) => /^Congratulations|^I (?:also|noticed too|see too)/.test(line))
    if (between < 0) continue
    if (/^Congrat/.test(lines[between]!)) wishes++
    else seconds++
    expect(lines[between + 1]).not.toMatch(/^(?:That|This) /)
  }
  expect(Math.min(wishes, seconds)).toBeGreaterThan(1)
})

test('the question does not say again what our value point has just said', () => {
  const own = icpSchema.parse({
    ...icp,
    discovery_questions: {},
    personas: [
      {
        ...icp.personas[0]!,
        value_points: [{ text: 'Ramp Desk shows which tasks depend on one person.' }],
        questions: ['Which tasks depend on one person today?', 'Who keeps the notes?'],
      },
    ],
  })
  for (const text of bodies(storyOf('hiring', 'is hiring'), own)) expect(text).toContain('Who keeps the notes?')
})

test('those who are hired are called what the text calls them', () => {
  const whom = (quote: string) =>
    bodies(storyOf('hiring', `plans to hire ${quote}`, { headcount: q(20_000, quote) })).join('\n')
  expect(whom('20,000 freshers')).toMatch(/(?:hire|take on) 20,000 freshers[ .,]/)
  expect(whom('20,000 seasonal workers')).toMatch(/20,000 workers/)
  expect(whom('for 20,000 jobs')).toMatch(/20,000 people/)
  const others = storyOf('hiring', 'to help 20,000 young people find jobs', { headcount: q(20_000) })
  expect(bodies(others).join('\n')).not.toMatch(/20,000|hir(?:e|ing) /)
})

test('a subject names the news, the company or both', () => {
  const stories = [
    storyOf('acquisition', 'acquires Papercraft', { counterpart: q('Papercraft') }),
    storyOf('funding', 'raised $5 million', { amount: q({ value: 5e6, currency: 'USD' }, '$5 million') }),
    storyOf('product_launch', 'launches Tidepool', { product: q('Tidepool') }),
    storyOf('expansion', 'opens a new office in Leeds', { place: q('Leeds') }),
    storyOf('expansion', 'opens a new warehouse'),
    storyOf('executive_hire', 'names Jonas Testmann as CFO', { person: q('Jonas Testmann'), role: q('CFO') }),
  ]
  for (const story of stories)
    for (const { subject } of drafts(story))
      expect(subject).toMatch(/Northwind|Papercraft|\$5 million|Tidepool|Leeds|warehouse|Jonas/)
})

test('planned job cuts stay planned, and nobody is written to about a departure that hurts', () => {
  const welcome = icpSchema.parse({
    ...icp,
    triggers: {
      layoff: { importance: 30, half_life_days: 30 },
      executive_departure: { importance: 30, half_life_days: 30 },
    },
  })
  for (const text of bodies(storyOf('layoff', 'plans to cut 120 jobs'), welcome)) {
    expect(text).toMatch(/plans to cut jobs|will be job cuts/)
    expect(text).not.toContain('caught my eye')
  }
  const leaves = { person: q('Jonas Testmann'), role: q('CFO') }
  for (const text of bodies(storyOf('executive_departure', 'CFO Jonas Testmann quits after lawsuit', leaves), welcome))
    expect(text).not.toMatch(/Testmann|CFO/)
})

test('a surname alone and a bare "chief" are left out, and a regional title keeps its region', () => {
  const hire = (person: string, role: string, quote: string) =>
    drafts({ ...storyOf('executive_hire', ''), quote, fields: { person: q(person), role: q(role) } })
  for (const { subject, text } of hire('Testmann', 'CEO', `Veteran Testmann named ${company} CEO`))
    expect(subject + text).not.toContain('Testmann')
  for (const { subject, text } of hire('Jonas Testmann', 'chief', `${company} names Jonas Testmann chief`))
    expect(subject + text).not.toMatch(/\bchief\b/)
  for (const { text } of hire('Jonas Testmann', 'CHRO', `Jonas Testmann appointed as CHRO - India, ${company}`))
    expect(text).toContain('CHRO in India')
})

test('a title is told whole or not at all, and no one is given two posts of two people', () => {
  const hire = (quote: string, role: string) =>
    bodies({
      ...storyOf('executive_hire', ''),
      quote,
      fields: { person: q('Jonas Testmann'), role: q(role) },
    }).join('\n')
  expect(hire(`${company} names Jonas Testmann president, COO`, 'president, COO')).toContain('president and COO')
  expect(
    hire(`Jonas Testmann joins ${company} as vice president of sales and`, 'vice president of sales and'),
  ).not.toMatch(/vice president/)
  expect(hire(`Jonas Testmann joins ${company} as Head of R&D for electric vans`, 'Head of R&D')).not.toContain('R&D')
  const two = hire(`${company} names CFO and COO`, 'CFO and COO')
  expect(two).toContain('CFO and COO')
  expect(two).not.toContain('Testmann')
  expect(hire(`${company} names Jonas Testmann CEO of Tern Brewing`, 'CEO of Tern Brewing')).not.toContain('CEO')
  expect(hire(`${company} taps banker as credit institutions group chair`, 'group chair')).not.toContain('group chair')
  expect(hire(`${company} names Jonas Testmann chief executive`, 'chief executive')).toContain('chief executive')
  expect(hire(`${company} names Jonas Testmann as new CTO and CDO`, 'CTO and CDO')).toContain('Testmann')
})

test('an executive without a title who leaves is told of without one', () => {
  const welcome = icpSchema.parse({ ...icp, triggers: { executive_departure: { importance: 30, half_life_days: 30 } } })
  const leader = { role: q('AI Ovens Executive') }
  for (const { subject, text } of drafts(
    storyOf('executive_departure', 'AI Ovens Executive Departs', leader),
    welcome,
  )) {
    expect(text).toMatch(/an AI ovens executive is leaving Northwind/i)
    expect(subject).not.toMatch(/Executive/)
  }
})

test('who steps down from a post is not said to leave the company', () => {
  const welcome = icpSchema.parse({ ...icp, triggers: { executive_departure: { importance: 30, half_life_days: 30 } } })
  const leaves = (words: string, fields: SignalFields) =>
    bodies({ ...storyOf('executive_departure', ''), quote: `${company} ${words}`, fields }, welcome).join('\n')
  const founder = { person: q('Jonas Testmann'), role: q('co-founder') }
  expect(leaves('co-founder Jonas Testmann steps down', founder)).toMatch(/Testmann is stepping down at/)
  expect(leaves('co-founder Jonas Testmann steps down', founder)).not.toMatch(/leaving/)
  expect(leaves('co-founder Jonas Testmann leaves', founder)).toMatch(/Testmann is leaving/)
  expect(leaves('CEO Jonas Testmann to retire', { ...founder, role: q('CEO') })).toMatch(/retiring as CEO/)
})

test('a house that hires did not hire who it is named after', () => {
  const fields = { person: q('Jonas Northwind'), role: q('chief investment officer') }
  const story = { ...storyOf('executive_hire', ''), quote: 'Northwind hires new chief investment officer', fields }
  const brief = briefOf('Northwind', [story])
  for (const seed of seeds)
    expect(compose(brief, icp.personas[0]!, icp, sender, { seed, variant: 0, day }).text).not.toContain('Jonas')
})

test('a plant that is bought has no people of its own, and a patent is nobody', () => {
  const buys = (what: string) => bodies(storyOf('acquisition', `acquires ${what}`, { counterpart: q(what) })).join('\n')
  expect(buys('Wales Bread Facility')).toMatch(/ a Wales Bread Facility/)
  expect(buys('Wales Bread Facility')).toMatch(/ your (?:own work|own week|desk|own area), but /)
  const owned = { ...storyOf('acquisition', "acquires Tern Foods' Oven Automation Business"), fields: {} }
  const part = { ...owned, fields: { counterpart: q('Oven Automation') } }
  expect(bodies(part).join('\n')).toMatch(/Tern Foods' Oven Automation business/)
  expect(buys('IP')).not.toMatch(/\bIP\b/)
})

test('a place that ends in a stop ends the sentence once, and takes its article', () => {
  for (const text of bodies(storyOf('expansion', 'expands in the U.K. and opens an office', { place: q('U.K.') }))) {
    expect(text).toContain('in the U.K.')
    expect(text).not.toContain('..')
  }
})
