import type { Signal } from '../signal.ts'
import { type Found, isFound, nameIn, type Subject } from './company.ts'
import { findPlace, isPlace } from './places.ts'
import { type Candidate, drop, type Finder, isPurpose, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const verb =
  /(?<![\p{L}\p{N}'-])(?:(?:has |to |will |set to |is |are )?(?:now |officially |soft-|quietly |globally |finally )?(?:launch(?:es|ed)?|unveils?|unveiled|debuts?|debuted|introduces?|introduced|rolls? out|rolled out|releases?|released|lands|reveals|announces|updates(?= its)|(?:starts|begins) selling|rolling out|launching|brings(?=\s.{3,60}\sto\s)|adds|arrives|goes on sale|available))(?=\s|$|[:,])/giu
/** Words for things that are sold. */
export const product =
  /\b(?:apps?|models?|platforms?|tools?|toolkit|features?|products?|services?|brands?|taxis?|vehicles?|software|chips?|phones?|smartphones?|smartwatch(?:es)?|watch|tablets?|laptops?|earbuds|buds|headphones|speakers?|soundbar|projectors?|displays?|monitor|tv|tvs|cameras?|printers?|evs?|suvs?|sedan|vans?|cars?|trucks?|bikes?|motorcycles?|scooters?|robots?|robotaxis?|drones?|assistants?|agents?|chatbots?|copilots?|suite|solutions?|systems?|devices?|series|lineup|edition|version|upgrades?|subscriptions?|cards?|api|sdk|plugin|gpus?|cpus?|processors?|batter(?:y|ies)|power bank|chargers?|sensors?|engine|collection|variants?|generation|wearables?|glasses|headsets?|console|games?|browser|marketplace|portal|dashboard|mode|experience|store|business|account|accounts|wallet|loans?|insurance|options?|capabilit(?:y|ies)|offering|line(?! of)|toolset|stack|infrastructure|module|kit|editor|reader|tracker|planner|simulator|autopilot|translator|e-signing|checkout|calculator|recorder|vaccine|drug|drink|snack|shoe|sneaker|flights|route)\b/iu
const notProduct =
  /^\s+top \d|^(?:\s+\S+){0,5}?\s+(?:ipo|bid|probe|investigation|inquiry|attacks?|strikes?|war|campaign|tender offer|fund|funds|review|lawsuit|suit|appeal|scheme|mission|missions|satellites?|rockets?|missiles?|spacecraft|astronauts?|crew|results|earnings|profit|dividend|buyback|partnership|agreements?|deal|pact|contract|alliance|licen[cs]e|talks|committee|council|division|task force|bonds?|notes|stake|share sale|sale|date|teaser|prices?|details|winners?|finalists|list|findings|report|survey|statement|policy|sanctions|tariffs|guidelines|rules|centre|center|office|plant|factory|facility|hub|(?<!rental |loyalty |rewards |membership )programmes?|(?<!rental |loyalty |rewards |membership )programs?|challenge|awards?|contest|event|conference|summit|specs|specifications|\S+ edition of|joint venture|investment|appointment|expansion|acquisition|merger|collaboration|strategy|roadmap|vision|hostages|files|documents|emails|video|trailer|song|album|film|movie|memoir|book|restructuring|reorganization|etfs?|initiative|mandates?|dress code|foundation|institute|academy|course|courses|search for|offensive|crackdown|batch|cohort|city|lineup for|dining|strategic plan|revamp|overhaul|blueprint|plan to|plans to|plans for|concept|prototype)\b/iu
/** "rolls out Loafbot to all employees": used in the house, not sold. */
const ownUse = /\sto\s(?:(?:all|its|their|\d[\d,]*)\s){0,2}(?:employees|staff|workers)\b/iu
const hedged =
  /\b(?:launch date|leaks?|leaked|tipped|teaser|teased|rumou?r\w*|stocks?|shares|ahead of launch|expected|expo|price drop|first look|hands-on|delays?|delayed)\b/iu
const notMaker =
  /\b(?:CM|PM|MP|Minister|Govt|Expo|Exhibition|Conference|Summit|Forum|Fair|Festival|Show|Awards?|Week|20\d\d|University|IIT|Partners|IPO|ETF|Film|Movie)\b/u

/** "Acme launches payments app"; the weakest kind, so only plain verbs in titles are read. */
export const findLaunch: Finder = (clause) =>
  clause.field === 'title'
    ? hitsOf(clause.text, verb)
        .slice(0, 1)
        .flatMap((hit) => launchOf(clause, hit))
    : []

const launchOf = (clause: Clause, hit: Hit): Candidate[] => {
  const rule = 'launch.verb'
  const itself = /^\s+(?:in|at|with|for|tonight|today|on|across)\b|^\s*(?:$|[,:]|-\s)/iu.test(hit.after)
  if (
    itself &&
    !/(?:launched|launches|debuts|debuted|unveiled|lands|arrives|goes on sale|now available)$/i.test(hit.verb)
  )
    return []
  if (!itself && /(?:arrives|goes on sale|available)$/i.test(hit.verb)) return []
  if (/\b(?:adds|brings)$/i.test(hit.verb) && !addition.test(hit.after)) return []
  if (!itself && /lands$/i.test(hit.verb)) return []
  if (/^(?:launch|debut|unveil|introduce|roll out|release)$/i.test(hit.verb) && !/,|\band\b|&/.test(hit.before))
    return []
  const named = namedProduct(hit.after) || bearsItsName(hit)
  if (/announces$/i.test(hit.verb) && !named) return []
  const reach = hit.after.slice(0, 90)
  if (!itself && !product.test(reach) && !named) return []
  if ((!itself && (notProduct.test(reach) || ownUse.test(reach))) || hedged.test(clause.text))
    return [drop(clause, rule, 'not a product launch')]
  const doubt = unsure(clause, hit.start) ?? (isPurpose(hit) ? 'purpose of another deed' : null)
  if (doubt) return [drop(clause, rule, doubt)]
  const subject = itself ? productBefore(hit.before) : subjectOf(clause, hit.start)
  if (!isFound(subject)) return [drop(clause, rule, subject.refused)]
  const company = itself ? brandOf(subject, /(?:arrives|sale|available)$/i.test(hit.verb)) : subject
  if (!company || isPlace(company.name) || notMaker.test(subject.name)) return [drop(clause, rule, 'no maker named')]
  const added = /\b(?:adds|brings|arrives|available)$/i.test(hit.verb)
  return [
    tell(clause, {
      kind: 'product_launch',
      rule: added ? 'launch.addition' : rule,
      company,
      fields: productField(clause, hit, itself, subject),
      confidence: added ? 0.72 : 0.85,
    }),
  ]
}

/** What is added to a thing that people use already. */
const addition =
  /^\s+(?:[^,;]{0,60}\s)?(?:apps?|features?|tools?|mode|models?|assistant|chatbot|agents?|skills|support|capabilit(?:y|ies)|accounts?|subscriptions?|generation|workflows)\b(?! (?:provider|maker|supplier|customer|partner|company|firm|startup))[^,;]{0,60}?(?:\sto\s|$)/iu
/** "Acme launches emLoaf for bakers", "Acme launches Loaf Design": a coined word, or a name in a line of plain words. */
const coined =
  /^\s+(?:\p{Lu}\S*\s){0,2}(?:\p{L}*\p{Ll}\p{Lu}\p{L}*|\p{Lu}\p{L}+-\p{Lu})(?=\s*(?:$|,|\s(?:[Ff]or|[Tt]o|[Ii]n|-)\s))/u
const proper = /^\s+(?:\p{Lu}\p{L}+\s?){1,3}(?=$|,|(?<=\s)(?:for|to|with)\s)/u

/** An object that is a name with a number in it: "Widget 600 Pro". */
const namedProduct = (reach: string): boolean =>
  coined.test(reach) ||
  (/\s\p{Ll}{4,}/u.test(reach) && proper.test(reach)) ||
  (/^\s+(?:its |new |the ){0,3}(?:\p{Lu}\S*\s+){0,4}\p{L}*\d+\p{L}*/u.test(reach) && !/^\s+\d/u.test(reach)) ||
  /^\s+\p{Lu}\S*(?:\s\p{Lu}\S*){0,3}\s+in\s+\p{Lu}/u.test(reach)

/** "Acme Launches Acme Loaf": what bears the maker's name is a product. */
const bearsItsName = (hit: Hit): boolean => {
  const first = /^(?:.*:\s)?(\p{L}[\p{L}\d]+)/u.exec(hit.before)?.[1]
  return (
    first !== undefined &&
    findPlace(hit.after.slice(0, 50)) === null &&
    new RegExp(`^\\s${first}\\s\\p{Lu}`, 'u').test(hit.after)
  )
}

/** "New Widgetco Buds T5 with long battery life launched": what opens the clause, up to "with". */
const productBefore = (before: string): Subject => {
  const opening = /^(?:.*:\s)?(?:(?:New|The|All-new|First-ever|Exclusive)\s)?/u.exec(before)?.[0].length ?? 0
  const name = before
    .slice(opening)
    .replace(/(?:\s(?:with|in|for|and)\s.*|\s(?:is|has|was|to|now|now is|is now))?[\s,]*$/u, '')
  const named = /^(?:\p{Lu}|\p{Ll}+(?:\p{Lu}|\s\p{Lu}))/u.test(name) && !/[,;?!]/.test(name)
  return named ? { name, start: opening, end: opening + name.length } : { refused: 'no name' }
}

const model = /\d|^(?:Pro|Ultra|Max|Plus|Note|Galaxy|Series|Edition|EV)$/u

/** First words that only with the next one are a maker's name: "Royal Widgets", "Widgetco Motors". */
const shared =
  /^(?:royal|general|united|american|national|air|land|aston|rolls|alfa|great|big|blue|red|black|white|green|first|new|north|south|east|west|bank)\s|\s(?:motors?|electric|mobility|energy|technologies|tech|auto|audio|labs|games|studios?|bank|air|airlines|india|foods|health)$/iu

/** "Widgetco Buds T5": the brand opens the product's name; whose line the next word is nobody says. */
const brandOf = (subject: Found, numbered: boolean): Found | null => {
  const words = subject.name.split(' ')
  const own = words.findIndex((word, index) => index > 0 && (product.test(word) || model.test(word)))
  if (words.length < 2 || words.length > 8 || (own < 0 && (numbered || words.length < 4))) return null
  const two = words.slice(0, 2).join(' ')
  const name = own !== 1 && shared.test(two) ? two : (words[0] ?? '').replace(/'s$/, '')
  return isFound(nameIn(name)) || /^\p{Ll}/u.test(name)
    ? { name, start: subject.start, end: subject.start + name.length }
    : null
}

const productField = (clause: Clause, hit: Hit, itself: boolean, subject: Found): Signal['fields'] => {
  if (itself)
    return { product: quoted(clause, clause.original.slice(subject.start, subject.end), subject.start, subject.end) }
  const end =
    /^.*?(?=\s(?:in|to|for|with|at|on|as|after|amid|that|which|by)\b|[,;:]|$)/iu.exec(hit.after)?.[0].length ?? 0
  return end > 2
    ? { product: quoted(clause, clause.original.slice(hit.end, hit.end + end).trim(), hit.end, hit.end + end) }
    : {}
}
