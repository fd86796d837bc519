/** A job board that a page points to, as a feed's kind and settings. */
export type FoundBoard = { kind: string; settings: { board: string } & Record<string, string> }

type Place = { kind: string; pattern: RegExp; extra?: Record<string, string> }

const token = String.raw`([\w-][\w.-]{0,99}?)`
/** Ashby lets a company be called by several words. */
const words = String.raw`([\w-](?:[\w.-]|%20){0,99}?)`
const end = String.raw`(?=[/?#"'&\s<>]|$)`
const at = (host: string, path = '', name = token) => new RegExp(`^(?:https?:)?//${host}/${path}${name}${end}`, 'i')
const under = (host: string) => new RegExp(String.raw`^(?:https?:)?//${token}\.${host}${end}`, 'i')

/** Where each known kind of board keeps the company's name: in links, frames and scripts alike. */
const places: readonly Place[] = [
  {
    kind: 'greenhouse',
    pattern: at(
      String.raw`boards(?:\.eu)?\.greenhouse\.io`,
      String.raw`embed/job_(?:board|app)(?:/js)?\?(?:[^"'<>\s]{0,80}?&)?for=`,
    ),
  },
  { kind: 'greenhouse', pattern: at(String.raw`(?:boards|job-boards)(?:\.eu)?\.greenhouse\.io`) },
  { kind: 'greenhouse', pattern: at(String.raw`boards-api\.greenhouse\.io`, 'v1/boards/') },
  { kind: 'lever', pattern: at(String.raw`jobs\.lever\.co`) },
  { kind: 'lever', pattern: at(String.raw`api\.lever\.co`, 'v0/postings/') },
  { kind: 'lever', pattern: at(String.raw`jobs\.eu\.lever\.co`), extra: { host: 'eu' } },
  { kind: 'lever', pattern: at(String.raw`api\.eu\.lever\.co`, 'v0/postings/'), extra: { host: 'eu' } },
  { kind: 'ashby', pattern: at(String.raw`jobs\.ashbyhq\.com`, '', words) },
  { kind: 'ashby', pattern: at(String.raw`api\.ashbyhq\.com`, 'posting-api/job-board/', words) },
  { kind: 'smartrecruiters', pattern: at(String.raw`(?:careers|jobs)\.smartrecruiters\.com`) },
  { kind: 'smartrecruiters', pattern: at(String.raw`api\.smartrecruiters\.com`, 'v1/companies/') },
  { kind: 'workable', pattern: at(String.raw`apply\.workable\.com`, '(?:api/v1/widget/accounts/)?') },
  { kind: 'recruitee', pattern: under(String.raw`recruitee\.com`) },
  { kind: 'teamtailor', pattern: under(String.raw`teamtailor\.com`) },
  { kind: 'personio', pattern: under(String.raw`jobs\.personio\.de`) },
  { kind: 'personio', pattern: under(String.raw`jobs\.personio\.com`), extra: { ending: 'com' } },
]

/** Parts of the providers' own sites, and of their addresses, that are no company's name. */
const notBoards = new Set(
  'www embed api v0 v1 app assets cdn static support help docs blog careers jobs career j login users internal job_board job_app career-page scripts js css images fonts signin about pricing privacy terms'.split(
    ' ',
  ),
)

const longestPage = 3_000_000
const anyAddress = /(?:https?:)?\/\/[\w.-]{4,100}[^\s"'<>`]{0,400}/gi

/**
 * The job boards that a text names, each once, in its order. Looks at addresses alone, wherever they stand: in links,
 * scripts, the data that scripts bring along, or in what a person entered.
 */
export function findBoards(html: string): FoundBoard[] {
  const boards = new Map<string, FoundBoard>()
  for (const [address] of withPlainSlashes(html.slice(0, longestPage)).matchAll(anyAddress)) {
    const found = boardAt(address)
    if (found) boards.set(`${found.kind} ${found.settings.board.toLowerCase()}`, found)
  }
  return [...boards.values()]
}

/** As browsers read them: attributes write some characters as references, and JSON puts a backslash before a slash. */
const withPlainSlashes = (html: string): string =>
  html
    .replace(/&(?:#x2f|#(?:47)|sol);/gi, '/')
    .replaceAll('&amp;', '&')
    .replaceAll('\\/', '/')

function boardAt(address: string): FoundBoard | null {
  for (const { kind, pattern, extra } of places) {
    const board = pattern
      .exec(address)?.[1]
      ?.replaceAll('%20', ' ')
      .replace(/[. ]+$/, '')
    if (board && !notBoards.has(board.toLowerCase())) return { kind, settings: { board, ...extra } }
  }
  return null
}
