import { isFound } from './company.ts'
import { type Candidate, drop, type Finder, isPurpose, quoted, subjectOf, tell, unsure } from './reading.ts'
import { type Clause, hitsOf } from './text.ts'

const verb =
  /(?<![\p{L}\p{N}-])(?:(?:to |will |plans to |is |are |aims to |set to |looks to |says to |plans |seeks to |intends to ){0,3}(?:hires?|hiring|recruits?|recruiting|adds?|adding|creates?|creating|onboards?|doubles?|expands?|boosts?|grows?|makes|help|employs?)|plans hiring of|(?:goes )?on (?:a )?hiring spree|(?:ramps|steps) up hiring|accelerates hiring)(?=\s|$)/giu
const crowd =
  /^\s+(?:(?:up to|about|around|over|more than|nearly|some|another|an additional|at least|as many as|its|the|with)\s+){0,3}(?:(?<count>\d{1,3}(?:,\d{2,3})+|\d{2,6})(?:\+|k)?|(?<many>hundreds|thousands|dozens)(?: of)?|(?<own>headcount|workforce|team|staff))\s*(?:more\s+|new\s+|additional\s+|extra\s+)?(?<who>(?:[\p{L}-]+\s+){0,3}?(?:jobs?|people|employees|workers|staff|engineers|freshers?|graduates|roles|positions|hires|professionals|offers|developers|associates|interns|trainees|technicians|drivers|pilots|to|by|specialists|experts|researchers|salespeople))\b/iu

/** "Acme to hire 500 engineers", "Acme expands workforce to 4,000". */
export const findHiring: Finder = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, verb).flatMap((hit) => {
    const rule = 'hiring.plan'
    const match = crowd.exec(hit.after)
    const spree = /(?:spree|(?:up|accelerates) hiring)$/i.test(hit.verb)
    const bareCount =
      /\b(?:hires?|recruits?)$/i.test(hit.verb) &&
      /^\s+(?:\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:in|across|this|by|over)\b/iu.test(hit.after)
    const grows =
      /\b(?:doubles?|expands?|grows?|boosts?)$/i.test(hit.verb) &&
      /^\s+(?:its |the )?(?:\S+ )?(?:headcount|workforce)\b/iu.test(hit.after)
    if (!match?.groups && !spree && !grows && !bareCount) return []
    if (/^(?:to|by)$/i.test(match?.groups?.who ?? '') && !match?.groups?.own) return []
    if (/\b(?:makes|help)$/i.test(hit.verb) && !/offers|jobs/i.test(hit.after.slice(0, 50))) return []
    if (/\b(?:users|customers|subscribers)\b/i.test(hit.after.slice(0, 40))) return []
    const doubt = unsure(clause, hit.start, { allowed: /(?:seeks?|aims?|looks?|intends)\s*(?:to)?\s*$/i })
    if (doubt) return [drop(clause, rule, doubt)]
    if (isPurpose(hit)) return [drop(clause, rule, 'purpose of another deed')]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const count = match?.groups?.count
    const at = count ? hit.end + hit.after.indexOf(count) : 0
    const fields = count ? { headcount: quoted(clause, Number(count.replaceAll(',', '')), at, at + count.length) } : {}
    return [tell(clause, { kind: 'hiring', rule, company, fields, confidence: 0.8 })]
  })
