import type { FetchAnswer } from '../../adapters/fetch.ts'
import { webAddress } from '../../sources/url.ts'
import type { App } from '../app.ts'
import { type Asking, askOnce, hostOf } from '../poll/ask.ts'
import type { Robots } from './robots.ts'

export type LeaveMeans = { robots: Robots; asking: Asking }
/** A host's robots.txt keeps the page from us, for good or until it can be read. */
export type NoLeave = { kind: 'no_leave'; url: string; isFinal: boolean; message: string }

const mostRedirects = 4
/** Pages are asked for more slowly than feeds. */
export const leastPauseMs = 2_000

/** A page of the web, if its host lets us read it; each step of a redirect is asked for leave. */
export const askByLeave = async (
  app: App,
  asked: string,
  { robots, asking }: LeaveMeans,
): Promise<FetchAnswer | NoLeave> => {
  let url = asked
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const verdict = await robots.ask(url, asking)
    if (verdict.says !== 'yes') return noLeave(url, verdict.says === 'no')
    const pauseMs = Math.max(leastPauseMs, verdict.pauseMs)
    const request = { url, headers: { accept: 'text/html,application/xhtml+xml' }, pauseMs }
    const answer = await askOnce(app, request, { ...asking, redirects: 'tell' })
    if (answer.kind !== 'redirect') return answer
    const next = webAddress(answer.to)
    if (!next) return refused('not_http', 'It leads to an address that is none of the web')
    url = next
  }
  return refused('too_many_redirects', `More than ${mostRedirects} redirects`)
}

const noLeave = (url: string, isFinal: boolean): NoLeave => {
  const why = isFinal ? 'asks us not to read it' : 'could not be read'
  return { kind: 'no_leave', url, isFinal, message: `The robots.txt of ${hostOf(url)} ${why}` }
}

const refused = (reason: 'not_http' | 'too_many_redirects', message: string) =>
  ({ kind: 'refused', reason, message }) as const
