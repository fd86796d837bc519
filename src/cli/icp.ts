import { readFile } from 'node:fs/promises'
import type { IcpCheck } from '../core/icp/check.ts'
import { placeNames } from '../core/icp/places.ts'
import type { Place } from '../core/icp/preview.ts'
import type { QueueMove, WholePreview } from '../pipeline/icp-preview.ts'
import { addIcpInterview } from './icp-interview.ts'
import { addIcpLearning } from './icp-learn.ts'
import { addIcpVersions } from './icp-versions.ts'
import type { AddCommand } from './index.ts'
import { act, count, exitCodes, type Opened, print, tellSample, userNamed, withWorkspace } from './support.ts'

type Options = { json?: boolean; note?: string; by?: string }

export const addIcp: AddCommand = (program) => {
  const icp = program.command('icp').description('make, check, preview, publish and question the ICP')
  icp
    .command('check')
    .description('say what an ICP file gets wrong, and what its questions find among the accounts')
    .argument('<file>', 'the ICP in YAML')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp check icp.yaml')
    .action(act((file: string, options: Options) => withWorkspace((opened) => check(opened, file, options))))
  icp
    .command('preview')
    .description('say which accounts enter and leave each tier if the file were published')
    .argument('<file>', 'the ICP in YAML')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp preview icp.yaml')
    .action(act((file: string, options: Options) => withWorkspace((opened) => preview(opened, file, options))))
  icp
    .command('publish')
    .description(
      'make the file the ICP in force under its key, as its next version; queues built from then on follow it',
    )
    .argument('<file>', 'the ICP in YAML')
    .option('--by <email>', 'who publishes it')
    .option('--note <text>', 'why')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  daybreak icp publish icp.yaml --by ana@example.com --note "Smaller companies too"',
    )
    .action(act((file: string, options: Options) => withWorkspace((opened) => publish(opened, file, options))))
  addIcpVersions(icp)
  addIcpLearning(icp)
  addIcpInterview(icp)
}

const read = async (file: string) => {
  const { parseIcp } = await import('../core/icp/parse.ts')
  const yaml = await readFile(file, 'utf8')
  return { yaml, icp: parseIcp(yaml) }
}

const check = async ({ app }: Opened, file: string, { json }: Options) => {
  const { checkIcp } = await import('../pipeline/study.ts')
  const result = await checkIcp(app, await readFile(file, 'utf8'))
  print(json, result, () => checkText(result))
  return result.findings.some(({ level }) => level === 'error') ? exitCodes.failed : exitCodes.ok
}

const checkText = ({ accounts, findings, criteria, disqualifiers }: IcpCheck): string =>
  [
    findings.length === 0 ? 'Nothing to mend.' : `${count(findings.length, 'finding')}:`,
    ...findings.map(({ level, path, message }) => `  ${level}: ${path} ${message}`),
    `Of ${count(accounts, 'account')}:`,
    ...[...criteria, ...disqualifiers].map(
      ({ label, known, met }) => `  ${String(met).padStart(6)} yes, ${String(known).padStart(6)} known  ${label}`,
    ),
  ].join('\n')

const preview = async ({ app }: Opened, file: string, { json }: Options) => {
  const { previewIcp } = await import('../pipeline/icp-preview.ts')
  const result = await previewIcp(app, await readFile(file, 'utf8'))
  print(json, result, () => previewText(result))
  return result.tests.every(({ passed }) => passed) ? exitCodes.ok : exitCodes.failed
}

const mostMoves = 40

const previewText = ({ before, after, moves, tests, queue, width }: WholePreview): string =>
  [
    ...(Object.keys(placeNames) as unknown as Place[]).map(
      (place) => `${placeNames[place].padEnd(13)} ${before[place]} → ${after[place]}`,
    ),
    `${width.sentence}.`,
    `${count(moves.length, 'account')} would move${moves.length > mostMoves ? `, the first ${mostMoves}` : ''}:`,
    ...moves
      .slice(0, mostMoves)
      .map(
        ({ name, from, to, because }) => `  ${name}: ${placeNames[from]} → ${placeNames[to]}  (${because.join('; ')})`,
      ),
    `Today's queues, built now: ${count(queue.before, 'first touch', 'first touches')} → ${queue.after}`,
    ...queue.enters.slice(0, mostMoves).map((move) => `  enters: ${moveText(move)}`),
    ...queue.leaves.slice(0, mostMoves).map((move) => `  leaves: ${moveText(move)}`),
    ...tests.filter(({ passed }) => !passed).map((test) => `test failed: ${test.account}: ${test.message}`),
  ].join('\n')

const moveText = ({ name, owner, priority, tier }: QueueMove): string =>
  `${name} (${owner ?? 'nobody'}, priority ${priority.toFixed(1)}${tier ? `, Tier ${tier}` : ''})`

const publish = async (opened: Opened, file: string, { json, by, note }: Options) => {
  const [{ publishIcp }, { icpHistory }, { lastQueueDays }] = await Promise.all([
    import('../pipeline/icp.ts'),
    import('../store/icps.ts'),
    import('../store/queue.ts'),
  ])
  tellSample(opened)
  const person = by ? await userNamed(opened, by) : null
  const { yaml } = await read(file)
  const { key, name } = await publishIcp(opened.app, person?.id ?? null, yaml, note ?? null)
  const number = (await icpHistory(opened.app.db, key))[0]!.number
  const anyBuilt = (await lastQueueDays(opened.app.db, 1)).length > 0
  const from = anyBuilt
    ? 'queues built from now on follow it, those that stand stay as they are'
    : 'the first queue comes with the next run that finds something for it'
  print(json, { key, name, number }, () => `"${name}" is in force as version ${number}; ${from}.`)
  return exitCodes.ok
}
