import type { SignalKind } from '../signal.ts'

/** Words by which an English text tells an event of a kind: the whole verb family and its usual nouns. */
const tellings: Record<SignalKind, string> = {
  funding:
    'rais(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|land(?:s|ed|ing)?|bag(?:s|ged|ging)?|net(?:s|ted)|pull(?:s|ed) in|nab(?:s|bed)|snag(?:s|ged)|pick(?:s|ed) up|collect(?:s|ed)|attract(?:s|ed)|emerg(?:es|ed|ing) from stealth|fundraise|fundraising|funding|financing|investment|round',
  executive_hire:
    'appoint(?:s|ed|ing|ment)?|nam(?:e|es|ed|ing)|hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|tap(?:s|ped|ping)?|join(?:s|ed|ing)?|promot(?:e|es|ed|ing|ion)|elevat(?:e|es|ed)|pick(?:s|ed)?|welcom(?:e|es|ed|ing)|bring(?:s|ing)? (?:on|in|aboard)|brought (?:on|in|aboard)|elect(?:s|ed)?|becom(?:e|es|ing)|became|succeed(?:s|ed|ing)?|take(?:s|n)? (?:on|over)|taking (?:on|over)|took (?:on|over)|onboard(?:s|ed|ing)?|poach(?:es|ed)?',
  executive_departure:
    'leav(?:e|es|ing)|left|step(?:s|ped|ping)? (?:down|aside|away|back)|resign(?:s|ed|ing|ation)?|depart(?:s|ed|ing|ure)?|exit(?:s|ed|ing)?|quit(?:s|ting)?|retir(?:e|es|ed|ing|ement)|oust(?:s|ed)?|fired|fires|dismiss(?:es|ed|al)?|sack(?:s|ed)?|mov(?:e|es|ed|ing) on|changing hands',
  acquisition:
    'acquir(?:e|es|ed|ing)|acquisition|buy(?:s|ing|out)?|bought|purchas(?:e|es|ed|ing)|tak(?:e|es|ing) over|took over|taken over|takeover|merg(?:e|es|ed|ing|er)|snap(?:s|ped) up|absorb(?:s|ed|ing)?|belong(?:s|ed)? to|sold to|sale to|part of',
  layoff:
    'lay(?:s|ing)? off|laid off|layoffs?|lay-offs?|job cuts?|(?:cut(?:s|ting)?|eliminat(?:e|es|ed|ing))(?: \\S+){0,5} (?:jobs|staff|roles|positions|workers|employees|people|workforce|engineers|managers)|sack(?:s|ed|ing)?|redundanc(?:y|ies)|let(?:s|ting)? (?:\\S+ ){0,3}go|slash(?:es|ed|ing)?|downsiz(?:e|es|ed|ing)|shed(?:s|ding)?|ax(?:e|es|ed|ing)|headcount reduction|reduction in force',
  bankruptcy:
    'bankrupt(?:cy)?|insolven(?:t|cy)|chapter (?:11|7)|administration|liquidat(?:e|es|ed|ion|or)|receivership|creditor protection|wind(?:s|ing)? (?:up|down)|restructur(?:e|es|ed|ing)',
  expansion:
    'construct(?:s|ed|ing)?|commission(?:s|ed|ing)?|invest(?:s|ed|ing)?|launch(?:es|ed|ing)?|debut(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|expand(?:s|ed|ing)?|expansion|open(?:s|ed|ing)?|enter(?:s|ed|ing)?|establish(?:es|ed|ing)?|set(?:s|ting)? up|mov(?:e|es|ed|ing) into|build(?:s|ing)?|built|break(?:s|ing)? ground|broke ground|inaugurat(?:e|es|ed)|push(?:es|ed|ing)? into',
  hiring:
    'hir(?:e|es|ed|ing)|recruit(?:s|ed|ing|ment)?|add(?:s|ed|ing)?|creat(?:e|es|ed|ing)|staff(?:s|ed|ing)? up|openings?|open|roles?|vacanc(?:y|ies)|positions?|jobs?',
  hiring_slowdown: '',
  product_launch:
    'launch(?:es|ed|ing)?|releas(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|introduc(?:e|es|ed|ing|tion)|debut(?:s|ed|ing)?|roll(?:s|ed|ing)? out|ship(?:s|ped|ping)?|reveal(?:s|ed)?|present(?:s|ed)?',
  technology_change:
    'migrat(?:e|es|ed|ing|ion)|switch(?:es|ed|ing)?|adopt(?:s|ed|ing|ion)?|mov(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|deploy(?:s|ed|ing|ment)?|implement(?:s|ed|ing|ation)?|roll(?:s|ed|ing)? out|select(?:s|ed)?|cho(?:ose|oses|se|sen|osing)|us(?:e|es|ed|ing)|work(?:s|ed|ing)? with|experience',
  champion_move:
    'join(?:s|ed|ing)?|mov(?:e|es|ed|ing)|start(?:s|ed|ing)?|becom(?:e|es|ing)|became|named|appointed|hired|new role',
  custom: '',
}

const compiled = new Map<SignalKind, RegExp>()

/** All tellings of a kind as one pattern with flags `giu`; never matches for a kind that is never told. */
export const tellingOf = (kind: SignalKind): RegExp => {
  const known = compiled.get(kind)
  if (known) return known
  const pattern = new RegExp(tellings[kind] ? `(?<![\\p{L}-])(?:${tellings[kind]})(?![\\p{L}])` : '(?!)', 'giu')
  compiled.set(kind, pattern)
  return pattern
}
