import type { AccountNames } from '../account.ts'
import type { MatchCandidate, MatchMethod, MatchQuestion, MatchSide } from '../match.ts'

/** A candidate while it is being judged: what speaks for it, and whatever speaks against it being sure. */
export type Verdict = {
  account: AccountNames
  side: MatchSide
  method: MatchMethod
  confidence: number
  cues: string[]
  /** What only this account explains; it tells namesakes apart. */
  support: string[]
  /** Any of these sends the candidate to a person. */
  against: string[]
}

export const textOf = (question: MatchQuestion): string => `${question.title}\n${question.summary ?? ''}`

const isSure = (verdict: Verdict): boolean => verdict.against.length === 0
const rank = (verdict: Verdict): number => (isSure(verdict) ? 10 : 0) + verdict.confidence

/** The best verdict for each account, the surest first. */
export const bestPerAccount = (verdicts: readonly Verdict[]): Verdict[] => {
  const best = new Map<string, Verdict>()
  for (const verdict of verdicts) {
    const other = best.get(verdict.account.id)
    if (!other || rank(verdict) > rank(other)) best.set(verdict.account.id, verdict)
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a) || (a.account.id < b.account.id ? -1 : 1))
}

/** One company is one account: of several sure ones only that with most support stays sure, and none on a tie. */
export const onlyOneSure = (verdicts: readonly Verdict[]): Verdict[] => {
  const sure = verdicts.filter(isSure)
  if (sure.length < 2) return [...verdicts]
  const most = Math.max(...sure.map(({ support }) => support.length))
  const winners = sure.filter(({ support }) => support.length === most)
  return verdicts.map((verdict) =>
    isSure(verdict) && (winners.length > 1 || verdict !== winners[0])
      ? { ...verdict, against: ['another account fits as well'] }
      : verdict,
  )
}

export const candidateOf = ({
  account,
  side,
  method,
  confidence,
  cues,
  support,
  against,
}: Verdict): MatchCandidate => ({
  accountId: account.id,
  side,
  method,
  decision: against.length === 0 ? 'auto' : 'review',
  confidence: against.length === 0 ? confidence : Math.min(confidence, 0.5),
  cues: [...cues, ...support, ...against],
})
