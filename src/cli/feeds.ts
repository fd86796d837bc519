import path from 'node:path'
import type { Command } from 'commander'
import type { Trial } from '../pipeline/feeds.ts'
import type { Feed } from '../store/feeds.ts'
import { addBoards } from './feeds-boards.ts'
import type { AddCommand } from './index.ts'
import { act, count, exitCodes, type Opened, print, progress, withWorkspace } from './support.ts'

type ListOptions = { all?: boolean; json?: boolean }

export const addFeeds: AddCommand = (program) => {
  const feeds = program
    .enablePositionalOptions() // so that an option after "check" or "boards" is theirs
    .command('feeds')
    .description('list the feeds with their last answer; the exit code is 3 when one is failing')
    .option('--all', 'also those that are off')
    .option('--json', 'print JSON, of all')
    .addHelpText('after', examples)
    .action(act((options: ListOptions) => withWorkspace((opened) => list(opened, options))))
  feeds
    .command('check')
    .description('ask the feeds that are not verified yet, or all, whether they can be read; nothing is stored')
    .option('--all', 'also those that are verified')
    .action(act((options: { all?: boolean }) => withWorkspace((opened) => check(opened, options.all ?? false))))
  addBoards(feeds)
  oneFeed(feeds, 'test', 'poll one feed now; a good answer also revives a paused one', test)
  oneFeed(feeds, 'on', 'watch a feed from the next poll on', (opened, key) => turn(opened, key, true))
  oneFeed(feeds, 'off', 'watch a feed no more; what it brought stays', (opened, key) => turn(opened, key, false))
}

const examples = `
Feeds named in the files of feeds/ are brought in, off and unverified, by "check".

Examples:
  daybreak feeds --all
  daybreak feeds --json
  daybreak feeds check
  daybreak feeds board acme.example https://jobs.lever.co/acme
  daybreak feeds on sifted`

type Work = (opened: Opened, key: string) => Promise<(typeof exitCodes)[keyof typeof exitCodes]>

const oneFeed = (feeds: Command, name: string, about: string, work: Work) =>
  feeds
    .command(name)
    .description(about)
    .argument('<key>', 'the key of the feed')
    .action(act((key: string) => withWorkspace((opened) => work(opened, key))))

const list = async ({ app }: Opened, { all = false, json }: ListOptions) => {
  const [{ listFeeds }, { yieldsOf }, { feedInWords, isFailing }] = await Promise.all([
    import('../store/feeds.ts'),
    import('../store/yields.ts'),
    import('../pipeline/feed-words.ts'),
  ])
  const feeds = await listFeeds(app.db)
  const brought = await yieldsOf(app.db, null)
  const [watched, rest] = [feeds.filter(({ enabled }) => enabled), feeds.filter(({ enabled }) => !enabled)]
  const line = (feed: Feed) => `${feed.category.padEnd(10)} ${feedInWords(feed, brought.get(feed.id))}`
  const lines = () => [...watched.map(line), ...(all ? rest.map(line) : restInWords(rest))]
  const told = feeds.map((feed) => ({ ...feed, brought: brought.get(feed.id) ?? { items: 0, signals: 0, queued: 0 } }))
  print(json, told, () => (feeds.length === 0 ? 'No feed is known.' : lines().join('\n')))
  return feeds.some(isFailing) ? exitCodes.partly : exitCodes.ok
}

const restInWords = (off: readonly Feed[]): string[] => {
  const unverified = off.filter(({ verifiedAt }) => verifiedAt === null).length
  return off.length === 0
    ? []
    : [`${count(off.length, 'feed')} off, ${unverified} of them unverified: --all lists them`]
}

const onlyTheApp = 'The sample’s feeds are served by the running app, and only it can ask them'

const check = async ({ app, sample }: Opened, all: boolean) => {
  const [{ checkFeeds, feedsToCheck, importCatalogue }, { catalogueFiles }, { projectFolder }, { isOnLoopback }] =
    await Promise.all([
      import('../pipeline/feeds.ts'),
      import('../adapters/catalogue-files.ts'),
      import('../wire.ts'),
      import('../pipeline/poll/by-host.ts'),
    ])
  const files = catalogueFiles(path.join(projectFolder, 'feeds')).map(({ text }) => text)
  if (!sample) progress(`${count(await importCatalogue(app, files), 'feed')} in the catalogue`)
  const known = await feedsToCheck(app, { all })
  const feeds = sample ? known.filter((feed) => !isOnLoopback(app, feed)) : known
  if (feeds.length < known.length) progress(`${onlyTheApp}; ${known.length - feeds.length} of them left alone`)
  let failed = 0
  let done = 0
  const { isOffline } = await checkFeeds(app, feeds, (feed, trial) => {
    done++
    if (!trial.good) failed++
    print(false, trial, () => `${`${done}/${feeds.length}`.padStart(7)}  ${checkLine(feed, trial)}`)
  })
  progress(`${count(feeds.length, 'feed')} checked, ${failed} could not be read`)
  if (isOffline) progress('No name resolved: is this machine online? Nothing was noted of the feeds.')
  return failed > 0 ? exitCodes.partly : exitCodes.ok
}

const checkLine = ({ key }: Feed, { good, message, titles }: Trial): string =>
  `${good ? 'ok  ' : 'FAIL'} ${key}  ${message}${titles[0] ? `; newest: ${titles[0]}` : ''}`

const test: Work = async ({ app, sample }, key) => {
  const [{ pollFeed }, { findFeed }, { isOnLoopback }] = await Promise.all([
    import('../pipeline/poll.ts'),
    import('../store/feeds.ts'),
    import('../pipeline/poll/by-host.ts'),
  ])
  const feed = await findFeed(app.db, key)
  if (!feed) throw new Error(`There is no feed "${key}"`)
  if (sample && isOnLoopback(app, feed)) throw new Error(`${onlyTheApp}: test it on its Feeds page`)
  const { failed, message } = await pollFeed(app, feed)
  print(false, message, () => message)
  return failed ? exitCodes.failed : exitCodes.ok
}

const turn = async ({ app }: Opened, key: string, on: boolean) => {
  const { setFeedEnabled } = await import('../pipeline/feeds.ts')
  await setFeedEnabled(app, null, key, on)
  print(false, key, () => `${key} is ${on ? 'watched from the next poll on' : 'off'}.`)
  return exitCodes.ok
}
