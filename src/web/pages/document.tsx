import { publishedText } from '../../core/document.ts'
import { Refusal } from '../../core/errors.ts'
import { headline } from '../../core/headline.ts'
import { quotesOnPage, type Signal } from '../../core/signal.ts'
import { ownAccounts } from '../../pipeline/own-accounts.ts'
import { documentWithSignals } from '../../store/pages/item.ts'
import { isManager, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { moment, Out } from '../parts/words.tsx'

const mostCharacters = 40_000

/** Our stored copy with every quoted sentence marked, even when the source is gone. */
const document = async (c: WebContext) => {
  const found = await documentWithSignals(c.var.app.db, c.req.param('documentId') ?? '')
  if (!found) throw new Refusal('not_found', 'There is no such document')
  const { user } = visitorIn(c)
  await assertMayRead(c, found)
  const { document, signals } = found
  const once = [...new Map(signals.map((row) => [row.signal.id, row.signal])).values()]
  const told = once.map(({ signal }) => signal)
  const quotes = told.filter((signal) => signal.in !== 'page').map(({ quote }) => quote)
  const text = publishedText(document).slice(0, mostCharacters)
  return await page(
    c,
    { title: document.title.slice(0, 80), section: 'signals' },
    <article class="card document">
      <p class="eyebrow">
        <Out url={document.url} keyName="o">
          {document.publisher}
        </Out>{' '}
        · {document.publishedAt === null ? 'undated' : `published ${moment(document.publishedAt, user.timeZone)}`} ·
        fetched {moment(document.fetchedAt, user.timeZone)}
      </p>
      <h1>{document.title}</h1>
      <Marked text={text} quotes={quotes} />
      <OwnPage document={document} told={told} zone={user.timeZone} />
      <h2>Read from it</h2>
      <ul class="plain">
        {once.map(({ kind, signal }) => (
          <li>
            <b>{headline(kind, signal.fields)}</b>{' '}
            <span class="soft">
              {signal.company}, rule {signal.rule}
            </span>
          </li>
        ))}
        {once.length === 0 && (
          <li class="soft">Nothing. {(document.drops ?? []).map(({ reason }) => reason).join('; ')}</li>
        )}
      </ul>
    </article>,
  )
}

const Marked = ({ text, quotes }: { text: string; quotes: readonly string[] }) => (
  <div class="document-text">
    {marked(text, quotes).map(({ words, quoted }) => (quoted ? <mark>{words}</mark> : <span>{words}</span>))}
  </div>
)

type OwnPageOf = { document: Found['document']; told: readonly Signal[]; zone: string }

/** What the item's own page adds, apart from what its feed published; or why it was not read. */
const OwnPage = ({ document: { page, pageAnswer }, told, zone }: OwnPageOf) => {
  if (!page) return pageAnswer ? <p class="soft">Its own page was not read: {pageAnswer}.</p> : null
  return (
    <>
      <h2>On its own page</h2>
      <p class="soft">
        Read from the page of <Out url={page.url}>{hostOf(page.url)}</Out> at {moment(page.fetchedAt, zone)}
        {page.redirectedFrom && `, where ${hostOf(page.redirectedFrom)} sent us`}
      </p>
      <Marked text={page.text} quotes={told.flatMap(quotesOnPage)} />
    </>
  )
}

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? url

type Found = NonNullable<Awaited<ReturnType<typeof documentWithSignals>>>

/** Managers read everything; a rep what is about an account of theirs. */
const assertMayRead = async (c: WebContext, { signals }: Found): Promise<void> => {
  const { user } = visitorIn(c)
  const about = signals.flatMap(({ accountId }) => accountId ?? [])
  if (isManager(user) || (await ownAccounts(c.var.app, user, about)).size > 0) return
  throw new Refusal('not_found', 'There is no such document')
}

/** The text cut where quotes begin and end; overlapping quotes are one. */
const marked = (text: string, quotes: readonly string[]): { words: string; quoted: boolean }[] => {
  const spans = quotes
    .filter((quote) => quote !== '')
    .map((quote) => ({ start: text.indexOf(quote), length: quote.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start)
  const pieces: { words: string; quoted: boolean }[] = []
  let at = 0
  for (const { start, length } of spans) {
    const end = start + length
    if (end <= at) continue
    if (start > at) pieces.push({ words: text.slice(at, start), quoted: false })
    pieces.push({ words: text.slice(Math.max(at, start), end), quoted: true })
    at = end
  }
  if (at < text.length) pieces.push({ words: text.slice(at), quoted: false })
  return pieces
}

export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: '/documents/:documentId', access: 'signed_in', handler: document },
]
