import type { FetchAnswer } from '../../adapters/fetch.ts'
import { isRefusal } from '../../core/poll.ts'
import type { Request } from '../../sources/source.ts'
import type { App } from '../app.ts'
import type { Hosts } from './hosts.ts'

/** `heard` takes the hosts that asked us to wait, or do so no more. */
export type Asking = { hosts: Hosts; heard: Set<string>; signal: AbortSignal; redirects?: 'tell' }

/** One request, unless its host asked us to wait; what it says of waiting is remembered for all its feeds. */
export const askOnce = async (
  app: App,
  { url, headers, pauseMs }: Request,
  { hosts, heard, signal, redirects }: Asking,
): Promise<FetchAnswer> => {
  const answer = await app.fetcher.fetch(
    {
      url,
      ...(headers ? { headers } : {}),
      ...(pauseMs === undefined ? {} : { pauseMs }),
      ...(redirects ? { redirects } : {}),
    },
    { signal, closed: (host) => hosts.waitUntil(host) !== null },
  )
  if (answer.kind === 'status' && isRefusal(answer.status)) {
    hosts.refused(hostOf(answer.url), answer.retryAfterMs)
    heard.add(hostOf(answer.url))
  }
  const answered = answer.kind === 'ok' ? answer.body.url : answer.kind === 'not_modified' ? answer.url : null
  if (answered && hosts.answered(hostOf(answered))) heard.add(hostOf(answered))
  return answer
}

export const hostOf = (url: string): string => URL.parse(url)?.host ?? ''
