import { z } from 'zod'
import { boardSettings, countryName, cutOff, description, listed, placeName, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Request, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const mostPages = 50

const board = z.object({ items: z.array(z.unknown()), next_url: z.string().nullish() })
const address = z.object({ addressLocality: z.string().nullish(), addressCountry: z.string().nullish() })
const job = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  url: z.string().nullish(),
  date_published: z.string().nullish(),
  content_html: z.string().nullish(),
  _jobposting: z
    .object({
      jobLocation: z.array(z.object({ address: address.nullish() })).nullish(),
      description: z.string().nullish(),
    })
    .nullish(),
})

/** The job feed of a Teamtailor career site: a JSON Feed with schema.org's job posting in each item. */
export const teamtailor: Source<z.infer<typeof boardSettings>> = {
  kind: 'teamtailor',
  settings: (raw) => boardSettings.parse(raw),
  request: ({ board, baseUrl }, state) => [
    { url: `${baseUrl ?? `https://${board}.teamtailor.com`}/jobs.json`, headers: conditional(state), note: '1' },
  ],
  parse: (body) => {
    const { items, next_url } = readJson(body, board)
    const [next] = items.length > 0 ? following(body.url, next_url, Number(body.note)) : []
    if (next && Number(body.note) >= mostPages) return cutOff(readBoard(items, job, postingOf))
    return readBoard(items, job, postingOf, next ? [next] : [])
  },
}

/** The next page, on the same site only: a feed does not send us elsewhere. */
function following(from: string, href: string | null | undefined, page: number): Request[] {
  const url = href ? webAddress(href, from) : null
  if (!url || url === from || URL.parse(url)?.origin !== URL.parse(from)?.origin) return []
  return [{ url, note: String(page + 1) }]
}

const postingOf = ({ id, title, url, date_published, content_html, _jobposting }: z.infer<typeof job>): PostingNow => ({
  externalId: id,
  title: oneLine(tidy(title)),
  url: webAddress(url ?? ''),
  department: null,
  location: listed(
    (_jobposting?.jobLocation ?? []).map(({ address }) =>
      placeName([address?.addressLocality, countryName(address?.addressCountry)]),
    ),
  ),
  description: description(content_html ?? _jobposting?.description),
  postedAt: date_published ? readDate(date_published) : null,
})
