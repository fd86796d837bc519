import type { Miss, MorningItem, Rehearsal } from '../pipeline/rehearse.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  count,
  day,
  exitCodes,
  type Loudness,
  print,
  progress,
  quietly,
  UsageError,
  wholeNumber,
  workLine,
} from './support.ts'

type Options = Loudness & {
  accounts: string
  icp: string
  documents: string
  from: string
  to: string
  zone: string
  capacity: number
  leave?: boolean
  whyNot?: boolean
  accountsFromSignals?: boolean
}

export const addRehearse: AddCommand = (program) => {
  program
    .command('rehearse')
    .description('play kept documents through the pipeline and print what each morning would have been')
    .requiredOption('--accounts <file>', 'CSV of the accounts, as for import')
    .requiredOption('--icp <file>', 'the ICP in YAML')
    .requiredOption('--documents <file>', 'JSON Lines: title, source, url, summary, published, first_crawled')
    .requiredOption('--from <day>', 'first morning', day)
    .requiredOption('--to <day>', 'last morning', day)
    .option('--zone <zone>', "the rep's time zone", 'UTC')
    .option('--capacity <items>', 'how many items the rep works a day', wholeNumber, 15)
    .option('--leave', 'nobody works the list: items carry over instead of counting as sent')
    .option('--why-not', 'also tell of each signal why it is not in the queue')
    .option(
      '--accounts-from-signals',
      'add the companies that are found as unqualified accounts, to judge drafts in bulk',
    )
    .option('--json', 'print JSON')
    .option(...quietly)
    .addHelpText('after', examples)
    .action(act(run))
}

const examples = `
Each document counts as polled on its first_crawled day, else its published day; with published_basis first_crawled the
day of publication counts as unknown, unless the address names it. Everything happens in a database that
is thrown away; nothing is read from the network and nothing is sent.

Examples:
  daybreak rehearse --accounts accounts.csv --icp icp.yaml --documents april.jsonl --from 2026-04-05 --to 2026-04-19
  daybreak rehearse ... --why-not --json > april.json`

const run = async (options: Options) => {
  const [{ rehearse }, { isZone }] = await Promise.all([import('../pipeline/rehearse.ts'), import('../core/day.ts')])
  if (!isZone(options.zone)) throw new UsageError(`"${options.zone}" is not a time zone such as Europe/Berlin`)
  if (options.from > options.to) throw new UsageError('--from is after --to')
  const startedAt = Date.now()
  const line = workLine(options)
  const result = await rehearse({
    ...options,
    leave: options.leave ?? false,
    whyNot: options.whyNot ?? false,
    accountsFromSignals: options.accountsFromSignals ?? false,
    onImported: ({ rows, errors }) =>
      line.say('accounts', `${count(rows, 'account row')} read${errors.length ? `, ${errors.length} not usable` : ''}`),
    onMorning: (morning) => line.say(morning.day, `${morning.day}  ${countsOf(morning)}`),
  })
  line.end()
  const seconds = (Date.now() - startedAt) / 1000
  for (const wrong of result.errors.slice(0, 10)) progress(`${options.documents} line ${wrong.line}: ${wrong.message}`)
  print(options.json, { ...result, seconds, totals: totalsOf(result) }, () => story(result, seconds))
  return result.errors.length > 0 ? exitCodes.partly : exitCodes.ok
}

type Morning = Rehearsal['mornings'][number]

const countsOf = ({ documents, signals, matched, items }: Morning): string =>
  `${count(documents, 'document')}, ${count(signals, 'signal')}, ${matched} matched, ${count(items.length, 'item')}`

const totalsOf = ({ mornings }: Rehearsal) => {
  const sum = (number: (morning: Morning) => number) => mornings.reduce((total, each) => total + number(each), 0)
  return {
    mornings: mornings.length,
    documents: sum(({ documents }) => documents),
    signals: sum(({ signals }) => signals),
    matched: sum(({ matched }) => matched),
    review: sum(({ review }) => review),
    items: sum(({ items }) => items.length),
    emptyMornings: mornings.filter(({ items }) => items.length === 0).length,
  }
}

const story = (result: Rehearsal, seconds: number): string => {
  const totals = totalsOf(result)
  const sums = [
    count(totals.mornings, 'morning'),
    count(totals.documents, 'document'),
    count(totals.signals, 'signal'),
    `${totals.matched} matched (${totals.review} unsure)`,
    count(totals.items, 'item'),
    `${seconds.toFixed(1)} s`,
  ]
  return [...result.mornings.map(page), `${sums.join(' · ')}`].join('\n\n')
}

const page = (morning: Morning): string =>
  [
    `══ ${morning.day}  ${countsOf(morning)}`,
    ...(morning.items.length === 0 ? ['Nothing new worth a first touch.'] : morning.items.map(itemText)),
    ...(morning.waiting > 0 ? [`${morning.waiting} more than a day's work wait.`] : []),
    ...(morning.reasons ? [ledgerText(morning.reasons)] : []),
    ...(morning.notQueued.length > 0 ? [['Not queued:', ...morning.notQueued.map(missText)].join('\n')] : []),
  ].join('\n\n')

/** "Of 320 accounts: 12 queued, 301 no trigger, 7 capacity". */
const ledgerText = (reasons: NonNullable<Morning['reasons']>): string => {
  const told = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  const all = told.reduce((sum, [, some]) => sum + some, 0)
  return `Of ${count(all, 'account')}: ${told.map(([reason, some]) => `${some} ${reason.replaceAll('_', ' ')}`).join(', ')}.`
}

const itemText = (item: MorningItem, index: number): string => {
  const { trigger, draft } = item
  const place = [item.tier ? `Tier ${item.tier}` : 'unqualified', `fit ${item.fit}`, `heat ${item.heat}`]
  const warnings = draft?.findings.map(({ level, message }) => `     ${level}: ${message}`) ?? []
  return [
    `${String(index + 1).padStart(2)}. ${item.priority.toFixed(1)}  ${item.account}  ${item.domain ?? ''}  (${place.join(', ')})`,
    `    ${trigger.headline} · ${trigger.publishers.join(', ')}`,
    `    “${item.quote}”`,
    ...(item.url ? [`    ${item.url}`] : []),
    ...(draft ? [indented(`Subject: ${draft.subject}\n\n${draft.text}`), ...warnings] : ['    (no draft)']),
  ].join('\n')
}

const indented = (text: string): string => text.replace(/^/gm, '    | ')
const missText = ({ company, kind, why, title }: Miss): string => `  ${company}, ${kind}: ${why}\n      ${title}`
