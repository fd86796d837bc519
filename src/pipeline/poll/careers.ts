import type { CareersRead } from '../../sources/careers.ts'
import { type FoundBoard, findBoards } from '../../sources/find-boards.ts'
import { Unreadable } from '../../sources/source.ts'
import type { App } from '../app.ts'
import { askByLeave, leastPauseMs } from '../full-text/by-leave.ts'
import { openRobots, type Robots } from '../full-text/robots.ts'
import { askOnce } from './ask.ts'
import type { Means } from './read.ts'

/** What one look at an account's site may cost it beside its robots.txt, and how long it may take. */
const mostRequests = 5
const longestLookMs = 60_000
/** Where jobs usually stand, when the site names no page for them. */
const usualPaths = ['/careers', '/jobs']

/** What a look at a site found, before anything is decided or saved. */
export type Looked = {
  /** The page where the jobs stand; null when none was found. */
  url: string | null
  boards: FoundBoard[]
  /** The boards stand on a page about jobs, not only on the site's first page. */
  isJobsPage: boolean
  /** Something of the site could be read. */
  wasRead: boolean
  answer: string
  /** Hosts that asked us to wait, or do so no more. */
  heard: ReadonlySet<string>
}

export type Site = { domain: string | null; url: string | null; entered: boolean }

/**
 * Looks through a site for the page that names a job board: the page that is known, the first page, what it calls its
 * jobs, the usual places. A few requests, one after the other, and none more once a board is found. What a robots.txt
 * closes is not asked for, also not where a redirect leads there, unless a person entered it.
 */
export const searchSite = async (app: App, site: Site, means: Means): Promise<Looked> => {
  const search = new Search(app, site, means)
  await search.run()
  return search.looked
}

type Stop = { url: string; isJobsPage: boolean }

class Search {
  private readonly app: App
  private readonly means: Means
  private readonly deadline = AbortSignal.timeout(longestLookMs)
  private readonly heard = new Set<string>()
  private readonly asked = new Set<string>()
  private readonly robots: Robots
  private readonly entered: string | null
  private readonly next: Stop[]
  private trouble = 'It has no domain and no careers page to look at'
  readonly looked: Looked

  constructor(app: App, site: Site, means: Means) {
    this.app = app
    this.means = means
    this.robots = openRobots(app)
    this.entered = site.entered ? site.url : null
    this.next = site.url ? [{ url: site.url, isJobsPage: true }] : []
    if (site.domain && !site.entered) this.next.push({ url: `https://${site.domain}/`, isJobsPage: false })
    this.looked = { url: null, boards: [], isJobsPage: false, wasRead: false, answer: '', heard: this.heard }
  }

  async run() {
    const { looked } = this
    while (looked.boards.length === 0) {
      const stop = this.take()
      if (!stop) break
      const read = await this.read(stop.url)
      if (typeof read === 'string') this.trouble = read
      else this.follow(stop, read)
    }
    looked.answer = looked.boards.length > 0 ? `Read ${looked.url}` : looked.wasRead ? this.nothing() : this.trouble
  }

  /** The next page that was not asked for yet, as long as there are requests left. */
  private take(): Stop | undefined {
    if (this.asked.size >= mostRequests || this.deadline.aborted) return undefined
    const stop = this.next.splice(0, this.next.findIndex(({ url }) => !this.asked.has(url)) + 1).pop()
    if (stop) this.asked.add(stop.url)
    return stop
  }

  private follow(stop: Stop, { url, boards, links }: CareersRead) {
    const { looked } = this
    looked.wasRead = true
    looked.boards = boards
    looked.isJobsPage = stop.isJobsPage
    if (boards.length > 0 || (stop.isJobsPage && looked.url === null)) looked.url = url
    const further = links.map((link) => ({ url: link, isJobsPage: true }))
    this.next.unshift(...further)
    if (further.length === 0 && !stop.isJobsPage)
      this.next.push(...usualPaths.map((path) => ({ url: new URL(path, url).href, isJobsPage: true })))
  }

  private nothing = (): string =>
    this.looked.url ? `No known board on ${this.looked.url}` : 'No page about jobs was found on its site'

  /** The page, or why it could not be read. A board that its address names needs no reading. */
  private async read(url: string): Promise<CareersRead | string> {
    const { hosts, reader } = this.means
    const asking = { hosts, heard: this.heard, signal: this.deadline }
    const answer =
      url === this.entered
        ? await askOnce(this.app, { url, headers: { accept: 'text/html' }, pauseMs: leastPauseMs }, asking)
        : await askByLeave(this.app, url, { robots: this.robots, asking })
    if (answer.kind === 'no_leave') {
      const boards = findBoards(answer.url)
      return boards.length > 0 ? { url: answer.url, boards, links: [] } : answer.message
    }
    if (answer.kind !== 'ok') return 'message' in answer ? answer.message : 'The page could not be read'
    try {
      return await reader.readCareers(answer.body)
    } catch (error) {
      if (error instanceof Unreadable) return error.message
      throw error
    }
  }
}
