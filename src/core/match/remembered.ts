import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import type { MatchCandidate } from '../match.ts'
import { namedBySentence } from './given.ts'

/** What a person said of a company's name at an account, about another story. */
export type EarlierAnswer = {
  answer: 'confirmed' | 'not_us'
  answeredBy: string
  answeredAt: Instant
  /** Why it was asked. */
  cues: readonly string[]
}

export type Remembered = MatchCandidate & Partial<Pick<EarlierAnswer, 'answer' | 'answeredBy' | 'answeredAt'>>

/** An account's own name is asked about again after this, so that one namesake in the news never silences it for good. */
const ownNameDays = 30

/**
 * A candidate in the light of what was said of the same name at the same account: the question that was denied, with
 * nothing new to speak for it, is not asked again; a name that was once confirmed and once denied is asked each time.
 */
export const remembered = (candidate: MatchCandidate, earlier: readonly EarlierAnswer[], now: Instant): Remembered => {
  const denials = earlier.filter(({ answer }) => answer === 'not_us')
  const isMixed = denials.length > 0 && earlier.length > denials.length
  if (candidate.decision === 'auto')
    return isMixed && candidate.method === 'alias'
      ? { ...candidate, decision: 'review', cues: [...candidate.cues, 'the same name has meant another company'] }
      : candidate
  const question = questionOf(candidate.cues)
  const ownName = candidate.cues.includes(namedBySentence)
  const denial = denials.find(
    ({ cues, answeredAt }) => questionOf(cues) === question && (!ownName || answeredAt > now - ownNameDays * msPerDay),
  )
  if (!denial || isMixed) return candidate
  const { answer, answeredBy, answeredAt } = denial
  const cues = candidate.cues.includes(saidBefore) ? candidate.cues : [...candidate.cues, saidBefore]
  return { ...candidate, cues, answer, answeredBy, answeredAt }
}

const saidBefore = 'a person denied the same question before'

/** Two questions with the same cues are one, whatever was said of them. */
export const questionOf = (cues: readonly string[]): string => cues.filter((cue) => cue !== saidBefore).join('\n')
