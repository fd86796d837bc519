import { hash } from 'node:crypto'
import type { FetchedBody } from '../../adapters/fetch.ts'
import type { Document, DocumentPage } from '../../core/document.ts'
import { registrableDomain } from '../../core/domain.ts'
import { isSameMatter } from '../../core/full-text.ts'
import { Unreadable } from '../../sources/source.ts'
import { webAddress } from '../../sources/url.ts'
import type { App } from '../app.ts'
import { type Asking, askOnce, hostOf } from '../poll/ask.ts'
import type { Reader } from '../poll/reader.ts'
import { messageOf } from '../stage.ts'
import type { Robots } from './robots.ts'

export type PageMeans = { reader: Reader; robots: Robots; asking: Asking }
/** `refused` is final; `failed` may be tried again. */
export type PageEnd = { end: 'read'; page: DocumentPage } | { end: 'refused' | 'failed'; why: string }

const mostRedirects = 4
/** Pages are asked for more slowly than feeds. */
const leastPauseMs = 2_000

const refused = (why: string): PageEnd => ({ end: 'refused', why })
const failed = (why: string): PageEnd => ({ end: 'failed', why })

/** An item as its feed told it, with the companies that the rules found in it. */
export type Asked = Pick<Document, 'url' | 'title'> & { companies: readonly string[] }

/** An item's own page, if its host lets us read it and it holds the story; each step of a redirect is asked for leave. */
export const readPage = async (app: App, item: Asked, means: PageMeans): Promise<PageEnd> => {
  const asked = webAddress(item.url ?? '')
  if (!asked) return refused('Its address is none of the web')
  let address = asked
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const verdict = await means.robots.ask(address, means.asking)
    if (verdict.says === 'no') return refused(`The robots.txt of ${hostOf(address)} asks us not to read it`)
    if (verdict.says === 'unknown') return failed(`The robots.txt of ${hostOf(address)} could not be read`)
    const pauseMs = Math.max(leastPauseMs, verdict.pauseMs)
    const request = { url: address, headers: { accept: 'text/html,application/xhtml+xml' }, pauseMs }
    const answer = await askOnce(app, request, { ...means.asking, redirects: 'tell' })
    if (answer.kind === 'ok') return await storyIn(answer.body, asked, item, means.reader)
    if (answer.kind === 'refused') return refused(answer.message)
    if (answer.kind === 'status') return isFinal(answer.status) ? refused(answer.message) : failed(answer.message)
    if (answer.kind !== 'redirect') return failed('message' in answer ? answer.message : 'It says that nothing changed')
    const next = webAddress(answer.to)
    if (!next) return refused('It leads to an address that is none of the web')
    address = next
  }
  return refused(`More than ${mostRedirects} redirects`)
}

/** Not allowed, not there, or gone; a host that is busy or broken may answer later. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![408, 425, 429].includes(status)

const storyIn = async (
  body: FetchedBody,
  asked: string,
  { title, companies }: Asked,
  reader: Reader,
): Promise<PageEnd> => {
  const type = body.headers['content-type'] ?? 'text/html'
  if (!/^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)) return refused(`Not a page: ${type.slice(0, 60)}`)
  try {
    const article = await reader.readArticle(body)
    if (!article.body) return refused('Not an article: it has no paragraphs')
    if (!isSameMatter(title, companies, `${article.title}\n${article.summary ?? ''}\n${article.body}`))
      return refused('The page tells of something else')
    return { end: 'read', page: pageOf(body, asked, article.body) }
  } catch (error) {
    return error instanceof Unreadable ? refused(error.message) : failed(messageOf(error))
  }
}

const pageOf = ({ url, bytes, fetchedAt }: FetchedBody, asked: string, text: string): DocumentPage => ({
  url,
  ...(registrableDomain(url) === registrableDomain(asked) ? {} : { redirectedFrom: asked }),
  fetchedAt,
  hash: hash('sha256', bytes),
  text,
})
