import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Backtest, BacktestScore } from '../core/icp/backtest.ts'
import type { Lift, Proposal } from '../core/icp/learn.ts'
import type { PastQueues } from '../core/icp/past-queues.ts'
import { placeNames } from '../core/icp/places.ts'
import type { Place } from '../core/icp/preview.ts'
import type { IcpReview } from '../pipeline/icp-review.ts'
import { act, count, exitCodes, type Opened, print, UsageError, wholeNumber, withWorkspace } from './support.ts'

type Options = { won?: string; lost?: string; icp?: string; out?: string; json?: boolean }

/** What past wins and losses say about the ICP. */
export const addIcpLearning = (icp: Command): void => {
  icp
    .command('learn')
    .description('say what tells won accounts from lost ones, and propose weights, disqualifiers and triggers')
    .option('--won <file>', 'won accounts as CSV; without files, the outcomes in the workspace are read')
    .option('--lost <file>', 'lost accounts as CSV')
    .option('--icp <file>', 'the ICP to propose changes to, instead of the one in force')
    .option('--out <file>', 'where to write the ICP with the proposals taken in, for you to edit and publish')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp learn --won won.csv --lost lost.csv --out draft.yaml')
    .action(act((options: Options) => withWorkspace((opened) => learn(opened, options))))
  icp
    .command('backtest')
    .description('say how well a draft tells past wins from losses, and what it would have made of past queues')
    .argument('<file>', 'the ICP in YAML')
    .option('--days <number>', 'how many past queue days to rank again', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp backtest draft.yaml')
    .action(
      act((file: string, options: Options & { days: number }) => withWorkspace((o) => backtest(o, file, options))),
    )
  icp
    .command('review')
    .description('print the quarterly review: drift, win rate by tier, rejected reasons, coverage of the market')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp review')
    .action(act((options: Options) => withWorkspace((opened) => review(opened, options))))
}

const learn = async ({ app }: Opened, { won, lost, icp, out, json }: Options) => {
  if ((won === undefined) !== (lost === undefined)) throw new UsageError('Give both --won and --lost, or neither')
  const { learnIcp } = await import('../pipeline/icp-learn.ts')
  const csv = won && lost ? { won: await readFile(won, 'utf8'), lost: await readFile(lost, 'utf8') } : null
  const learnt = await learnIcp(app, csv, icp ? await readFile(icp, 'utf8') : undefined)
  if (out && learnt.draft) await writeFile(out, learnt.draft)
  print(json, learnt, () =>
    [
      `${learnt.sentence}.`,
      ...learnt.unread.map(({ file, line, message }) => `  ${file}, line ${line}: ${message}`),
      ...learnt.proposals.map(proposalText),
      ...(out && learnt.draft ? [`The draft is in ${out}: read it, check it, publish it.`] : []),
    ].join('\n'),
  )
  return exitCodes.ok
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
const signed = (number: number): string => (number > 0 ? `+${number}` : `${number}`)

const proposalText = (proposal: Proposal): string =>
  [
    `  ${proposalHead(proposal)}`,
    ...proposal.lifts.map((lift) => `      ${liftText(lift)}`),
    ...(proposal.what === 'criterion' && proposal.alike.length > 0
      ? [`      says much the same as: ${proposal.alike.join('; ')}`]
      : []),
  ].join('\n')

const proposalHead = (proposal: Proposal): string => {
  if (proposal.what === 'disqualifier') return `out: ${proposal.label}`
  if (proposal.what === 'criterion') return `weight ${signed(proposal.weight)}: ${proposal.label}`
  return `importance ${proposal.importance} instead of ${proposal.before}: ${proposal.label}`
}

const liftText = ({ won, lost, difference, odds }: Lift): string =>
  `${won.met} of ${won.of} won, ${lost.met} of ${lost.of} lost; difference ${percent(difference.value)} (${percent(difference.low)} to ${percent(difference.high)}), odds × ${odds.value.toFixed(1)} (${odds.low.toFixed(1)} to ${odds.high.toFixed(1)})`

const backtest = async ({ app }: Opened, file: string, { json, days }: Options & { days: number }) => {
  const { backtestIcp } = await import('../pipeline/icp-learn.ts')
  const { backtestQueues } = await import('../pipeline/icp-past-queues.ts')
  const yaml = await readFile(file, 'utf8')
  const result = { ...(await backtestIcp(app, yaml)), queues: await backtestQueues(app, yaml, days) }
  print(json, result, () => `${backtestText(result)}\n${queuesText(result.queues)}`)
  return exitCodes.ok
}

const mostMoves = 20

const queuesText = ({ days, before, after, enters, leaves, wouldHaveLost, judged, enough, auc }: PastQueues): string =>
  [
    `${count(days, 'past queue day')} ranked again: ${count(before, 'first touch', 'first touches')} then, ${after} with the draft.`,
    `  ${count(enters.length, 'account')} would have come in, ${leaves.length} would have stayed out.`,
    ...(judged.good + judged.other === 0
      ? ['  None of them was touched, so nothing tells which list was better.']
      : [
          `  Of those touched, ${judged.good} had a result and ${judged.other} had none.${enough ? '' : ' Not enough data: read the intervals only.'}`,
          `  in force  ${rankText(auc.before)}`,
          `  draft     ${rankText(auc.after)}`,
        ]),
    ...wouldHaveLost
      .slice(0, mostMoves)
      .map((move) => `  would have missed ${move.name} (${move.day}): ${move.result}`),
  ].join('\n')

const rankText = ({ auc, low, high }: PastQueues['auc']['before']): string =>
  `ranks one with a result above one without ${percent(auc)} of the time (${percent(low)} to ${percent(high)})`

const backtestText = ({ won, lost, enough, before, after, wouldHaveLost }: Backtest): string =>
  [
    `${won} won and ${lost} lost.${enough ? '' : ' Not enough data: read the intervals only.'}`,
    `  in force  ${scoreText(before)}`,
    `  draft     ${scoreText(after)}`,
    wouldHaveLost.length === 0
      ? 'No account that was won would have been kept out.'
      : `${count(wouldHaveLost.length, 'won account')} would have been kept out:`,
    ...wouldHaveLost.slice(0, 20).map(({ name, because }) => `  ${name}: ${because}`),
  ].join('\n')

const scoreText = ({ auc, interval, topDecileLift, topDecileInterval }: BacktestScore): string => {
  const lift =
    topDecileLift === null || topDecileInterval === null
      ? ''
      : `; wins in the best tenth × ${topDecileLift.toFixed(1)} (${topDecileInterval.low.toFixed(1)} to ${topDecileInterval.high.toFixed(1)})`
  return `ranks a won above a lost account ${percent(auc)} of the time (${percent(interval.low)} to ${percent(interval.high)})${lift}`
}

const review = async ({ app }: Opened, { json }: Options) => {
  const { icpReview } = await import('../pipeline/icp-review.ts')
  const result = await icpReview(app)
  print(json, result, () => reviewText(result))
  return exitCodes.ok
}

const mostRows = 8

const reviewText = ({ drift, winRates, rejections, coverage, width }: IcpReview): string =>
  [
    width.sentence,
    ...Object.entries(placeNames).map(([place, name]) => {
      const [some = 0, touched = 0] = [coverage.places[place as Place], coverage.touched[place as Place]]
      return `  ${name}: ${some}, touched ${touched}`
    }),
    'Win rate by tier of the first touch:',
    ...winRates.map(
      ({ tier, share, interval }) =>
        `  ${tier ? `Tier ${tier}` : 'no tier'}: ${share.met} of ${share.of} (${percent(interval.low)} to ${percent(interval.high)})`,
    ),
    'Rejected:',
    ...rejections.map((each) => `  ${String(each.count).padStart(4)}  ${each.reason.replaceAll('_', ' ')}`),
    ...drift.flatMap(({ quarter, targeted, won, enough, rows }) => [
      `${quarter}: ${targeted} targeted, ${won} won${enough ? '' : ' (not enough data)'}`,
      ...rows
        .filter(({ drifts }) => drifts)
        .slice(0, mostRows)
        .map(
          (row) =>
            `  ${row.label}: ${row.targeted.met} of ${row.targeted.of} targeted, ${row.won.met} of ${row.won.of} won`,
        ),
    ]),
  ].join('\n')
