import type { Why, WhyTrigger } from '../pipeline/why.ts'
import type { AddCommand } from './index.ts'
import { act, day as dayOption, exitCodes, type Opened, print, withWorkspace } from './support.ts'

type Options = { day?: string; json?: boolean }

export const addWhy: AddCommand = (program) => {
  program
    .command('why')
    .description('say why an account is, or is not, in its queue: fit, triggers and the gate that stops it')
    .argument('<account>', 'its domain, name or id')
    .option('--day <day>', 'another day', dayOption)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  daybreak why kestrelworks.example\n  daybreak why "Kestrel Works" --day 2026-11-23',
    )
    .action(act((account: string, options: Options) => withWorkspace((opened) => run(opened, account, options))))
}

const run = async ({ app }: Opened, words: string, { day, json }: Options) => {
  const [{ why }, { dayInWords }] = await Promise.all([import('../pipeline/why.ts'), import('../core/day.ts')])
  const answer = await why(app, words, day)
  print(json, answer, () => text(answer, dayInWords))
  return exitCodes.ok
}

const text = (answer: Why, dayInWords: (day: string) => string): string => {
  const { account, day, queued, reason, fit, heat, alpha, priority } = answer
  const place = queued
    ? `In ${queued.owner}'s queue, number ${queued.rank} of ${queued.lane.replaceAll('_', ' ')}.${queued.message ? ` Its message is ${queued.message}.` : ''}`
    : `Not queued: ${reason!.sentence}.`
  const formula = `priority ${priority.toFixed(1)} = ${fit?.fit ?? '?'}^${alpha} × ${heat}^${Number((1 - alpha).toFixed(3))}`
  return [
    `${account.name}, ${dayInWords(day)}${answer.owner ? `, ${answer.owner}` : ''}`,
    place,
    formula,
    ...fitLines(answer),
    ...(answer.triggers.length === 0 ? ['No trigger.'] : answer.triggers.map(triggerLine)),
  ].join('\n')
}

const fitLines = ({ fit }: Why): string[] => {
  if (!fit) return ['No ICP applies to it.']
  const tier = fit.tier ? `Tier ${fit.tier}` : 'no tier'
  const known = `${Math.floor(fit.coverage * 100)} % known`
  return [
    `fit ${fit.fit?.toFixed(1) ?? 'not known'}, ${tier}, ${known}, ICP ${fit.icpKey}`,
    ...fit.contributions.map(({ label, met, pointsTenths }) => {
      const points = met === null ? '     ?' : (pointsTenths / 10).toFixed(1).padStart(6)
      return `  ${points}  ${label}${met === false ? ' (no)' : met === null ? ' (not known)' : ''}`
    }),
    ...fit.disqualifiedBy.map(({ label }) => `  disqualified: ${label}`),
  ]
}

const triggerLine = (trigger: WhyTrigger): string => {
  const { points, headline, importance, magnitude, confidence, corroboration, decay, ageDays, spent, expired } = trigger
  const factors = [importance, magnitude, confidence, corroboration, decay].join(' × ')
  const marks = [
    `${ageDays} days old`,
    ...(trigger.lite ? ['supports only'] : []),
    ...(expired ? ['expired'] : []),
    ...(spent ? [`spent: ${spent}`] : []),
  ]
  return `  ${points.toFixed(1).padStart(6)}  ${headline} = ${factors} (${marks.join(', ')})`
}
