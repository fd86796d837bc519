import { z } from 'zod'
import { boardSettings, countryName, description, listed, placeName, readBoard, readJson } from './board.ts'
import { readDate } from './dates.ts'
import { conditional, type PostingNow, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const place = {
  city: z.string().nullish(),
  country: z.string().nullish(),
  country_code: z.string().nullish(),
}
const board = z.object({ offers: z.array(z.unknown()) })
const job = z.object({
  id: z.number(),
  title: z.string().min(1),
  status: z.string().nullish(),
  department: z.string().nullish(),
  location: z.string().nullish(),
  ...place,
  locations: z.array(z.object(place)).nullish(),
  careers_url: z.string().nullish(),
  published_at: z.string().nullish(),
  description: z.string().nullish(),
  requirements: z.string().nullish(),
})

/** The careers API of Recruitee: the whole board in one answer, on a host of the company's own name. */
export const recruitee: Source<z.infer<typeof boardSettings>> = {
  kind: 'recruitee',
  settings: (raw) => boardSettings.parse(raw),
  request: ({ board, baseUrl }, state) => [
    { url: `${baseUrl ?? `https://${board}.recruitee.com`}/api/offers/`, headers: conditional(state) },
  ],
  parse: (body) => readBoard(readJson(body, board).offers, job, postingOf),
}

type Offer = z.infer<typeof job>

function postingOf(job: Offer): PostingNow | null {
  // Internal and closed offers come up in some answers; nobody outside is asked to apply.
  if (job.status && job.status !== 'published') return null
  const places = job.locations?.length ? job.locations : [job]
  return {
    externalId: String(job.id),
    title: oneLine(tidy(job.title)),
    url: webAddress(job.careers_url ?? ''),
    department: listed([job.department]),
    location: listed(places.map(placeOf)) ?? job.location?.trim() ?? null,
    description: description([job.description, job.requirements].filter(Boolean).join('\n')),
    postedAt: job.published_at ? readDate(job.published_at) : null,
  }
}

const placeOf = ({ city, country, country_code }: { [name in keyof typeof place]?: string | null | undefined }) =>
  placeName([city, country ?? countryName(country_code)])
