import { isFound, nameAfter, type Subject } from './company.ts'
import { fundingFields } from './funding-fields.ts'
import { investedIn } from './investing.ts'
import { moneyIn } from './money.ts'
import { type Candidate, drop, type Finder, subjectOf, tell, unsure } from './reading.ts'
import { roundIn } from './round.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'
import { fundedWith, roundOf, valuedAt } from './valuation.ts'

const raising =
  /(?<![\p{L}\p{N}-])(?:has |have |had )?(?:also |just |now |recently |successfully |quietly )?(?:raises?|raised|raising|secures|secured|bags|bagged|lands|landed|closes|closed|gets|nabs|nabbed|snags|snagged|scores|scored|picks up|picked up|pulls in|receives|received|garners|garnered|grabs|grabbed|attracts|attracted|wins|rakes in|raked in|hauls in|mops up|draws|clinches|banks(?=\s+[$€£₹])|obtains|locks in|locks up|nets|netted|scoops|scooped|pockets|pocketed|completes|completed|announces|announced|finds|collects|takes(?=\s[$€£₹][\d.,]+\s?\p{L}*\s(?:seed|series))|gobbles up|cooks up|bakes up|whips up|takes in|gains|brings in|bring in|fetches|amasses|reels in|wraps up|(?:extends|tops up)(?=\s(?:its )?(?:series|seed))|adds?|emerges from stealth with|comes out of stealth with|launches with|exits stealth with|debuts with|unveils|inks|gathers)(?=\s)/giu
const bookish =
  /\b(?:closes|closed|gets|wins|attracts|attracted|draws|finds|adds?|announces|announced|gains|unveils|inks|completes|completed|receives|received|lands|landed|nets|netted|launches with|debuts with)$/i
const fundingNoun =
  /\b(?:fund(?:ing|raise|raising|s)|financing|seed|series [a-k]\d?|angel|round|extension|grant|capital|backing|(?:equity|venture|new|minority)? ?investments?|venture)\b/iu
const otherMoney =
  /\b(?:loans?|bonds?|notes|debentures?|ncds?|(?<!pre-)ipo|public (?:offering|issue|listing)|initial public|rights issue|share (?:sale|offering|issue|placement)|stock (?:sale|offering)|offerings?|placement|qip|anchor|buyback|payouts?|client cash|inflows|loan|block deal|credit (?:facility|line)|refinancing|prices?|fares?|fees?|wages?|pay|salar(?:y|ies)|rates?|forecasts?|outlook|guidance|targets?|estimates?|views?|dividends?|stakes?|majority|controlling|bids?|offers?|concerns?|questions?|doubts?|fears?|eyebrows?|alarm|stakes|awareness|hopes?|tariffs?|tax(?:es)?|contracts?|orders?|tenders?|sanctions?|fines?|settlement|bail|revenues?|profits?|sales|turnover|bailout|aid|subsid(?:y|ies)|grants? for|donations?|charity|capex|production|output|ratings?|limits?|ceiling|shares at|deal|pact|valuation cap|data center lease|asset sale|lawsuit|verdict|damages|trial|patent|jury|ransom|refund|lottery|approval|mandate|export|imports|deposits|users|customers|budget|spending|market share|minimum|age|deal value|stock|for (?:its )?(?:\S+ ){0,5}fund|(?:debut|first|second|third|fourth|fifth|new|latest|maiden|final|buyout|growth|venture|credit|infrastructure|pe|vc|hedge|climate|private equity|opportunity|flagship|secondaries|tech|seed) fund|fund (?:[ivx]+|\d)|funds? (?:to invest|for (?:investing|investments))|fund of funds|close of)\b/iu
const ownFund =
  /^(?!.*\b(?:from|by)\b.*\bfunds?\b).*\b(?:fund|(?:maiden|new|first|second|debut) funds|funds at)\b|\bfor (?:\S+ ){0,5}(?:investments|investing|bets|startups|deals|buyouts|acquisitions)\b|\bto (?:back|invest)\b|\bbets\b|\bfor (?:\S+ ){0,6}(?:startup|start-up|company)$/iu
const investorBefore =
  /\b(?:backer|investor|vc|venture (?:capital )?firm|private equity (?:firm|giant)|buyout firm|hedge fund|accelerator|incubator)\s+$/iu
const fundRaiser =
  /\b(?:capital partners|ventures?|partners|capital|fund|private equity|investments?|asset management|advisors|vc|equity|growth|management)$/iu

/** "Acme raises $5M in a Series A led by …". */
const raiseRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, raising).flatMap((hit) => {
    const rule = 'funding.raises'
    if (/^\s(?:the (?:bar|stakes|roof|alarm|curtain)|eyebrows|hopes)\b/iu.test(hit.after)) return []
    const reach = hit.after.slice(0, 110).split(/;|,\s(?=(?:\S+(?:s|ed)|to)\s)/)[0] ?? ''
    const evidence = evidenceOf(hit.verb, reach)
    if (!evidence) return []
    const veto =
      otherMoney.exec(evidence.near.replace(/\s(?:to|as|while|after|amid)\s.*$/iu, '')) ?? ownFund.exec(evidence.near)
    if (veto && !(evidence.round && !/\b(?:fund|ipo|bond|loan|stake)/i.test(veto[0])))
      return [drop(clause, rule, `not a funding round: ${veto[0].trim()}`)]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    if (/\b(?:to|only|had|previously)\s*$/i.test(hit.before)) return [drop(clause, rule, 'planned')]
    if (/(?:&|\band) (?:more|others)\s*$/iu.test(clause.text) && /,/.test(hit.before))
      return [drop(clause, rule, 'several matters')]
    if (listed.test(`${clause.earlier}${clause.text}`)) return [drop(clause, rule, 'a listed company or a listing')]
    if (/\braise$/i.test(hit.verb) && several.test(hit.before)) return [drop(clause, rule, 'several companies')]
    const subject = subjectOf(clause, hit.start)
    const company = isFound(subject) ? subject : beneficiary(hit, subject)
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

/** "Former engineers raise $6M for Acme": founders without a name raise for the company behind "for". */
const beneficiary = (hit: Hit, subject: Subject): Subject => {
  if (
    !/\b(?:founders?|engineers?|alumni|alums?|duo|trio|executives?|execs|veterans?|brothers|sisters|students)\s*$/iu.test(
      hit.before,
    )
  )
    return subject
  const match = /^(.{1,40}?\sfor\s)(\p{Lu}.*)$/u.exec(hit.after)
  if (!match?.[1] || !match[2]) return subject
  return nameAfter(match[2].split(',')[0] ?? '', hit.end + match[1].length)
}

type Evidence = { near: string; round: boolean; confidence: number }

/** Money, a round or words for financing right behind the verb; verbs of many uses need two of them. */
const listed = /(?<!pre-)\bIPO\b|\bshares? (?:rall(?:y|ies)|rise|fall|jump|drop|slide|soar|sink|surge|gain)/iu
const several = /\p{Lu}\S*,\s.*|\sand\s/u

const evidenceOf = (verb: string, reach: string): Evidence | null => {
  const money = moneyIn(reach).find((span) => span.start < 60)
  const round = roundIn(money ? reach.slice(0, money.end + 45) : reach.slice(0, 60)) !== null
  const strict = bookish.test(verb)
  if (!money) {
    const named = (strict || /\braise$/i.test(verb) ? freshFunding : someFunding).test(reach)
    return named ? { near: reach.slice(0, 60), round, confidence: round ? 0.88 : 0.8 } : null
  }
  const near = reach.slice(0, money.end + 45).replace(/\bat .{0,25}valuation.*$/i, '')
  const noun = round || fundingNoun.test(near)
  const given =
    money.start <= 2 &&
    /\b(?:from|led by|to|for)\s/iu.test(reach.slice(money.end, money.end + 8)) &&
    /\b(?:gets|wins|attracts|attracted|draws|nets|netted|lands|landed|receives|received|closes|closed)$/i.test(verb)
  // "scoops up rival Widgets for $40m": what is paid is a price.
  if (!noun && /\p{Lu}\S*\sfor\s+$/u.test(reach.slice(0, money.start))) return null
  if (strict && !noun && !given) return null
  return { near, round, confidence: noun ? 0.95 : 0.88 }
}

const fresh = String.raw`(?:seed|series [a-k]\d?|pre-?seed|pre-series [a-k]|angel|venture|growth|strategic|fresh|new|equity|bridge|minority|largest(?:-ever)?|first|follow-on|additional|early-stage)`
const freshFunding = new RegExp(
  String.raw`^\s+(?:(?:\S+\s+){0,3}?${fresh}\s+(?:\S+\s+){0,2}?(?:funding|fundraise|round|financing|investment|capital)|(?:(?:an?|its|the|new)\s+){0,2}(?:fundraise|(?:funding|financing|fundraising)\s+round)|(?:(?:an?|its|the|new)\s+){0,2}(?:(?:pre-?)?series [a-k]\d?|(?:pre-?)?seed(?: money)?)(?=\s*(?:$|[,;]|\s(?:from|led|to|at|for|with|on|in|by|after|as)\b)))(?![\p{L}])`,
  'iu',
)
const someFunding = new RegExp(
  String.raw`^\s+(?:\S+\s+){0,3}?(?:${fresh}\s+(?:\S+\s+){0,1}?)?(?:fund(?:ing|s|raise)|(?:funding )?round|financing|growth investment|strategic investment|capital(?! (?:gains|markets))|(?:new|fresh) cash|undisclosed (?:amount|sum|funding)|(?:(?:pre-?)?series [a-k]\d?|(?:pre-?)?seed(?: money)?)(?=\s*(?:$|[,;]|\s(?:from|led|to|at|for|with|on|in|by|after|as)\b)))(?![\p{L}])`,
  'iu',
)

const ownFundLaunched =
  /(?<![\p{L}])(?:launch\w*|unveils?|floats?|sets? up|announces?|closes?|starts?|raises?)\s(?:[^\s,;]+\s){0,6}?funds?(?![\p{L}])(?!\sfrom)/iu

/** "Acme launches $35M fund": the text behind it speaks of money raised for investing. */
const fundRule = (clause: Clause): Candidate[] =>
  ownFundLaunched.test(clause.text) && !/\b(?:seed|series [a-k]|round)\b/i.test(clause.text)
    ? [drop(clause, 'funding.fund', 'a fund to invest from')]
    : []

export const findFunding: Finder = (clause) => [
  ...fundRule(clause),
  ...raiseRule(clause),
  ...investedIn(clause),
  ...fundedWith(clause),
  ...valuedAt(clause),
  ...roundOf(clause),
]
