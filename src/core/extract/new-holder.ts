import { isFound, nameIn } from './company.ts'
import { executiveFields } from './executive-fields.ts'
import { personAt, personEnding } from './person.ts'
import { type Candidate, drop, tell, unsure } from './reading.ts'
import { rolesIn, shifted, widened } from './role.ts'
import { type Clause, hitsOf } from './text.ts'

const having =
  /(?:(?<='s|s')\s(?:new|next|first)(?=\s.{2,60}?\sis\s)|(?<![\p{L}])has (?:an? |its )?(?:new|first)(?=\s.{2,60}?:\s))\s/giu

/** "Acme's new CEO is Ann Lee", "Acme has a new CTO: Ann Lee". */
export const newHolder = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, having).flatMap((hit) => {
    const rule = 'executive.new-holder'
    const until = /\sis\s|:\s/u.exec(hit.after)
    const span = rolesIn(hit.after)[0]
    if (!until || !span || span.end > until.index) return []
    const from = until.index + until[0].length
    const rest = hit.after.slice(from).split(/[,;(]|\s-\s/u)[0] ?? ''
    const person = personAt(rest, hit.end + from) ?? personEnding(rest, hit.end + from)
    if (!person) return []
    const doubt = unsure(clause, hit.start, { done: true })
    if (doubt) return [drop(clause, rule, doubt)]
    const company = nameIn(hit.before.replace(/'s?$|'$/u, '').trimEnd())
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const fields = executiveFields(clause, shifted(widened(hit.after, span), hit.end), person)
    return [tell(clause, { kind: 'executive_hire', rule, company, fields, confidence: 0.85 })]
  })

const veteran =
  /(?<![\p{L}])(?:veteran|insider|executive|exec|boss|chief|president|banker|(?:C[A-Z]O))\s+(?<person>\p{Lu}.{3,40}?)\s+to (?:lead|head|run)\s+(?=\p{Lu}[^,;:]{1,40}$)/gu

/** "Industry veteran Ann Lee to lead Acme": whole line, so that a department or a task is not a company. */
export const veteranLeads = (clause: Clause): Candidate[] =>
  [...clause.text.matchAll(veteran)].flatMap((match) => {
    const rule = 'executive.leads'
    const at = match.index + match[0].indexOf(match.groups?.person ?? '')
    const person = personAt(match.groups?.person ?? '', at)
    const end = match.index + match[0].length
    const company = nameIn(clause.text.slice(end), end)
    if (!person || person.name !== match.groups?.person) return []
    const doubt = unsure(clause, match.index)
    if (doubt || !isFound(company) || company.start !== end)
      return [drop(clause, rule, doubt ?? (isFound(company) ? 'no company named' : company.refused))]
    const fields = executiveFields(clause, null, person)
    return [tell(clause, { kind: 'executive_hire', rule, company, fields, confidence: 0.75 })]
  })
