import { escapedPattern } from '../escape.ts'
import type { Signal, SignalFields } from '../signal.ts'
import { executiveFields } from './executive-fields.ts'
import { fundingFields } from './funding-fields.ts'
import { moneyIn, preferDollars } from './money.ts'
import { type PersonSpan, personAt, personEnding } from './person.ts'
import { quoted } from './reading.ts'
import { rolesIn, widened } from './role.ts'
import { roundIn } from './round.ts'
import { type Clause, quoteOf } from './text.ts'

/** Fills fields that the title leaves open from the sentences that follow it; never overrides the title. */
export const enrich = (told: Signal, clauses: readonly Clause[]): Signal => {
  const later = clauses.filter((clause) => clause.field !== 'title')
  if (later.length === 0) return told
  const signal = wholeCompany(told, later)
  const fields = { ...found(signal, later), ...signal.fields, ...inDollars(signal, later) }
  const whole = wholeName(signal, fields, later)
  return { ...signal, fields: whole ? { ...fields, person: whole } : fields }
}

const found = (signal: Signal, later: readonly Clause[]): SignalFields => {
  if (signal.kind === 'funding') return fundingLater(signal, later)
  if (signal.kind === 'acquisition') return signal.fields.amount ? {} : amountLater(later)
  if (signal.kind === 'executive_hire' || signal.kind === 'executive_departure') return executiveLater(signal, later)
  return {}
}

const fundingLater = (signal: Signal, later: readonly Clause[]): SignalFields => {
  const clause = later.find((each) =>
    /\b(?:rais(?:ed|es|ing)|round|secured|closed|funding|investment|seed|series|led by)\b/i.test(each.text),
  )
  if (!clause) return {}
  const told = { ...roundLater(later), ...fundingFields(clause), ...roundOfSum(signal, clause) }
  // A different sum in the text is a part or a total, so only a title without any sum takes it over.
  const { amount, ...rest } = told
  return signal.fields.amount ||
    !amount ||
    !/\b(?:rais(?:ed|es|ing)|secured|closed|bagged|received)\b/i.test(clause.text)
    ? rest
    : told
}

/** Of several rounds in a sentence, the one nearest behind the sum that the title tells. */
const roundOfSum = (signal: Signal, clause: Clause): SignalFields => {
  const sum = signal.fields.amount?.value
  const span = moneyIn(clause.text).find(({ money }) => money.value === sum?.value && money.currency === sum?.currency)
  const round = span ? roundIn(clause.text.slice(span.start)) : null
  return span && round ? { round: quoted(clause, round.round, span.start + round.start, span.start + round.end) } : {}
}

/** "… $36 million in funding. The Series A was led by …". */
const roundLater = (later: readonly Clause[]): SignalFields => {
  for (const clause of later.slice(0, 4)) {
    const round = /^(?:The|This|Its|The new|The latest)\s/u.test(clause.text) ? roundIn(clause.text.slice(0, 40)) : null
    if (round) return { round: quoted(clause, round.round, round.start, round.end) }
  }
  return {}
}

/** The dollars that the text gives for a sum the title tells in another currency. */
const inDollars = (signal: Signal, later: readonly Clause[]): SignalFields => {
  const sum = signal.fields.amount?.value
  if (!sum || sum.currency === 'USD') return {}
  for (const clause of later) {
    const spans = moneyIn(clause.text)
    const at = spans.findIndex(({ money }) => money.value === sum.value && money.currency === sum.currency)
    const twin = at < 0 ? null : preferDollars(spans.slice(at), clause.text)
    if (twin?.money.currency === 'USD') return { amount: quoted(clause, twin.money, twin.start, twin.end) }
  }
  return {}
}

const amountLater = (later: readonly Clause[]): SignalFields => {
  for (const clause of later.slice(0, 2)) {
    const spans = moneyIn(clause.text).filter(
      (span) => !/\bdebt\b/i.test(clause.text.slice(span.start - 12, span.end + 20)),
    )
    const amount = preferDollars(spans, clause.text)
    if (
      amount &&
      /\b(?:buy|acquir\w+|purchas\w+|deal|bid|takeover|merger|offer|acquisition|valued?|valuing)\b/i.test(clause.text)
    )
      return { amount: quoted(clause, amount.money, amount.start, amount.end) }
  }
  return {}
}

const nameVerb =
  /\b(?:named|appointed|hired|promoted|tapped|recruited|picked|elevated|chose|chosen|selected|names|appoints|hires|replace[sd]? by|succeeded by)\s+(?:(?:[\p{Ll}&.'-]+|\d+-\S+|[\p{Lu}][\p{L}&.]*(?:'s)?(?=\s+\p{Ll}))\s+){0,7}?(?=\p{Lu})/gu

const executiveLater = (signal: Signal, later: readonly Clause[]): SignalFields => {
  for (const clause of later.slice(0, 3)) {
    const person =
      signal.kind === 'executive_hire' ? (appointed(clause, signal) ?? holder(clause, signal)) : holder(clause, signal)
    const span = rolesIn(clause.text).find(({ start }) => !leftPost.test(clause.text.slice(0, start).slice(-60)))
    const role = span && signal.fields.role === undefined ? widened(clause.text, span) : null
    if (person) return executiveFields(clause, role, signal.fields.person ? null : person)
  }
  return {}
}

/** "hired former Oakridge president Ann Lee": what somebody was says nothing of the new post. */
const leftPost = /(?:\bex-|\b(?:former|previously|erstwhile)\s+(?:[\p{L}&.'’-]+\s+){0,4})$/iu

const appointed = (clause: Clause, signal: Signal): PersonSpan | null => {
  for (const match of clause.text.matchAll(nameVerb)) {
    const end = match.index + match[0].length
    const person = personAt(clause.text.slice(end), end)
    if (person && !isCompany(person, signal)) return person
  }
  return null
}

/** "chief executive Ann Lee", "its chief executive, Ann Lee,", "Ann Lee resigned", "Ann Lee, chief executive". */
const holder = (clause: Clause, signal: Signal): PersonSpan | null => {
  for (const role of rolesIn(clause.text, true)) {
    const end = widened(clause.text, role).end
    for (const at of [role.end, end]) {
      const person = personAt(clause.text.slice(at), at)
      if (person && /^[\s,]*$/.test(clause.text.slice(at, person.start)) && !isCompany(person, signal)) return person
    }
  }
  for (const match of clause.text.matchAll(/(?<![\p{L}.])\p{Lu}/gu)) {
    const person = personAt(clause.text.slice(match.index), match.index)
    if (!person || person.start !== match.index || isCompany(person, signal)) continue
    if (
      /^,\s+who\b|^(?:,[^,]{3,90},)?\s+(?:has |have |had |will |would |is |was |who ){0,3}(?:resign\w*|step\w*|retire\w*|quit|left|leav\w+|depart\w*|join\w*|become\w*|named|appointed|replac\w+|succeed\w*|announced his|announced her|become)\b/iu.test(
        clause.text.slice(person.end),
      )
    )
      return person
  }
  return null
}

const isCompany = (person: PersonSpan, signal: Signal): boolean => {
  const [name, company] = [person.name.toLowerCase(), signal.company.toLowerCase()]
  return (
    name.startsWith(company) ||
    company.startsWith(name) ||
    /\b(?:Inc|Corp|Group|Bank|Co|Ltd|Holdings|Capital)\b/.test(person.name)
  )
}

/** A surname in the title made whole by the text: "Thorne" → "Ada Thorne". */
const wholeName = (signal: Signal, fields: SignalFields, later: readonly Clause[]) => {
  const surname = signal.fields.person?.value
  if (!surname || surname.includes(' ') || fields.person?.value !== surname) return null
  for (const clause of later) {
    const at = clause.text.search(new RegExp(`(?<![\\p{L}])${escapedPattern(surname)}(?![\\p{L}])`, 'u'))
    const person = at > 0 ? personEnding(clause.text.slice(0, at + surname.length), 0) : null
    if (person?.name.endsWith(surname))
      return quoted(clause, clause.original.slice(person.start, person.end), person.start, person.end)
  }
  return null
}

/** A name that the title clips is made whole by the text: "Loafgr" → "Loafgroup". */
const wholeCompany = (signal: Signal, later: readonly Clause[]): Signal => {
  const short = escapedPattern(signal.company)
  const clipped = new RegExp(`(?<![\\p{L}])${short}(?!ing|ed|ers?\\b)\\p{Ll}{3,}(?![\\p{L}])`, 'u')
  if (later.some((clause) => new RegExp(`(?<![\\p{L}])${short}(?![\\p{L}])`, 'u').test(clause.text))) return signal
  const clause = later.slice(0, 2).find((each) => clipped.test(each.text))
  const match = clause ? clipped.exec(clause.text) : null
  if (!clause || !match) return signal
  const company = quoteOf(clause, match.index, match.index + match[0].length)
  return { ...signal, company, companyQuote: company }
}
