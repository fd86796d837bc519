import { z } from 'zod'
import { boardSettings, countryName, cutOff, listed, placeName, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Request, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'

type Settings = z.infer<typeof boardSettings>

const usualBaseUrl = 'https://api.smartrecruiters.com'
const pageSize = 100
const mostPages = 50

const listing = z.object({ totalFound: z.number(), content: z.array(z.unknown()) })
const label = z.object({ label: z.string().nullish() }).nullish()
const job = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  releasedDate: z.string().nullish(),
  location: z
    .object({ city: z.string().nullish(), region: z.string().nullish(), country: z.string().nullish() })
    .nullish(),
  department: label,
  function: label,
})

/**
 * The public posting API of SmartRecruiters, page by page. Its lists carry no descriptions, and a request for each
 * job of a large board would be no way to treat a publisher.
 */
export const smartrecruiters: Source<Settings> = {
  kind: 'smartrecruiters',
  settings: (raw) => boardSettings.parse(raw),
  request: (settings, state) => [{ ...page(settings, 0), headers: conditional(state) }],
  parse: (body, settings) => {
    const { totalFound, content } = readJson(body, listing)
    const following = Number(body.note ?? 0) + 1
    const isMore = following * pageSize < totalFound
    const next = isMore && content.length > 0 && following < mostPages ? [page(settings, following)] : []
    const read = readBoard(content, job, (each) => postingOf(each, settings), next)
    return isMore && next.length === 0 ? cutOff(read) : read
  },
}

const page = ({ board, baseUrl }: Settings, number: number): Request => ({
  url: `${baseUrl ?? usualBaseUrl}/v1/companies/${board}/postings?limit=${pageSize}&offset=${number * pageSize}`,
  note: String(number),
})

const postingOf = (
  { id, name, releasedDate, location, department, function: work }: z.infer<typeof job>,
  { board }: Settings,
): PostingNow => ({
  externalId: id,
  title: oneLine(tidy(name)),
  url: `https://jobs.smartrecruiters.com/${board}/${encodeURIComponent(id)}`,
  department: listed([department?.label ?? work?.label]),
  location: placeName([location?.city, location?.region, countryName(location?.country)]),
  description: null,
  postedAt: releasedDate ? readDate(releasedDate) : null,
})
