import { z } from 'zod'
import { boardSettings, cutOff, description, listed, readBoard, readJson } from './board.ts'
import { conditional, type PostingNow, type Request, type Source } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const settings = boardSettings.extend({
  /** Boards of companies that chose Lever's European site live on a host of their own. */
  host: z.enum(['global', 'eu']).default('global'),
})
type Settings = z.infer<typeof settings>

const hosts = { global: 'https://api.lever.co', eu: 'https://api.eu.lever.co' }
const pageSize = 100
const mostPages = 50

const job = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  hostedUrl: z.string().nullish(),
  categories: z
    .object({
      department: z.string().nullish(),
      team: z.string().nullish(),
      location: z.string().nullish(),
      allLocations: z.array(z.string()).nullish(),
    })
    .nullish(),
  descriptionPlain: z.string().nullish(),
  lists: z.array(z.object({ text: z.string().nullish(), content: z.string().nullish() })).nullish(),
  // Not among the documented fields, so it may be missing or anything.
  createdAt: z.unknown().optional(),
})

/** The public postings API of Lever, page by page. */
export const lever: Source<Settings> = {
  kind: 'lever',
  settings: (raw) => settings.parse(raw),
  request: (settings, state) => [{ ...page(settings, 0), headers: conditional(state) }],
  parse: (body, settings) => {
    const jobs = readJson(body, z.array(z.unknown()))
    const number = Number(body.note ?? 0)
    if (jobs.length < pageSize) return readBoard(jobs, job, postingOf)
    if (number + 1 >= mostPages) return cutOff(readBoard(jobs, job, postingOf))
    return readBoard(jobs, job, postingOf, [page(settings, number + 1)])
  },
}

const page = ({ board, host, baseUrl }: Settings, number: number): Request => ({
  url: `${baseUrl ?? hosts[host]}/v0/postings/${board}?mode=json&skip=${number * pageSize}&limit=${pageSize}`,
  note: String(number),
})

const postingOf = ({
  id,
  text,
  hostedUrl,
  categories,
  descriptionPlain,
  lists,
  createdAt,
}: z.infer<typeof job>): PostingNow => ({
  externalId: id,
  title: oneLine(tidy(text)),
  url: webAddress(hostedUrl ?? ''),
  department: listed([categories?.department, categories?.team]),
  location: listed(categories?.allLocations?.length ? categories.allLocations : [categories?.location]),
  description: description(
    [descriptionPlain, ...(lists ?? []).map((list) => `<h3>${list.text ?? ''}</h3>${list.content ?? ''}`)]
      .filter(Boolean)
      .join('\n'),
  ),
  postedAt: typeof createdAt === 'number' && Number.isSafeInteger(createdAt) && createdAt > 0 ? createdAt : null,
})
