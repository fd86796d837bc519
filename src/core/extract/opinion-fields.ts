import type { SignalFields } from '../signal.ts'
import { isFound, nameIn } from './company.ts'
import { fundingFields } from './funding-fields.ts'
import { moneyIn } from './money.ts'
import type { ToldEvent } from './opinion.ts'
import { personAt } from './person.ts'
import { findPlace } from './places.ts'
import { functionOf, rolesIn, seniorityOf } from './role.ts'
import { roundIn } from './round.ts'
import { sameCompany } from './settle.ts'
import { plain } from './text.ts'
import { verbatim } from './verbatim.ts'

type Told = Pick<ToldEvent, FieldName>
type FieldName = 'person' | 'role' | 'amount' | 'round' | 'counterpart' | 'headcount' | 'place'
type Reader = (words: string, quote: string, company: string) => SignalFields | null

/** What a field's words mean, by our own reading of them; null when they mean no such thing. */
const readers: Readonly<Record<FieldName, Reader>> = {
  person: (words) => {
    const person = personAt(plain(words), 0, true)
    return person?.start === 0 && person.end === words.length ? { person: asWritten(words) } : null
  },
  role: (words) =>
    rolesIn(plain(words), true).length > 0
      ? {
          role: asWritten(words),
          roleFunction: { value: functionOf(words), quote: words },
          seniority: { value: seniorityOf(words), quote: words },
        }
      : null,
  amount: (words, quote) => {
    const [span] = moneyIn(plain(words))
    return span && !isValuation(quote, span.money.value) ? { amount: { value: span.money, quote: words } } : null
  },
  round: (words) => {
    const span = roundIn(plain(words))
    return span ? { round: { value: span.round, quote: words } } : null
  },
  counterpart: (words, _, company) => {
    const found = nameIn(plain(words))
    if (!isFound(found) || sameCompany(found.name, company)) return null
    return { counterpart: asWritten(words.slice(found.start, found.end)) }
  },
  headcount: (words) => {
    const [digits] = /^\d{1,3}(?:,\d{3})+(?!\d)|^\d{1,6}(?![\d.,%])/.exec(words) ?? []
    return digits ? { headcount: { value: Number(digits.replaceAll(',', '')), quote: words } } : null
  },
  place: (words) => (findPlace(plain(words)) ? { place: asWritten(words) } : null),
}

const asWritten = (words: string) => ({ value: words, quote: words })

/** A sum that our own reader of rounds sees in the sentence and leaves: a valuation, a total, a market. */
const isValuation = (quote: string, sum: number): boolean => {
  const clause = { field: 'title', text: plain(quote), original: quote, earlier: '' } as const
  const own = fundingFields(clause).amount?.value.value
  return /\b(?:valu\w+|worth|total|so far|revenue)\b/iu.test(clause.text) && own !== sum
}

/** The fields whose words stand in the quoted sentence or the title and mean what they are given for. */
export const readFields = (told: Told, texts: readonly string[], company: string) => {
  const fields: SignalFields = {}
  const discarded: string[] = []
  for (const [name, reader] of Object.entries(readers) as [FieldName, Reader][]) {
    const words = told[name]
    if (!words) continue
    const own = verbatim(texts, words)
    const field = own ? reader(own, texts[0] ?? '', company) : null
    if (field) Object.assign(fields, field)
    else discarded.push(`${name} discarded: ${own ? 'the words are no such thing' : 'not in the quoted sentence'}`)
  }
  return { fields, discarded }
}
