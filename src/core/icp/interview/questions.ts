import { type Answers, happenings, kindsIn, list, said } from './answers.ts'

export type InterviewQuestion = {
  id: string
  ask: string
  help: string
  /** How the answer is read. An empty one passes an optional question. */
  kind: 'text' | 'list' | 'range' | 'choice' | 'yes_no'
  /** What may be answered; of a list, any of them. */
  choices?: readonly string[]
  optional: boolean
  /** How many come after it at most, itself included. */
  left: number
}

export type Asked = Omit<InterviewQuestion, 'left'> & {
  /** Asked only if this holds of the answers before it. */
  if?: (answers: Answers) => boolean
}

const text = (id: string, ask: string, help: string, more: Partial<Asked> = {}): Asked => ({
  id,
  ask,
  help,
  kind: 'text',
  optional: false,
  ...more,
})

/** About twenty; which ones depends on the answers before. */
export const questions: readonly Asked[] = [
  text('company', 'What does your company sell, in one sentence?', 'We plan the daily shifts of warehouse robots.'),
  text('name', 'What shall this profile be called?', 'Warehouse teams in Europe'),
  text(
    'best',
    'Name your best customers.',
    'Names or domains, separated by commas. They become tests: each must be Tier 1.',
    { kind: 'list', optional: true },
  ),
  text('worst', 'Name customers or deals that were a bad fit.', 'They become tests: each must be out.', {
    kind: 'list',
    optional: true,
  }),
  text('situation', 'What has usually just happened when a company starts to look for you?', 'One or more of these.', {
    kind: 'list',
    choices: Object.keys(happenings),
  }),
  text('situation_first', 'Which of these matters most?', 'It counts most in the queue.', {
    kind: 'choice',
    if: (answers) => kindsIn(answers).length > 1,
  }),
  text(
    'situation_means',
    'When that happens, what often goes wrong for them?',
    'Told as a guess, never as a fact: "the team grows faster than its lists".',
  ),
  text('size', 'How many people work at a company that fits?', 'From to, such as 50-500.', { kind: 'range' }),
  text('industries', 'In which industries are they?', 'Separated by commas; leave it empty when any will do.', {
    kind: 'list',
    optional: true,
  }),
  text('countries', 'In which countries?', 'Two-letter codes, such as DE, NL, US; empty = any.', {
    kind: 'list',
    optional: true,
  }),
  text(
    'technologies',
    'Which tools or technologies do they use when you fit well?',
    'Separated by commas; empty when it does not matter.',
    { kind: 'list', optional: true },
  ),
  text('technologies_needed', 'Can you win without any of these?', 'No = one of them is required for Tier 1.', {
    kind: 'yes_no',
    if: (answers) => list(answers.technologies).length > 0,
  }),
  text('competitors', 'Which competing tools make a deal hopeless or slow?', 'They cost points.', {
    kind: 'list',
    optional: true,
  }),
  text('bad', 'Which industries never work out?', 'Accounts in them are thrown out.', { kind: 'list', optional: true }),
  text('too_small', 'Below how many people is it always too small?', 'A number; empty = never.', { optional: true }),
  text('persona', 'Who feels the problem first? Give their titles.', 'VP Operations, Head of Operations', {
    kind: 'list',
  }),
  text(
    'pain',
    'What do they complain about, in their own words?',
    'It follows "teams often find that": "every shift is planned by hand".',
  ),
  text('economic', 'Who signs? Give their titles.', 'Empty when it is the same person.', {
    kind: 'list',
    optional: true,
  }),
  text('economic_pain', 'And what does the one who signs worry about?', 'In their words.', {
    if: (answers) => list(answers.economic).length > 0,
  }),
  text(
    'success',
    'What do you do for them, in words you would put in a message?',
    'Stands in drafts as written: "We give each site a plan by six in the morning."',
  ),
  text(
    'question',
    'Which question opens a good conversation?',
    'It closes a first message: "Is that on your list this quarter?"',
  ),
  text('objection', 'What is the objection you hear most?', 'Empty when none comes to mind.', { optional: true }),
  text('objection_answer', 'What do you answer?', 'In one or two sentences.', {
    if: (answers) => said(answers, 'objection') !== '',
  }),
  text('they_say', 'Which words do they use that an outsider would not?', 'Separated by commas.', {
    kind: 'list',
    optional: true,
  }),
  text('deal', 'What is a typical deal worth in a year, in US dollars?', 'A number; empty = not sure.', {
    optional: true,
  }),
]
