import { moneyText } from './draft/money.ts'
import type { SignalFields, SignalKind } from './signal.ts'

/** What a kind of trigger is called on a screen or in a mail. */
export const kindNames: Readonly<Record<SignalKind, string>> = {
  funding: 'Funding',
  executive_hire: 'Executive hire',
  executive_departure: 'Executive departure',
  acquisition: 'Acquisition',
  layoff: 'Layoff',
  bankruptcy: 'Bankruptcy',
  expansion: 'Expansion',
  hiring: 'Hiring',
  hiring_slowdown: 'Hiring slow-down',
  product_launch: 'Product launch',
  technology_change: 'Technology change',
  champion_move: 'Champion move',
  custom: 'Custom',
}

/** A trigger in a few words ("Raised $40 million, Series B"), from agreed fields alone; the account is the subject. */
export const headline = (kind: SignalKind, fields: SignalFields): string => tellers[kind](wordsOf(fields))

type Words = Partial<Record<keyof SignalFields, string>>

const wordsOf = (fields: SignalFields): Words => {
  const words: Words = {}
  for (const name of Object.keys(fields) as (keyof SignalFields)[]) {
    const value = fields[name]?.value
    if (value === undefined || value === null) continue
    if (Array.isArray(value)) words[name] = value.join(', ')
    else words[name] = typeof value === 'object' ? moneyText(value) : String(value)
  }
  return words
}

const joined = (...parts: (string | undefined | false)[]): string => parts.filter(Boolean).join(', ')
const titled = (role: string | undefined): string => role ?? 'executive'

const tellers: Readonly<Record<SignalKind, (words: Words) => string>> = {
  funding: ({ amount, round }) =>
    amount ? joined(`Raised ${amount}`, round) : round ? `Raised ${roundInWords(round)}` : 'Raised money',
  executive_hire: ({ person, role }) => joined(`New ${titled(role)}`, person),
  executive_departure: ({ person, role }) =>
    joined(`${titled(role)} leaves`, person).replace(/^./, (c) => c.toUpperCase()),
  acquisition: ({ counterpart, amount }) =>
    joined(counterpart ? `Acquisition with ${counterpart}` : 'Acquisition', amount && `for ${amount}`),
  layoff: ({ headcount, percentage }) =>
    headcount ? `Layoff of ${headcount}` : percentage ? `Layoff of ${percentage} %` : 'Layoff',
  bankruptcy: () => 'Bankruptcy',
  expansion: ({ place }) => (place ? `Expansion in ${place}` : 'Expansion'),
  hiring: ({ openings, hiringFunction, headcount, baseline }) => {
    const what = hiringFunction ? `${hiringFunction} roles` : 'roles'
    if (openings) return joined(`${openings} open ${what}`, baseline && `usually ${usual(baseline)}`)
    return headcount ? `Plans to hire ${headcount}` : `Hiring ${what}`
  },
  hiring_slowdown: ({ openings, baseline }) =>
    joined('Hiring slowed down', openings && `${openings} new roles`, baseline && `usually ${usual(baseline)}`),
  product_launch: ({ product }) => (product ? `Launched ${product}` : 'Launched a product'),
  technology_change: ({ technology }) => (technology ? `Now uses ${technology}` : 'Changed its technology'),
  champion_move: ({ person, role }) => joined(`${person ?? 'A champion'} joined`, role && `as ${role}`),
  custom: () => 'Custom signal',
}

/** "usually 1": rounded, because nobody opens a fifth of a role. */
const usual = (baseline: string): string => {
  const count = Math.round(Number(baseline))
  return count === 0 ? 'none' : String(count)
}

const roundInWords = (round: string): string =>
  /^(growth|debt|grant)$/i.test(round) ? `a ${round.toLowerCase()} round` : `its ${round}`
