import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { localDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { progressInWords, stageInWords } from '../../core/progress.ts'
import type { Listener, News } from '../../pipeline/live.ts'
import { isSignedIn } from '../../pipeline/sign-in.ts'
import { messageOf } from '../../pipeline/stage.ts'
import { itemsSince } from '../../store/queue.ts'
import { type Route, userIn, type WebContext } from '../context.ts'
import { sessionToken } from '../cookie.ts'

/** What happens while a page is open: how far a run is, and what it brought. Ends with the session. */
const live = (c: WebContext) => {
  const site = c.req.header('sec-fetch-site')
  if (site && site !== 'same-origin') throw new Refusal('forbidden', 'Only a page of Daybreak listens')
  const listener = c.var.app.live.listen(userIn(c).id)
  if (!listener) return c.body(null, 503, { 'retry-after': '60' }) // `live.js` asks again
  const work = async (stream: SSEStreamingApi) => {
    stream.onAbort(listener.leave)
    await tell(c, listener, stream).finally(listener.leave)
  }
  const answer = streamSSE(c, work, async (error) =>
    c.var.app.log.error({ error: messageOf(error) }, 'A window that listened was ended'),
  )
  answer.headers.set('cache-control', 'no-store')
  answer.headers.set('x-accel-buffering', 'no') // a proxy hands each event on at once
  return answer
}

const tell = async (c: WebContext, listener: Listener, stream: SSEStreamingApi) => {
  const token = sessionToken(c) ?? ''
  const since = Number(c.req.query('since')) || c.var.app.now()
  for (;;) {
    const news = await listener.next()
    if (news === null || stream.aborted || !(await isSignedIn(c.var.app, token))) return
    await stream.writeSSE(await eventOf(c, news, since))
  }
}

const eventOf = async (c: WebContext, news: Exclude<News, null>, since: number) => {
  if (news === 'beat') return { event: 'beat', data: '' }
  if (news === 'ended') return { event: 'ended', data: JSON.stringify({ fresh: await freshFor(c, since) }) }
  const { progress } = news
  const said = { stage: stageInWords(progress.stage), words: progressInWords(progress) }
  return { event: 'progress', data: JSON.stringify(said) }
}

/** What has come onto the viewer's own list since their page was made. */
const freshFor = async (c: WebContext, since: number): Promise<number> => {
  const { app } = c.var
  const { id, timeZone } = userIn(c)
  return await itemsSince(app.db, id, localDay(app.now(), timeZone), since)
}

export const liveRoutes: readonly Route[] = [
  { method: 'GET', path: '/runs/live', access: 'signed_in', handler: live, streams: true },
]
