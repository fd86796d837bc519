import { isFound, leadingName, nameAfter, type Subject } from './company.ts'
import { fundingFields } from './funding-fields.ts'
import { moneyIn } from './money.ts'
import { type Candidate, drop, subjectOf, tell, unsure } from './reading.ts'
import { roundIn } from './round.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const sum = String.raw`[$€£₹\d][^,]{1,25}(?:seed|series|round|funding|raise|investment|financing)\b`
const phrase = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}-])(?:with (?:an? |its |in |new |fresh ){0,3}(?=${sum})`,
    String.raw`(?:with|on|after|following) (?:its |an? |the )?(?:new|fresh|latest) (?:\S+ )?(?:funding|financing|investment|round|capital)\b`,
    String.raw`after (?:\S+ )?funding round`,
    String.raw`(?:to|with|and) (?=[$€£₹][\d.,]+\s?\p{L}* in (?:seed|series|angel|venture|new|fresh)\s)|with (?=[$€£₹][\d.,]+\s?\p{L}* more\b)`,
    String.raw`and an? (?=[$€£₹][\d.,]+\s?(?:m|mn|million|b|bn|billion) (?:investment|round|raise|funding)\b))`,
  ].join('|'),
  'giu',
)

/** "With $8M seed, Acme builds …", "Acme valued at $9bn after funding round". */
export const fundedWith = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, phrase).flatMap((hit) => {
    const rule = 'funding.with'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = fundedOne(hit)
    if (!company) return []
    return isFound(company)
      ? [tell(clause, { kind: 'funding', rule, company, fields: fundingFields(clause), confidence: 0.75 })]
      : [drop(clause, rule, company.refused)]
  })

const fundedOne = (hit: Hit): Subject | null => {
  const comma = hit.after.indexOf(', ')
  if (/^\s*$/.test(hit.before))
    return comma < 0 ? null : moved(leadingName(hit.after.slice(comma + 2)), hit.end + comma + 2)
  const backed = /\b(?:bets (?:\S+ )?on|backs|invests in|boosts|takes (?:\S+ ){0,2}stake in)\s+(?=\S)/iu.exec(
    hit.before,
  )
  if (!backed) return leadingName(hit.before)
  const from = backed.index + backed[0].length
  return nameAfter(hit.before.slice(from), from)
}

const moved = (subject: Subject, by: number): Subject =>
  isFound(subject) ? { ...subject, start: subject.start + by, end: subject.end + by } : subject

const valued =
  /(?<![\p{L}])(?:hits|reaches|lands|tops|nabs|secures|achieves|attains|snags|gets|valued at|turns unicorn|becomes (?:\S+ ){0,5}?unicorn|enters (?:the )?unicorn club|in unicorn club)\b/giu

/** "Acme hits $3.6 billion valuation", "Acme turns unicorn". */
export const valuedAt = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, valued).flatMap((hit) => {
    const reach = `${hit.verb}${hit.after.slice(0, 60)}`
    const tells =
      /[$€£₹][\d.,]+\s?\p{L}+ valuation|^valued at [$€£₹].{2,45}\b(?:round|funding|series [a-k])\b/iu.test(reach) ||
      /unicorn/i.test(hit.verb)
    if (!tells || /\b(?:market (?:cap|value)|shares|stock|ipo|debut|listing)\b/i.test(clause.text)) return []
    const rule = 'funding.valuation'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = subjectOf(clause, hit.start)
    const fields = roundIn(clause.text) ? fundingFields(clause) : {}
    return isFound(company)
      ? [tell(clause, { kind: 'funding', rule, company, fields, confidence: 0.65 })]
      : [drop(clause, rule, company.refused)]
  })

/** "Alder Fund leads Acme's $14M Series A": not the investor's round. */
const leading = /^.*\s(?:co-)?(?:leads?|led|backs?|joins?|anchors?|tops up)\s+(?=\S)/iu
const lapsed =
  /\b(?:falls? (?:through|apart)|fell (?:through|apart)|collaps\w+|stalls?|stalled|unravels?|in (?:doubt|limbo)|scrapped|shelved|on hold)\b/iu

/** "Acme's $30M Series B will fund …". */
export const roundOf = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, /'s\s+(?=[$€£₹][^,]{2,18}\s(?:series [a-k]|seed)\b)/giu).flatMap((hit) => {
    const led = leading.exec(hit.before)?.[0].length
    const company = led === undefined ? leadingName(hit.before) : nameAfter(hit.before.slice(led), led)
    if (lapsed.test(hit.after)) return [drop(clause, 'funding.round-of', 'negated')]
    if (!isFound(company) || moneyIn(hit.after.slice(0, 14)).length === 0 || unsure(clause, hit.start)) return []
    return [
      tell(clause, {
        kind: 'funding',
        rule: 'funding.round-of',
        company,
        fields: fundingFields(clause),
        confidence: 0.7,
      }),
    ]
  })
