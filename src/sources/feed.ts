import { z } from 'zod'
import { parseFeed } from './feed/parse.ts'
import { conditional, fullTextSetting, type Source } from './source.ts'
import { httpUrl } from './url.ts'

const settings = z.strictObject({
  url: httpUrl,
  /** Named when the feed's own title is not how a reader would name the outlet. */
  publisher: z.string().min(1).optional(),
  full_text: fullTextSetting,
})

const accept = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/** RSS, RDF, Atom and JSON Feed of any version. */
export const feed: Source<z.infer<typeof settings>> = {
  kind: 'feed',
  settings: (raw) => settings.parse(raw),
  request: ({ url }, state) => [{ url, headers: { accept, ...conditional(state) } }],
  parse: async ({ bytes, url, headers, fetchedAt }, { publisher }) => {
    const read = await parseFeed(bytes, { url, headers, fetchedAt, publisher: publisher ?? null })
    return { ...read, next: [] }
  },
}
