import type { SignalFields } from '../signal.ts'
import { type Found, isFound, leadingName, nameAfter, nameIn } from './company.ts'
import { moneyIn, preferDollars } from './money.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'
import { descriptors, wordSet } from './vocabulary.ts'

const leadIn = String.raw`(?:has |have |to |will |agrees? to |agreed to |plans to |in (?:\S+ ){0,3}deal to |(?:signs|signed|strikes|struck|clinches|seals|secures|inks|reaches|enters into|enters) (?:\S+ ){0,2}(?:deal|agreement|pact) to |set to ){0,4}`
const planIn = leadIn.replace('{0,4}', '{1,4}')
const whole = String.raw`(?:buys?|bought|acquires?|acquired|acquiring|buying|picks up|pick up|takes|take|gets|secures|bags|purchases?)\s(?:an? |the )?(?:[\p{L}\d.%$€£₹-]+\s){0,3}?(?:majority|controlling|full|entire|remaining|100%|100 percent|(?:5\d|[6-9]\d)(?:\.\d+)?\s?(?:%|percent|pct|pc))\s(?:stake|investment|ownership|control|interest|equity)\s(?:in|of)`
const verb = `acquires|acquired|buys|bought|purchases|purchased|acqui-?hires|acqui-?hired|snaps up|snapped up|scoops up|gobbles up|swallows|absorbs|merges with|buys out|(?:takes|gains) control of`
const base = `acquire|buy|purchase|snap up|take over|merge with|buy out|absorb|combine with`
const closing = String.raw`(?:completes|completed|closes|closed|announces|announced|finali[sz]es|seals|concludes)\s(?:[\p{L}\d.$€£₹-]+\s){0,5}?(?:acquisition of|takeover of|buyout of|purchase of|merger with|majority investment in)(?:\s(?:an? |the )?(?:5\d|[6-9]\d|100)(?:\.\d+)?\s?(?:%|percent|pct|pc)\s(?:stake|interest|equity)\sin)?`
const paying = String.raw`(?:(?:to pay|pays|paid)\s[$€£₹][\d.,]+\s?\p{L}*|(?:strikes|inks|seals|agrees)\s(?:an? )?[$€£₹][\d.,]+\s?\p{L}*\s(?:deal|takeover))\sfor`
const buying = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${leadIn}(?:${whole}|${verb})|${planIn}(?:${base})|(?:by )?acquiring|(?:is |are )?buying(?=.{3,60}\bfor\b)|takes over(?=.{3,60}\b(?:deal|stake|[$€£₹]))|${closing}|${paying})(?![\p{L}\p{N}-])`,
  'giu',
)

/** What is bought is told by the last word of the object: "Acme shares", "a painting". */
const goods = wordSet(
  'back, out, time, more, stocks, stock, shares, bonds, bond, gold, oil, gas, crude, lng, power, bitcoin, aircraft, jet, jets, plane, planes',
  'chip, chips, gpus, gpu, assets, asset, debt, loan, loans, land, rights, home, homes, house, houses, mansion, villa, bungalow, apartment',
  'cars, car, vehicles, tickets, goods, products, equipment, property, properties, portfolio, treasuries, mortgages, weapons',
  'missiles, stake, stakes, cash, painting, artwork, art, building, tower, mall, site, plot, contracts, energy, electricity, capacity',
  'ships, ship, vessels, vessel, satellites, drones, drone, fuel, coal, steel, wheat, rice, fertiliser, helicopters, trucks, buses',
  'million, billion, crore, lakh, tonnes, barrels, megawatts, mw, dip, it, them, nothing, everything, community, apartments, receivables',
)
const objectStop =
  /[,;:(]|\s-\s|\.\.\.|…|\s(?:for|in|to|as|at|on|with|from|after|amid|by|over|via|of|worth|that|which|who|will|is|has|and|under|during|until|last|this)\b/iu

const isGoods = (after: string): boolean => {
  const head = after.slice(0, objectStop.exec(after)?.index ?? after.length).trim()
  const last = (head.split(/\s+/).at(-1) ?? '').toLowerCase().replace(/[^\p{L}]/gu, '')
  return head === '' || goods.has(last)
}

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
      /\b(?:is|was|been|being|be|gets?|to be)\s+(?:\S+\s+)?$/i.test(hit.before) || /^\s+by\b/.test(hit.after)
    if (!passive && isGoods(hit.after)) return [drop(clause, rule, 'buys goods or securities')]
    const company = passive
      ? behindBy(hit)
      : /^by\s/i.test(hit.verb)
        ? leadingName(hit.before)
        : subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const target = passive ? subjectOf(clause, hit.start) : nameAfter(hit.after, hit.end)
    if (!isFound(target) && (passive || !isCompanyWord(hit.after)))
      return [drop(clause, rule, `target: ${target.refused}`)]
    const fields = dealFields(clause, isFound(target) ? target : null)
    return [tell(clause, { kind: 'acquisition', rule, company, fields, confidence: 0.85, lite: !isFound(target) })]
  })

const behindBy = (hit: Hit) => {
  const by = /^(?:.{0,40}?)\bby\s+/u.exec(hit.after)?.[0].length ?? 0
  return by ? nameAfter(hit.after.slice(by), hit.end + by) : ({ refused: 'no name' } as const)
}

/** The target is a company, though not called by name: "to buy rival for $1 billion". */
const isCompanyWord = (after: string): boolean =>
  (/^\s+(?:[\p{L}\d.'-]+(?:\s+|$)){0,6}?(?=(?:for|in|from|to)\b|$)/u.exec(after)?.[0] ?? '')
    .split(/\s+/)
    .some((word) => descriptors.has(word.toLowerCase()) || /^(?:group|operator)$/i.test(word))

const agreeing =
  /(?<![\p{L}\p{N}-])(?:agrees? (?:to )?(?:an? )?(?=(?:\S+ ){0,4}(?:takeover|buyout|acquisition|bid|offer)\b)|accepts (?=(?:\S+ ){0,5}(?:bid|offer|takeover)\b)|(?:agrees |agreed |set )?to be (?:acquired|bought|purchased|taken over) by|sold to|sells itself to|to sell itself to|sells (?:its )?(?:[\p{L}&-]+ ){1,4}?(?:unit|business|arm|division|subsidiary|operations|brand) to)/giu

/** "Widgets agrees $2bn bid from Acme", "Widgets sold to Acme". */
const agreeRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, agreeing).flatMap((hit) => {
    const rule = 'acquisition.agrees'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const from = / (?:to|by)$/i.test(hit.verb) ? 0 : (/^.*?\b(?:from|by)\s+/iu.exec(hit.after)?.[0].length ?? -1)
    const company = from < 0 ? null : nameAfter(hit.after.slice(from), hit.end + from)
    if (!company || !isFound(company)) return [drop(clause, rule, 'no acquirer named')]
    const target = subjectOf(clause, hit.start)
    if (!isFound(target)) return [drop(clause, rule, `target: ${target.refused}`)]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.75 })]
  })

const merging =
  /(?<![\p{L}\p{N}-])(?:(?:agree |announce plans |plan )?to merge|agree merger|merge|complete merger|announce merger)(?=\s*(?:$|[,;:]|\s(?:in|for|to|creating)\b))/giu

/** "Acme and Widgets agree to merge": the first named counts as the acquirer. */
const mergeRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, merging).flatMap((hit) => {
    const rule = 'acquisition.merges'
    const pair = /^(.+?)(,\s+|\s+and\s+)(\S.*?)\s*$/u.exec(hit.before)
    if (!pair?.[1] || !pair[2] || !pair[3]) return []
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = nameIn(pair[1], 0)
    const other = nameIn(pair[3], pair[1].length + pair[2].length)
    if (!isFound(company) || !isFound(other)) return [drop(clause, rule, 'two companies are not named')]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, other), confidence: 0.75 })]
  })

const through =
  /\b(?:with|via|through|completes|closes|seals|finali[sz]es)\s+(?:[$€£₹][\d.,]+\s?\p{L}*\s+)?(?<target>\p{Lu}[\p{L}\d.&-]*(?:\s\p{Lu}[\p{L}\d.&-]*){0,2})\s+(?:acquisition|buyout|takeover)(?![\p{L}])/giu

/** "Acme expands into payments with Widgets acquisition", "Acme completes Widgets buyout". */
const throughRule = (clause: Clause): Candidate[] =>
  [...clause.text.matchAll(through)].flatMap((match) => {
    const rule = 'acquisition.through'
    const stated = match.groups?.target ?? ''
    if (!/^\p{Lu}/u.test(stated)) return []
    const doubt = unsure(clause, match.index)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = leadingName(clause.text.slice(0, match.index))
    const target = nameIn(stated, match.index + match[0].indexOf(stated))
    if (!isFound(company) || !isFound(target)) return [drop(clause, rule, 'no acquirer or no target named')]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.72 })]
  })

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

const dealFields = (clause: Clause, target: Found | null): SignalFields => {
  const amount = preferDollars(moneyIn(clause.text), clause.text)
  return {
    ...(target ? { counterpart: quoted(clause, target.name, target.start, target.end) } : {}),
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
  }
}

export const findAcquisition: Finder = (clause) => [
  ...agreeRule(clause),
  ...buyRule(clause),
  ...bidRule(clause),
  ...mergeRule(clause),
  ...throughRule(clause),
]
