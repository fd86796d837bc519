import { isFound, leadingName, nameAfter, nameIn, type Subject } from './company.ts'
import { dealFields } from './deal-fields.ts'
import { type Candidate, drop, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const merging =
  /(?<![\p{L}\p{N}-])(?:(?<='s\s|s'\s)(?:[$€£₹][\d.,]+\s?\p{L}*\s)?merger (?:is (?:now |finally )?complete|closes|goes through)|(?:agree |announce plans |plan |set )?to (?:merge|combine)|merge|(?:agree|agree on|complete|announce|in|strike|seal|confirm|finali[sz]e|close)\s(?:an? )?(?:[$€£₹][\d.,]+\s?\p{L}*\s)?(?:\S+\s)?(?:merger|tie-up)(?: deal)?)(?=\s*(?:$|[,;:]|\s(?:in|for|to|creating|deal)\b))/giu

/** "Acme and Widgets agree to merge": the first named counts as the acquirer. */
export const merged = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, merging).flatMap((hit) => {
    const rule = 'acquisition.merges'
    const pair = /^(.+?)(,\s+|\s+and\s+)(\S.*?)(?:'s?)?\s*$/u.exec(hit.before)
    if (!pair?.[1] || !pair[2] || !pair[3]) return []
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = nameIn(pair[1], 0)
    const other = nameIn(pair[3], pair[1].length + pair[2].length)
    if (!isFound(company) || !isFound(other)) return [drop(clause, rule, 'two companies are not named')]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, other), confidence: 0.75 })]
  })

const through =
  /\b(?:with|via|through|deal for|completes|closes|seals|finali[sz]es)\s+(?:[$€£₹][\d.,]+\s?\p{L}*\s+)?(?<target>\p{Lu}[\p{L}\d.&-]*(?:\s\p{Lu}[\p{L}\d.&-]*){0,2})\s+(?:acquisition|buyout|takeover|buy(?=\s*(?:$|[,;:])))(?=\s*(?:$|[,;:-]|\s(?:in|for|to|as|at|from)\b))/giu
const closed =
  /(?<![\p{L}])(?:completes|closes|finali[sz]es)\s+(?:[$€£₹][\d.,]+\s?\p{L}*\s+)?(?<target>\p{Lu}[\p{L}\d.&-]*(?:\s\p{Lu}[\p{L}\d.&-]*){0,2})\s+(?:purchase|deal)(?=\s*(?:$|[,;:-]|\s(?:in|for|to|as|at|from)\b))/giu
const behind =
  /(?<![\p{L}])(?:with|via|through)\s+(?:(?:the|its|an?|strategic|[$€£₹][\d.,]+\s?(?:m|mn|mln|million|b|bn|bln|billion)?)\s+){0,3}(?:acquisition|purchase|takeover|buyout)\s+of\s+(?=\S)/giu
const owned =
  /'s\s+(?:[$€£₹][\d.,]+\s?\p{L}*\s+)?(?:acquisition|takeover|purchase|buyout)\s+of\s+(?=\S.{1,50}?\s(?:closes|completes|is (?:now )?complete|completed|finali[sz]ed|goes through|done)\b)/giu

const cleared =
  /(?<![\p{L}])(?:receives?|received|gets?|got|wins?|won|secures?|secured|obtains?|obtained)\s(?:[\p{L}.]+\s){0,3}?(?:approval|nod|clearance|go-ahead|green light)\s(?:to (?:acquire|buy|take over|merge with)|for (?:the |its )?(?:acquisition|takeover|purchase) of|for (?=.{3,40}\s(?:acquisition|takeover|purchase)\b))/giu

/** "Acme gets regulator's nod to acquire Widgets": a deal that goes through. */
export const clearedDeal = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, cleared).flatMap((hit) => {
    const rule = 'acquisition.cleared'
    const company = leadingName(hit.before)
    const target = nameAfter(hit.after.replace(/\s(?:acquisition|takeover|purchase)\b.*$/iu, ''), hit.end)
    if (!isFound(company) || !isFound(target)) return [drop(clause, rule, 'two companies are not named')]
    const fields = dealFields(clause, target)
    return [tell(clause, { kind: 'acquisition', rule, company, fields, confidence: 0.75 })]
  })

const unnamed = /(?<![\p{L}])with (?:an? )?[$€£₹][\d.,]+\s?\p{L}* (?:acquisition|takeover|buyout)(?=\s*$)/giu

/** "Acme goes deeper into ovens with $2B acquisition": who was bought is not told. */
export const unnamedDeal = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, unnamed).flatMap((hit) => {
    const rule = 'acquisition.unnamed'
    const doubt = unsure(clause, hit.start)
    const company = leadingName(hit.before)
    if (doubt || !isFound(company)) return [drop(clause, rule, doubt ?? 'no acquirer named')]
    const fields = dealFields(clause, null)
    return [tell(clause, { kind: 'acquisition', rule, company, fields, confidence: 0.75, lite: true })]
  })

/** "Acme expands with Widgets acquisition", "with acquisition of Widgets", "Acme completes Widgets buyout". */
export const broughtIn = (clause: Clause): Candidate[] => [
  ...hitsOf(clause.text, behind).flatMap((hit) => ownDeal(clause, hit.start, nameAfter(hit.after, hit.end))),
  ...hitsOf(clause.text, owned).flatMap((hit) => ownDeal(clause, hit.start, nameAfter(hit.after, hit.end))),
  ...[...clause.text.matchAll(through), ...clause.text.matchAll(closed)].flatMap((match) => {
    const stated = match.groups?.target ?? ''
    if (!/^\p{Lu}/u.test(stated)) return []
    return ownDeal(clause, match.index, nameIn(stated, match.index + match[0].indexOf(stated)))
  }),
]

/** A deal told in passing belongs to who opens the clause. */
const ownDeal = (clause: Clause, start: number, target: Subject): Candidate[] => {
  const rule = 'acquisition.through'
  const doubt = unsure(clause, start)
  if (doubt) return [drop(clause, rule, doubt)]
  const company = leadingName(clause.text.slice(0, start))
  if (!isFound(company) || !isFound(target)) return [drop(clause, rule, 'no acquirer or no target named')]
  return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.72 })]
}
