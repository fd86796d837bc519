import { expect, test } from 'vitest'
import { checkerOf, stories } from './set.ts'

const story = stories.find(({ id }) => id === 'fund-1')!
const check = checkerOf(story)
const blocks = (sentence: string): boolean =>
  check({ subject: 'A faster close', text: `Hi Ines,\n\n${sentence}\n\nBest,\nRobin Tally` }).findings.some(
    ({ level }) => level === 'block',
  )

test.each([
  "I'll keep this brief.",
  "No hard feelings if it isn't for you.",
  'I can do Tuesday or Wednesday at ten.',
  'There is no catch.',
  'You can always tell me to go away.',
  'Looking forward to hearing what you think.',
  'Which brings me to my question.',
  'Well done to everyone involved.',
  'If somebody else looks after this, could you point me their way?',
  'I am around all week if you would like to talk.',
  "Just hit reply and I'll take it from there.",
  'Apologies for the message out of the blue.',
  "I'd rather ask you than guess.",
  'I wonder how you close the books today.',
  'If next week is too soon, the week after works as well.',
  'No slides, no sales pitch, just a conversation.',
  'If it turns out to be of no use, we stop there.',
  "You won't hear from me again unless you reply.",
  'Thank you for taking the time to read this.',
  'Wishing you a smooth quarter.',
  'With kind regards from Exampletown,',
  'I hope the timing is not too bad.',
  'My question is simple.',
  'May I ask you something?',
  'If I am off the mark, please tell me.',
  'I may be wrong, of course.',
  'Perhaps you have this covered already.',
  'If you already have something in place, no problem at all.',
  'I picked you because of your role.',
  'I work for Tallyfold.',
  'I look after growing companies at Tallyfold.',
  'Are you free on Thursday?',
  'How about a call on Friday?',
  'What takes the most time at month-end?',
  'Do you plan to change anything about the close?',
  'Where do you see the biggest bottleneck?',
  'Does month-end feel rushed at times?',
  'How do you keep track of open items?',
  'How does your team deal with late invoices?',
  'How do you see the coming months?',
  'Tallyfold helps you close the books in five days.',
  'This is what we do at Tallyfold.',
  'We would be glad to help with that.',
  'We do one thing: we close the books of growing companies.',
  'Companies use Tallyfold to close their books in five days.',
  'More money usually means more questions from the board.',
  'That may put some strain on your finance team.',
  'I would guess that month-end is getting busier.',
  'If the close slows down as you grow, a list may help.',
  'I can imagine that reporting takes more of your time now.',
])('%s tells nothing that needs a source', (sentence) => expect(blocks(sentence)).toBe(false))

test.each([
  'I owe you an apology for last time.',
  'I enjoyed our chat at the fair.',
  'Your colleague pointed me to you.',
  'I used to work with your chairman.',
  "I hope your daughter's wedding went well.",
  'I wish you a speedy recovery.',
  'Congratulations on your engagement.',
  'I am sorry about the layoffs.',
  'I know how hard it is to replace a controller.',
  'I understand your frustration with the auditors.',
  'I can tell that you care about details.',
  'I could cut your close in half.',
  'I guarantee a faster close.',
  'I have clients on your street.',
  "I'd hate to see the dispute drag on.",
  'Please do not let the investigation hold you back.',
  'Now that your founder is gone, we should talk.',
  'Your team is too small.',
  'You are losing money every month.',
  'You have outgrown spreadsheets.',
  'Your competitors close in three days.',
  'Tallyfold halves the time to close.',
  'Tallyfold never misses an invoice.',
  'Tallyfold costs less than a coffee.',
  'We guarantee that the books close in five days.',
  'We closed the books of Quay Partners.',
  'Tallyfold matches every bank line to every invoice.',
  'With Tallyfold your board is happier.',
  'Has your new ledger gone live yet?',
  'When will you replace your controller?',
  'What did you learn from the failed audit?',
  'Are you selling the cold store?',
  'Does your board still doubt the plan?',
  'Will you use the money to pay your debts back?',
  'When does Quay Partners sell its share?',
  'I am curious how you survived the outage.',
  'Perhaps your bank lost patience with you.',
  'I suspect your investors are unhappy with you.',
  'That may be why your controller quit.',
  'A call with us costs you nothing and saves you a week.',
  'I can show you how it helps to close sooner.',
  'I can show you what helps to do it better.',
  'No other food distributor closes as late.',
  'Nobody in your team likes the close.',
  'Best of luck with the sale of the cold store.',
])('%s is a claim, whatever its dress', (sentence) => expect(blocks(sentence)).toBe(true))

test('what stands after "if" is not asserted, yet takes nothing for granted', () => {
  expect(blocks('If the month runs smoothly, just tell me so.')).toBe(false)
  expect(blocks('If the fire in the cold store is out, just tell me so.')).toBe(true)
})

test('a figure of the product stands with what it counts', () => {
  expect(blocks('Tallyfold closes the books in five days.')).toBe(false)
  expect(blocks('Tallyfold closes the books in five hours.')).toBe(true)
})

test.each(['just ', 'do not ', 'if it, ', 'and I ', 'would like to '])(
  'a run of "%s" is judged within two seconds',
  (word) => {
    const start = performance.now()
    blocks(`I ${word.repeat(4800 / word.length)}x.`)
    expect(performance.now() - start).toBeLessThan(2000)
  },
)

test.each([
  'I hear things are hard these days.',
  'I imagine it hurts.',
  'They say you are leaving.',
  'It is rough out there for you.',
  'No wonder, after what happened.',
  'Until next week, as agreed.',
  'Good to meet you in person.',
  'I used to work with your team.',
  'Good luck with the court case.',
  'Good luck in your new role.',
  'Welcome to the new role.',
  'Is that on your list this quarter, now that you are alone?',
])('what one hears, wishes luck with or takes for agreed is a claim: %s', (sentence) => {
  expect(blocks(sentence)).toBe(true)
})

test.each(['Good luck with the rest of your week.', 'I know it comes out of the blue.'])(
  'a wish or an excuse that tells of nothing is none: %s',
  (sentence) => {
    expect(blocks(sentence)).toBe(false)
  },
)
