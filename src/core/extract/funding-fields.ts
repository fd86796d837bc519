import type { SignalFields } from '../signal.ts'
import { investorFields } from './investors.ts'
import { moneyIn, preferDollars } from './money.ts'
import { quoted } from './reading.ts'
import { roundIn } from './round.ts'
import type { Clause } from './text.ts'

/** Amount (never a valuation), round and investors of one clause. */
export const fundingFields = (clause: Clause): SignalFields => {
  const spans = moneyIn(clause.text).filter((span) => !isOtherSum(clause.text, span.start, span.end))
  const amount = preferDollars(spans, clause.text)
  const round = roundIn(clause.text)
  return {
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
    ...(round ? { round: quoted(clause, round.round, round.start, round.end) } : {}),
    ...investorFields(clause),
  }
}

/** A valuation, a total so far, a market or revenues. */
const isOtherSum = (text: string, start: number, end: number): boolean => {
  const [before, after] = [text.slice(Math.max(0, start - 60), start), text.slice(end)]
  return (
    /^(?:-plus|\+)?\s*(?:\S+ )?(?:pre-money |post-money )?valuation/i.test(after) ||
    /^\s*(?:in total|to date|so far|in (?:annual )?revenue|market|opportunity|industry|in sales|deal with)/i.test(
      after,
    ) ||
    /(?:valu(?:ed|ing|ation|es)\b(?: \S+){0,4}|\bworth|market cap(?: \S+){0,3})\s*(?:at|of|to)?\s*(?:about |over |more than |around )?$/i.test(
      before,
    ) ||
    /\b(?:total|so far|to date|previously|last raised|(?<!\b(?:said|says|announced)\b.{0,30})had raised)\b[^.]{0,30}$/i.test(
      before,
    )
  )
}
