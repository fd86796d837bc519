import type { AccountNames } from './account.ts'

export type MatchMethod = 'domain' | 'alias' | 'ticker' | 'name' | 'fuzzy' | 'person'
export type MatchDecision = 'auto' | 'review'
/** Whom a signal is about: its company, the other one, or where we know its person from (no evidence there). */
export type MatchSide = 'subject' | 'counterpart' | 'former'

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

/** What is asked: a company as written, or any account named in the text. */
export type MatchQuestion = {
  company?: string
  counterpart?: string
  domain?: string
  title: string
  summary?: string | null
  /** Read for the company's own domain alone. */
  body?: string | null
  url?: string | null
}

/** Where an account's name stands in a text; nothing is said about whether the account is meant. */
export type NamedAccount = { accountId: string; name: string; method: MatchMethod; start: number; end: number }

export type Matcher = {
  /** Candidates, the surest first; at most one per account and side. */
  match: (question: MatchQuestion) => MatchCandidate[]
  find: (text: string) => NamedAccount[]
  /** Takes an account, in the place of what it was before. */
  put: (account: AccountNames) => void
  drop: (accountId: string) => void
  /** How many accounts it knows. */
  accounts: () => number
}

export { createMatcher } from './match/matcher.ts'
export type { AccountNames }
