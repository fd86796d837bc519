import { msPerDay } from './day.ts'
import type { Instant } from './document.ts'
import { handsOver } from './hand-over.ts'
import type { OutcomeKind, ReplyClass } from './outcome.ts'

type Came = { id: string; contactId: string | null; kind: OutcomeKind; replyClass: ReplyClass | null; at: Instant }
type Given = { outcomeId: string; at: Instant; answer: 'accepted' | 'returned' | 'withdrawn' | null }

/** How long an answer asks for something. */
export const answerDays = 30

/**
 * The answers at one account that still ask for a step, newest first. A wish to talk stays until it is handed over or
 * withdrawn by an opt-out, whatever else comes or leaves; of any other word only a person's newest counts, until
 * something leaves to the account. `came` is newest first.
 */
export const openAnswers = <T extends Came>(
  came: readonly T[],
  { lastTouchAt, given, now }: { lastTouchAt: Instant | null; given: readonly Given[]; now: Instant },
): T[] => {
  const live = given.filter(({ answer }) => answer === null || answer === 'accepted')
  const answers = came.filter(({ kind, at }) => isAnswer(kind) && at >= now - answerDays * msPerDay)
  return answers.filter((one, index) => {
    const since = answers.slice(0, index).filter(({ contactId }) => contactId === one.contactId)
    if (since.some(isOptOut)) return false
    if (handsOver(one.kind, one.replyClass)) {
      const own = live.find(({ outcomeId }) => outcomeId === one.id)
      if (own) return own.answer === null || index === 0
      return !live.some(({ at }) => at >= one.at)
    }
    return (lastTouchAt ?? 0) <= one.at && !since.some(({ replyClass }) => replyClass !== 'out_of_office')
  })
}

const isAnswer = (kind: OutcomeKind): boolean => kind === 'reply' || kind === 'meeting' || kind === 'unsubscribe'
const isOptOut = ({ kind, replyClass }: Came): boolean => kind === 'unsubscribe' || replyClass === 'unsubscribe'
