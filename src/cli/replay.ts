import type { ReplayedDay } from '../pipeline/replay.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  count,
  day as dayOption,
  exitCodes,
  type Opened,
  print,
  UsageError,
  userNamed,
  withWorkspace,
} from './support.ts'

type Options = { day?: string; owner?: string; json?: boolean }

export const addReplay: AddCommand = (program) => {
  program
    .command('replay')
    .description('build the queues of a past day again from what was frozen with them, and compare')
    .option('--day <day>', 'the local day', dayOption)
    .option('--owner <email>', 'only the queue of this person, or "unowned"')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  daybreak replay --day 2026-11-23\n  daybreak replay --day 2026-11-23 --owner ana@example.com --json',
    )
    .action(act((options: Options) => withWorkspace((opened) => run(opened, options))))
}

const run = async (opened: Opened, { day, owner, json }: Options) => {
  if (!day) throw new UsageError('Say which day: --day 2026-11-23')
  const [{ replay }, { UNOWNED }] = await Promise.all([
    import('../pipeline/replay.ts'),
    import('../store/schema/index.ts'),
  ])
  const ownerKey = owner === undefined || owner === UNOWNED ? owner : (await userNamed(opened, owner)).id
  const days = await replay(opened.app, day, ownerKey)
  print(json, days, () => days.map(text).join('\n'))
  return days.every(({ identical, altered }) => identical && altered.length === 0) ? exitCodes.ok : exitCodes.failed
}

const mostDifferences = 20

const text = ({ owner, items, formula, altered, identical, differences }: ReplayedDay): string =>
  [
    `${owner}: ${count(items, 'item')}, ${identical ? 'identical' : count(differences.length, 'difference')}`,
    ...(formula.kept === formula.current
      ? []
      : [`  built by formula ${formula.kept}, replayed by formula ${formula.current}`]),
    ...altered.map((subject) => `  what was kept of ${subject} has been altered`),
    ...differences
      .slice(0, mostDifferences)
      .map(
        ({ where, kept, rebuilt }) =>
          `  ${where}: ${JSON.stringify(kept)} was kept, ${JSON.stringify(rebuilt)} rebuilt`,
      ),
  ].join('\n')
