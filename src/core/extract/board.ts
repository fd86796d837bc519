/** Posts that are no executive's: advisers, judges, coaches, board seats. */
export const boardSeat =
  /\b(?:to (?:its |the )?(?:advisory |supervisory )?board|advisory board|board of directors|board member|board seat|independent directors?|(?:brand|goodwill) ambassador|special envoy|advis[eo]rs?|to advise|coach|captain|pope|justice|judge|ambassador|bishop|minister|governor|envoy|commissioner)\b/iu

/** "… to its board" behind a name. */
export const toBoard = /^.{0,40}?\bto (?:its |the |their )?(?:\S+ )?board\b/iu
/** Public bodies whose heads are no company's executives. */
export const publicPost =
  /\b(?:Fed|Federal Reserve|central bank|Army|Navy|Air Force|Supreme Court|High Court|Treasury|Pentagon|FBI|CIA|IMF|World Bank|ECB|RBI|SEBI|SEC|FTC|FDA|NASA|ISRO|WHO|UN|EU|police|party|ministry|cabinet|government|state|Congress|Senate|Parliament|university|college|school|FIFA|ICC|BCCI|league|club|FC|charity|foundation|nonprofit|non-profit|association|federation|trade body)\b/u
