import { Refusal } from '../../core/errors.ts'

export type FeedField = {
  name: string
  label: string
  hint?: string
  placeholder?: string
  optional?: true
  choices?: readonly string[]
}

type FeedKind = { name: string; about: string; fields: readonly FeedField[]; ofAccount?: true }

const url: FeedField = { name: 'url', label: 'Address', placeholder: 'https://…' }
const board: FeedField = {
  name: 'board',
  label: 'Board',
  hint: 'the company’s name in the address of the board',
  placeholder: 'acme',
}
const jobs = (name: string, more: readonly FeedField[] = []): FeedKind => ({
  name,
  about: `The open jobs of one account on ${name}.`,
  fields: [board, ...more],
  ofAccount: true,
})

/** What each kind of feed that a person can add is asked for; the rest of its settings keep their defaults. */
export const feedKinds = {
  feed: { name: 'RSS, Atom or JSON feed', about: 'News of any publisher.', fields: [url] },
  newsroom: {
    name: 'Newsroom page',
    about: 'A page without a feed, read by CSS selectors.',
    fields: [
      url,
      { name: 'item', label: 'One item', hint: 'CSS selector', placeholder: 'article' },
      { name: 'title', label: 'Its title', hint: 'usually the first link', optional: true },
      { name: 'date', label: 'Its date', hint: 'usually the time element', optional: true },
      { name: 'summary', label: 'Its summary', optional: true },
    ],
  },
  leadership: {
    name: 'Leadership page',
    about: 'Who appeared, who left, whose title changed.',
    fields: [
      url,
      { name: 'person', label: 'One person', hint: 'CSS selector', placeholder: '.person' },
      { name: 'name', label: 'The name in it', placeholder: 'h3' },
      { name: 'title', label: 'The title in it', placeholder: 'p' },
    ],
  },
  greenhouse: jobs('Greenhouse'),
  lever: jobs('Lever', [{ name: 'host', label: 'Site', choices: ['global', 'eu'] }]),
  ashby: jobs('Ashby'),
  smartrecruiters: jobs('SmartRecruiters'),
  recruitee: jobs('Recruitee'),
  workable: jobs('Workable'),
  teamtailor: jobs('Teamtailor'),
  personio: jobs('Personio', [{ name: 'ending', label: 'Ending', choices: ['de', 'com'] }]),
  'edgar-8k': { name: 'EDGAR 8-K', about: 'Executive changes as companies file them with the SEC.', fields: [] },
  'form-d': { name: 'EDGAR Form D', about: 'Rounds as companies file them with the SEC.', fields: [] },
  'hn-hiring': { name: 'Hacker News hiring thread', about: 'The monthly thread of those who hire.', fields: [] },
} as const satisfies Record<string, FeedKind>
export type FeedKindKey = keyof typeof feedKinds

/** The kind with this name; a plain feed when none is named. */
export const feedKindOf = (word = 'feed'): FeedKindKey => {
  if (!Object.hasOwn(feedKinds, word)) throw new Refusal('not_found', `There is no kind of feed called “${word}”`)
  return word as FeedKindKey
}

/** The source behind a kind and what it is set up with: both kinds of page are read by one source. */
export const sourceSettings = (key: FeedKindKey, given: Readonly<Record<string, string>>) => {
  const { fields }: FeedKind = feedKinds[key]
  const settings = Object.fromEntries(
    fields.flatMap(({ name }) => (given[name]?.trim() ? [[name, given[name].trim()]] : [])),
  )
  return key === 'newsroom' || key === 'leadership'
    ? { kind: 'page', settings: { reads: key, ...settings } }
    : { kind: key, settings }
}
