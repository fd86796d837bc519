import { boardSeat, publicPost, toBoard } from './board.ts'
import { type Found, isFound, leadingName, nameAfter } from './company.ts'
import { executiveFields } from './executive-fields.ts'
import { isGivenName } from './given-names.ts'
import { type PersonSpan, personAt, personEnding } from './person.ts'
import { findPlace } from './places.ts'
import { type Candidate, drop, subjectOf, tell, unsure } from './reading.ts'
import { type RoleSpan, rolesIn, shifted, widened } from './role.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const appointing =
  /(?<![\p{L}\p{N}-])(?:has |have |had |to |will )?(?:also |just |recently )?(?:turns to|reappoints|re-appoints|confirms(?=\s(?:(?!resign|depart|exit|retire|plan|pay)\S+\s){1,6}as\s(?:\S+\s){0,3}(?:ceo|c[fot]o|chief|chair|president|head|md|managing))|announces(?=\s(?:(?:\p{Lu}\S*\s){2,4}as\s|(?:its\s)?new\s))|names?|named|appoints?|appointed|hires?|hired|taps?|tapped|picks?|picked|recruits?|recruited|snags|poaches|poached|elevates|elevated|promotes?|promoted|selects|selected|chooses|brings in|brings on|brings back|brings|onboards|onboarded|welcomes|ropes in|roped in|rope in|installs|elects|elected|lures|announces appointment of|announces the appointment of|announced the appointment of|appointment of|(?:strengthens|expands|bolsters|deepens|builds out|rounds out)\s(?:its\s)?(?:\p{L}+\s)?(?:leadership|management|executive)(?:\s(?:team|bench|ranks))?\s(?:with|by (?:appointing|hiring|naming))(?:\s(?:the\s)?(?:appointment|hire|hiring|addition)s?\sof)?|designates|gets|changes|replaces|adds|finds|finds)(?=\s|$)/giu
const participle = /\b(?:named|appointed|hired|elevated|promoted|elected|tapped|picked|roped in)$/i
const notAppointed =
  /^\s+(?:as\s+)?(?:(?:a|an|the|new|its|in|among|to|one)\s+){0,3}(?:lawyers?|(?:\S+ ){0,3}firm|advis[eo]rs?|banks?|banker to|bankers? (?:for|to|ahead)|agency|firm|pr firm|investigators?|consultants?|ambassador|board|independent director|non-executive director|director to|directors\b|defendant|suspect|best|top \d|worst|most|coach|manager of the year|partner of choice|mystery|\d)\b/iu
/** "Acme names Ann Lee CFO", "Acme taps ex-BigCo banker to lead Asia". */
export const companyAppoints = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, appointing).flatMap((hit) => {
    const rule = 'executive.appoints'
    const reach = reachOf(hit)
    const post = isPassive(clause, hit) ? null : appointedTo(hit, reach)
    if (!post) return []
    const reason =
      notExecutive(hit, reach, post) ?? unsure(clause, hit.start, { done: !/\b(?:to|will)\s/i.test(hit.verb) })
    if (reason) return [drop(clause, rule, reason)]
    const company = / of$/i.test(hit.verb) ? leadingName(hit.before) : subjectOf(clause, hit.start)
    if (!isFound(company)) return [drop(clause, rule, company.refused)]
    const role = widened(reach, post)
    const fields = executiveFields(
      clause,
      isHeldElsewhere(hit, reach, post) ? null : shifted(role, hit.end),
      hiredPerson(reach, hit.end),
    )
    const confidence = post.weak ? 0.75 : vague.test(hit.verb) ? 0.8 : 0.92
    return [
      tell(clause, {
        kind: 'executive_hire',
        rule: post.weak ? `${rule}.weak` : rule,
        company: unitOf(reach, role, hit.end) ?? company,
        fields,
        confidence,
      }),
    ]
  })

/** What follows the verb, up to who says so or what else happens. */
const reachOf = (hit: Hit): string =>
  hit.after.slice(0, 150).split(/,?\s(?:says|said|as (?=\p{Lu}\S+ (?:exits|leaves|resigns)))\s?/u)[0] ?? ''

/** "is named", and in titles the bare participle: the appointee stands before the verb. */
const isPassive = (clause: Clause, hit: Hit): boolean =>
  /\b(?:is|was|been|being|be|were|are|gets)\s+(?:\S+ly\s+)?$/i.test(hit.before) ||
  (clause.field === 'title' && participle.test(hit.verb) && !/^(?:has|have|had) /i.test(hit.verb))

/** Verbs of many uses: the post must stand near. */
const vague =
  /\b(?:gets|changes|replaces|adds|finds|brings|turns to|confirms|announces|picks?|picked|selects|selected|chooses|snags|lures|welcomes|elects?|elected)$/i
/** Verbs that take a person of any rank. */
const anyRank = /\b(?:hires?|hired|taps?|tapped|poach\w+|recruit\w*|lures|ropes? in|roped in|snags)$/i

const introducing = /\b(?:as|new|its|first|next|to be|interim|for|,)\s+(?:\S+\s+){0,4}$/i

/** The post that is filled, not the one the appointee leaves. */
const appointedTo = (hit: Hit, reach: string): RoleSpan | null => {
  const before = (role: RoleSpan) => reach.slice(0, role.start)
  const posts = rolesIn(reach).filter((role) => !/(?:ex-|former\s+(?:\S+\s+){0,3})$/iu.test(before(role)))
  const introduced = posts.find((role) => introducing.test(before(role)))
  const ranked = anyRank.test(hit.verb) ? rolesIn(reach, true) : []
  const made = ranked.find((role) =>
    /\b(?:as|to be)\s+(?:(?:its|the|a|an|first|new|next)\s+){0,2}$/i.test(before(role)),
  )
  const post = introduced ?? made ?? posts[0] ?? leadRole(reach) ?? rolesIn(reach, anyRank.test(hit.verb))[0]
  if (post && /\bafter\s+(?:\S+\s+)?$/i.test(before(post))) return null
  return post && post.start <= (vague.test(hit.verb) ? 60 : 110) ? post : null
}

/** "hires BigCo executive Lee", "poaches BigCo's finance chief": the post that is left says nothing of the new one. */
const isHeldElsewhere = (hit: Hit, reach: string, post: RoleSpan): boolean => {
  const before = reach.slice(0, post.start)
  if (!anyRank.test(hit.verb) || introducing.test(before) || /^(?:lead|head|run|oversee)\s/iu.test(post.role))
    return false
  const direct = personAt(reach, 0)
  return /\p{Lu}/u.test(before) && (direct === null || direct.end > post.start || /'s\s/.test(before))
}

const notExecutive = (hit: Hit, reach: string, post: RoleSpan): string | null => {
  if (/\b(?:names|named|hires?|hired)$/i.test(hit.verb) && notAppointed.test(reach)) return 'not an executive post'
  if (/^investors?$/i.test(post.role) && /\bas\s+(?:\S+\s+)?$/i.test(reach.slice(0, post.start))) return 'an investor'
  if (/^(?:engineer|researcher|analyst)s?$/i.test(post.role)) return 'not an executive post'
  const regional =
    /^\s+(?:for|of)\s/u.test(reach.slice(post.end)) && findPlace(reach.slice(post.end, post.end + 30)) !== null
  if ((/^directors?$/i.test(post.role) && !regional) || (post.weak && /^\s+\d/.test(reach)))
    return 'not an executive post'
  if (/^\s+of\s+(?:\S+\s+){0,3}committee\b/i.test(reach.slice(post.end))) return 'board or public post'
  if (toBoard.test(reach.slice(post.end)) || publicPost.test(reach.slice(0, post.end + 25)))
    return 'board or public post'
  if (boardSeat.test(reach.slice(0, post.end + 40)) && !/\bchair|\bCEO\b|chief executive/i.test(reach))
    return 'board or public post'
  return /\bsearch\b/i.test(reach.slice(post.end, post.end + 12)) ? 'a search' : null
}

/** "hires Lee to lead Asian sales": the task stands for the title. */
const leadRole = (reach: string): RoleSpan | undefined => {
  const match =
    /^\s+(?:(?:\p{Lu}\S*\s)?(?:veteran|insider|banker|exec(?:utive)?)\s+|\p{Lu}\S*'s\s+)?\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'.-]+){0,3}\s+(?:to|[Ff]or)\s+((?:[Ll]ead|[Hh]ead|[Rr]un|[Oo]versee|[Cc]o-head|[Bb]uild|[Mm]anage)\s.{3,60})$/u.exec(
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

/** Behind a name: it is whom the appointee worked for ("BigCo Robotics scientist"). */
const employee =
  /^\s+(?:\p{Ll}+\s)?(?:scientist|executive|exec|banker|veteran|engineer|alum|trader|manager|researcher|analyst|partner|dealmaker|lawyer)\b/u

/** Behind a name: "BigCo CFO Ann Lee as …": it is the company whose post the appointee leaves. */
const isHoldersCompany = (rest: string): boolean => {
  const post = rolesIn(rest)[0]
  const holder =
    post && /^\s+(?:\p{L}+\s){0,2}$/u.test(rest.slice(0, post.start)) ? personAt(rest.slice(post.end), post.end) : null
  return holder !== null && (isGivenName(holder.name) || /^\s+(?:as|to)\s/iu.test(rest.slice(holder.end)))
}

/** The person an appointment names: right behind the verb, behind "ex-Acme executive", or behind the post. */
const hiredPerson = (reach: string, offset: number): PersonSpan | null => {
  const direct = personAt(reach, offset) ?? surnameAt(reach, offset)
  const rest = direct ? reach.slice(direct.end - offset) : ''
  if (direct && !employee.test(rest) && !isHoldersCompany(rest)) return direct
  const behind = [
    ...reach.matchAll(
      /(?<![\p{L}])(?:exec(?:utive)?s?|veterans?|bankers?|alum(?:nus)?|partners?|leader|boss|chief|head|officer|C[A-Z]{1,3}O|MD|president|chair(?:man|woman)?|scientist|insider|engineer|founder|co-founder|director|manager|hand|star|lawyer|trader|analyst|expert|counsel)[:,]?\s+(?=\p{Lu})/giu,
    ),
  ]
  for (const match of behind) {
    const end = match.index + match[0].length
    const person = personAt(reach.slice(end), offset + end, true)
    if (person) return person
  }
  const made = /\sas\s/iu.exec(reach)
  const before = made ? personEnding(reach.slice(0, made.index), offset) : null
  if (before && !direct) return before
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
