/** Epoch milliseconds, UTC. Everything in core that is a moment is one of these. */
export type Instant = number

/** What the item's own page opens with, kept beside what its feed published. */
export type DocumentPage = {
  /** Where it was read, after redirects. */
  url: string
  /** The item's own address, where redirects led to another site. */
  redirectedFrom?: string
  fetchedAt: Instant
  /** SHA-256 of the page as it came. */
  hash: string
  /** The paragraphs that open its story, one to a line. */
  text: string
}

/** One item as published, unjudged. A changed one is a new version with the same identity. */
export type Document = {
  /** Stable within its feed: guid, else guid|url, else url, else a hash of title and content. */
  identity: string
  url: string | null
  title: string
  /** Plain text, tags and entities already resolved. */
  summary: string | null
  /** Longer plain text where the source has it (a posting's body, a filing's text). */
  body?: string | null
  /** Who says it, as a reader would name it ("Example Wire"). */
  publisher?: string | null
  /** BCP 47 when the source states it. */
  language?: string | null
  /** Null when the source does not say or says it unreadably; never a guess. */
  publishedAt: Instant | null
  updatedAt: Instant | null
  /** Null when it was not read. */
  page?: DocumentPage | null
  /** Typed extras a source knows about the item, kept with the document. */
  extra?: Record<string, unknown>
}

type Text = Pick<Document, 'title' | 'summary' | 'body' | 'page'>

/** What the feed published: title, then summary, then body, each on its own line. */
export const publishedText = (document: Text): string =>
  [document.title, document.summary, document.body].filter(Boolean).join('\n')

/** The text a quote must be part of: what the feed published, then what the item's own page opens with. */
export const documentText = (document: Text): string =>
  [publishedText(document), document.page?.text].filter(Boolean).join('\n')
