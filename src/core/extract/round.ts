/** A financing round as the text calls it, and its span. */
export type RoundSpan = { round: string; start: number; end: number }

const pattern =
  /\b(?:(?<series>(?:pre[- ]?)?series[- ](?:[a-k]\d?\b(?:[- ](?:extension|plus|prime|1|2))?))|(?<named>pre[- ]?seed|pre[- ]?ipo|seed|angel|bridge|mezzanine|grant(?! thornton))\b(?!\s+(?:bank|oil|company|crops?|prices?))|(?<growth>growth(?=\s+(?:round|equity|funding|financing|investment|capital)))|(?<debt>(?:venture )?debt(?=\s+(?:round|funding|financing|facility)))|(?<strategic>strategic(?=\s+(?:funding|investment|round|financing|equity))))/giu

/** Normalised: 'Series A', 'pre-Series A', 'seed', 'pre-seed', 'angel', 'growth', 'debt', 'strategic'. */
export const roundIn = (text: string): RoundSpan | null => {
  const matches = [...text.matchAll(pattern)]
  const first = matches[0]
  if (!first) return null
  // "growth financing Series D": the letter says more than the kind.
  const lettered = matches.find((match) => match.groups?.series && match.index - first.index < 30)
  const match = lettered ?? first
  return { round: normalised(match), start: match.index, end: match.index + match[0].length }
}

const normalised = (match: RegExpExecArray): string => {
  const groups = match.groups ?? {}
  if (groups.series) {
    const letter = /series[- ](\p{L}\d?)/iu.exec(groups.series)?.[1]?.toUpperCase() ?? ''
    return /^pre/i.test(groups.series) ? `pre-Series ${letter}` : `Series ${letter}`
  }
  if (groups.growth) return 'growth'
  if (groups.debt) return 'debt'
  if (groups.strategic) return 'strategic'
  return (groups.named ?? '').toLowerCase().replace(/^pre[- ]?/, 'pre-')
}
