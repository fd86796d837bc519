import { isFound, nameAfter, nameIn } from './company.ts'
import { dealFields } from './deal-fields.ts'
import { isGoods } from './goods.ts'
import { moneyIn } from './money.ts'
import { type Candidate, drop, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const agreeing =
  /(?<![\p{L}\p{N}-])(?:agrees? (?:to )?(?:an? )?(?=(?:\S+ ){0,4}(?:takeover|buyout|acquisition|bid|offer)\b)|accepts (?=(?:\S+ ){0,5}(?:bid|offer|takeover)\b)|(?:agrees |agreed |set )?to be (?:acquired|bought|purchased|taken over) by|to be taken private by|sold to|sells itself to|to sell itself to|sells to)/giu

/** "Widgets agrees $2bn bid from Acme", "Widgets sold to Acme". */
export const agreed = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, agreeing).flatMap((hit) => {
    const rule = 'acquisition.agrees'
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const from = / (?:to|by)$/i.test(hit.verb) ? 0 : (/^.*?\b(?:from|by)\s+/iu.exec(hit.after)?.[0].length ?? -1)
    const company = from < 0 ? null : nameAfter(hit.after.slice(from), hit.end + from)
    if (!company || !isFound(company)) return [drop(clause, rule, 'no acquirer named')]
    const target = subjectOf(clause, hit.start)
    if (!isFound(target)) return [drop(clause, rule, `target: ${target.refused}`)]
    return [tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.75 })]
  })

const selling =
  /(?<![\p{L}\p{N}-])(?:(?:to |will |agrees to |agreed to |completes |has )?(?:sells?|sold|offloads?|divests?|unloads?)|completes sale of)\s+(?<object>(?:(?!(?:to|in|for|at|as|from|by|with|over|under|shares?|bonds?|stakes?|stock|debt|notes|assets|tickets|rights|licen[cs]es?|products?|services?)\b)[\p{L}\d&.'-]+\s+){1,8}?)to(?=\s+\p{Lu})/giu
const part =
  /\b(?:unit|business|biz|arm|division|subsidiary|operations|brand|firm|company|startup|start-up|chain|maker|provider)\b/iu

/** "BigCo sells Widgets to Acme for $90m": the buyer is the company. */
export const sold = (clause: Clause): Candidate[] =>
  [...clause.text.matchAll(selling)].flatMap((match) => {
    const rule = 'acquisition.sold'
    const object = match.groups?.object?.trimEnd() ?? ''
    const at = match.index + match[0].indexOf(object)
    const opening = nameAfter(object, at)
    const target = isFound(opening) || !/\p{Lu}/u.test(object) ? opening : nameIn(object, at)
    const owned = part.test(object)
    const priced = moneyIn(clause.text.slice(match.index + match[0].length)).length > 0
    if (!owned && (!isFound(target) || /\d/.test(object) || (!priced && object.split(' ').length > 3))) return []
    if (isGoods(object)) return [drop(clause, rule, 'sells goods or securities')]
    const doubt = unsure(clause, match.index)
    if (doubt) return [drop(clause, rule, doubt)]
    const after = match.index + match[0].length
    const company = nameAfter(clause.text.slice(after), after)
    if (!isFound(company)) return [drop(clause, rule, `no acquirer named: ${company.refused}`)]
    const seller = subjectOf(clause, match.index)
    if (!isFound(seller)) return [drop(clause, rule, seller.refused)]
    const counterpart = isFound(target) ? target : seller
    return [
      tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, counterpart), confidence: 0.75 }),
    ]
  })

const takingPrivate = /(?<![\p{L}])(?:to take|takes|took|taking)\s+(?<object>\p{Lu}.{1,40}?)\s+private(?![\p{L}])/giu
const goingPrivate =
  /(?<![\p{L}])(?:to go|goes|going)\s+private\b.{0,40}?\b(?:deal|buyout|sale)\s+(?:with|by|to)\s+(?=\p{Lu})/giu

/** "Acme to take Widgets private", "Widgets to go private in $3bn deal with Acme". */
export const takenPrivate = (clause: Clause): Candidate[] => {
  const rule = 'acquisition.private'
  const taken = [...clause.text.matchAll(takingPrivate)].map((match) => ({
    start: match.index,
    company: subjectOf(clause, match.index),
    target: nameIn(match.groups?.object ?? '', match.index + match[0].indexOf(match.groups?.object ?? '')),
  }))
  const going = hitsOf(clause.text, goingPrivate).map((hit) => ({
    start: hit.start,
    company: nameAfter(hit.after, hit.end),
    target: subjectOf(clause, hit.start),
  }))
  return [...taken, ...going].map(({ start, company, target }) => {
    const doubt = unsure(clause, start)
    if (doubt || !isFound(company) || !isFound(target))
      return drop(clause, rule, doubt ?? 'two companies are not named')
    return tell(clause, { kind: 'acquisition', rule, company, fields: dealFields(clause, target), confidence: 0.8 })
  })
}
