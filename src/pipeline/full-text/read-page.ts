import { hash } from 'node:crypto'
import type { FetchedBody } from '../../adapters/fetch.ts'
import type { Document, DocumentPage } from '../../core/document.ts'
import { registrableDomain } from '../../core/domain.ts'
import { isSameMatter } from '../../core/full-text.ts'
import { Unreadable } from '../../sources/source.ts'
import { webAddress } from '../../sources/url.ts'
import type { App } from '../app.ts'
import type { Reader } from '../poll/reader.ts'
import { messageOf } from '../stage.ts'
import { askByLeave, type LeaveMeans } from './by-leave.ts'

export type PageMeans = LeaveMeans & { reader: Reader }
/** `refused` is final; `failed` may be tried again. */
export type PageEnd = { end: 'read'; page: DocumentPage } | { end: 'refused' | 'failed'; why: string }

const refused = (why: string): PageEnd => ({ end: 'refused', why })
const failed = (why: string): PageEnd => ({ end: 'failed', why })

/** An item as its feed told it, with the companies that the rules found in it. */
export type Asked = Pick<Document, 'url' | 'title'> & { companies: readonly string[] }

/** An item's own page, if its host lets us read it and it holds the story. */
export const readPage = async (app: App, item: Asked, means: PageMeans): Promise<PageEnd> => {
  const asked = webAddress(item.url ?? '')
  if (!asked) return refused('Its address is none of the web')
  const answer = await askByLeave(app, asked, means)
  if (answer.kind === 'ok') return await storyIn(answer.body, asked, item, means.reader)
  if (answer.kind === 'no_leave') return answer.isFinal ? refused(answer.message) : failed(answer.message)
  if (answer.kind === 'refused') return refused(answer.message)
  if (answer.kind === 'status') return isFinal(answer.status) ? refused(answer.message) : failed(answer.message)
  return failed('message' in answer ? answer.message : 'It says that nothing changed')
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
    const whole = `${article.title}\n${article.summary ?? ''}\n${article.body}`
    // A page that is gone may keep its title above another story, which then names none of the companies.
    if (!isSameMatter(title, companies, whole) || !isSameMatter('', companies, article.body))
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
