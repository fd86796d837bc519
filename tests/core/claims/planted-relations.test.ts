import { expect, test } from 'vitest'
import { q, type Story } from '../draft/made-up.ts'
import { sentencesAbout } from './planted.ts'

const { bad, good, planted, clean, missed, blocked } = sentencesAbout('Harbour Analytics')
const f1: Story = {
  kind: 'funding',
  quote: 'Data start-up Harbour Analytics closes €12m Series A to fuel European growth',
  fields: { amount: q({ value: 12e6, currency: 'EUR' }, '€12m'), round: q('Series A', 'Series A') },
  daysAgo: 5,
}
const f2: Story = {
  kind: 'funding',
  quote:
    'Harbour Analytics, which helps ports plan berths, said on Tuesday it had raised ₹20 crore from Sample Seed Fund and existing investors',
  fields: {
    amount: q({ value: 2e8, currency: 'INR' }, '₹20 crore'),
    investors: q(['Sample Seed Fund'], 'Sample Seed Fund'),
  },
  daysAgo: 6,
}
const h1: Story = {
  kind: 'executive_hire',
  quote: 'Harbour Analytics taps former Quillon finance chief Jonas Testmann to be its CFO',
  fields: {
    person: q('Jonas Testmann', 'Jonas Testmann'),
    role: q('CFO', 'CFO'),
    counterpart: q('Quillon', 'Quillon'),
  },
  daysAgo: 3,
}
const h2: Story = {
  kind: 'executive_hire',
  quote:
    'Harbour Analytics promotes COO Priya Sampleton to chief executive as founder Lee Placeholder becomes chairman',
  fields: { person: q('Priya Sampleton', 'Priya Sampleton'), role: q('chief executive', 'chief executive') },
  daysAgo: 3,
}
const h3: Story = {
  kind: 'executive_hire',
  quote: 'Jonas Testmann will join Harbour Analytics as VP of Engineering in January',
  fields: { person: q('Jonas Testmann', 'Jonas Testmann'), role: q('VP of Engineering', 'VP of Engineering') },
  daysAgo: 2,
}
const d1: Story = {
  kind: 'executive_departure',
  quote: 'Harbour Analytics CEO Lee Placeholder to leave at end of year; board begins search',
  fields: { person: q('Lee Placeholder', 'Lee Placeholder'), role: q('CEO', 'CEO') },
  daysAgo: 1,
}
const e1: Story = {
  kind: 'expansion',
  quote: 'Harbour Analytics opens Pune engineering centre with 80 staff',
  fields: { place: q('Pune', 'Pune engineering centre'), headcount: q(80, '80 staff') },
  daysAgo: 8,
}
const a1: Story = {
  kind: 'acquisition',
  quote: 'Harbour Analytics buys Papercraft from Mock Group in a cash deal',
  fields: { counterpart: q('Papercraft', 'Papercraft') },
  daysAgo: 2,
}
const t1: Story = {
  kind: 'technology_change',
  quote: 'Harbour Analytics is migrating from MockDB to Exampleware',
  fields: { technology: q('Exampleware', 'Exampleware') },
  daysAgo: 2,
}
const j1: Story = {
  kind: 'hiring',
  quote: 'Harbour Analytics plans to hire 200 people in Leeds over two years',
  fields: { headcount: q(200, '200 people'), place: q('Leeds', 'Leeds') },
  daysAgo: 2,
}
const p1: Story = {
  kind: 'product_launch',
  quote: 'Harbour Analytics unveils Tidepool, its first forecasting tool for small ports',
  fields: { product: q('Tidepool', 'Tidepool') },
  daysAgo: 1,
}
const champ: Story = {
  kind: 'champion_move',
  quote: 'Mara Example joined Harbour Analytics as VP Sales after five years at Oldco Example',
  fields: {
    person: q('Mara Example', 'Mara Example'),
    role: q('VP Sales', 'VP Sales'),
    counterpart: q('Oldco Example', 'Oldco Example'),
  },
  daysAgo: 9,
}
const lite: Story = { kind: 'acquisition', quote: 'Harbour Analytics in deal news', fields: {}, lite: true }
const custom: Story = { kind: 'custom', quote: 'Harbour Analytics visited the pricing page four times', fields: {} }
/** What the sources tell, a sentence, and whether it may stand. */

good(
  [f1],
  'I saw Harbour Analytics closed a €12 million Series A.',
  'Congratulations on the Series A, and the €12m behind it.',
  'The €12 million Series A is meant to fuel European growth.',
  'Harbour Analytics now has a Series A of €12 million to fuel growth in Europe.',
  'Your Series A made the news last week.',
  'I read on Wednesday about the Series A.',
  'Last week Harbour Analytics closed its Series A.',
  'Example Wire covered your Series A.',
  'With €12 million in fresh funding, you have plans for European growth.',
)
bad(
  [f1],
  'Harbour Analytics closed a €12 million Series B.',
  'Harbour Analytics closed a $12 million Series A.',
  'Harbour Analytics closed a €120 million Series A.',
  'Harbour Analytics is closing its European business.',
  'Harbour Analytics closed in Europe.',
  'The Series A will fuel growth in Asia.',
  'Two months ago you closed a Series A.',
  'You are about to close a Series A.',
  'You lost the Series A.',
  'You closed your Series A this morning.',
  'Your Series A closed at half of what you asked for.',
  'The Series A took you from data into ports.',
  'European growth is behind plan.',
  'Your investors closed the European office.',
  'Harbour closed a €12 million Series A with Placeholder Ventures.',
  'You closed a €12 million Series A after a hard year.',
  'The bank gave Harbour Analytics €12 million.',
  'You closed the Series A three weeks late.',
  'Harbor Analytics closed a Series A.',
  'Harbour Analytic Group closed a Series A.',
  'As the founder you closed a Series A.',
)
good(
  [f2],
  'I saw that you raised ₹20 crore from Sample Seed Fund.',
  'Harbour Analytics helps ports plan berths and has raised ₹20 crore.',
  'Sample Seed Fund and existing investors put ₹20 crore into Harbour Analytics.',
  'You said on Tuesday that you had raised ₹20 crore.',
)
bad(
  [f2],
  'I saw that you raised ₹20 lakh.',
  'I saw that you raised ₹200 crore.',
  'Harbour Analytics helps airports plan gates.',
  'Sample Seed Fund sold its stake in Harbour Analytics.',
  'Harbour Analytics put ₹20 crore into Sample Seed Fund.',
  'All of it came from new investors.',
  'You raised ₹20 crore from Sample Seed Fund alone.',
  'You raised on Thursday ₹20 crore.',
  'Ports pay you ₹20 crore.',
  'Sample Seed Fund led the round.',
  'You raised $20 crore.',
)
good(
  [h1],
  'Jonas Testmann is your new CFO.',
  'I read that Harbour Analytics named Jonas Testmann as CFO.',
  'Jonas Testmann joins Harbour Analytics from Quillon.',
  'Your new CFO, Jonas Testmann, comes from Quillon.',
  'Jonas Testmann was finance chief at Quillon.',
  'You have a new chief financial officer in Jonas Testmann.',
)
bad(
  [h1],
  'Jonas Testmann joins Quillon from Harbour Analytics.',
  'Jonas Testmann is your former CFO.',
  'Jonas Testmann is the new CFO of Quillon.',
  'Quillon named Jonas Testmann as CFO.',
  'Jonas Testmann is still at Quillon.',
  'Your CFO left for Quillon.',
  'Jonas Testmann is your new COO.',
  'Jonas Testmann was CEO of Quillon.',
  'Jonas Testmann will report to you.',
  'Quillon bought Harbour Analytics.',
  'You and Quillon share a CFO.',
  'Harbour Analytics lost Jonas Testmann to Quillon.',
  'Jonas Testmann turned down the CFO role.',
  'Jonas Testmann is acting CFO.',
  'Jonas Quillon is the new CFO.',
  'Testmann Jonas is your new head of finance and IT.',
)
good(
  [h2],
  'Priya Sampleton is the new chief executive.',
  'Priya Sampleton was promoted from COO to CEO.',
  'Lee Placeholder becomes chairman.',
  'Priya Sampleton, until now COO, has been promoted to chief executive.',
)
bad(
  [h2],
  'Lee Placeholder is the new chief executive.',
  'Priya Sampleton becomes chairman.',
  'Priya Sampleton joined as COO.',
  'Priya Sampleton was promoted to COO.',
  'Lee Placeholder was promoted to CEO.',
  'Priya Sampleton founded Harbour Analytics.',
  'Lee Placeholder left Harbour Analytics.',
  'Priya Sampleton is the founder and chief executive.',
  'Mara Example becomes chief executive.',
  'Priya Sampleton joined from outside as chief executive.',
)
good(
  [h3],
  'Jonas Testmann will join as VP of Engineering in January.',
  'Jonas Testmann is joining Harbour Analytics as VP of Engineering.',
)
bad(
  [h3],
  'Jonas Testmann joined as VP of Engineering.',
  'Jonas Testmann has started as VP of Engineering.',
  'Jonas Testmann will join as VP of Engineering in February.',
  'Jonas Testmann will join as VP of Sales.',
  'Jonas Testmann joined in January.',
  'Your VP of Engineering Jonas Testmann is already hiring.',
  'Jonas Testmann will leave as VP of Engineering in January.',
)
good(
  [d1],
  'I read that Lee Placeholder is leaving as CEO at the end of the year.',
  'Lee Placeholder will leave at the end of the year, and the board has begun its search.',
)
bad(
  [d1],
  'Lee Placeholder has left.',
  'Lee Placeholder left Harbour Analytics at the end of the year.',
  'The board has found a new CEO.',
  'Lee Placeholder is staying on as CEO.',
  'The board fired Lee Placeholder.',
  'The CFO is leaving at the end of the year.',
  'The board asked Lee Placeholder to leave.',
  'Lee Placeholder is leaving the board.',
  'You are taking over from Lee Placeholder.',
)
good(
  [e1],
  'I saw that you opened an engineering centre in Pune.',
  'Harbour Analytics has a new engineering centre in Pune with 80 staff.',
  'Your Pune centre opened with 80 staff.',
)
bad(
  [e1],
  'You plan to open an engineering centre in Pune.',
  'You opened a sales centre in Pune.',
  'You opened an engineering centre in Mumbai.',
  'You closed an engineering centre in Pune.',
  'You opened an engineering centre in Pune with 800 staff.',
  'You moved 80 staff to Pune.',
  'You cut 80 staff in Pune.',
  'Pune is your largest centre.',
  'You will open in Pune next month.',
  'All your engineers now sit in Pune.',
  'You opened 80 centres in Pune.',
  'Your Pune staff are leaving.',
)
good(
  [a1],
  'I saw that you bought Papercraft.',
  'Harbour Analytics bought Papercraft from Mock Group.',
  'Papercraft is now part of Harbour Analytics.',
  'You acquired Papercraft in a cash deal.',
)
bad(
  [a1],
  'Mock Group bought Papercraft.',
  'Mock Group bought Harbour Analytics.',
  'Harbour Analytics bought Mock Group.',
  'Harbour Analytics sold Papercraft to Mock Group.',
  'Papercraft bought Harbour Analytics from Mock Group.',
  'You acquired Papercraft in a share deal.',
  'You plan to buy Papercraft.',
  'You acquired part of Papercraft.',
  'Papercraft is now part of Mock Group.',
  'You bought Papercraft for $10 million.',
  'You acquired Papercraft from its founders.',
)
bad([h1], 'Mark said you are the right person.', 'Mark suggested I write to you.', 'Frank told me you decide this.')
good([t1], 'You are moving from MockDB to Exampleware.', 'I saw that Harbour Analytics is migrating to Exampleware.')
bad(
  [t1],
  'You are moving from Exampleware to MockDB.',
  'You have moved to Exampleware.',
  'You use MockDB and love it.',
  'You are migrating to MockDB.',
  'You dropped Exampleware.',
  'You are migrating away from Exampleware.',
  'Your migration to Exampleware failed.',
  'You finished the move to Exampleware.',
)
good(
  [j1],
  'I saw that you plan to hire 200 people in Leeds.',
  'Harbour Analytics plans to hire 200 people over two years.',
)
bad(
  [j1],
  'You hired 200 people in Leeds.',
  'You plan to hire 200 people in London.',
  'You plan to hire 200 people this year.',
  'You plan to hire 2,000 people in Leeds.',
  'You plan to let 200 people go in Leeds.',
  'You have 200 people in Leeds.',
  'You plan to move 200 people to Leeds.',
  'You plan to hire 200 engineers in Leeds.',
  'You plan to hire 200 people over two months.',
  'You plan to hire two people over 200 years.',
)
good(
  [p1],
  'I saw that you unveiled Tidepool.',
  'Tidepool is your first forecasting tool for small ports.',
  'You launched Tidepool, a forecasting tool for ports.',
)
bad(
  [p1],
  'Tidepool is your second forecasting tool.',
  'Tidepool is for large ports.',
  'Tidepool plans berths.',
  'You plan to launch Tidepool.',
  'Small ports love Tidepool.',
  'Tidepool was unveiled by Quillon.',
  'You stopped Tidepool.',
  'Tidepool replaced your first tool.',
)
good(
  [champ],
  'I saw that you joined Harbour Analytics as VP Sales.',
  'Congratulations on the new role at Harbour Analytics.',
  'You spent five years at Oldco Example.',
  'You moved from Oldco Example to Harbour Analytics.',
  'I saw your move to Harbour Analytics.',
)
bad(
  [champ],
  'I saw that you left Harbour Analytics.',
  'You joined Oldco Example.',
  'You moved from Harbour Analytics to Oldco Example.',
  'You were promoted at Harbour Analytics.',
  'You spent fifteen years at Oldco Example.',
  'You joined as CRO.',
  'You used Ramp Desk at Oldco Example.',
  'You were fired by Oldco Example.',
  'You will join Harbour Analytics.',
  'Oldco Example still pays you.',
  'You built the sales team at Oldco Example.',
)
bad([lite], 'You signed a deal.', 'I saw the deal news.', 'You acquired a company.')
bad(
  [custom],
  'You visited our pricing page.',
  'I saw that you looked at our prices four times.',
  'Your team has shown interest in our pricing.',
)
good(
  [custom],
  'Teams often find that managers spend their week repeating the same coaching.',
  'If ramp time is on your list, I can share an example.',
)
good(
  [f1, e1],
  'You closed a Series A and opened an engineering centre in Pune.',
  'I saw your Series A and the new centre in Pune.',
)
bad(
  [f1, e1],
  'You used the €12 million to open Pune.',
  'The Series A paid for 80 staff.',
  'You raised 80 million.',
  'Pune raised a Series A.',
)
bad(
  [f1],
  'Would you like to see how we doubled sales at Quillon?',
  'Is churn still rising at Harbour Analytics?',
  'Who replaced your last VP Sales?',
  'Is it true that you are for sale?',
  'Given your missed targets, is ramp time a worry?',
  'How is the London office doing?',
  'With 500 new reps, who trains them?',
  'Now that you are profitable, what is next?',
)
good(
  [f1],
  'Who trains new reps once the Series A hires arrive?',
  'Is onboarding on your list after the Series A?',
  'Would a short note on this help?',
  'Does that ring true at Harbour Analytics?',
  'Is this worth ten minutes?',
  'How are you planning to use the €12 million?',
)

test('a planted error is blocked', () => {
  expect(planted.length).toBeGreaterThan(150)
  expect(missed()).toEqual([])
})

test('what the sources say may be said in other words', () => {
  const wrongly = blocked()
  expect(wrongly.length, wrongly.join('\n')).toBeLessThanOrEqual(clean.length * 0.04)
})
