import { registrableDomain } from '../core/domain.ts'
import { decode } from './feed/decode.ts'
import { type FoundBoard, findBoards } from './find-boards.ts'
import { htmlTree, type Tree } from './html-tree.ts'
import type { Body } from './source.ts'
import { oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

/** What a page of a company says of its jobs. */
export type CareersRead = {
  /** After redirects. */
  url: string
  boards: FoundBoard[]
  /** Pages of the same company that are named as its jobs are, in the order of the page. */
  links: string[]
}

/** The boards that a page links to or embeds, and where it says the jobs are. Throws `Unreadable`. */
export const readCareers = (body: Body): CareersRead => {
  const tree = htmlTree(decode(body.bytes, body.headers['content-type']))
  // A careers page often is the board itself, reached by a redirect.
  const places = [body.url, ...addressesOf(tree), ...tree.all('script').map((script) => script.source())]
  return { url: body.url, boards: findBoards(places.join('\n')), links: linksOf(tree, body.url) }
}

/** Where elements keep an address: links, frames, scripts, and what scripts read. */
const places = [
  ['a[href], area[href], link[href]', 'href'],
  ['iframe[src], script[src], embed[src]', 'src'],
  ['form[action]', 'action'],
  ['[data-src]', 'data-src'],
  ['[data-url]', 'data-url'],
  ['[data-href]', 'data-href'],
] as const

const addressesOf = (tree: Tree): string[] =>
  places.flatMap(([selector, name]) => tree.all(selector).map((element) => element.attribute(name) ?? ''))

const mostLinks = 3
const longestName = 60
/** What companies call the page of their jobs, as a text or as a part of its address. */
const jobWords =
  /\b(?:careers?|jobs?|vacanc(?:y|ies)|we(?:'|’)?re hiring|join (?:us|our team|the team)|work (?:with|for|at) us|open (?:positions|roles)|current openings|karriere|stellenangebote|offene stellen|emplois?|carri[eè]res?|recrutement|empleos?|vagas|werken bij|vacatures|lavora con noi|jobba hos oss)\b/i
const jobPath =
  /\/(?:careers?|jobs?|vacancies|join(?:-us)?|work-with-us|open-(?:positions|roles)|karriere|stellenangebote|emplois?|recrutement|carrieres?|vacatures)(?:\.html?|\.php)?\/?$/i
const jobHost = /^(?:careers?|jobs?|karriere|join|work)\./i

const linksOf = (tree: Tree, pageUrl: string): string[] => {
  const domain = registrableDomain(new URL(pageUrl).hostname)
  const found = new Set<string>()
  for (const link of tree.all('a[href]')) {
    if (found.size >= mostLinks) break
    const to = URL.parse(webAddress(link.attribute('href') ?? '', pageUrl) ?? '')
    if (!to || !domain || registrableDomain(to.hostname) !== domain) continue
    to.hash = ''
    if (to.href !== pageUrl && isAboutJobs(to, link)) found.add(to.href)
  }
  return [...found]
}

const isAboutJobs = (to: URL, link: Tree): boolean => {
  if (jobPath.test(to.pathname) || (jobHost.test(to.hostname) && to.pathname === '/')) return true
  const name = oneLine(tidy(link.text()))
  return name.length <= longestName && jobWords.test(name)
}
