/** More than so many are not counted on. */
export const mostCounted = 10_000

/** What a workspace has, counted, each up to one more than `mostCounted`. `withDomain` of the accounts; `answered` of the feeds that are watched. */
export type Standing = {
  name: string
  timeZone: string
  icps: readonly string[]
  accounts: number
  withDomain: number
  contacts: number
  /** Accounts that are somebody's. */
  owned: number
  watched: number
  answered: number
  people: number
  /** Company, postal address and mailbox are said. */
  hasSender: boolean
  sendingOn: boolean
  items: number
  /** A run has come as far as the queue. */
  hasRun: boolean
}

export const stepKeys = ['team', 'icp', 'accounts', 'feeds', 'people', 'mail', 'queue'] as const
export type StepKey = (typeof stepKeys)[number]

/** `says`: what there is, or what is missing, in one sentence. */
export type Step = { key: StepKey; title: string; state: 'done' | 'open' | 'skipped'; says: string }

type Found = { isDone: boolean; says: string }

/** From an empty house to its first queue: each step as far as the workspace itself has come, in any order. */
export const firstSteps = (standing: Standing, skipped: ReadonlySet<string>): Step[] =>
  stepKeys.map((key) => {
    const { title, look } = steps[key]
    const { isDone, says } = look(standing)
    return { key, title, says, state: isDone ? 'done' : skipped.has(key) ? 'skipped' : 'open' }
  })

/** The one to take next; null when every one is done or skipped. */
export const nextStep = (all: readonly Step[]): StepKey | null => all.find(({ state }) => state === 'open')?.key ?? null

const done = (says: string): Found => ({ isDone: true, says })
const open = (says: string): Found => ({ isDone: false, says })
const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n > mostCounted ? `${mostCounted.toLocaleString('en')}+` : n.toLocaleString('en')} ${n === 1 ? one : many}`

const steps: Readonly<Record<StepKey, { title: string; look: (standing: Standing) => Found }>> = {
  team: { title: 'Team and time zone', look: ({ name, timeZone }) => done(`${name}, ${timeZone}.`) },
  icp: {
    title: 'Who you sell to',
    look: ({ icps }) =>
      icps.length > 0
        ? done(`In force: ${icps.join(', ')}.`)
        : open('There is no ICP yet, so nothing says which accounts fit.'),
  },
  accounts: {
    title: 'Your accounts',
    look: ({ accounts, withDomain, contacts }) => {
      if (accounts === 0) return open('There are no accounts yet, so no news is about anybody.')
      const book = counted(accounts, 'account')
      if (withDomain === 0) return open(`${book}, and none has a domain: each stays out of the queue until it has one.`)
      const without =
        accounts > withDomain && accounts <= mostCounted
          ? `, ${(accounts - withDomain).toLocaleString('en')} of them without a domain`
          : ''
      return done(
        `${book}${without}; ${contacts > 0 ? counted(contacts, 'contact') : 'no contacts, so each item says whom to look for'}.`,
      )
    },
  },
  feeds: {
    title: 'What is watched',
    look: ({ watched, answered }) => {
      if (watched === 0) return open('No feed is watched yet, so there is no news.')
      return done(
        `${counted(watched, 'feed')} watched; ${answered > 0 ? `${answered} answered` : 'none has been asked with success yet'}.`,
      )
    },
  },
  people: {
    title: 'People',
    look: ({ people, accounts, owned }) => {
      if (people < 2) return open('You are alone: invite the reps whose mornings these are.')
      const here = `${counted(people, 'person', 'people')} can sign in`
      if (accounts <= owned) return done(`${here}.`)
      const unowned = accounts > mostCounted ? 'many accounts' : counted(accounts - owned, 'account')
      return done(`${here}; ${unowned} without an owner, on the list of what nobody owns.`)
    },
  },
  mail: {
    title: 'Mail, when you want it',
    look: ({ hasSender, sendingOn }) => {
      if (!hasSender)
        return open(
          'Say who sends before the first queue: each draft carries it. Sending stays off, and people hand messages out themselves.',
        )
      return done(sendingOn ? 'Sending is on.' : 'It is said who sends; sending is off until you turn it on.')
    },
  },
  queue: {
    title: 'The first queue',
    look: ({ items, hasRun }) => {
      if (items > 0) return done(`${counted(items, 'item')} on the lists.`)
      return hasRun
        ? open('The last run found no account with fresh news that every gate lets through.')
        : open('Nothing has run yet.')
    },
  },
}
