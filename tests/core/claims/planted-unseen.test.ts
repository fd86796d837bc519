import { expect, test } from 'vitest'
import { q, type Story } from '../draft/made-up.ts'
import { sentencesAbout } from './planted.ts'

const { bad, good, planted, clean, missed, blocked } = sentencesAbout('Palisade Payments')
const f: Story = {
  kind: 'funding',
  quote:
    'Palisade Payments lands $18.5 million Series A from Example Capital and Testbed Partners to build out its lending business',
  fields: {
    amount: q({ value: 18.5e6, currency: 'USD' }, '$18.5 million'),
    round: q('Series A', 'Series A'),
    investors: q(['Example Capital', 'Testbed Partners'], 'Example Capital and Testbed Partners'),
  },
  daysAgo: 3,
}
const h: Story = {
  kind: 'executive_hire',
  quote: 'Palisade Payments hires Quillon veteran Ana Ficticia as its first Chief People Officer',
  fields: { person: q('Ana Ficticia', 'Ana Ficticia'), role: q('Chief People Officer', 'Chief People Officer') },
  daysAgo: 2,
}
const x: Story = {
  kind: 'expansion',
  quote: 'Palisade Payments to open Madrid hub in first half of 2027 as it eyes southern Europe',
  fields: { place: q('Madrid', 'Madrid hub') },
  daysAgo: 2,
}
const x2: Story = {
  kind: 'expansion',
  quote: 'Palisade Payments has opened its Madrid hub with a team of 25',
  fields: { place: q('Madrid', 'Madrid hub'), headcount: q(25, 'a team of 25') },
  daysAgo: 2,
}
const l: Story = {
  kind: 'layoff',
  quote: 'Palisade Payments cuts 12% of staff, or about 60 jobs, in its card unit',
  fields: { percentage: q(12, '12%'), headcount: q(60, '60 jobs') },
  daysAgo: 1,
}
const a: Story = {
  kind: 'acquisition',
  quote: 'Ledger start-up Papercraft snapped up by Palisade Payments',
  fields: { counterpart: q('Papercraft', 'Papercraft') },
  daysAgo: 1,
}
const j: Story = {
  kind: 'hiring',
  quote: '14 open engineering roles, 4 usual',
  fields: { openings: q(14, '14 open'), hiringFunction: q('engineering', 'engineering'), baseline: q(4, '4 usual') },
  daysAgo: 1,
}
const d: Story = {
  kind: 'executive_departure',
  quote: 'Palisade Payments finance chief Jonas Testmann resigns after two years; deputy Priya Sampleton steps in',
  fields: { person: q('Jonas Testmann', 'Jonas Testmann'), role: q('finance chief', 'finance chief') },
  daysAgo: 1,
}
const p: Story = {
  kind: 'product_launch',
  quote: 'Palisade Payments will launch instant payouts for couriers in March',
  fields: { product: q('instant payouts for couriers', 'instant payouts for couriers') },
  daysAgo: 1,
}
const t: Story = {
  kind: 'technology_change',
  quote: 'You will work with MockDB and Exampleware every day',
  fields: { technology: q('MockDB', 'MockDB') },
  daysAgo: 1,
}
/** What the sources tell, a sentence, and whether it may stand. */

good(
  [f],
  'I saw that Palisade Payments landed an $18.5 million Series A.',
  'Example Capital and Testbed Partners backed your Series A.',
  'The $18.5 million is for your lending business.',
  'You raised $18.5 million to build out the lending business.',
  'I read about your $18.5M Series A from Example Capital.',
  'On Friday Example Wire reported your Series A.',
  'Palisade Payments has $18.5 million of new money for lending.',
  'Three days ago you announced a Series A.',
  'The Series A gives you $18.5 million to build out lending.',
  'Your lending business is about to grow, thanks to the $18.5 million Series A.',
)
bad(
  [f],
  'I saw that Palisade Payments landed an $18 million Series A.',
  'You landed £18.5 million.',
  'You landed $185 million.',
  'Example Capital and Testbed Partners bought Palisade Payments.',
  'You landed the Series A to pay back a loan.',
  'You landed an $18.5 million seed round.',
  'Testbed Partners left before the Series A.',
  'Example Capital put in $18.5 million alone.',
  'Palisade Payments lends $18.5 million to Example Capital.',
  'The card business gets $18.5 million.',
  'The Series A values you at $18.5 million.',
  'Your lending business made $18.5 million.',
  'I read last month about your Series A.',
  'Palisade Payments was founded with $18.5 million.',
  'You closed the lending business.',
  'You hope to land a Series A.',
  'The $18.5 million Series A fell through.',
  'Your Series A was the largest in payments.',
  'I saw in The Sample Times that you landed a Series A.',
  'After two Series A rounds you have $18.5 million.',
  'You landed $18.5 million and doubled the team.',
  'Palisade Partners landed $18.5 million.',
  'Your board wants the lending business sold.',
  'Congratulations on going public.',
  'We give each new rep a weekly plan, so managers coach on deals and not on basics.',
  'We give each manager a daily plan, so new reps coach on deals and not on basics.',
  'We give each new rep a daily plan, so managers coach on deals and not on basics, and ramp drops by half.',
  'Ramp Desk turns your best calls into short lessons for every customer.',
  'That often means more reps start in the same quarter than managers can coach, as you saw last year.',
  'New money often means layoffs.',
  'That often means your customers leave.',
  'It probably went to Example Capital first.',
  'You may have lost Testbed Partners.',
)
good(
  [h],
  'Ana Ficticia is your first Chief People Officer.',
  'You hired Ana Ficticia as Chief People Officer.',
  'Ana Ficticia joined as your first Chief People Officer.',
  'Ana Ficticia, a Quillon veteran, is your Chief People Officer.',
)
bad(
  [h],
  'Ana Ficticia is your second Chief People Officer.',
  'Ana Ficticia is the first Chief Product Officer.',
  'Ana Ficticia left for Quillon.',
  'Quillon hired Ana Ficticia.',
  'Ana Ficticia is chief at Quillon.',
  'Ana Ficticia hired a Quillon veteran.',
  'You lost Ana Ficticia.',
  'Ana Ficticia will be Chief People Officer at Quillon.',
  'Your people chief Ana Ficticia resigned.',
  'Ana Ficticia runs sales.',
  'Ana Ficticia ran people at Quillon for ten years.',
  'Anna Ficticia is your Chief People Officer.',
  'Ana Ficticia has been Chief People Officer for years.',
  'Ana Ficticia interviewed for Chief People Officer.',
)
good(
  [x],
  'You plan to open a hub in Madrid in the first half of 2027.',
  'I saw that a Madrid hub is planned for 2027.',
  'Palisade Payments will open a Madrid hub in 2027.',
)
bad(
  [x],
  'You opened a hub in Madrid.',
  'Your Madrid hub opens in the second half of 2027.',
  'You plan to open a hub in Madrid in 2026.',
  'You are closing the Madrid hub.',
  'You plan a hub in Barcelona.',
  'You are in talks about a Madrid hub.',
  'Your Madrid team has settled in.',
  'Southern Europe is your largest market.',
  'You are leaving southern Europe.',
  'You plan to buy a hub in Madrid.',
)
good([x2], 'You opened a Madrid hub with a team of 25.', 'Your Madrid hub has a team of 25.')
bad(
  [x2],
  'You plan to open a Madrid hub.',
  'You opened a Madrid hub with a team of 250.',
  'You opened 25 hubs in Madrid.',
  'You moved your team to Madrid.',
  '25 people left the Madrid hub.',
  'Your Madrid hub will open with a team of 25.',
)
bad(
  [l],
  'You cut 60% of staff.',
  'You cut 12 jobs.',
  'You cut 60 jobs in your lending unit.',
  'You added 60 jobs.',
  'You hired 60 people for the card unit.',
  'You closed the card unit.',
  'The card unit lost 12% of its customers.',
  'You plan to cut 60 jobs.',
)
good(
  [a],
  'Palisade Payments snapped up Papercraft.',
  'You acquired Papercraft.',
  'Papercraft was bought by Palisade Payments.',
  'Papercraft, a ledger start-up, is now part of Palisade Payments.',
)
bad(
  [a],
  'Papercraft snapped up Palisade Payments.',
  'Palisade Payments was snapped up by Papercraft.',
  'You were bought by Papercraft.',
  'You sold Papercraft.',
  'Papercraft took over Palisade Payments.',
  'You invested in Papercraft.',
  'You and Papercraft are partners.',
  'Papercraft is suing you.',
  'You snapped up a payments start-up.',
  'You will acquire Papercraft.',
)
good([j], 'You have 14 open engineering roles.', 'Your careers page has 14 open engineering roles.')
bad(
  [j],
  'You have four open engineering roles.',
  'You have 14 open sales roles.',
  'You have 14 engineers.',
  'You have 40 open engineering roles.',
  'You closed 14 engineering roles.',
  'You have had 14 engineering roles open for months.',
  'Your engineers are leaving.',
  'You pay engineers too little.',
)
good(
  [d],
  'Jonas Testmann has resigned as finance chief.',
  'I read that Jonas Testmann is leaving after two years.',
  'Priya Sampleton steps in for Jonas Testmann.',
)
bad(
  [d],
  'Priya Sampleton has resigned as finance chief.',
  'Jonas Testmann steps in for Priya Sampleton.',
  'Jonas Testmann was fired.',
  'Jonas Testmann resigned after ten years.',
  'Jonas Testmann is your new finance chief.',
  'Your sales chief has resigned.',
  'Jonas Testmann resigned as CEO.',
  'Priya Sampleton was hired from outside.',
  'Jonas Testmann resigned two years ago.',
  'Jonas Testmann joined two years ago as deputy.',
)
good(
  [p],
  'You will launch instant payouts for couriers in March.',
  'Palisade Payments plans instant payouts for couriers.',
)
bad(
  [p],
  'You launched instant payouts for couriers.',
  'You will launch instant payouts for drivers.',
  'You will launch instant payouts in May.',
  'Couriers already use your instant payouts.',
  'You dropped instant payouts for couriers.',
  'Couriers will launch payouts for you.',
  'Your instant payouts went live in March.',
)
good([t], 'You work with MockDB and Exampleware.')
bad(
  [t],
  'You are moving to MockDB.',
  'You dropped MockDB.',
  'You work with Testflow.',
  'You have problems with MockDB.',
  'You built MockDB.',
)

test('of errors planted against other stories at most one in fifty gets through', () => {
  expect(planted.length).toBeGreaterThan(100)
  const through = missed()
  expect(through.length, through.join('\n')).toBeLessThanOrEqual(planted.length * 0.02)
})

test('other words for the same stories mostly stand', () => {
  const wrongly = blocked()
  expect(wrongly.length, wrongly.join('\n')).toBeLessThanOrEqual(clean.length * 0.07)
})
