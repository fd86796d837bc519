import { z } from 'zod'
import { boardSettings, description, earliest, listed, oneEach, placeName, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const usualBaseUrl = 'https://apply.workable.com'
/** All boards share one host, which turns fast readers away. */
const pauseMs = 2_000

const board = z.object({ jobs: z.array(z.unknown()) })
const place = { city: z.string().nullish(), country: z.string().nullish() }
const job = z.object({
  shortcode: z.string().min(1),
  title: z.string().min(1),
  department: z.string().nullish(),
  url: z.string().nullish(),
  published_on: z.string().nullish(),
  created_at: z.string().nullish(),
  ...place,
  locations: z.array(z.object({ ...place, hidden: z.boolean().nullish() })).nullish(),
  description: z.string().nullish(),
})

/** The public widget of Workable: the whole board in one answer. */
export const workable: Source<z.infer<typeof boardSettings>> = {
  kind: 'workable',
  settings: (raw) => boardSettings.parse(raw),
  request: ({ board, baseUrl }, state) => [
    {
      url: `${baseUrl ?? usualBaseUrl}/api/v1/widget/accounts/${board}?details=true`,
      headers: conditional(state),
      pauseMs,
    },
  ],
  // A job in several places is listed once for each of them.
  parse: (body) => oneEach(readBoard(readJson(body, board).jobs, job, postingOf)),
}

type Job = z.infer<typeof job>

const postingOf = (job: Job): PostingNow => {
  const shown = job.locations?.filter(({ hidden }) => hidden !== true) ?? []
  return {
    externalId: job.shortcode,
    title: oneLine(tidy(job.title)),
    url: webAddress(job.url ?? ''),
    department: listed([job.department]),
    location: listed((shown.length > 0 ? shown : [job]).map(({ city, country }) => placeName([city, country]))),
    description: description(job.description),
    // Publishing again moves `published_on`; of the two the earlier day says when the job went up.
    postedAt: earliest([job.created_at, job.published_on].map((date) => readDate(date ?? ''))),
  }
}
