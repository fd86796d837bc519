import { z } from 'zod'
import { boardSettings, description, oneEach, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Source } from './source.ts'
import { oneLine, plainText, tidy } from './text.ts'
import { webAddress } from './url.ts'

const usualBaseUrl = 'https://boards-api.greenhouse.io'

const board = z.object({ jobs: z.array(z.unknown()) })
const job = z.object({
  id: z.number(),
  internal_job_id: z.number().nullish(),
  title: z.string().min(1),
  absolute_url: z.string().nullish(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  departments: z.array(z.object({ name: z.string().nullish() })).nullish(),
  content: z.string().nullish(),
  first_published: z.string().nullish(),
})

type Job = z.infer<typeof job>

/** The public job board API of Greenhouse: the whole board in one answer. */
export const greenhouse: Source<z.infer<typeof boardSettings>> = {
  kind: 'greenhouse',
  settings: (raw) => boardSettings.parse(raw),
  request: ({ board, baseUrl }, state) => [
    { url: `${baseUrl ?? usualBaseUrl}/v1/boards/${board}/jobs?content=true`, headers: conditional(state) },
  ],
  parse: (body) => oneEach(readBoard(readJson(body, board).jobs, job, postingOf)),
}

function postingOf(job: Job): PostingNow | null {
  // Posts without a job behind them collect addresses for a talent pool; nobody is being hired.
  if (job.internal_job_id === null) return null
  const department = job.departments?.find(({ name }) => name && name !== 'No Department')?.name
  return {
    externalId: String(job.internal_job_id ?? job.id),
    title: oneLine(tidy(job.title)),
    url: webAddress(job.absolute_url ?? ''),
    department: department?.trim() ?? null,
    location: job.location?.name?.trim() || null,
    // The markup is escaped once more than its place in JSON asks for.
    description: description(job.content && plainText(job.content)),
    // `updated_at` moves with every edit; only this says when the job went up.
    postedAt: job.first_published ? readDate(job.first_published) : null,
  }
}
