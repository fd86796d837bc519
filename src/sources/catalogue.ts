import { parse } from 'yaml'
import { z } from 'zod'
import { sourceOf } from './index.ts'

const entry = z.strictObject({
  key: z.string().regex(/^[a-z\d-]{2,60}$/, 'must be lower-case words joined by dashes'),
  name: z.string().min(1),
  publisher: z.string().min(1),
  /** ISO 3166, or EU or INTL for publishers at home in many. */
  country: z.string().regex(/^(?:[A-Z]{2}|INTL)$/, 'must be a country code, EU or INTL'),
  /** BCP 47. */
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z\d]+)*$/, 'must be a language code'),
  why: z.string().min(1),
  /** Only a good poll on the user's own machine verifies a feed, so no file can say otherwise. */
  state: z.literal('unverified'),
  enabled: z.boolean().default(false),
  kind: z.string(),
  settings: z.record(z.string(), z.unknown()),
})

const catalogue = z.strictObject({
  category: z.enum(['funding', 'executives', 'hiring']),
  feeds: z.array(entry),
})

export type CatalogueEntry = z.infer<typeof entry> & { category: z.infer<typeof catalogue>['category'] }

/** The feeds named in a file of `feeds/`. Throws an error that names the entry and the key that is wrong. */
export function readCatalogue(yaml: string): CatalogueEntry[] {
  const read = catalogue.safeParse(parse(yaml))
  if (!read.success) throw new Error(`The catalogue is wrong:\n${z.prettifyError(read.error)}`)
  const { category, feeds } = read.data
  const seen = new Set<string>()
  for (const { key, kind, settings } of feeds) {
    if (seen.has(key)) throw new Error(`The catalogue has two feeds with the key “${key}”`)
    seen.add(key)
    checkSettings(key, kind, settings)
  }
  return feeds.map((feed) => ({ ...feed, category }))
}

function checkSettings(key: string, kind: string, settings: unknown) {
  const source = sourceOf(kind)
  if (!source) throw new Error(`The feed “${key}” is of a kind that nobody reads: ${kind}`)
  try {
    source.settings(settings)
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new Error(`The settings of the feed “${key}” are wrong:\n${why}`)
  }
}
