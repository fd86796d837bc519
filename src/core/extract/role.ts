import { isPlace } from './places.ts'
import { wordSet } from './vocabulary.ts'

/** A title in the text's own words, with its span. */
export type RoleSpan = { role: string; start: number; end: number; weak: boolean }

const acronym = String.raw`(?:co-)?(?:CEO|CFO|COO|CTO|CIO|CMO|CRO|CPO|CHRO|CISO|CDO|CSO|CCO|CLO|CAO|CPTO|CBO|CGO|CXO|CAIO|CDAO|CTPO|CMD|SVP|EVP|AVP|VP|MD|GC)(?![\p{L}])`
const spelled = String.raw`[Cc]hief\s+(?:[\p{L}&/-]+\s+){1,4}?[Oo]fficers?|[Cc]hief\s+(?:[Ee]xecutives?|[Ee]conomist|[Ss]cientist|[Aa]rchitect|[Dd]esigner|[Ee]ngineer|[Ss]trategist|[Aa]ccountant|[Ii]nvestment\s+\p{L}+|of\s+[Ss]taff)`
const president = String.raw`(?:(?:[Ee]xecutive|[Ss]enior|[Gg]roup|[Rr]egional|[Cc]orporate)\s+)?(?:[Vv]ice[\s-]|co-)?[Pp]residents?|[Mm]anaging\s+[Dd]irector|[Mm]anaging\s+[Pp]artner|[Gg]eneral\s+[Mm]anager|[Gg]eneral\s+[Cc]ounsel|[Cc]ountry\s+[Mm]anager|[Cc]ountry\s+[Hh]ead|[Ee]xecutive\s+[Dd]irector|[Cc]reative\s+[Dd]irector|[Ff]inance\s+[Dd]irector|[Ss]ales\s+[Dd]irector|[Tt]reasurer|[Cc]ontroller|[Vv]enture\s+[Pp]artner|[Gg]eneral\s+[Pp]artner`
const chair = String.raw`(?:[Vv]ice[\s-]|[Ee]xecutive\s+|[Nn]on-executive\s+)?[Cc]hair(?:man|woman|person)?(?![\p{L}])`
const headWord = String.raw`(?:[Cc]o-)?[Hh]eads?(?=\s+[Oo]f\b)|(?:[Cc]o-?)?[Ff]ounders?(?![\p{L}])`
const newsWord = String.raw`(?:[Cc]o-)?(?:[Cc]hiefs?|[Hh]eads?|[Bb]oss)(?![\p{L}]|-\p{L})`
const weakWord = `[Ee]xecutives?|[Ee]xecs?|[Ll]eaders?|[Bb]ankers?|[Pp]artners?|[Oo]fficials?|[Dd]ealmakers?|[Vv]eterans?|[Dd]irectors?|[Ii]nvestors?|[Rr]ole|[Ee]ngineers?|[Rr]esearchers?|[Tt]raders?|[Aa]nalysts?|[Ll]awyers?`

const strong = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${acronym}|${spelled}|${president}|${chair}|${headWord}|${newsWord})`,
  'gu',
)
const anyRole = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${acronym}|${spelled}|${president}|${chair}|${headWord}|${newsWord}|${weakWord})(?![\p{L}])`,
  'gu',
)
const weakOnly = new RegExp(`^(?:${weakWord})$`, 'u')

/** Words between a company and the role word that belong to the role: "U.S. equities", "global marketing". */
export const functionWords = wordSet(
  'sales, marketing, finance, financial, design, product, technology, technical, tech, engineering, operations, operating, commercial, revenue, growth',
  'people, talent, hr, human, resources, legal, compliance, risk, strategy, communications, communication, pr, policy, security, data, ai, digital',
  'information, investment, banking, equities, equity, fixed, income, credit, trading, research, wealth, asset, management, retail, consumer',
  'corporate, private, public, global, international, regional, national, group, deputy, interim, acting, new, next, first, top, senior, executive, former',
  'brand, content, creative, customer, success, partnerships, partner, alliances, channel, supply, chain, logistics, manufacturing, production, quality',
  'news, advertising, ad, media, mobile, cloud, infrastructure, software, hardware, devices, gaming, studio, film, tv, music, mortgage, insurance, leveraged',
  'accounting, audit, tax, treasury, mergers, acquisitions, m&a, development, business, administrative, nonexecutive, non-executive, vice, co, honorary',
  'safety, privacy, ethics, sustainability, diversity, medical, scientific, science, clinical, regulatory, government, affairs, analytics, platform, advanced',
  'ev, ev-and-tech, emerging, markets, market, asia, europe, america, americas, emea, apac, india, china, uk, us, u.s., japan, africa, latam, north, south, latin, pacific, asia-pacific',
  'longtime, long-time, outgoing, incoming, ousted, retired, embattled, controversial, veteran, key, chief, head, hardware, policy, commodities, real, estate, loan, loans, capital, wireless, enterprise, network, networks, ecommerce, e-commerce, payments, lending, video, search, maps, autonomous, driving, vehicle, vehicles, battery, energy, power, renewables, procurement, staff, unit, division, arm, business, services, service, solutions, ads',
)

/** Every title in the text; `weak` ones ("executive", "banker") count only where a verb asks for a person. */
export const rolesIn = (text: string, withWeak = false): RoleSpan[] =>
  [...text.matchAll(withWeak ? anyRole : strong)].map((match) => ({
    role: match[0],
    start: match.index,
    end: match.index + match[0].length,
    weak: weakOnly.test(match[0]),
  }))

/** The span as it lies in a text that begins so much earlier. */
export const shifted = (role: RoleSpan, by: number): RoleSpan => ({
  ...role,
  start: role.start + by,
  end: role.end + by,
})

/** Widens a role word to the whole title: left over its function, right over "of …" and "and CFO". */
export const widened = (text: string, span: RoleSpan): RoleSpan => {
  let start = span.start
  for (;;) {
    const word = /(?<![\p{L}\p{N}'.])([\p{L}.&-]+)\s+$/u.exec(text.slice(0, start))
    if (!word?.[1] || !(functionWords.has(word[1].toLowerCase()) || /^(?:&|and)$/.test(word[1]))) break
    if (/^(?:of|new|next|first|former|outgoing|ousted|its|and|veteran|longtime)$/i.test(word[1])) break
    const filled = /\b(?:as|new|next|its|first)\s+$/iu.test(text.slice(0, word.index))
    if (start === span.start && word[1].length > 3 && /^\p{Lu}/u.test(word[1]) && isPlace(word[1]) && !filled) break
    start = word.index
  }
  const tail =
    /^(?:\s*(?:,|&|and|\/)\s*(?:(?:co-)?(?:C[A-Z]{1,3}O|MD|[Pp]resident|[Mm]anaging [Dd]irector|[Cc]hair(?:man|woman)?|[Cc]hief [\p{L} ]{3,30}?[Oo]fficer|[Ff]ounder|[Cc]hief [Ee]xecutive|[Hh]ead(?= of))))*(?:\s+(?:[Oo]f|[Ff]or)\s+(?!the (?:company|firm)\b)(?:its\s+|the\s+)?(?:[\p{L}&-]+)(?:\s+(?:and |& |of )?[\p{L}&-]+){0,4}?(?=\s*(?:$|[,.;:(]|\sand (?:\p{Lu}[\p{L}'’-]+ ){2,3}as\b|\s(?:to|after|amid|as|[Ff]rom|[Aa]t|for|[Ii]n|on|who|with|effective|says?|will)\b)))?/u.exec(
      text.slice(span.end),
    )?.[0] ?? ''
  const end = span.end + (holderAt.exec(tail)?.[1]?.length ?? tail.length)
  return { role: text.slice(start, end), start, end, weak: span.weak }
}

/** "head of compliance Ann Lee": the holder is no part of the post. */
const holderAt = /^(\s+(?:of|for)(?:\s\p{Ll}[\p{L}&-]*)+)\s\p{Lu}\p{Ll}[\p{L}'-]*\s\p{Lu}[\p{L}'-]+$/u

/** The function a title stands for; 'executive' for the top posts. */
export const functionOf = (role: string): string => {
  for (const [name, pattern] of functions) if (pattern.test(role)) return name
  return 'general'
}

const functions: readonly (readonly [string, RegExp])[] = [
  [
    'executive',
    /\b(?:ceo|co-ceo|chief executive|president(?! of)|managing director|md|cmd|chair(?:man|woman|person)?|founder|general manager|country (?:manager|head)|boss)\b(?! (?:sales|marketing))/i,
  ],
  ['sales', /\b(?:sales|revenue|cro|commercial|business development|partnerships?|channel|alliances|account)\b/i],
  ['marketing', /\b(?:marketing|cmo|brand|growth|communications?|advertising|pr)\b/i],
  ['finance', /\b(?:financ\w*|cfo|accounting|treasur\w+|controller|investment|investor relations|audit|tax)\b/i],
  ['security', /\b(?:security|ciso|cybersecurity)\b/i],
  ['data', /\b(?:data|analytics|ai|artificial intelligence|cdo|machine learning|scientist)\b/i],
  ['engineering', /\b(?:engineer\w*|technolog\w+|cto|technical|software|architect|r&d|research)\b/i],
  ['it', /\b(?:information|cio|it|infrastructure|digital)\b/i],
  ['product', /\b(?:product|cpo|cpto|design\w*)\b/i],
  ['people', /\b(?:people|chro|human resources|hr|talent|diversity)\b/i],
  ['operations', /\b(?:operat\w+|coo|supply chain|logistics|manufacturing|procurement|production)\b/i],
  ['legal', /\b(?:legal|counsel|compliance|regulatory|risk|privacy|policy)\b/i],
  ['customer', /\b(?:customer|success|support|service)\b/i],
]

/** 'c_level', 'vp', 'head', 'director' or 'other'. */
export const seniorityOf = (role: string): string => {
  if (
    /\b(?:co-)?C(?!V)[A-Z]{1,3}O\b|\b(?:chief\b.*\bofficer|chief executive|president|chair\w*|founder|managing director|MD|CMD)\b/i.test(
      role,
    ) &&
    !/vice[\s-]president/i.test(role)
  )
    return 'c_level'
  if (/\b(?:[SEA]?VP|vice[\s-]president)\b/i.test(role)) return 'vp'
  if (/\b(?:head|chief|boss|general manager|general counsel|country manager|partner|leader)\b/i.test(role))
    return 'head'
  return /\bdirector\b/i.test(role) ? 'director' : 'other'
}
