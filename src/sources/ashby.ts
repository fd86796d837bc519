import { z } from 'zod'
import { boardSettings, description, listed, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const usualBaseUrl = 'https://api.ashbyhq.com'

const settings = boardSettings.extend({
  /** May be several words. */
  board: z.string().regex(/^[\w.-][\w. -]{0,99}$/, 'must be the name in the board’s address, without slashes'),
})

const board = z.object({ jobs: z.array(z.unknown()) })
const job = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  department: z.string().nullish(),
  team: z.string().nullish(),
  location: z.string().nullish(),
  secondaryLocations: z.array(z.object({ location: z.string().nullish() })).nullish(),
  publishedAt: z.string().nullish(),
  isListed: z.boolean().nullish(),
  jobUrl: z.string().nullish(),
  descriptionHtml: z.string().nullish(),
  descriptionPlain: z.string().nullish(),
})

type Job = z.infer<typeof job>

/** The public job posting API of Ashby: the whole board in one answer. */
export const ashby: Source<z.infer<typeof settings>> = {
  kind: 'ashby',
  settings: (raw) => settings.parse(raw),
  request: ({ board, baseUrl }, state) => [
    {
      url: `${baseUrl ?? usualBaseUrl}/posting-api/job-board/${encodeURIComponent(board)}?includeCompensation=true`,
      headers: conditional(state),
    },
  ],
  parse: (body) => readBoard(readJson(body, board).jobs, job, postingOf),
}

/** Unlisted jobs are open to those who have the link, and not announced. */
function postingOf(job: Job): PostingNow | null {
  if (job.isListed === false) return null
  return {
    externalId: job.id,
    title: oneLine(tidy(job.title)),
    url: webAddress(job.jobUrl ?? ''),
    department: listed([job.department, job.team]),
    location: listed([job.location, ...(job.secondaryLocations ?? []).map(({ location }) => location)]),
    description: description(job.descriptionHtml ?? job.descriptionPlain),
    postedAt: job.publishedAt ? readDate(job.publishedAt) : null,
  }
}
