import { expect, test } from 'vitest'
import { q, type Story } from '../draft/made-up.ts'
import { sentencesAbout } from './planted.ts'

const { bad, good, planted, clean, missed, blocked } = sentencesAbout('Northwind Robotics')
const funding: Story = {
  kind: 'funding',
  quote:
    'Northwind Robotics, a maker of warehouse robots, has raised $40 million in a Series B round led by Placeholder Ventures, valuing it at $300 million',
  fields: {
    amount: q({ value: 40e6, currency: 'USD' }, '$40 million'),
    round: q('Series B', 'Series B'),
    leadInvestor: q('Placeholder Ventures', 'Placeholder Ventures'),
  },
  daysAgo: 1,
}
const hire: Story = {
  kind: 'executive_hire',
  quote: 'Northwind Robotics appoints Jonas Testmann as Chief Revenue Officer, succeeding Priya Sampleton',
  fields: { person: q('Jonas Testmann', 'Jonas Testmann'), role: q('Chief Revenue Officer', 'Chief Revenue Officer') },
  daysAgo: 4,
}
const acq: Story = {
  kind: 'acquisition',
  quote: 'Northwind Robotics to acquire Lantern Logistics for $75 million',
  fields: {
    counterpart: q('Lantern Logistics', 'Lantern Logistics'),
    amount: q({ value: 75e6, currency: 'USD' }, '$75 million'),
  },
  daysAgo: 3,
}
const acqDone: Story = { ...acq, quote: 'Northwind Robotics has acquired Lantern Logistics for $75 million' }
const target: Story = {
  kind: 'acquisition',
  side: 'counterpart',
  company: 'Lantern Logistics',
  quote: 'Lantern Logistics has acquired Northwind Robotics',
  fields: { counterpart: q('Northwind Robotics', 'Northwind Robotics') },
}
const exp: Story = {
  kind: 'expansion',
  quote: 'Rotterdam-based Northwind Robotics plans to open a service hub in Leeds next spring, adding 60 jobs',
  fields: { place: q('Leeds', 'a service hub in Leeds'), headcount: q(60, '60 jobs') },
  daysAgo: 2,
}
const jobs: Story = {
  kind: 'hiring',
  quote: '9 open sales roles, 3 usual',
  fields: { openings: q(9, '9 open'), hiringFunction: q('sales', 'sales'), baseline: q(3, '3 usual') },
  daysAgo: 1,
}
const dep: Story = {
  kind: 'executive_departure',
  quote: 'Northwind Robotics CFO Lee Placeholder steps down',
  fields: { person: q('Lee Placeholder', 'Lee Placeholder'), role: q('CFO', 'CFO') },
  daysAgo: 2,
}
const rumour: Story = {
  kind: 'funding',
  quote: 'Northwind Robotics is in talks to raise $90 million, sources say',
  fields: { amount: q({ value: 90e6, currency: 'USD' }, '$90 million') },
}
const launch: Story = {
  kind: 'product_launch',
  quote: 'Northwind Robotics launches Gantry 3, a picking arm for small parcels',
  fields: { product: q('Gantry 3', 'Gantry 3') },
}
const contra: Story = {
  kind: 'funding',
  quote: 'Northwind Robotics raises $40 million in Series B',
  fields: { round: q('Series B', 'Series B') },
  contradictions: [
    {
      field: 'amount',
      values: [
        { value: { value: 40e6, currency: 'USD' }, signalIds: [] },
        { value: { value: 45e6, currency: 'USD' }, signalIds: [] },
      ],
    },
  ],
}
const lay: Story = {
  kind: 'layoff',
  quote: 'Northwind Robotics lays off 120 employees',
  fields: { headcount: q(120, '120 employees') },
}
/** What the sources tell, a sentence, and whether it may stand. */

good(
  [funding],
  'I saw that Northwind Robotics raised $40M in its Series B.',
  'Congratulations on closing your $40 million Series B.',
  'Your Series B led by Placeholder Ventures caught my eye.',
  'Placeholder Ventures led your Series B.',
  'I read in Example Wire yesterday that you raised a Series B.',
  'Example Wire reported that Northwind has closed a $40 million Series B.',
  'Northwind Robotics just raised forty million dollars.',
  'You make warehouse robots and now have $40 million in new funding.',
  'The Series B at Northwind Robotics was in the news on Sunday.',
  'Well done on the $40 million raise.',
  'The round values Northwind Robotics at $300 million.',
  'Northwind announced $40 million in Series B funding, led by Placeholder Ventures.',
  'Saw the Series B news.',
)
bad(
  [funding],
  'I saw that Northwind Robotics raised $45 million in its Series B.',
  'I saw you raised $40 million in a Series C.',
  'Northwind Robotics raised €40 million.',
  'I saw that Northwind Robotics raised more than $40 million.',
  'Your Series B was led by Sample Capital.',
  'Northwind Robotics invested $40 million in Placeholder Ventures.',
  'Placeholder Ventures raised $40 million from Northwind Robotics.',
  'Northwind Analytics raised $40 million.',
  'Northwind Robotics raised $300 million.',
  'Northwind is in talks to raise $40 million.',
  'Northwind Robotics plans to raise $40 million.',
  'I read last month that you raised a Series B.',
  'I saw on Friday that Northwind Robotics raised $40 million.',
  'You are now a unicorn.',
  'This makes Northwind the best funded robot maker in Europe.',
  'Your second round closed at $40 million.',
  'You raised $40 million to expand into Asia.',
  'Northwind Robotics doubled its revenue before the Series B.',
  'The Series B was oversubscribed.',
  'Northwind Robotics was acquired by Placeholder Ventures.',
  'You have not raised since the Series B.',
  'Your investors want faster growth.',
  'Mara, you led the Series B.',
  'Your team is growing fast.',
  'Northwind Robotics raised $40 million in debt.',
  'Placeholder Ventures now owns most of Northwind Robotics.',
  'The company lost its biggest customer.',
  'You must be under pressure from the board.',
  'Since your merger with Lantern, how is the team?',
  'How are you using the $55 million?',
  'Your $40 million seed round is great news.',
  'With the IPO behind you, what is next?',
  'The round was led by Northwind Robotics.',
  'Northwind Robotics turned down $40 million.',
  'Northwind Robotics failed to raise $40 million.',
  'Northwind Robotics has spent $40 million.',
  'Northwind Robotics is valued at $40 million.',
  'Northwind Robotics raised $40 million at a $400 million valuation.',
  'Northwind Robotics is a maker of drones.',
  'Placeholder Ventures sold Northwind Robotics for $40 million.',
  'You usually lose one rep in three each year.',
  'Northwind Robotics raised $40 million for the first time.',
  'Your CEO said the money goes to sales.',
)
good(
  [hire],
  'I saw that Jonas Testmann is your new CRO.',
  'Northwind Robotics named Jonas Testmann Chief Revenue Officer.',
  'Jonas Testmann joined as Chief Revenue Officer last week.',
  'Jonas Testmann succeeds Priya Sampleton as CRO.',
  'Jonas is the new Chief Revenue Officer at Northwind.',
  'You have a new CRO in Jonas Testmann.',
  'I read that Jonas Testmann has been appointed Chief Revenue Officer.',
)
bad(
  [hire],
  'I saw that Jonas Testmann is your new CFO.',
  'Priya Sampleton is your new CRO.',
  'Jonas Testmann left Northwind Robotics.',
  'Jonas Testmann was promoted to CRO.',
  'Jonas Testman is your new CRO.',
  'Jonas Testmann will leave as CRO.',
  'Northwind Robotics is looking for a new CRO.',
  'Jonas Testmann appointed Priya Sampleton as CRO.',
  'Priya Sampleton succeeds Jonas Testmann as CRO.',
  'Jonas Testmann joined from Lantern Logistics as CRO.',
  'Jonas Testmann is the new Chief Marketing Officer.',
  'Jonas Testmann, your VP of Sales, now runs revenue.',
  'Jonas Testmann starts next month as CRO.',
  'Your new CRO Jonas told me about your plans.',
  'Priya Sampleton was fired.',
  'Jonas Testmann joined Lantern Logistics as CRO.',
  'Jonas Testmann is the first CRO at Northwind.',
  'Jonas Testmann is expected to become CRO.',
  'Northwind Robotics parted with Jonas Testmann.',
  'Jonas Testmann replaced Mara Example as CRO.',
  'Mara Example is the new CRO.',
  'Jonas Testmann joined two weeks ago.',
  'Northwind Robotics hired two new executives.',
  'Jonas Testmann founded Northwind Robotics.',
  'Priya Sampleton has been appointed Chief Revenue Officer.',
  'Jonas Testmann used to be Chief Revenue Officer of Northwind Robotics.',
  'Jonas Testmann declined the CRO role.',
)
good(
  [acq],
  'I read that Northwind Robotics agreed to acquire Lantern Logistics.',
  'Northwind Robotics is acquiring Lantern Logistics for $75 million.',
  'You are buying Lantern Logistics.',
  'I saw the planned purchase of Lantern Logistics.',
  'Northwind Robotics is to acquire Lantern Logistics.',
)
bad(
  [acq],
  'Northwind Robotics acquired Lantern Logistics.',
  'Lantern Logistics is acquiring Northwind Robotics.',
  'Northwind Robotics is being acquired by Lantern Logistics.',
  'Northwind Robotics sold Lantern Logistics for $75 million.',
  'Northwind Robotics and Lantern Logistics are merging.',
  'Your acquisition by Lantern Logistics is big news.',
  'Now that Lantern Logistics is part of Northwind Robotics, two teams sell side by side.',
  'You completed the acquisition of Lantern Logistics.',
  'You are buying Lantern Logistics for $57 million.',
  'Lantern Logistics bought you.',
  'You are now owned by Lantern Logistics.',
  'Northwind Robotics walked away from Lantern Logistics.',
  'You closed the Lantern Logistics deal.',
  'Northwind Robotics considered buying Lantern Logistics.',
  'Lantern Logistics will take over Northwind Robotics.',
)
good(
  [acqDone],
  'Northwind Robotics acquired Lantern Logistics.',
  'Lantern Logistics is now part of Northwind Robotics.',
  'Lantern Logistics was acquired by Northwind Robotics for $75 million.',
  'I saw your acquisition of Lantern Logistics.',
  'You bought Lantern Logistics.',
)
bad(
  [acqDone],
  'Lantern Logistics acquired Northwind Robotics.',
  'Northwind Robotics was acquired by Lantern Logistics.',
  'Northwind Robotics is now part of Lantern Logistics.',
  'Northwind Robotics plans to acquire Lantern Logistics.',
  'Northwind Robotics is in talks to acquire Lantern Logistics.',
  'Northwind joined Lantern Logistics.',
  'Northwind Robotics was bought for $75 million.',
  'Lantern Logistics paid $75 million for Northwind Robotics.',
)
good(
  [target],
  'Lantern Logistics acquired Northwind Robotics.',
  'I saw that you were acquired by Lantern Logistics.',
  'You are now part of Lantern Logistics.',
)
bad(
  [target],
  'Northwind Robotics acquired Lantern Logistics.',
  'You bought Lantern Logistics.',
  'Congratulations on your acquisition of Lantern Logistics.',
)
good(
  [exp],
  'I saw that you plan to open a service hub in Leeds next spring.',
  'Northwind Robotics is planning a hub in Leeds.',
  'Your new hub in Leeds will add 60 jobs.',
  'Northwind Robotics plans to open in Leeds.',
)
bad(
  [exp],
  'I saw that you opened a service hub in Leeds.',
  'You plan to open a hub in Rotterdam.',
  'You plan to close a hub in Leeds.',
  'Your Leeds hub is already up and running.',
  'Your new hub in Leeds has added 60 jobs.',
  'You plan to open a hub in Leeds next week.',
  'You plan to open two hubs in Leeds.',
  'You are moving your head office to Leeds.',
  'You plan a hub in Leeds with 600 jobs.',
  'You plan to open a factory in Leeds.',
  'Leeds is your first site outside Rotterdam.',
  'You are leaving Rotterdam for Leeds.',
  'You plan to open a hub in Leeds this autumn.',
  'Northwind Robotics cancelled its hub in Leeds.',
)
good(
  [jobs],
  'I saw nine open sales roles on your careers page.',
  'You are hiring for nine sales roles.',
  'Your careers page lists 9 open sales positions.',
  'You have nine sales openings.',
)
bad(
  [jobs],
  'I saw three open sales roles on your careers page.',
  'You are hiring for nine engineering roles.',
  'You hired nine sales people.',
  'You cut nine sales roles.',
  'You are hiring for nineteen sales roles.',
  'You stopped hiring for sales roles.',
  'You cannot fill nine sales roles.',
  'Nine of your sales people left.',
  'Your sales team has nine people.',
  'You are hiring nine sales roles in Leeds.',
  'You filled nine sales roles.',
)
good(
  [dep],
  'I read that Lee Placeholder is stepping down as CFO.',
  'Lee Placeholder is leaving the CFO role at Northwind Robotics.',
)
bad(
  [dep],
  'I read that Lee Placeholder joined as CFO.',
  'Lee Placeholder was fired as CFO.',
  'Lee Placeholder is your new CFO.',
  'Lee Placeholder is retiring.',
  'Your CEO is stepping down.',
  'Lee Placeholder steps down after a bad quarter.',
  'Northwind Robotics hired Lee Placeholder as CFO.',
)
bad(
  [rumour],
  'Northwind Robotics raised $90 million.',
  'Congratulations on the $90 million.',
  'You are raising $90 million.',
  'You closed a $90 million round.',
  'Your $90 million round is great news.',
)
good(
  [launch],
  'Northwind Robotics launched Gantry 3.',
  'I saw the launch of Gantry 3, your picking arm for small parcels.',
  'Congratulations on Gantry 3.',
)
bad(
  [launch],
  'Northwind Robotics will launch Gantry 3.',
  'Northwind Robotics launched Gantry 4.',
  'Northwind Robotics dropped Gantry 3.',
  'Gantry 3 is a hit with customers.',
  'Gantry 3 is a driving arm for large parcels.',
  'You launched Gantry 3 with Lantern Logistics.',
  'Gantry 3 sold out in a day.',
  'Gantry 3 was delayed.',
)
good([contra], 'I saw that you raised a Series B.')
bad([contra], 'I saw that you raised $40 million.', 'I saw that you raised $45 million in a Series B.')
good(
  [funding, jobs],
  'You raised $40 million and are hiring for nine sales roles.',
  'I saw your Series B, and nine open sales roles on your careers page.',
)
bad(
  [funding, jobs],
  'You raised $9 million and are hiring for forty sales roles.',
  'Your nine investors put in $40 million.',
)
bad(
  [funding, hire],
  'Jonas Testmann led your Series B.',
  'Placeholder Ventures appointed Jonas Testmann as CRO.',
  'Jonas Testmann raised $40 million.',
)
bad(
  [lay],
  'Congratulations on the growth at Northwind Robotics.',
  'You let 12 people go.',
  'You hired 120 employees.',
  'Your sales team lost 120 people.',
)
good([lay], 'I read that Northwind Robotics is laying off 120 employees.')
good(
  [funding],
  'We give each new rep a daily plan, so managers coach on deals and not on basics.',
  'We give every new rep a daily plan, so managers coach on deals and not on basics.',
  'Teams often find that new reps take two quarters to reach quota.',
  'That often means more reps start in the same quarter than managers can coach.',
  'A round like that usually means more reps than managers can coach.',
  'I would be glad to share how.',
  'Happy to send an example if useful.',
  'Worth a short call next week?',
  'Is ramp time something you want to fix this quarter?',
  'How do your managers coach new reps today?',
  'If this is not for you, who would be the right person?',
  'I imagine ramp time is on your mind.',
  'Thanks for reading.',
  'If now is a bad time, just say so.',
  'You lead sales at Northwind Robotics.',
  'As VP Sales you may own how new reps get up to speed.',
  'Ramp Desk helps sales teams bring new reps up to speed.',
  'We help sales teams bring new reps up to speed.',
  'You are 240 people in Rotterdam.',
)
bad(
  [funding],
  'We cut ramp time by 40%.',
  'We work with half of the Fortune 500.',
  'Ramp Desk is the market leader.',
  'Our customers see results in a week.',
  'We helped Lantern Logistics last year.',
  'You lead marketing at Northwind Robotics.',
  'You are 500 people in Rotterdam.',
  'You are based in Berlin.',
  'Your reps miss quota.',
  'Your reps take too long to ramp.',
  'I spoke with Jonas on your team.',
  'Your CEO asked me to write.',
  'As we agreed, here is the plan.',
  'You asked for a demo.',
  'Everyone in robotics uses Ramp Desk.',
  'We give each new rep a daily plan, and we did so for Lantern.',
  'I know you are unhappy with your tool.',
  'You use Exampleware.',
  'Your competitors already train this way.',
  'I loved your talk in Berlin.',
  'That means your managers cannot coach.',
  'Your team will miss its number.',
)

test('a planted error is blocked', () => {
  expect(planted.length).toBeGreaterThan(150)
  expect(missed()).toEqual([])
})

test('what the sources say may be said in other words', () => {
  const wrongly = blocked()
  expect(wrongly.length, wrongly.join('\n')).toBeLessThanOrEqual(clean.length * 0.04)
})
