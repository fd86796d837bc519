import type { SignalFields } from '../signal.ts'
import { type Found, isFound, nameAfter } from './company.ts'
import { type PersonSpan, personAt, personEnding } from './person.ts'
import { postIn } from './post.ts'
import { type Candidate, drop, type Finder, quoted, subjectOf, tell, unsure, words } from './reading.ts'
import { functionOf, type RoleSpan, rolesIn, seniorityOf, widened } from './role.ts'
import { type Clause, hitsOf } from './text.ts'

export const executiveFields = (clause: Clause, role: RoleSpan | null, person: PersonSpan | null): SignalFields => ({
  ...(person
    ? { person: quoted(clause, clause.original.slice(person.start, person.end), person.start, person.end) }
    : {}),
  ...(role
    ? {
        role: words(clause, role.start, role.end),
        roleFunction: quoted(clause, functionOf(role.role), role.start, role.end),
        seniority: quoted(clause, seniorityOf(role.role), role.start, role.end),
      }
    : {}),
})

const appointing =
  /(?<![\p{L}\p{N}-])(?:has |have |had |to |will )?(?:also |just |recently )?(?:names?|named|appoints?|appointed|hires?|hired|taps?|tapped|picks?|picked|recruits?|recruited|snags|poaches|poached|elevates|elevated|promotes?|promoted|selects|selected|chooses|brings in|brings on|brings|onboards|onboarded|welcomes|ropes in|roped in|rope in|installs|elects|elected|lures|announces appointment of|announces the appointment of|announced the appointment of|appointment of|strengthens leadership with|expands leadership with|bolsters leadership with|designates|gets|changes|replaces|adds)(?=\s|$)/giu
const participle = /\b(?:named|appointed|hired|elevated|promoted|elected|tapped|picked|roped in)$/i
const notAppointed =
  /^\s+(?:as\s+)?(?:(?:a|an|the|new|its|in|among|to|one)\s+)*(?:lawyers?|(?:\S+ ){0,3}firm|advis[eo]rs?|banks?|banker to|agency|firm|pr firm|investigators?|consultants?|ambassador|board|independent director|non-executive director|director to|directors\b|defendant|suspect|best|top \d|worst|most|coach|manager of the year|partner of choice|mystery|\d)\b/iu
const boardSeat =
  /\b(?:to (?:its |the )?(?:advisory |supervisory )?board|advisory board|board of directors|board member|board seat|independent directors?|(?:brand|goodwill) ambassador|special envoy|advis[eo]rs?|to advise|coach|captain|pope|justice|judge|ambassador|bishop|minister|governor|envoy|commissioner)\b/iu

const toBoard = /^.{0,40}?\bto (?:its |the |their )?(?:\S+ )?board\b/iu
const publicPost =
  /\b(?:Fed|Federal Reserve|central bank|Army|Navy|Air Force|Supreme Court|High Court|Treasury|Pentagon|FBI|CIA|IMF|World Bank|ECB|RBI|SEBI|SEC|FTC|FDA|NASA|ISRO|WHO|UN|EU|police|party|ministry|cabinet|government|state|Congress|Senate|Parliament|university|college|school|FIFA|ICC|BCCI|league|club|FC)\b/u

/** "Acme names Ann Lee CFO", "Acme taps ex-BigCo banker to lead Asia". */
const companyAppoints = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, appointing).flatMap((hit) => {
    const rule = 'executive.appoints'
    const auxiliary = /\b(?:is|was|been|being|be|were|are|gets)\s+(?:\S+ly\s+)?$/i.test(hit.before)
    if (auxiliary || (clause.field === 'title' && participle.test(hit.verb) && !/^(?:has|have|had) /i.test(hit.verb)))
      return []
    const vague =
      /\b(?:gets|changes|replaces|adds|brings|picks?|picked|selects|selected|chooses|snags|lures|welcomes|elects?|elected)$/i.test(
        hit.verb,
      )
    const reach =
      hit.after.slice(0, 150).split(/,?\s(?:says|said|as (?=\p{Lu}\S+ (?:exits|leaves|resigns)))\s?/u)[0] ?? ''
    const weak = /\b(?:hires?|hired|taps?|tapped|poach\w+|recruit\w*|lures|ropes? in|roped in|snags)$/i.test(hit.verb)
    const strong = rolesIn(reach).filter(
      (role) => !/(?:ex-|former\s+(?:\S+\s+){0,3})$/iu.test(reach.slice(0, role.start)),
    )
    const chosen =
      strong.find((role) =>
        /\b(?:as|new|its|first|next|to be|interim|for|,)\s+(?:\S+\s+){0,4}$/i.test(reach.slice(0, role.start)),
      ) ??
      strong[0] ??
      rolesIn(reach, weak)[0] ??
      leadRole(reach)
    if (!chosen || chosen.start > 110 || (vague && chosen.start > 60)) return []
    if (/\b(?:names|named|hires|hired)$/i.test(hit.verb) && notAppointed.test(reach))
      return [drop(clause, rule, 'not an executive post')]
    if (
      toBoard.test(reach.slice(chosen.end)) ||
      publicPost.test(reach.slice(0, chosen.end + 25)) ||
      (boardSeat.test(reach.slice(0, chosen.end + 40)) && !/\bchair|\bCEO\b|chief executive/i.test(reach))
    )
      return [drop(clause, rule, 'board or public post')]
    if (/^directors?$/i.test(chosen.role) || (chosen.weak && /^\s+\d/.test(reach)))
      return [drop(clause, rule, 'not an executive post')]
    const doubt =
      unsure(clause, hit.start, { done: !/\b(?:to|will)\s/i.test(hit.verb) }) ??
      (/\bsearch\b/i.test(reach.slice(chosen.end, chosen.end + 12)) ? 'search' : null)
    if (doubt) return [drop(clause, rule, doubt)]
    const company = subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const person = hiredPerson(reach, hit.end)
    const role = widened(reach, chosen)
    const shifted = { ...role, start: role.start + hit.end, end: role.end + hit.end }
    return [
      tell(clause, {
        kind: 'executive_hire',
        rule,
        company: unitOf(reach, role, hit.end) ?? company,
        fields: executiveFields(clause, shifted, person),
        confidence: chosen.weak ? 0.75 : vague ? 0.8 : 0.92,
      }),
    ]
  })

/** "hires Lee to lead Asian sales": the task stands for the title. */
const leadRole = (reach: string): RoleSpan | undefined => {
  const match =
    /^\s+\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'.-]+){0,3}\s+(?:to|[Ff]or)\s+((?:[Ll]ead|[Hh]ead|[Rr]un|[Oo]versee|[Cc]o-head|[Bb]uild|[Mm]anage)\s.{3,60})$/u.exec(
      reach,
    )
  return match?.[1]
    ? { role: match[1], start: reach.length - match[1].length, end: reach.length, weak: true }
    : undefined
}

/** "interim CEO of BigCo's Acme": the post's own company stands behind it. */
const unitOf = (reach: string, role: RoleSpan, offset: number): Found | null => {
  const of = /^\s+of\s+[\p{Lu}][\p{L}-]*'s\s+/u.exec(reach.slice(role.end))
  if (!of) return null
  const unit = nameAfter(reach.slice(role.end + of[0].length), offset + role.end + of[0].length)
  return isFound(unit) ? unit : null
}

/** The person an appointment names: right behind the verb, behind "ex-Acme executive", or behind the post. */
const hiredPerson = (reach: string, offset: number): PersonSpan | null => {
  const direct = personAt(reach, offset) ?? surnameAt(reach, offset)
  if (direct) return direct
  const behind = [
    ...reach.matchAll(
      /(?<![\p{L}])(?:exec(?:utive)?s?|veterans?|bankers?|alum(?:nus)?|partners?|leader|boss|chief|head|officer|CEO|CFO|COO|CTO|CMO|MD|president|chair(?:man|woman)?|scientist|insider|engineer|founder|co-founder|director|manager|hand|star|lawyer|trader|analyst|expert|counsel)[:,]?\s+(?=\p{Lu})/giu,
    ),
  ]
  for (const match of behind) {
    const end = match.index + match[0].length
    const person = personAt(reach.slice(end), offset + end, true)
    if (person) return person
  }
  const possessive = /^\s+\p{Lu}[\p{L}&.-]*(?:\s\p{Lu}[\p{L}&.-]*){0,2}'s\s+(?=\p{Lu})/u.exec(reach)
  return possessive ? personAt(reach.slice(possessive[0].length), offset + possessive[0].length, true) : null
}

/** "names Lee as president", "hires Lee, Cho as heads": a surname alone counts right before "as" or the post. */
const surnameAt = (reach: string, offset: number): PersonSpan | null => {
  const person = personAt(reach, offset, true)
  if (!person) return null
  const rest = reach.slice(person.end - offset)
  return /^(?:,\s+\p{Lu}[\p{L}'-]+)?\s+(?:as|to (?:lead|head|run|oversee|co-head)|new|chair\w*|chief|head|ceo|cfo|coo|cto|president)\b/iu.test(
    rest,
  )
    ? person
    : null
}

const taking =
  /(?<![\p{L}\p{N}-])(?:(?:is |was |has been |have been |to be |will be |gets |set to be )?(?:re)?(?:named|appointed|elected|promoted (?:to|as)|elevated (?:to|as)|hired|tapped|picked|roped in|selected|designated|chosen)(?: by| as| to be| to lead| to head)?|becomes|to become|will become|(?:to )?takes? over (?:as|from)|takes charge as|takes (?:the )?(?:helm|reins) (?:as|at|of)|succeeds|to succeed|replaces|to replace|steps in as|joins|to join|has joined|moves to|jumps to|assumes (?:role|charge|office) (?:of|as)|takes on (?:the )?role (?:of|as)|returns (?:to \S+ )?as)(?=\s)/giu

/** "Ann Lee joins Acme as CFO", "Ann Lee named Acme CEO". */
const personTakes = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, taking).flatMap((hit) => {
    const rule = 'executive.takes'
    const joins = /\bjoin(?:s|ed)?$|moves to|jumps to/i.test(hit.verb)
    const reach = hit.after.slice(0, 130)
    const person = personEnding(hit.before.replace(/,.*$/, ''), 0, true) ?? personEnding(hit.before, 0, true)
    const held = postIn(hit.before.slice(-90), Math.max(0, hit.before.length - 90), true)
    if (!person && !(held && joins)) return []
    const next = postIn(reach, hit.end, false)
    if (!next && !(joins && held)) return []
    if (
      /^(?:\s+\S+){1,4}?\s+board\b/i.test(reach) ||
      (boardSeat.test(reach.slice(0, 70)) && !/\bchair/i.test(reach.slice(0, 70)))
    )
      return [drop(clause, rule, 'board or public post')]
    const doubt = unsure(clause, hit.start)
    if (doubt) return [drop(clause, rule, doubt)]
    const stated = joins ? nameAfter(reach, hit.end) : null
    const company =
      stated && isFound(stated)
        ? stated
        : (next?.company ?? (joins ? null : held?.company) ?? companyInTail(reach, hit.end))
    if (!company) return [drop(clause, rule, next?.refused ?? 'no company named')]
    if (joins && person && !held && !/\bas\b/i.test(reach)) return []
    if (person && company.start === person.start) return []
    const role = next?.role ?? held?.role ?? null
    return [
      tell(clause, {
        kind: 'executive_hire',
        rule,
        company,
        fields: executiveFields(clause, role, person),
        confidence: 0.88,
      }),
    ]
  })

const companyInTail = (reach: string, offset: number): Found | null => {
  const by = /\s(?:of|at|by|for|from outgoing|from)\s+/u.exec(reach)
  if (!by) return null
  const found = nameAfter(reach.slice(by.index + by[0].length), offset + by.index + by[0].length)
  return isFound(found) ? found : null
}

/** A clause that says who appoints is not read again from the appointee's side. */
export const findHire: Finder = (clause) => {
  const appointed = companyAppoints(clause)
  return appointed.some((candidate) => 'signal' in candidate) ? appointed : [...appointed, ...personTakes(clause)]
}
