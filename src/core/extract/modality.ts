/** How sure a text is that something happens: only a fact is a signal. */
export type Doubt = 'rumour' | 'negated' | 'hypothetical' | 'past' | 'question'

const before: readonly (readonly [Doubt, RegExp])[] = [
  [
    'negated',
    /\b(?:not|never|no longer|won't|doesn't|didn't|isn't|cannot|can't|denies|denied|rejects?|rejected|rules? out|ruled out|fails? to|failed to|refuses? to|without|drops? plans?|scraps?|cancels?|abandons?|shelves|halts?|delays?|postpones?|calls? off|blocks?|opposes?|against)\s+(?:\S+\s+){0,3}$/iu,
  ],
  [
    'rumour',
    /\b(?:in talks?|in (?:advanced |early |final )?(?:talks|discussions|negotiations)|said to|reportedly|rumou?red|near(?:s|ing)?|close to|close in on|nearing|in race|frontrunner|favou?rite|poised|set to (?=raise)|eye(?:s|ing)?|seek(?:s|ing)?|mull(?:s|ing)?|weigh(?:s|ing)?|consider(?:s|ing|ed)?|explor(?:e|es|ing)|look(?:s|ing)? (?:to|at|for)|aim(?:s|ing)?|want(?:s|ing)?|hop(?:es|ing)|try(?:ing)?|tries|(?:un)?likely|expected|discuss(?:es|ing)?|court(?:s|ing)|approach(?:es|ed)?|scout(?:s|ing)?|hunt(?:s|ing)|bids?|offers?|evaluat(?:es|ing)|studying|studies|sounds? out|urged|asked|pressed|told|needs?|pushe[sd]|must|ready|talks|calls? (?:grow |mount )?(?:for|on)|calls|pressure|demands?|demanded)\s+(?:\S+\s+){0,4}$/iu,
  ],
  ['hypothetical', /\b(?:may|might|could|would|should|can|if|whether|unless|or|why|how)\s+(?:\S+\s+){0,3}$/iu],
]

/** Doubt that stands before the verb, within its own clause. */
export const doubtBefore = (text: string): Doubt | null => {
  const near =
    text
      .slice(-70)
      .split(/[,;:]\s/)
      .at(-1) ?? ''
  for (const [doubt, pattern] of before) if (pattern.test(near.endsWith(' ') ? near : `${near} `)) return doubt
  return null
}

/** In running text a plan may stand far before the verb: "is expected to announce today that …". */
export const doubtInText = (before: string): Doubt | null =>
  /\b(?:expected|may|might|could|would|considering|consider|in talks|likely|proposed|seek|seeking|whether|plans to announce|rumou?red|speculation|alleg\w+|claim(?:s|ed|ing)|accus\w+|den(?:y|ies|ied))\b/iu.test(
    before,
  )
    ? 'rumour'
    : null

/** "Acme to buy Widgets - sources", "…, per report": who says it closes the line, unnamed. */
const unnamedClosing =
  /(?:[:,-]|\bper)\s+(?:[A-Z][\w.]*\s+)?(?:reports?|[Ss]ources?|[Mm]edia|[Pp]aper|[Nn]ewspaper|[Mm]agazine|[Rr]umou?rs?|[Ss]peculation|[A-Z]\w+ (?:reports|sources))\s*$/u
const hearsay =
  /\b(?:sources? (?:say|said|told)|according to (?:sources|people|a source)|people familiar|person familiar|(?:media|newspaper|paper) (?:reports?|reported|says?)|is said to|said to be|are said to|reportedly|rumou?r(?:s|ed)?|unconfirmed)\b/iu
const press =
  /\b(?:WSJ|FT|Bloomberg|Reuters|CNBC|Nikkei|Information|Times|Journal) (?:[Rr]eports?|[Rr]eported|[Ss]ays?)\b/u

/** Doubt about the whole clause: a report by unnamed people, a question, a retrospective. */
export const doubtAround = (text: string, done = false): Doubt | null => {
  const isQuestion = /\?\s*["']?\s*$/.test(text)
  if (done) return isQuestion && !/[;:]/.test(text) ? 'question' : null
  if (isQuestion) return 'question'
  return [unnamedClosing, hearsay, press].some((pattern) => pattern.test(text)) ? 'rumour' : null
}
