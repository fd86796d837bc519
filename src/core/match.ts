import type { AccountNames } from './account.ts'

export type MatchMethod = 'domain' | 'alias' | 'ticker' | 'name' | 'fuzzy' | 'person'
export type MatchDecision = 'auto' | 'review'

/** One account a signal may be about, and why we think so. */
export type MatchCandidate = {
  accountId: string
  side: MatchSide
  method: MatchMethod
  decision: MatchDecision
  /** 0–1. */
  confidence: number
  /** In words, for the review desk: "named as a company", "industry robotics nearby", "2 accounts share this name". */
  cues: string[]
}
export type MatchSide = 'subject' | 'counterpart'

/** What is asked: a company as written, or any account named in the text. */
export type MatchQuestion = {
  company?: string
  counterpart?: string
  domain?: string
  title: string
  summary?: string | null
  url?: string | null
}

export type { AccountNames }
