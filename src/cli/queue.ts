import { draftStateNames } from '../core/draft/states.ts'
import type { ListedItem } from '../store/lists.ts'
import type { User } from '../store/users.ts'
import type { AddCommand } from './index.ts'
import { act, day as dayOption, exitCodes, type Opened, print, userNamed, withWorkspace } from './support.ts'

type Options = { user?: string; day?: string; json?: boolean }

export const addQueue: AddCommand = (program) => {
  program
    .command('queue')
    .description("print today's queue of everybody, or one person's")
    .option('--user <email>', 'only this person')
    .option('--day <day>', "another of the person's local days", dayOption)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  daybreak queue\n  daybreak queue --user ana@example.com --day 2026-11-23 --json',
    )
    .action(act((options: Options) => withWorkspace((opened) => run(opened, options))))
}

const run = async (opened: Opened, { user, day, json }: Options) => {
  const [{ activeUsers }, { localDay }, { listedItems }, { findQueueDay }, { headline }] = await Promise.all([
    import('../store/ranking.ts'),
    import('../core/day.ts'),
    import('../store/lists.ts'),
    import('../store/queue.ts'),
    import('../core/headline.ts'),
  ])
  const { db, now } = opened.app
  const people: User[] = user ? [await userNamed(opened, user)] : await activeUsers(db)
  const lists: List[] = []
  let anyBuilt = false
  for (const person of people) {
    const theirDay = day ?? localDay(now(), person.timeZone)
    const built = await findQueueDay(db, person.id, theirDay)
    anyBuilt ||= Boolean(built)
    const items = (await listedItems(db, person.id, theirDay)).map((row) => told(row, headline))
    if (user || items.length > 0)
      lists.push({ user: person.email, name: person.name, day: theirDay, built: Boolean(built), items })
  }
  const none = anyBuilt ? 'Nothing is on any list of that day.' : 'No queue has been built for that day yet.'
  print(json, lists, () => (lists.length === 0 ? none : lists.map(page).join('\n\n')))
  return exitCodes.ok
}

type Headline = typeof import('../core/headline.ts').headline

const told = ({ item, account, domain, trigger, draft }: ListedItem, headline: Headline) => ({
  lane: item.lane,
  rank: item.rank,
  priority: item.priority,
  fit: item.fit,
  heat: item.heat,
  tier: item.tier,
  account: account.name,
  domain,
  trigger: { kind: trigger.kind, headline: headline(trigger.kind, trigger.trigger.fields), at: trigger.at },
  draft: draft && { state: draft.draft.state, to: draft.text.to, subject: draft.text.subject, text: draft.text.text },
})

type List = { user: string; name: string; day: string; built: boolean; items: ReturnType<typeof told>[] }

const laneNames = {
  new: 'New',
  still_warm: 'Still warm',
  needs_contact: 'Needs a contact',
  your_accounts: 'Your accounts',
  unowned: 'Unowned',
} as const

const page = ({ name, user, day, built, items }: List): string => {
  const lanes = Map.groupBy(items, ({ lane }) => lane)
  const parts = (Object.keys(laneNames) as (keyof typeof laneNames)[]).flatMap((lane) => {
    const some = lanes.get(lane)
    return some ? [[`  ${laneNames[lane]}`, ...some.map(line)].join('\n')] : []
  })
  const empty = built ? '  Nothing new worth a first touch.' : '  This day has not been built.'
  return [`${name} <${user}>, ${day}`, ...(parts.length > 0 ? parts : [empty])].join('\n')
}

const line = ({ rank, priority, tier, account, trigger, draft }: List['items'][number]): string =>
  `  ${String(rank).padStart(3)}  ${priority.toFixed(1).padStart(5)}  ${tier ? `T${tier}` : '  '}  ${account} · ${trigger.headline}${draft ? ` · ${draftStateNames[draft.state]}` : ''}`
