import type { SignalFields } from '../signal.ts'
import { isFound } from './company.ts'
import { moneyIn } from './money.ts'
import { findPlace } from './places.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const verb =
  /(?<![\p{L}\p{N}-])(?:(?:has |have |will |to |plans to |set to |is )*(?:opens?|opened|opening|expands?|expanded|expanding|inaugurates?|inaugurated|builds?|building|constructs?|constructing|commissions?|commissioned|sets? up|setting up|establish(?:es)?|established|establishing|launch(?:es)?|launched|enters|to enter|entered|debuts|scales? up|ramps? up|doubles?|doubling|invests?|invested|investing|breaks ground|starts|begins|unveils|announces|plans|accelerates|forays|makes foray|makes debut|assembles?|boosts?|strengthens|increases?|adds?|brings?|relocates|moves|lands|eyes|locates|deepens|grows|extends|locks in))(?=\s)/giu
const site = String.raw`office|offices|headquarters|hq|campus|hub|plant|plants|factory|factories|facility|facilities|data cent(?:er|re)s?|warehouse|warehouses|fulfil?lment cent(?:er|re)|distribution cent(?:er|re)|branch|branches|store|stores|stores?|outlets?|outlet|showrooms?|dealerships?|gigafactory|lab|laboratory|laboratories|r&d cent(?:er|re)|development cent(?:er|re)|innovation cent(?:er|re)|experience cent(?:er|re)|delivery cent(?:er|re)|tech cent(?:er|re)|engineering cent(?:er|re)|cent(?:er|re) of excellence|cent(?:er|re)|gcc|capability cent(?:er|re)|gateway|production line|production unit|manufacturing unit|packaging unit|unit|assembly line|fab|refinery|terminal|clinic|clinics|hotel|hotels|restaurants?|locations|charging stations?|station|operations|subsidiary|base|service cent(?:er|re)s?|juice bar|branch office`
const siteAfter = new RegExp(String.raw`^(?:\s+[\p{L}\d&$€£₹.,%'-]+){0,9}?\s+(?:${site})(?![\p{L}])`, 'iu')
const presence =
  /^(?:\s+[\p{L}\d&'-]+){0,4}?\s+(?:presence|footprint|operations|business|reach|network|capacity|production|manufacturing|expansion|foray|market|services?|workforce|team|deployment|debut)\b/iu
const notSite =
  /\b(?:bookings?|pre-orders?|sales of|talks|probe|investigation|ipo|bids?|doors? to|applications?|registrations?|trial|nominations|inquiry|case|account|school|university|hospital wing|temple|embassy|trade office|pavilion|airport|bridge|highway|metro|stake|portfolio of|offer|fund|lead|gap|higher|lower|flat|trading|plant-based|power plant capacity|with gains|at record)\b/iu

/** "Acme opens office in Austin", "Acme to build plant in Vietnam", "Acme expands to Germany". */
const opensRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, verb).flatMap((hit) => {
    const rule = 'expansion.opens'
    const reach = hit.after.slice(0, 120)
    const place = findPlace(reach)
    const shape = shapeOf(hit.verb, reach, place)
    if (!shape) return []
    if (notSite.test(reach.slice(0, 60))) return [drop(clause, rule, 'not a site or a market')]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    return [
      tell(clause, {
        kind: 'expansion',
        rule: `${rule}.${shape}`,
        company,
        fields: expansionFields(clause, place),
        confidence: shape === 'site' ? 0.82 : 0.72,
      }),
    ]
  })

const shapeOf = (word: string, reach: string, place: string | null): string | null => {
  const opening =
    /\b(?:open\w*|inaugurat\w*|build\w*|construct\w*|commission\w*|set\w* up|establish\w*|breaks ground|locat\w+)$/i.test(
      word,
    )
  if (opening && siteAfter.test(reach)) return 'site'
  if (
    /\b(?:launch\w*|unveils|announces|plans|starts|begins|adds?|accelerates|doubl\w+|expand\w*|invest\w*|eyes)$/i.test(
      word,
    ) &&
    siteAfter.test(reach) &&
    place
  )
    return 'site'
  if (
    /\bexpand\w*$/i.test(word) &&
    (presence.test(reach) ||
      (place && /^\s+(?:in|to|into|across|beyond|its|\S+\s+(?:in|to|into|across))\b/i.test(reach)))
  )
    return 'market'
  if (
    /\benter\w*$/i.test(word) &&
    place &&
    /^\s+(?:the\s+)?(?:\S+\s+){0,3}(?:market)?/i.test(reach) &&
    /^\s+(?:the\s+)?\p{Lu}/u.test(reach)
  )
    return 'market'
  if (
    /\b(?:announces|plans|eyes|accelerates|unveils|forays|makes foray|makes debut)$/i.test(word) &&
    /^(?:\s+[\p{L}-]+){0,4}?\s+(?:expansion|foray|entry)\b/iu.test(reach)
  )
    return 'market'
  if (/\binvest\w*$/i.test(word) && moneyIn(reach.slice(0, 40)).length > 0 && place) return 'investment'
  if (
    /\b(?:plans|announces|unveils|accelerates)$/i.test(word) &&
    /^(?:\s+[\p{L}\d$€£₹.,-]+){0,6}?\s+investment\b/iu.test(reach) &&
    (place || moneyIn(reach).length > 0)
  )
    return 'investment'
  if (
    /\b(?:scales? up|ramps? up|expand\w*|doubles?|doubling|boosts?|increases?)$/i.test(word) &&
    /^(?:\s+[\p{L}\d&'-]+){0,6}?\s+(?:production|capacity|manufacturing)\b/iu.test(reach)
  )
    return 'capacity'
  return null
}

const expansionFields = (clause: Clause, place: string | null): SignalFields => {
  const amount = moneyIn(clause.text)[0]
  const at = place ? clause.text.lastIndexOf(place) : -1
  return {
    ...(place && at >= 0
      ? { place: quoted(clause, clause.original.slice(at, at + place.length), at, at + place.length) }
      : {}),
    ...(amount ? { amount: quoted(clause, amount.money, amount.start, amount.end) } : {}),
  }
}

export const findExpansion: Finder = (clause) => opensRule(clause)
