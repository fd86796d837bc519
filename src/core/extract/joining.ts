import { boardSeat, publicPost } from './board.ts'
import { type Found, isFound, leadingName, nameAfter, nameIn } from './company.ts'
import { executiveFields } from './executive-fields.ts'
import { type PersonSpan, personEnding } from './person.ts'
import { type Post, postIn } from './post.ts'
import { type Candidate, drop, tell, unsure } from './reading.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const taking =
  /(?<![\p{L}\p{N}-])(?:(?:is |was |has been |have been |to be |will be |gets |set to be )?(?:re)?(?:named|appointed|elected|promoted (?:to|as)|elevated (?:to|as)|hired|tapped|picked|roped in|selected|designated|chosen)(?: by| as| to be| to lead| to head)?|becomes|to become|will become|(?:to )?takes? over (?:as|from)|takes charge as|takes (?:the )?(?:helm|reins) (?:as|at|of)|succeeds|to succeed|replaces|to replace|steps in as|joins|to join|has joined|moves to|jumps to|assumes (?:role|charge|office) (?:of|as)|takes on (?:the )?role (?:of|as)|to be(?= (?:the )?(?:next|new|interim) )|is(?= (?:(?:\p{Lu}[\p{L}.&-]*\s){0,2}\p{Lu}[\p{L}.&-]*'s\s|the\s)?(?:new|next)\s)|returns to(?=\s\p{Lu})|returns as|to (?:lead|head|run)(?= \p{Lu}\S*(?: \p{Lu}\S*){0,2}'s? (?:\S+ ){0,3}(?:unit|business|arm|division|operations|team|subsidiary)\b))(?=\s)/giu

/** "Ann Lee joins Acme as CFO", "Ann Lee named Acme CEO". */
export const personTakes = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, taking).flatMap((hit) => {
    const rule = 'executive.takes'
    const reach = hit.after.slice(0, 130)
    const move = moveOf(hit, reach)
    if (!move) return []
    const near = reach.slice(0, 70)
    if (
      /^(?:\s+\S+){1,4}?\s+board\b/i.test(reach) ||
      publicPost.test(near) ||
      (boardSeat.test(near) && !/\bchair/i.test(near))
    )
      return [drop(clause, rule, 'board or public post')]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const { person, next, held, joins } = move
    const company = companyOf(hit, reach, move)
    if (!company) return [drop(clause, rule, next?.refused ?? 'no company named')]
    if (
      person &&
      (company.start === person.start ||
        /^\s(?:named|appointed|elected|promoted)\b/u.test(clause.text.slice(company.end)))
    )
      return []
    const fields = executiveFields(clause, next?.role ?? (joins ? null : held?.role) ?? null, person)
    return [tell(clause, { kind: 'executive_hire', rule, company, fields, confidence: 0.88 })]
  })

type Move = { person: PersonSpan | null; held: Post | null; next: Post | null; joins: boolean }

/** "Ann Lee leaves BigCo to become …": the name next to the verb is the old employer's. */
const leavingFirst = /\s(?:leaves|leaving|left|quits|exits|departs|swaps|ditches|trades)\s[^,;]*$/iu

/** Who moves, from which post to which; null where the words tell no move of an executive. */
const moveOf = (hit: Hit, reach: string): Move | null => {
  const joins = /\bjoin(?:s|ed)?$|(?:moves|jumps|returns) to/i.test(hit.verb)
  const leads = /\bto (?:lead|head|run)$/i.test(hit.verb)
  const mover = /^to\s/i.test(hit.verb) ? hit.before.replace(leavingFirst, '') : hit.before
  const person = personEnding(mover.replace(/,.*$/, ''), 0, true) ?? personEnding(mover, 0, true)
  const held = postIn(hit.before.slice(-90), Math.max(0, hit.before.length - 90), true)
  const next = postIn(reach, hit.end, false)
  const rises = /becomes?$|over as$|steps in as$/i.test(hit.verb) && held?.company && !held.former && !held.role?.weak
  if (!person && !(held && joins) && !rises) return null
  if (!next && !(joins && held) && !leads) return null
  if (joins && person && !held && !/\bas\b/i.test(reach)) return null
  return { person, held, next, joins }
}

const companyOf = (hit: Hit, reach: string, { next, held, joins, person }: Move): Found | null => {
  const leads = /\bto (?:lead|head|run)$/i.test(hit.verb)
  const stated = joins || leads ? nameAfter(leads ? reach.replace(/'s?\s.*$/u, '') : reach, hit.end) : null
  if (stated && isFound(stated)) return stated
  const named =
    next?.company ?? (joins ? null : held?.company) ?? companyInTail(reach, hit.end) ?? ownerBefore(hit, person)
  if (named) return named
  const spoken = /^.*?(?=\s(?:says|said|confirms)\s)/iu.exec(hit.before)
  const label = /^\S+(?:\s\S+){0,2}(?=(?<=\S):\s)/u.exec(hit.before)?.[0]
  const labelled = label ? nameIn(label) : null
  if (labelled && isFound(labelled) && labelled.name === label) return labelled
  const speaker = spoken ? leadingName(spoken[0]) : null
  return speaker && isFound(speaker) ? speaker : null
}

/** "Acme's Lee promoted to COO", "Acme insider Lee named CEO". */
const ownerBefore = (hit: Hit, person: PersonSpan | null): Found | null => {
  const before = person ? hit.before.slice(0, person.start) : ''
  const owner = /(?:^|.*[\s:])((?:\p{Lu}[\p{L}\d&.-]*\s){0,2}\p{Lu}[\p{L}\d&.-]*)(?:'s|(?<=s)'|\sinsider)\s+$/u.exec(
    before,
  )?.[1]
  const found = owner ? nameIn(owner, before.lastIndexOf(owner)) : null
  return found && isFound(found) ? found : null
}

const companyInTail = (reach: string, offset: number): Found | null => {
  const last = /^\s+(?:as\s)?[^,]{2,60},\s+(?=\p{Lu}[^,;:]{1,40}$)/u.exec(reach)?.[0].length
  const closing = last === undefined ? null : nameIn(reach.slice(last), offset + last)
  if (closing && isFound(closing) && closing.start === offset + (last ?? 0)) return closing
  const by = /\s(?:of|at|by|for|from outgoing|from)\s+/u.exec(reach)
  if (!by) return null
  const found = nameAfter(reach.slice(by.index + by[0].length), offset + by.index + by[0].length)
  return isFound(found) ? found : null
}
