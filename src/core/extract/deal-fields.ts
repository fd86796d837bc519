import type { SignalFields } from '../signal.ts'
import type { Found } from './company.ts'
import { moneyIn, preferDollars } from './money.ts'
import { quoted } from './reading.ts'
import type { Clause } from './text.ts'

/** Target and price of a deal, as far as one clause names them. */
export const dealFields = (clause: Clause, target: Found | null): SignalFields => {
  const amount = preferDollars(moneyIn(clause.text), clause.text)
  return {
    ...(target ? { counterpart: quoted(clause, target.name, target.start, target.end) } : {}),
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
  }
}
