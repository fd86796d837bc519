import type { SignalFields } from '../signal.ts'
import { isFound, leadingName } from './company.ts'
import { product } from './launch.ts'
import { moneyIn } from './money.ts'
import { findPlace, isNationality } from './places.ts'
import { type Candidate, drop, type Finder, isPurpose, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const leadIn = '(?:has |have |will |to |plans to |set to |is |are |begins |starts ){0,3}'
const verb = new RegExp(
  String.raw`(?<![\p{L}\p{N}'-])${leadIn}(?:sets? up shop|lays? (?:the )?foundation(?: stone)?|commits?|pledges?|earmarks?|spends?|commences?|goes live|opens?|opened|opening|expands?|expanded|expanding|inaugurates?|inaugurated|builds?|building|constructs?|constructing|commissions?|commissioned|sets? up|setting up|establish(?:es)?|established|establishing|launch(?:es)?|launched|enters?|entered|debuts?|scales? up|ramps? up|doubles?|doubling|invests?|invested|investing|breaks ground|broke ground|unveils|announces|announced|plans|accelerates?|forays?|makes? foray|marks? entry|makes?|inks|signs|assembles?|boosts?|strengthens?|increases?|adds?|relocates?|moves?|lands?|eyes|locates?|deepens?|grows?|extends?|locks in|picks|chooses|selects|doubles down|rolls out|starts|begins|brings|bets(?: big)? on)(?=\s)`,
  'giu',
)
const site =
  'offices?|headquarters|hq|campus|campuses|hubs?|plants?|factory|factories|facility|facilities|data ?cent(?:er|re)s?|warehouses?|fulfil?lment cent(?:er|re)|distribution cent(?:er|re)|branch|branches|stores?|shops?|supermarkets?|hotels?|outlets?|showrooms?|dealerships?|gigafactory|labs?|laboratory|laboratories|cent(?:er|re)s?|cent(?:er|re)s? of excellence|gcc|production line|production unit|manufacturing unit|packaging unit|unit|assembly line|fab|refinery|terminal|clinics?|restaurants?|locations|charging stations?|stations?|subsidiary|base|site|depots?|smelter|mill|studio|showroom'
const siteAhead = new RegExp(
  String.raw`^(?:\s+(?!(?:at|in|for|with|by|from|after|amid|as|to|on|and|that|which|(?:ai|app|online|web|digital|e-?) ?store)\s)[\p{L}\d&$€£₹.,%'-]+){0,8}?\s+(?:${site})(?![\p{L}])`,
  'iu',
)
const ownUse =
  /^(?:\s+[\p{L}\d&.'-]+){0,5}?\s+(?:presence|footprint|operations|business|reach|network|capacity|production|manufacturing|foray)\b/iu
const notSite =
  /\b(?:bookings?|pre-?orders?|sales of|talks|probe|investigation|ipo|bids?|doors? to|applications?|registrations?|trials?|nominations|inquiry|lawsuit|account|accounts|school|university|temple|embassy|trade office|pavilion|airport|bridge|highway|metro|stake|portfolio of|fund|funds|lead|gap|higher|lower|flat|with gains|record high|leadership|team|crimes?|meditation|test beds?|program|programme|partnership with|lineup|range of|series|gpu|app|model|models|feature|features|fleet|targets?|dividend|buyback|index|ties|tie-ups?|top \d+|recall|warranty|ban|restrictions?|protections?|features?|partnership|relationship|alliance|collaboration|cooperation|policy|search|(?:ai|app|online|web|digital) ?store)\b/iu

/** "Acme opens office in Austin", "Acme to build plant in Vietnam", "Acme expands to Germany". */
const opensRule = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, verb).flatMap((hit) => {
    const rule = 'expansion.opens'
    const reach = hit.after.slice(0, 120)
    const place = findPlace(reach)
    const shape = shapeOf(hit.verb, reach, place)
    if (!shape) return []
    if (notSite.test(reach.slice(0, 55).replace(/\s(?:with|as|after|amid|to|via|through)\s.*$/iu, '')))
      return [drop(clause, rule, 'not a site or a market')]
    const doubt =
      unsure(clause, hit.start, { done: !/^plans/i.test(hit.verb) }) ??
      (isPurpose(hit) ? 'purpose of another deed' : null)
    if (doubt) return [drop(clause, rule, doubt)]
    if (unfinished(hit)) return []
    if (/\b(?:after|since|once)\s+\S+(?:\s\S+)?\s*$/iu.test(hit.before)) return [drop(clause, rule, 'background')]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    if (noCompany.test(clause.text.slice(0, Math.max(0, company.start))))
      return [drop(clause, rule, 'a programme or a show')]
    if (
      shape === 'arrival' &&
      (/\d/.test(company.name) ||
        company.name.split(' ').length > 3 ||
        product.test(company.name) ||
        productWord.test(company.name))
    )
      return []
    const fields = expansionFields(clause, placeOf(reach))
    const confidence = shape === 'arrival' ? 0.65 : 0.82
    return [tell(clause, { kind: 'expansion', rule: `${rule}.${shape}`, company, fields, confidence })]
  })

/** Where it is: behind "in" or "to" rather than part of a name, and not the scene of what goes on meanwhile. */
const placeOf = (reach: string): string | null => {
  const own = reach.split(/\s(?:amid|despite|after|as|while|following)\s/iu)[0] ?? ''
  const told = own.split(purpose)[0] ?? ''
  const into = [...told.matchAll(/(?<=\s)(?:in|to|into|across)\s(?:the\s)?(?=\p{Lu})/giu)]
    .map((match) => told.slice(match.index + match[0].length))
    .find((rest) => findPlace((/^(?:\S+\s?){1,3}/u.exec(rest)?.[0] ?? '').replace(/,.*$/, '')) !== null)
  return findPlace(into ?? told) ?? findPlace(own)
}
const purpose =
  /\sto\s(?=(?:help|serve|support|meet|boost|expand|tap|target|strengthen|cater|drive|supply|enter|reach)\b)/iu

/** A gerund or a bare verb far from a subject is part of another clause: "concerns over expanding …". */
const unfinished = (hit: Hit): boolean => {
  const word = hit.verb.split(' ').at(-1) ?? ''
  if (/\s/.test(hit.verb.trim()) && /^(?:has|have|will|to|plans|set|is|are|begins|starts)\b/i.test(hit.verb))
    return false
  const near = hit.before.trim().split(/\s+/)
  if (/ing$/i.test(word)) return near.length > 4
  const third = /s$|ed$|^broke|^set/i.test(hit.verb.split(' ')[0] ?? '')
  return !third && (near.length > 6 || !/,|\band\b|&/.test(hit.before))
}

type Shape = { name: string; verb: RegExp; holds: (reach: string, place: string | null) => boolean }

const ends = (verbs: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${verbs})$`, 'iu')
const money = (reach: string, within: number): boolean => moneyIn(reach.slice(0, within)).length > 0

const intoPlace =
  /^\s+(?:[\p{L}\d&'-]+\s+){0,4}?(?:in|to|into|across|beyond)\s(?!(?:support|help|meet|include|serve|offer|cover|reach|boost|improve)\b)/iu

/** What makes a verb of many uses an expansion. */
const shapes: readonly Shape[] = [
  {
    name: 'site',
    verb: ends(String.raw`open\w*|build\w*|construct\w*|commission\w*|sets? up|setting up|establish\w*|locat\w+`),
    holds: (reach) => siteAhead.test(reach),
  },
  {
    name: 'market',
    verb: ends(String.raw`open\w*|starts|begins|launch(?:es|ed)`),
    holds: (reach, place) =>
      place !== null && /^(?:\s+[\p{L}\d&'-]+){0,3}?\s+(?:services?|operations)\s+in\b/iu.test(reach),
  },
  {
    name: 'capacity',
    verb: ends('plans|announces|starts|begins'),
    holds: (reach, place) =>
      place !== null && /^(?:\s+[\p{L}\d&'-]+){0,4}?\s+(?:production|manufacturing)\b/iu.test(reach),
  },
  {
    name: 'site',
    verb: ends(String.raw`inaugurat\w*`),
    holds: (reach) => /^\s+(?:its|their|new)\b/iu.test(reach) && siteAhead.test(reach),
  },
  {
    name: 'site',
    verb: ends('picks|chooses|selects|moves?|relocates?'),
    holds: (reach, place) =>
      place !== null &&
      new RegExp(String.raw`^\s+(?:\S+\s+){0,4}?(?:for|as|to|headquarters|hq)\b.*\b(?:${site}|to)\b`, 'iu').test(
        reach,
      ) &&
      /\b(?:headquarters|hq|hub|plant|factory|office|base|campus|site)\b/iu.test(reach),
  },
  { name: 'site', verb: ends('(?:breaks|broke) ground|lays? (?:the )?foundation(?: stone)?'), holds: () => true },
  { name: 'market', verb: ends('sets? up shop'), holds: (_reach, place) => place !== null },
  { name: 'arrival', verb: ends('goes live'), holds: (reach, place) => place !== null && /^\s+in\s/iu.test(reach) },
  {
    name: 'site',
    verb: ends('commences?|starts|begins'),
    holds: (reach) =>
      /^\s+(?:(?:commercial\s+)?production|manufacturing|operations)\s+(?:at|in|from)\b/iu.test(reach) ||
      (/^\s+(?:work|construction)\s+(?:on|of|at)\b/iu.test(reach) &&
        siteAhead.test(reach.replace(/^\s+\S+\s+\S+/u, ''))),
  },
  {
    name: 'investment',
    verb: ends('commits?|pledges?|earmarks?|spends?'),
    holds: (reach, place) =>
      money(reach, 30) &&
      ownPurpose.test(reach) &&
      (place !== null || /\b(?:plants?|factory|factories|data cent(?:er|re)s?)\b/iu.test(reach)),
  },
  {
    name: 'site',
    verb: ends(
      String.raw`launch\w*|unveils|debuts?|announce[sd]|plans|starts|begins|adds?|accelerates?|doubl\w+|expand\w*|picks|chooses|selects|extends?`,
    ),
    holds: (reach, place) => place !== null && siteAhead.test(reach),
  },
  {
    name: 'market',
    verb: ends(String.raw`expand\w*|extends?|grows?`),
    holds: (reach, place) =>
      (place !== null && (ownUse.test(reach) || intoPlace.test(reach))) ||
      /^\s+(?:to|into|across)\s+(?!(?:support|help|meet|include|serve|offer|cover|reach|boost|improve)\b)(?:\p{L}|\d+ (?:\p{L}+ )?(?:cities|countries|markets|states|locations)\b)/iu.test(
        reach,
      ) ||
      /^\s+(?:\S+ ){0,8}?(?:nationwide|globally|overseas|internationally|pan-india)\b/iu.test(reach),
  },
  {
    name: 'market',
    verb: ends('deepens?|strengthens?|boosts?|increases?|ramps? up'),
    holds: (reach, place) => place !== null && ownPresence(reach),
  },
  {
    name: 'market',
    verb: ends('makes?'),
    holds: (reach, place) =>
      place !== null && /^\s+(?:[\p{Lu}\d][\p{L}.]*\s+){0,3}(?:market\s+)?(?:debut|foray|entry)\b/iu.test(reach),
  },
  {
    name: 'site',
    verb: ends('inks|signs'),
    holds: (reach) =>
      /^\s+(?:\S+\s+){0,2}lease\b/iu.test(reach) && siteInvestment.test(reach.replace(/\bfor\b/iu, 'in')),
  },
  {
    name: 'arrival',
    verb: ends(`debuts|launch(?:es|ed)|to launch|lands`),
    holds: (reach, place) => place !== null && /^\s+in\s+(?:the\s+)?\p{Lu}/u.test(reach),
  },
  {
    name: 'market',
    verb: ends(String.raw`enter\w*|forays?|marks? entry|makes? foray|makes? debut`),
    holds: (reach, place) =>
      peopleMarket(reach) ||
      (place !== null && /^\s+(?:into\s+|in\s+)?(?:the\s+)?\p{Lu}/u.test(reach)) ||
      /\bwith (?:an? )?(?:new|first)\b/iu.test(reach),
  },
  {
    name: 'market',
    verb: ends('announce[sd]|plans|accelerates?|unveils'),
    holds: (reach, place) =>
      /^(?:\s+(?!for\b|of\b|to\b)[\p{L}\d$€£₹.,-]+){0,5}?(?:\s+plans for(?:\s\p{L}+){0,2})?\s+(?:expansion|foray|market entry)\b/iu.test(
        reach,
      ) &&
      (place !== null || /\b(?:global|overseas|international|national|pan-india|nationwide)\b/iu.test(reach)),
  },
  {
    name: 'investment',
    verb: ends(String.raw`invest\w*`),
    holds: (reach, place) => place !== null && money(reach, 40),
  },
  {
    name: 'investment',
    verb: ends('plans|announce[sd]|unveils|accelerates?|boosts?|increases?|doubles?'),
    holds: (reach, place) => /^(?:\s+[\p{L}\d$€£₹.,-]+){0,6}?\s+investments?\b/iu.test(reach) && place !== null,
  },
  {
    name: 'investment',
    verb: ends('bets(?: big)? on'),
    holds: (reach) => money(reach, 25) && siteAhead.test(reach),
  },
  {
    name: 'capacity',
    verb: ends(String.raw`scales? up|ramps? up|expand\w*|doubles?|doubling|boosts?|increases?`),
    holds: (reach) => /^(?:\s+[\p{L}\d&'-]+){0,6}?\s+(?:production|capacity|manufacturing)\b/iu.test(reach),
  },
]

/** "strengthens its Asian presence", "boosts operations in Ohio": not a presence here and a trade show there. */
const ownPresence = (reach: string): boolean => {
  const match = /^(?:\s+[\p{L}&.'-]+){0,4}?\s+(?:presence|footprint|operations)\b/iu.exec(reach)
  if (!match) return false
  return findPlace(match[0]) !== null || /^\s+(?:in|across|into|throughout)\s/iu.test(reach.slice(match[0].length))
}

/** "the Indian market" names a place by its people. */
const peopleMarket = (reach: string): boolean => {
  const people = /^\s+(?:into\s+)?(?:the\s+)?(\p{Lu}[\p{L}-]+)\s+(?:[\p{L}-]+\s+){0,2}market\b/iu.exec(reach)?.[1]
  return people !== undefined && isNationality(people)
}

/** What a sum is put into that lasts. */
const ownPurpose =
  /\b(?:infrastructure|investments?|plants?|factor(?:y|ies)|facilit(?:y|ies)|data cent(?:er|re)s?|manufacturing|expansion|operations|capacity|hubs?|cloud|projects?|campus|mines?|fabs?)\b/iu

const siteInvestment = new RegExp(String.raw`\b(?:in|on)\s+(?:[\p{L}\d&-]+\s+){0,5}?(?:${site})(?![\p{L}])`, 'iu')

/** Before a name: it is no company's. */
const noCompany =
  /\b(?:program(?:me)?|initiative|scheme|campaign|festival|contest|competition|exhibition|tour|movement|musical|summit|expo)\s+["']?$/iu

const productWord =
  /\b(?:pro|ultra|max|edition|series|phone|buds|watch|pad|note|suv|ev|model|expo|exhibition|show|festival|forum|conference|summit|film|movie|album)\b/i

const shapeOf = (word: string, reach: string, place: string | null): string | null =>
  shapes.find((shape) => shape.verb.test(word) && shape.holds(reach, place))?.name ?? null

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

const bringing = new RegExp(
  String.raw`(?<![\p{L}])with (?:an? |its )?(?:(?:new|first|second|third|latest|dedicated) )?(?=(?:[\p{L}.'-]+ ){1,4}?(?:${site})(?![\p{L}]))`,
  'giu',
)
const shared =
  /\b(?:partners?|teams up|ties? up|deal|agreement|works|talks|collaborates?|contract|faces|along|pact|battle)\s+$/iu

/** "Acme boosts its network with new Dublin hub": the site is told behind the deed. */
const withSite = (clause: Clause): Candidate[] =>
  clause.field !== 'title'
    ? []
    : hitsOf(clause.text, bringing).flatMap((hit) => {
        const rule = 'expansion.with-site'
        const phrase = hit.after.slice(0, siteAhead.exec(` ${hit.after}`)?.[0].length ?? 0)
        const place = findPlace(phrase)
        if (!place || shared.test(hit.before) || notSite.test(phrase)) return []
        const company = leadingName(hit.before)
        const doubt = unsure(clause, hit.start)
        if (doubt || !isFound(company)) return [drop(clause, rule, doubt ?? 'no company named')]
        return [
          tell(clause, { kind: 'expansion', rule, company, fields: expansionFields(clause, place), confidence: 0.75 }),
        ]
      })

export const findExpansion: Finder = (clause) => {
  const opened = opensRule(clause)
  return opened.some((candidate) => 'signal' in candidate) ? opened : [...opened, ...withSite(clause)]
}
