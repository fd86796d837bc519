import { dayInWords, type LocalDay } from './day.ts'

/** One item in full, all in words; `url` is where the quote stands, `link` opens a signed-in page. */
export type DigestItem = {
  account: string
  tier: number | null
  fresh: boolean
  trigger: string
  /** Fields about which the sources disagree. */
  disputed: readonly string[]
  age: string
  quote: string | null
  publisher: string | null
  url: string | null
  contact: string | null
  draft: string
  link: string
}
/** `link` leads to what it is about. */
export type DigestLine = { about: string; text: string; link?: string }
/** `count` where one line tells of several. */
export type DigestList = { title: string; lines: readonly DigestLine[]; count?: number }

/** What a morning's mail says to one person; empty lists are left out. */
export type Digest = {
  name: string
  day: LocalDay
  /** Null for somebody who works no queue. */
  items: readonly DigestItem[] | null
  lists: readonly DigestList[]
  /** One sentence on how fresh the sources are. */
  freshness: string
  /** The page that the mail is about. */
  link: string
}

export type DigestMail = { subject: string; intro: string; inFull: readonly DigestItem[]; lists: readonly DigestList[] }

const mostInFull = 6

/** Chooses what stands in full, what in a list, and what the subject says. */
export const digestMail = (digest: Digest): DigestMail => {
  const items = digest.items ?? []
  const rest = items.slice(mostInFull).map(({ account, trigger, link }) => ({ about: account, text: trigger, link }))
  return {
    subject: subjectOf(digest),
    intro: introOf(digest),
    inFull: items.slice(0, mostInFull),
    lists: [{ title: 'The rest of today', lines: rest }, ...digest.lists].filter(({ lines }) => lines.length > 0),
  }
}

const subjectOf = ({ items, lists, day }: Digest): string => {
  const best = items?.[0]
  if (best) return `${items.length} today, first ${best.account}: ${best.trigger}`
  const [first] = lists.filter(({ lines }) => lines.length > 0)
  if (first) return `${first.title}: ${first.count ?? first.lines.length}`
  return items ? `Nothing new today, ${dayInWords(day)}` : `All quiet, ${dayInWords(day)}`
}

const introOf = ({ items, day }: Digest): string => {
  const date = dayInWords(day)
  if (items === null) return `What waits for you on ${date}.`
  if (items.length === 0) return `Nothing new today, ${date}: no account that fits has fresh news.`
  const fresh = items.filter((item) => item.fresh).length
  return `${items.length} ${items.length === 1 ? 'account' : 'accounts'} for ${date}, ${fresh} of them new.`
}
