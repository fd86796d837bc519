import { z } from 'zod'
import type { Document } from '../core/document.ts'
import type { PersonNow } from '../core/leadership.ts'
import { clampFuture, readDate } from './dates.ts'
import { decode } from './feed/decode.ts'
import { htmlTree, isSelector, type Tree } from './html-tree.ts'
import { type Body, conditional, fullTextSetting, type Source, Unreadable } from './source.ts'
import { clip, oneLine, tidy } from './text.ts'
import { httpUrl, webAddress } from './url.ts'

const selector = z.string().min(1).max(300).refine(isSelector, 'must be a CSS selector')

/** Inside an item or a person, an absent selector stands for the usual place. */
const settings = z.discriminatedUnion('reads', [
  z.strictObject({
    reads: z.literal('newsroom'),
    url: httpUrl,
    item: selector,
    /** Usually the item's first link. */
    title: selector.optional(),
    /** Usually its `time` element; read from its `datetime`, else from its text. */
    date: selector.optional(),
    summary: selector.optional(),
    full_text: fullTextSetting,
  }),
  z.strictObject({
    reads: z.literal('leadership'),
    url: httpUrl,
    person: selector,
    name: selector,
    title: selector,
  }),
])
type Settings = z.infer<typeof settings>
type Newsroom = Extract<Settings, { reads: 'newsroom' }>
type Leadership = Extract<Settings, { reads: 'leadership' }>

const mostItems = 200
const mostPeople = 300

/** A page of the web without a feed, read by CSS selectors: news of a company, or the people who lead it. */
export const page: Source<Settings> = {
  kind: 'page',
  settings: (raw) => settings.parse(raw),
  request: ({ url }, state) => [{ url, headers: { accept: 'text/html', ...conditional(state) } }],
  parse: (body, settings) => {
    const tree = htmlTree(decode(body.bytes, body.headers['content-type']))
    return settings.reads === 'newsroom'
      ? { documents: newsOf(tree, body, settings), next: [] }
      : { documents: [], people: peopleOn(tree, settings), next: [] }
  },
}

function newsOf(tree: Tree, body: Body, settings: Newsroom): Document[] {
  const items = tree.all(settings.item).slice(0, mostItems)
  const documents = items.flatMap((item) => documentOf(item, body, settings) ?? [])
  if (documents.length === 0) throw new Unreadable(`Nothing on the page is found by “${settings.item}”`)
  return [...new Map(documents.map((document) => [document.identity, document])).values()]
}

function documentOf(item: Tree, { url: pageUrl, fetchedAt }: Body, settings: Newsroom): Document | null {
  const heading = item.first(settings.title ?? 'a[href]')
  const title = clip(oneLine(tidy(heading?.text() ?? '')), 500)
  const href = heading?.attribute('href') ?? item.first('a[href]')?.attribute('href') ?? item.attribute('href')
  const url = href ? webAddress(href, pageUrl) : null
  if (!title) return null
  const date = item.first(settings.date ?? 'time')
  const published = clampFuture(readDate(date?.attribute('datetime') ?? date?.text().trim() ?? ''), fetchedAt)
  return {
    identity: url ?? title,
    url: url ?? pageUrl,
    title,
    summary: settings.summary ? clip(tidy(item.first(settings.summary)?.text() ?? ''), 2_000) || null : null,
    publishedAt: published.at,
    updatedAt: null,
    ...(published.clamped ? { extra: { datedInTheFuture: true } } : {}),
  }
}

function peopleOn(tree: Tree, settings: Leadership): PersonNow[] {
  const people = new Map<string, PersonNow>()
  for (const person of tree.all(settings.person).slice(0, mostPeople)) {
    const name = lineOf(person, settings.name)
    if (name && !people.has(name)) people.set(name, { name, title: lineOf(person, settings.title) })
  }
  if (people.size === 0) throw new Unreadable(`Nobody on the page is found by “${settings.person}”`)
  return [...people.values()]
}

const lineOf = (person: Tree, where: string): string | null =>
  clip(oneLine(tidy(person.first(where)?.text() ?? '')), 200) || null
