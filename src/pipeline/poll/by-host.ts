import { sourceOf } from '../../sources/index.ts'
import type { Feed } from '../../store/feeds.ts'
import type { App } from '../app.ts'
import { loadHosts } from './hosts.ts'
import { type Means, settingsOf } from './read.ts'
import { reader } from './reader.ts'

/** Hosts at work at once; the fetcher holds fewer connections than that, the others wait or are being read. */
const hostsAtOnce = 16

export const meansOf = async (app: App): Promise<Means> => ({ reader, hosts: await loadHosts(app) })

/** Feeds of one host one after the other, hosts beside each other. */
export const eachByHost = async (app: App, feeds: readonly Feed[], work: (feed: Feed) => Promise<void>) => {
  const hosts = [...Map.groupBy(feeds, (feed) => hostOf(app, feed)).values()]
  await inParallel(hosts, hostsAtOnce, async (ofOneHost) => {
    for (const feed of ofOneHost) await work(feed)
  })
}

/** One that cannot be asked at all stands alone. */
const hostOf = (app: App, feed: Feed): string => URL.parse(addressOf(app, feed) ?? '')?.host ?? feed.id

/** What a feed is asked first; null when it cannot be asked at all. */
export const addressOf = (app: App, feed: Feed): string | null => {
  try {
    const source = sourceOf(feed.kind)!
    return source.request(source.settings(settingsOf(app, feed)), feed)[0]!.url
  } catch {
    return null
  }
}

/** Served by this machine to itself, as the sample's feeds are. */
export const isOnLoopback = (app: App, feed: Feed): boolean =>
  URL.parse(addressOf(app, feed) ?? '')?.hostname === '127.0.0.1'

/** At most so many at once. */
export const inParallel = async <T>(list: readonly T[], most: number, work: (one: T) => Promise<void>) => {
  const rest = list.values()
  const worker = async () => {
    for (const one of rest) await work(one)
  }
  await Promise.all(Array.from({ length: most }, worker))
}
