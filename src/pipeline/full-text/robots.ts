import { atomically } from '#dialect'
import type { FetchAnswer } from '../../adapters/fetch.ts'
import { robotsAddress, robotsRules, robotsVerdict } from '../../sources/robots.ts'
import { forgetRobots, robotsOf, saveRobots } from '../../store/full-text.ts'
import type { App } from '../app.ts'
import { type Asking, askOnce } from '../poll/ask.ts'

const hourMs = 3_600_000
const keptMs = 24 * hourMs
/** A host whose rules cannot be read is left alone, and asked for them again after this. */
const unreadMs = hourMs

/** `unknown`: the rules cannot be read now, so nothing is. */
export type Verdict = { says: 'yes'; pauseMs: number } | { says: 'no' } | { says: 'unknown' }
export type Robots = { ask: (url: string, asking: Asking) => Promise<Verdict> }

/** What the hosts let us read, each asked once in a run and, as long as its answer holds, in none. */
export const openRobots = (app: App): Robots => {
  const known = new Map<string, Promise<string | null>>()
  return {
    ask: async (url, asking) => {
      const { origin } = new URL(url)
      const found = known.get(origin) ?? rulesOf(app, origin, asking)
      known.set(origin, found)
      const rules = await found
      if (rules === null) return { says: 'unknown' }
      const { allowed, pauseMs } = robotsVerdict(rules, url)
      return allowed ? { says: 'yes', pauseMs } : { says: 'no' }
    },
  }
}

const rulesOf = async (app: App, origin: string, asking: Asking): Promise<string | null> => {
  const stored = await robotsOf(app.db, origin)
  const leftMs = (stored?.expiresAt ?? 0) - app.now()
  if (stored && leftMs > 0 && leftMs <= keptMs) return stored.rules // more is left when the clock was set back
  const { hosts, heard, signal } = asking // its redirects are followed, wherever they lead
  const answer = await askOnce(app, { url: robotsAddress(origin) }, { hosts, heard, signal })
  if (answer.kind === 'closed') return null
  const rules = rulesIn(answer)
  const now = app.now()
  const expiresAt = now + (rules === null ? unreadMs : keptMs)
  await atomically(app.db, (tx) => [forgetRobots(tx, now), saveRobots(tx, { origin, rules, expiresAt })])
  return rules
}

const nothing = 'User-agent: *\nDisallow: /'

/** A file that is not there forbids nothing; a host that keeps it from us, or cannot answer, lets us read nothing. */
export const rulesIn = (answer: FetchAnswer): string | null => {
  if (answer.kind === 'ok') return robotsRules(answer.body.bytes)
  if (answer.kind !== 'status' || answer.status === 429 || answer.status >= 500) return null
  return answer.status === 401 || answer.status === 403 ? nothing : ''
}
