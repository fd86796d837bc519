import { isFound, leadingName, nameAfter, nameIn, type Subject } from './company.ts'
import { dealFields } from './deal-fields.ts'
import { isGivenName } from './given-names.ts'
import { isGoods } from './goods.ts'
import { broughtIn, clearedDeal, merged, unnamedDeal } from './merging.ts'
import { type Candidate, drop, type Finder, subjectOf, tell, unsure } from './reading.ts'
import { agreed, sold, takenPrivate } from './selling.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'
import { descriptors } from './vocabulary.ts'

const leadIn = String.raw`(?:has |have |(?<=\bit )would |to |will |agrees? to |agreed to |plans to |in (?:\S+ ){0,3}deal to |(?:signs|signed|strikes|struck|clinches|seals|secures|inks|reaches|enters into|enters) (?:\S+ ){0,2}(?:deal|agreement|pact) to |(?:spends|pays|to spend|to pay|shells out) (?:about |over |up to )?[$€£₹][\d.,]+\s?(?:\p{L}+ )?to |set to ){0,4}`
const planIn = leadIn.replace('{0,4}', '{1,4}')
const share = String.raw`(?:5\d|[6-9]\d|100)(?:\.\d+)?\s?(?:%|percent|per cent|pct|pc)`
const whole = String.raw`(?:buys?|bought|acquires?|acquired|acquiring|buying|picks? up|picks|takes|take|gets|secures|bags|purchases?)\s(?:an? |the )?(?:(?:[\p{L}\d.%$€£₹-]+\s){0,3}?(?:majority|controlling|full|entire|remaining|${share})\s(?:stake|investment|ownership|control|interest|equity)|(?:remaining\s)?(?:${share}|(?<=remaining\s)[\d.]+\s?(?:%|percent|per cent|pct))(?:\s(?:stake|interest|shares))?|stake\sof\s(?:over\s)?${share})\s(?:in|of)|(?:buys|acquires|acquired|bought|acquire|buy)\s(?:the )?(?:assets|talent|team|technology|business|operations)\s(?:of|from|behind)`
const verb = String.raw`acquires|acquired|buys|bought|purchases|purchased|swoops (?:on|for)|acqui-?hires|acqui-?hired|snaps up|snapped up|scoops up|gobbles up|swallows|absorbs|merges with|buys out|(?:takes|gains|wins) control of|wins (?:the )?(?:bidding|battle|race|auction) for|picks up(?= \p{Lu})(?! (?:Series|Seed|Pace|Speed|Steam|Momentum|Awards?|The|Where|More|Rs|USD|Funding|Key|Top)\b)`
const base = `acquire|buy|purchase|snap up|take over|merge with|buy out|absorb|combine with`
const closing = String.raw`(?:completes|completed|closes|closed|announces|announced|finali[sz]es|seals|concludes)\s(?:[\p{L}\d.$€£₹-]+\s){0,5}?(?:acquisition of|takeover of|buyout of|purchase of|merger with|majority investment in)(?:\s(?:an? |the )?(?:5\d|[6-9]\d|100)(?:\.\d+)?\s?(?:%|percent|pct|pc)\s(?:stake|interest|equity)\sin)?`
const paying = String.raw`(?:(?:to pay|pays|paid)\s[$€£₹][\d.,]+\s?\p{L}*|(?:strikes|inks|seals|agrees|signs|reaches|clinches)\s(?:an? )?[$€£₹][\d.,]+\s?\p{L}*\s(?:deal|takeover))\sfor`
const raising = String.raw`(?:raises?|ups|increases?|hikes?|boosts?|lifts?)\s(?:its\s)?stake(?=\sin\s.{2,50}\sto\s${share})\sin`
const buying = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${leadIn}(?:${whole}|${verb})|${planIn}(?:${base})|(?:by |is |are )?acquiring|(?:is|are) buying|buying(?=.{3,60}\bfor\b)|takes over(?! (?:as|from|at|the|its|for)\b)(?!.{0,40}\b(?:cent(?:er|re)|project|contract|role|helm|security|operations|management|duties|case|probe)\b)|${closing}|${paying}|(?:to )?${raising})(?![\p{L}\p{N}-])`,
  'giu',
)

const minority =
  /^\s+(?:an? )?(?:(?:[1-4]?\d)(?:\.\d+)?\s?(?:%|percent|pct|pc)|minority|(?:[\p{L}\d$€£₹.,]+ ){0,3}?stake)(?![\p{L}])/iu

/** "Acme to buy Widgets for $5bn": the acquirer is the company, the target the counterpart. */
const buyRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, buying).flatMap((hit) => {
    const rule = 'acquisition.buys'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    if (/^by\s/i.test(hit.verb) && clause.field !== 'title') return []
    if (minority.test(hit.after)) return [drop(clause, rule, 'minority stake')]
    const passive =
      /\b(?:is|was|been|being|be|gets?|to be)\s+(?:\S+\s+)?$/i.test(hit.before) ||
      /^\s+(?:for .{2,25} )?by\b/i.test(hit.after)
    if (!passive && isGoods(hit.after)) return [drop(clause, rule, 'buys goods or securities')]
    const company = passive
      ? behindBy(hit)
      : /^by\s/i.test(hit.verb)
        ? leadingName(hit.before)
        : (dealmaker(hit) ?? subjectOf(clause, hit.start))
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const takesOver = /^takes over$/i.test(hit.verb)
    if (takesOver && isGivenName(company.name)) return [drop(clause, rule, 'a person takes over')]
    const target = passive ? subjectOf(clause, hit.start) : nameAfter(hit.after, hit.end)
    if (!isFound(target) && (passive || !isCompanyWord(hit.after)))
      return [drop(clause, rule, `target: ${target.refused}`)]
    const fields = dealFields(clause, isFound(target) ? target : null)
    return [
      tell(clause, {
        kind: 'acquisition',
        rule: takesOver ? 'acquisition.takes-over' : rule,
        company,
        fields,
        confidence: takesOver ? 0.68 : 0.85,
        lite: !isFound(target),
      }),
    ]
  })

/** "Acme rises after deal to buy Widgets": the deal is the opening name's. */
const dealmaker = (hit: Hit): Subject | null =>
  /^to\s/i.test(hit.verb) && /\b(?:after|on|with)\s+(?:\S+\s+){0,3}(?:deal|agreement|pact)\s*$/i.test(hit.before)
    ? leadingName(hit.before)
    : null

const behindBy = (hit: Hit) => {
  const by = /^(?:.{0,40}?)\bby\s+/iu.exec(hit.after)?.[0].length ?? 0
  return by ? nameAfter(hit.after.slice(by), hit.end + by) : ({ refused: 'no name' } as const)
}

/** The target is a company, though not called by name: "to buy rival for $1 billion". */
const isCompanyWord = (after: string): boolean =>
  /^\s+\p{Lu}\S*'s?\s(?:\S+\s){0,3}assets\b/u.test(after) ||
  (/^\s+(?:[\p{L}\d.'-]+(?:\s+|$)){0,6}?(?=(?:for|in|from|to)\b|$)/iu.exec(after)?.[0] ?? '')
    .split(/\s+/)
    .some(
      (word) =>
        (descriptors.has(word.toLowerCase()) && !/^leader$/i.test(word)) ||
        /^(?:group|operator|biz|business|unit)$/i.test(word),
    )

const bidding =
  /(?<![\p{L}\p{N}-])raises\s+(?:[\p{L}\d.%$€£-]+\s+){0,4}?(?:bid|offer)(?![\p{L}])|(?:to launch|launches|makes)\s+(?:[\p{L}\d.%$€£-]+\s+){0,4}?(?:bid|takeover offer)(?= for\s)/giu

/** "Acme raises Widgets offer": a bid that was made and is now higher. */
const bidRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, bidding).flatMap((hit) => {
    const rule = 'acquisition.bids'
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const target = nameIn(
      hit.verb.replace(
        /^(?:raises|to launch|launches|makes)\s+(?:its\s+|an?\s+|[$€£]\S+\s+(?:[mb]illion\s+)?){0,3}|\s+(?:bid|offer)$/giu,
        '',
      ),
      0,
    )
    const after = /^\s+for\s+/.exec(hit.after)?.[0].length
    const named = isFound(target) ? null : after ? nameAfter(hit.after.slice(after), hit.end + after) : null
    if (!isFound(target) && !(named && isFound(named))) return []
    const fields = dealFields(clause, named && isFound(named) ? named : null)
    return [tell(clause, { kind: 'acquisition', rule, company, fields, confidence: 0.65 })]
  })

export const findAcquisition: Finder = (clause) => [
  ...agreed(clause),
  ...buyRule(clause),
  ...bidRule(clause),
  ...sold(clause),
  ...takenPrivate(clause),
  ...merged(clause),
  ...broughtIn(clause),
  ...clearedDeal(clause),
  ...unnamedDeal(clause),
]
