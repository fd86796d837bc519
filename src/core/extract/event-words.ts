import type { SignalKind } from '../signal.ts'

/** The kinds of event that news tells. */
export const newsKinds = [
  'funding',
  'executive_hire',
  'executive_departure',
  'acquisition',
  'layoff',
  'bankruptcy',
  'expansion',
  'hiring',
  'product_launch',
] as const satisfies readonly SignalKind[]
export type NewsKind = (typeof newsKinds)[number]

/** Words of which a sentence holds at least one when it tells an event of the kind, however it is put. */
export const eventWords: Readonly<Record<NewsKind, RegExp>> = {
  funding:
    /\b(?:rais\w+|fund(?:s|ed|ing|rais\w*)?|seed|series|rounds?|invest\w*|financ\w+|capital|secur(?:es|ed)|backing|backed|bag(?:s|ged)|unicorn|bets?|grants?)\b/iu,
  executive_hire:
    /\b(?:appoint\w*|nam(?:es|ed|ing)|hir(?:es?|ed|ing)|join\w*|promot\w+|taps?|tapped|elevat\w+|succe\w+|becom\w+|became|new|recruit\w*|poach\w*|pick\w*|takes?|took|elect\w*|expands?|moves?|returns?)\b/iu,
  executive_departure:
    /\b(?:step\w*|resign\w*|retir\w+|quit\w*|depart\w*|exit\w*|leav\w+|left|oust\w*|fired|sack\w*|out|replac\w+|succe\w+|notice|remov\w+)\b/iu,
  acquisition:
    /\b(?:acqui\w+|buy\w*|bought|take ?over\w*|tak(?:es|ing|en) over|merg\w+|deal|sells?|sold|sale|purchas\w+|bid|combin\w+|snaps? up|stake)\b/iu,
  layoff:
    /\b(?:la(?:y|ys|id|ying)[ -]?offs?|jobs?|redundanc\w+|workforce|staff|employees|workers|let go|retrench\w*)\b/iu,
  bankruptcy: /\b(?:bankrupt\w*|insolven\w+|chapter (?:7|11)|administration|receivership|liquidat\w+)\b/iu,
  expansion:
    /\b(?:expan\w+|open\w*|plants?|factor\w+|facilit\w+|hubs?|offices?|headquarters|campus\w*|warehouses?|stores?|cent(?:er|re)s?|enter\w*|entry|market|launch\w*|build\w*|built|invest\w*|site|sites)\b/iu,
  hiring: /\b(?:hir\w+|recruit\w*|headcount|jobs?|onboard\w*|workforce|add\w*|vacanc\w+|openings)\b/iu,
  product_launch:
    /\b(?:launch\w*|unveil\w*|introduc\w+|debut\w*|releas\w+|roll\w* out|new|adds?|opens?|reveal\w*|brings?|upgrad\w+)\b/iu,
}

/**
 * Titles that raise an event in words that no rule has read, strictly: an act and what it acts on. Launches are left
 * out; there are too many of them for what they are worth.
 */
export const raised: readonly (readonly [NewsKind, act: RegExp, object: RegExp])[] = [
  [
    'funding',
    /\b(?:rais(?:es|ed)|secures|bags|lands|closes|nabs|funding|financing|investment|bets)\b/iu,
    /\b(?:seed|series [a-h]|funding|financing|unicorn|start-?up)\b/iu,
  ],
  [
    'executive_hire',
    /\b(?:appoint\w*|names|named|hires|hired|joins|joined|elevat(?:es|ed)|succe(?:eds|ssor|ssion)|promot(?:es|ed)|onboards)\b/iu,
    /\b(?:CEO|CFO|COO|CTO|CIO|CMO|CRO|CPO|CHRO|chief \p{L}+|president|chair\w*|managing director|director|head of|[SE]?VP|leadership)\b/iu,
  ],
  [
    'executive_departure',
    /\b(?:step(?:s|ping) down|resign\w*|to retire|retires|quits|departs?|departure|exits|leaves|oust\w*|notice|succession)\b/iu,
    /\b(?:CEO|CFO|COO|CTO|CIO|CMO|CRO|CPO|CHRO|chief \p{L}+|president|chair\w*|managing director|founder|boss|head of|leadership)\b/iu,
  ],
  [
    'acquisition',
    /\b(?:acqui(?:res?|red|ring|sition)|buyout|takeover|merg(?:es?|ed|er)|asset sale)\b/iu,
    /\b(?:deal|approv\w+|agree\w*|complet\w+|clos\w+|for [$€£₹]|shareholders|creditors|[$€£₹]\d)\b/iu,
  ],
  [
    'layoff',
    /\b(?:lay(?:s|ing)? ?offs?|laid off|job cuts?|cut(?:s|ting)?|slash\w*|axe[sd]?|redundanc\w+)\b/iu,
    /\b(?:lay-?offs?|laid off|jobs?|staff|workforce|employees|roles|redundanc\w+)\b/iu,
  ],
  ['bankruptcy', /\b(?:files?|filed|seeks|enters?|declares?)\b/iu, /\b(?:bankruptcy|insolvency|chapter 11)\b/iu],
  [
    'expansion',
    /\b(?:open(?:s|ing)?|plans?|bets|invest\w*|set(?:s|ting) up|inaugurat\w+|expands?|build(?:s|ing)?|boosts)\b/iu,
    /\b(?:plant|factory|headquarters|campus|hub|warehouse|data cent(?:er|re)|facility|offices?)\b/iu,
  ],
  [
    'hiring',
    /\b(?:hiring|to hire|recruits?|onboards)\b/iu,
    /\b(?:\d{2,}|hundreds|thousands|spree|workforce|talent)\b/iu,
  ],
]
