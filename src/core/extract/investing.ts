import type { SignalFields } from '../signal.ts'
import { type Found, isFound, nameAfter } from './company.ts'
import { fundingFields } from './funding-fields.ts'
import { moneyIn } from './money.ts'
import { isPlace } from './places.ts'
import { type Candidate, drop, quoted, subjectOf, tell, unsure } from './reading.ts'
import { roundIn } from './round.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const verb =
  /(?<![\p{L}\p{N}-])(?:(?:co-)?leads?|(?:co-)?led|invests?|invested|pumps|injects|infuses|pours|puts|ploughs|plows|backs?|bets?|pump|inject|infuse|pour|put|participates in|makes|made|commits|anchors)(?=\s)/giu
const placing = /\b(?:puts?|pours?|ploughs|plows|bets?|commits|pumps?)$/i
const investing = /\b(?:invest\w*|injects?|infuses?)$/i
const backing = /\bbacks?$/i
/** Bare forms need several investors before them. */
const bareForm = /^(?:back|pump|inject|infuse|pour|put|bet)$/i
const notRound = /\b(?:stake|bonds?|shares|loan|takeover|buyout|majority|controlling|fund|credit|debt|bid)\b/i
const ownSpending =
  /\b(?:sites?|packaging|programs?|initiatives?|plants?|projects?|factory|factories|facility|facilities|production|campus|data cent(?:er|re)s?|infrastructure|mines?|refinery|hub|expansion|operations|stocks|shares|bonds|properties|real estate|startups|companies|research|development|training|education|manufacturing|capacity|partnerships)\b/iu

/** "BigCo leads $20M round in Acme", "BigCo invests $5M in Acme": the company is the investee. */
export const investedIn = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, verb).flatMap((hit) => {
    const rule = 'funding.invests'
    if (bareForm.test(hit.verb) && !/,|\band\b|&|\bothers\s*$|investors\s*$/i.test(hit.before)) return []
    const object = objectOf(hit)
    if (!object) return []
    if (notRound.test(backing.test(hit.verb) ? object.target : object.middle))
      return [drop(clause, rule, 'stake, not a round')]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const investor = subjectOf(clause, hit.start)
    if (!isFound(investor) && investor.refused === 'place') return [drop(clause, rule, 'a state invests')]
    const offset = hit.end + hit.after.length - object.target.length
    const company = nameAfter(object.target, offset)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    if (
      !isFound(investor) &&
      investor.refused !== 'anonymous' &&
      !knownKind.test(clause.text.slice(offset, company.start))
    )
      return [drop(clause, rule, investor.refused)]
    const next = /^\s+\S+/.exec(clause.text.slice(company.end))?.[0] ?? ''
    const own =
      /^(?:its|their|(?:an? |the )?new)\s/iu.test(object.target) &&
      !knownKind.test(clause.text.slice(offset, company.start))
    if (own || ownSpending.test(`${company.name}${next}`) || startsWithPlace(company.name))
      return [drop(clause, rule, 'spending of its own')]
    const told = fundingFields(clause)
    const large = (told.amount?.value.value ?? 0) >= roundMost && !told.round
    return [
      tell(clause, {
        kind: 'funding',
        rule: large ? `${rule}.large` : rule,
        company,
        fields: { ...told, ...(isFound(investor) ? investorOf(clause, hit, investor) : {}) },
        confidence: large ? 0.6 : 0.82,
      }),
    ]
  })

/** A sum beyond this from one investor, with no word of a round, is as often a share in a listed company. */
const roundMost = 5e8

/** Only who leads a round is said to lead it; who backs a company is one of its investors. */
const investorOf = (clause: Clause, hit: Hit, { name, start, end }: Found): SignalFields =>
  /^(?:co-)?le(?:ads?|d)$/i.test(hit.verb)
    ? { leadInvestor: quoted(clause, name, start, end) }
    : { investors: quoted(clause, [name], start, end) }

const knownKind = /\b(?:startup|start-up|platform|firm|company|maker|brand|app)\s*$/iu

const startsWithPlace = (name: string): boolean => {
  const words = name.split(' ')
  return isPlace(words[0] ?? '') || isPlace(words.slice(0, 2).join(' '))
}

const freshMoney = /\swith (?:(?:fresh|new|more|further|additional) )?(?:funds|funding|capital|cash|investment)\b/iu

type Object = { middle: string; target: string }

/** What is put in, and into whom; null where the verb is about something else. */
const objectOf = (hit: Hit): Object | null => {
  if (backing.test(hit.verb))
    return moneyIn(hit.after).length > 0 || roundIn(hit.after) || freshMoney.test(hit.after)
      ? { middle: '', target: hit.after }
      : null
  const match = /^\s+(?<middle>.{0,70}?)\b(?:in|into|for|of|on)\s+(?<target>.+)$/iu.exec(hit.after)
  const { middle = '', target = '' } = match?.groups ?? {}
  if (!target) return null
  const asked = placing.test(hit.verb)
    ? moneyIn(middle).length > 0 && middle.length <= 28
    : investing.test(hit.verb)
      ? /\d|^\s*$|^(?:\S+\s){0,2}$/.test(middle)
      : /\b(?:round|funding|investment|financing|seed|series|bet|raise)\b/i.test(middle)
  return asked ? { middle, target } : null
}
