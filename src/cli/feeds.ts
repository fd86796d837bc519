import type { Feed } from '../store/feeds.ts'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

export const addFeeds: AddCommand = (program) => {
  program
    .command('feeds')
    .description('list the feeds with their last answer; the exit code is 3 when one is failing')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak feeds --json')
    .action(act(({ json }: { json?: boolean }) => withWorkspace((opened) => run(opened, json))))
}

const run = async ({ app }: Opened, json: boolean | undefined) => {
  const { listFeeds } = await import('../store/feeds.ts')
  const feeds = await listFeeds(app.db)
  print(json, feeds, () => (feeds.length === 0 ? 'No feed is watched.' : feeds.map(line).join('\n')))
  return feeds.some(({ enabled, failures }) => enabled && failures > 0) ? exitCodes.partly : exitCodes.ok
}

const line = ({ key, category, enabled, state, failures, lastAnswer, nextPollAt }: Feed): string => {
  const next = new Date(nextPollAt).toISOString().slice(0, 16).replace('T', ' ')
  const health = !enabled ? 'off' : failures > 0 ? `${state}, failed ${failures} times` : state
  return `${category.padEnd(10)} ${key}  ${health}; ${lastAnswer ?? 'not polled yet'}${enabled ? `; next ${next} UTC` : ''}`
}
