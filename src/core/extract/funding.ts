import type { SignalFields } from '../signal.ts'
import { isFound, leadingName, nameAfter, type Subject } from './company.ts'
import { investorFields } from './investors.ts'
import { moneyIn, preferDollars } from './money.ts'
import { isPlace } from './places.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure } from './reading.ts'
import { roundIn } from './round.ts'
import { type Clause, hitsOf } from './text.ts'

const raising =
  /(?<![\p{L}\p{N}-])(?:has |have |had )?(?:also |just |now |recently |successfully |quietly |reportedly )?(?:raises?|raised|raising|secures|secured|bags|bagged|lands|landed|closes|closed|gets|nabs|nabbed|snags|snagged|scores|scored|picks up|picked up|pulls in|receives|received|garners|garnered|grabs|grabbed|attracts|attracted|wins|rakes in|raked in|hauls in|mops up|draws|clinches|banks(?=\s+[$€£₹])|obtains|locks in|locks up|nets|netted|scoops|scooped|pockets|pocketed|completes|completed|announces|announced|finds|collects|takes in|gains|brings in|bring in|fetches|amasses|reels in|wraps up|adds?|emerges from stealth with|comes out of stealth with|launches with|exits stealth with|debuts with|unveils|inks|gathers)(?=\s)/giu
const bookish =
  /\b(?:raise|closes|closed|gets|wins|attracts|attracted|draws|finds|adds?|announces|announced|gains|unveils|inks|completes|completed|receives|received|lands|landed|nets|netted|launches with|debuts with)$/i
const fundingNoun =
  /\b(?:fund(?:ing|raise|raising|s)|financing|seed|series [a-k]\d?|angel|round|capital|(?:equity|venture|new|minority)? ?investments?|venture)\b/iu
const otherMoney =
  /\b(?:loans?|bonds?|notes|debentures?|(?<!pre-)ipo|public (?:offering|issue|listing)|initial public|rights issue|share (?:sale|offering|issue|placement)|stock (?:sale|offering)|offerings?|placement|qip|anchor|buyback|payouts?|client cash|inflows|loan|block deal|credit (?:facility|line)|refinancing|prices?|fares?|fees?|wages?|pay|salar(?:y|ies)|rates?|forecasts?|outlook|guidance|targets?|estimates?|views?|dividends?|stakes?|majority|controlling|bids?|offers?|concerns?|questions?|doubts?|fears?|eyebrows?|alarm|stakes|awareness|hopes?|tariffs?|tax(?:es)?|contracts?|orders?|tenders?|sanctions?|fines?|settlement|bail|revenues?|profits?|sales|turnover|bailout|aid|subsid(?:y|ies)|grants? for|donations?|charity|capex|production|output|ratings?|limits?|ceiling|shares at|deal|pact|valuation cap|data center lease|asset sale|lawsuit|approval|mandate|export|imports|deposits|users|customers|budget|spending|market share|minimum|age|deal value|stock|for (?:its )?(?:\S+ ){0,5}fund|(?:debut|first|second|third|fourth|fifth|new|latest|maiden|final|buyout|growth|venture|credit|infrastructure|pe|vc|hedge|climate|private equity|opportunity|flagship|secondaries|tech|seed) fund|fund (?:[ivx]+|\d)|funds? (?:to invest|for (?:investing|investments))|fund of funds|close of)\b/iu
const ownFund =
  /^(?!.*\b(?:from|by)\b.*\bfund\b).*\bfund\b|\bfor (?:\S+ ){0,5}(?:investments|investing|bets|startups|deals|buyouts|acquisitions)\b|\bto (?:back|invest)\b|\bbets\b|\bfor (?:\S+ ){0,6}(?:startup|start-up|company)$/iu
const investorBefore =
  /\b(?:backer|investor|vc|venture (?:capital )?firm|private equity (?:firm|giant)|buyout firm|hedge fund|accelerator|incubator)\s+$/iu
const fundRaiser =
  /\b(?:capital partners|ventures?|partners|capital|fund|private equity|investments?|asset management|advisors|vc|equity|growth|management)$/iu

/** "Acme raises $5M in a Series A led by …". */
const raiseRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, raising).flatMap((hit) => {
    const rule = 'funding.raises'
    const reach = hit.after.slice(0, 110).split(/;|,\s(?=(?:\S+(?:s|ed)|to)\s)/)[0] ?? ''
    const evidence = evidenceOf(hit.verb, reach)
    if (!evidence) return []
    const veto =
      otherMoney.exec(evidence.near.replace(/\s(?:to|as|while|after|amid)\s.*$/iu, '')) ?? ownFund.exec(evidence.near)
    if (veto && !(evidence.round && !/\b(?:fund|ipo|bond|loan|stake)/i.test(veto[0])))
      return [drop(clause, rule, `not a funding round: ${veto[0].trim()}`)]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    if (/\bto\s*$/.test(hit.before)) return [drop(clause, rule, 'planned')]
    if (listed.test(`${clause.earlier}${clause.text}`)) return [drop(clause, rule, 'a listed company or a listing')]
    if (/\braise$/i.test(hit.verb) && several.test(hit.before)) return [drop(clause, rule, 'several companies')]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    if (
      !evidence.round &&
      (fundRaiser.test(company.name) ||
        investorBefore.test(hit.before.slice(0, company.start)) ||
        /\bbacker\b/i.test(company.name))
    )
      return [drop(clause, rule, 'an investor raising its own fund')]
    return [
      tell(clause, { kind: 'funding', rule, company, fields: fundingFields(clause), confidence: evidence.confidence }),
    ]
  })

type Evidence = { near: string; round: boolean; confidence: number }

/** Money, a round or words for financing right behind the verb; verbs of many uses need two of them. */
const listed = /(?<!pre-)\bIPO\b|\bshares? (?:rall(?:y|ies)|rise|fall|jump|drop|slide|soar|sink|surge|gain)/iu
const several = /\p{Lu}\S*,\s.*|\sand\s/u

const evidenceOf = (verb: string, reach: string): Evidence | null => {
  const money = moneyIn(reach).find((span) => span.start < 60)
  const round = roundIn(money ? reach.slice(0, money.end + 45) : reach.slice(0, 60)) !== null
  const strict = bookish.test(verb)
  if (!money) {
    const named = (strict ? freshFunding : someFunding).test(reach)
    return named ? { near: reach.slice(0, 60), round, confidence: round ? 0.88 : 0.8 } : null
  }
  const near = reach.slice(0, money.end + 45).replace(/\bat .{0,25}valuation.*$/i, '')
  const noun = round || fundingNoun.test(near)
  if (strict && !noun) return null
  return { near, round, confidence: noun ? 0.95 : 0.88 }
}

const fresh = String.raw`(?:seed|series [a-k]\d?|pre-?seed|pre-series [a-k]|angel|venture|growth|strategic|fresh|new|equity|bridge|minority|largest(?:-ever)?|first|follow-on|additional|early-stage)`
const freshFunding = new RegExp(
  String.raw`^\s+(?:\S+\s+){0,3}?${fresh}\s+(?:\S+\s+){0,2}?(?:fund(?:ing|s|raise)?|round|financing|investment|capital)(?![\p{L}])`,
  'iu',
)
const someFunding = new RegExp(
  String.raw`^\s+(?:\S+\s+){0,3}?(?:${fresh}\s+(?:\S+\s+){0,1}?)?(?:fund(?:ing|s|raise)|(?:funding )?round|financing|growth investment|strategic investment|capital(?! (?:gains|markets))|(?:new|fresh) cash|undisclosed (?:amount|sum|funding))(?![\p{L}])`,
  'iu',
)

const leading =
  /(?<![\p{L}\p{N}-])(?:(?:co-)?leads?|(?:co-)?led|invests?|invested|pumps|injects|infuses|pours|puts|ploughs|plows|backs|bets|participates in|makes|made|commits|anchors)(?=\s)/giu
const leadObject = /^\s+(?<middle>.{0,70}?)\b(?:in|into|for|of|on)\s+(?<target>.+)$/iu

/** "BigCo leads $20M round in Acme", "BigCo invests $5M in Acme": the company is the investee. */
const investRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, leading).flatMap((hit) => {
    const rule = 'funding.invests'
    const backs = /\bbacks?$/i.test(hit.verb)
    const match = backs ? null : leadObject.exec(hit.after)
    const middle = match?.groups?.middle ?? ''
    const target = backs ? hit.after : (match?.groups?.target ?? '')
    if (!target) return []
    const invests = /\b(?:invest\w*|pumps|injects|infuses|pours|puts|ploughs|plows|bets)$/i.test(hit.verb)
    const asks = /\b(?:puts|pours|ploughs|plows|bets|commits|pumps)$/i.test(hit.verb)
      ? moneyIn(middle).length > 0 && /^[\s$€£₹\p{L}\d.,-]{1,28}$/u.test(middle)
      : invests
        ? /^(?:[\s\S]*\d.*|\s*|(?:\S+\s){0,2})$/.test(middle)
        : /\b(?:round|funding|investment|financing|seed|series)\b/i.test(middle)
    if (!asks && !(backs && (moneyIn(target).length > 0 || roundIn(target)))) return []
    if (
      /\b(?:stake|bonds?|shares|loan|takeover|buyout|majority|controlling|fund|credit|debt|bid)\b/i.test(
        backs ? target : middle,
      )
    )
      return [drop(clause, rule, 'stake, not a round')]
    const doubt = unsure(clause, hit.start) ?? (/\bto\s*$/.test(hit.before) && backs ? 'planned' : null)
    if (doubt) return [drop(clause, rule, doubt)]
    const investor = subjectOf(clause, hit.start)
    if (!isFound(investor) && investor.refused !== 'anonymous')
      return [drop(clause, rule, `investor: ${investor.refused}`)]
    const offset = hit.end + hit.after.length - target.length
    const company = nameAfter(target, offset)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const rest = `${clause.text.slice(offset, company.start)}${clause.text.slice(company.start, company.end + 25).replace(/\s(?:to|for|as|in|,).*$/iu, '')}`
    if (
      facility.test(rest) ||
      isPlace(company.name.split(' ')[0] ?? '') ||
      isPlace(company.name.split(' ').slice(0, 2).join(' '))
    )
      return [drop(clause, rule, 'spending of its own')]
    return [
      tell(clause, {
        kind: 'funding',
        rule,
        company,
        fields: {
          ...fundingFields(clause),
          ...(isFound(investor) ? { leadInvestor: quoted(clause, investor.name, investor.start, investor.end) } : {}),
        },
        confidence: 0.82,
      }),
    ]
  })

const facility =
  /\b(?:plants?|project|factory|factories|facility|facilities|production|campus|data cent(?:er|re)s?|infrastructure|mine|mines|refinery|hub|expansion|operations|stocks|shares|bonds|properties|real estate|startups|companies|energy|r&d|research|development|training|education|skills|tech|ai|manufacturing|capacity|jobs|chips?|business)\b/iu

const noun =
  /(?<![\p{L}\p{N}-])(?:with (?:an? |its |new |fresh )*(?=[$€£₹\d][^,]{1,25}(?:seed|series|round|funding|raise|investment|financing)\b)|(?:with|on|after|following) (?:its |an? |the )?(?:new|fresh|latest) (?:\S+ )?(?:funding|financing|investment|round|capital)\b|after (?:\S+ )?funding round|and an? (?=[$€£₹][\d.,]+\s?(?:m|mn|million|b|bn|billion) (?:investment|round|raise|funding)\b))/giu

/** "With $8M seed, Acme builds …", "Acme valued at $9bn after funding round". */
const nounRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, noun).flatMap((hit) => {
    const rule = 'funding.with'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const comma = hit.after.indexOf(', ')
    const opening = /^\s*$/.test(hit.before)
    if (opening && comma < 0) return []
    const company = opening
      ? after(leadingName(hit.after.slice(comma + 2)), hit.end + comma + 2)
      : leadingName(hit.before)
    return isFound(company)
      ? [tell(clause, { kind: 'funding', rule, company, fields: fundingFields(clause), confidence: 0.75 })]
      : [drop(clause, rule, company.refused)]
  })

const after = (subject: Subject, by: number): Subject =>
  isFound(subject) ? { ...subject, start: subject.start + by, end: subject.end + by } : subject

const valued =
  /(?<![\p{L}])(?:hits|reaches|lands|tops|nabs|secures|achieves|attains|snags|gets|valued at|turns unicorn|becomes (?:a |the |india's |\S+ )*unicorn|enters (?:the )?unicorn club)\b/giu

/** "Acme hits $3.6 billion valuation", "Acme turns unicorn". */
const valuationRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, valued).flatMap((hit) => {
    const reach = `${hit.verb}${hit.after.slice(0, 60)}`
    const isValuation = /[$€£₹][\d.,]+\s?\p{L}+ valuation/iu.test(reach) || /unicorn/i.test(hit.verb)
    if (!isValuation || /\bmarket (?:cap|value)|shares|stock|ipo|debut|listing\b/i.test(clause.text)) return []
    const rule = 'funding.valuation'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = subjectOf(clause, hit.start)
    return isFound(company)
      ? [tell(clause, { kind: 'funding', rule, company, fields: {}, confidence: 0.65 })]
      : [drop(clause, rule, company.refused)]
  })

/** Amount (never a valuation), round and lead investor of one clause. */
export const fundingFields = (clause: Clause): SignalFields => {
  const spans = moneyIn(clause.text).filter((span) => !isValuation(clause.text, span.start, span.end))
  const amount = preferDollars(spans, clause.text)
  const round = roundIn(clause.text)
  return {
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
    ...(round ? { round: quoted(clause, round.round, round.start, round.end) } : {}),
    ...investorFields(clause),
  }
}

const isValuation = (text: string, start: number, end: number): boolean =>
  /^(?:-plus|\+)?\s*(?:\S+ )?(?:pre-money |post-money )?valuation/i.test(text.slice(end)) ||
  /(?:valu(?:ed|ing|ation|es)\b(?: \S+){0,4}|\bworth|market cap(?: \S+){0,3})\s*(?:at|of|to)?\s*(?:about |over |more than |around )?$/i.test(
    text.slice(0, start),
  ) ||
  /\b(?:total|so far|to date|previously|last raised|had raised)\b[^.]{0,30}$/i.test(
    text.slice(Math.max(0, start - 45), start),
  ) ||
  /^\s*(?:in total|to date|so far|in (?:annual )?revenue|market|opportunity|industry|in sales|deal with)/i.test(
    text.slice(end),
  )

export const findFunding: Finder = (clause) => [
  ...raiseRule(clause),
  ...investRule(clause),
  ...nounRule(clause),
  ...valuationRule(clause),
]
