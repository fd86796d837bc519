import type { PublisherHints } from '../../core/poll.ts'

/** A feed as written, before anything is resolved, judged or cleaned. Every reader of a format fills this. */
export type RawFeed = {
  title: RawText | null
  language: string | null
  /** The address of the site it belongs to. */
  site: RawLink | null
  items: RawItem[]
  /** How often its publisher wants to be asked. */
  hints?: PublisherHints
  /** What was cut off or skipped, in words. */
  warnings: string[]
}

export type RawItem = {
  guid: string | null
  /** Candidates for the item's address, best first. */
  links: RawLink[]
  title: RawText | null
  summary: RawText | null
  content: RawText | null
  /** Candidates, best first: the first that can be read counts. */
  published: string[]
  updated: string[]
  language: string | null
  publisher: string | null
}

export type RawText = {
  value: string
  /** 'text' is taken literally, 'html' is markup, 'either' is judged by its looks. */
  as: 'text' | 'html' | 'either'
}

export type RawLink = { href: string; base: string | null }

/** Beyond these a feed is read up to there and said to be cut. */
export const limits = { depth: 200, items: 5_000 }
