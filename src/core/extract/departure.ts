import { type Found, isFound, leadingName, nameAfter, nameIn, type Subject, subjectBefore } from './company.ts'
import { executiveFields } from './executive-fields.ts'
import { isGivenName } from './given-names.ts'
import { type PersonSpan, personEnding } from './person.ts'
import { isPlace } from './places.ts'
import { type Post, postIn } from './post.ts'
import { type Candidate, drop, earlierSubject, type Finder, type Reading, tell, unsure } from './reading.ts'
import { rolesIn, shifted } from './role.ts'
import { type Clause, type Hit, hitsOf } from './text.ts'

const leaving =
  /(?<![\p{L}\p{N}-])(?:(?:has|have|had|is|are|was|will|to|set to|plans to|announces plans to|be|being)\s+){0,3}(?:also\s+|abruptly\s+|suddenly\s+)?(?:resigns?|resigned|resigning|steps? down|stepped down|stepping down|steps? aside|stepping aside|steps? back|stepping back|quits?|quitting|leaves?|leaving|left|departs?|departed|departing|exits?|exited|exiting|retires?|retired|retiring|ousted|fired|sacked|dismissed|out(?=\s*(?:$|[,;]|\s(?:after|amid|as|in)\b))|moves on|moving on|bows out|shifts out of|hands over|relinquishes|in retiring|leaves for|jumps ship|forced out|pushed out|stands? down|standing down|calls it quits|puts in (?:his |her )?papers|puts down papers|puts in (?:his |her )?resignation|dumped|axed|removed|replaced|suspended|announces? (?:his |her |their )?(?:exit|departure|resignation|retirement))(?=\s|$|[,;:.])/giu
const notLeaving =
  /^\s+(?:(?:speculation|rumou?rs?|talk|rates?|door|open|unchanged|room|behind|out\b|no\b|questions|investors|mark|markets?|with(?! immediate)|it\b|them\b|him\b|hospital|home|for (?:china|india|europe|talks|visit)|up\b|policy|policies|little|many|wall|court|office to|jail|prison|bankruptcy|talks|meeting|deal|russia|iran|sudan|(?:the )?(?:eu|euro|race)|back\b|(?:the )?(?:\S+ ){0,4}board\b|(?:\S+ ){0,3}position in|(?:\S+ ){0,3}(?:council|panel|task force|alliance|trade group)|stake)(?![\p{L}\p{N}]))/iu

/** "Acme CFO Ann Lee resigns", "Ann Lee leaves Acme", "Acme says CFO to retire". */
const leaves = (clause: Clause, reading: Reading): Candidate[] =>
  hitsOf(clause.text, leaving).flatMap((hit) => {
    const rule = 'departure.leaves'
    if (
      !/^\s+by\b/.test(hit.after) &&
      notLeaving.test(hit.after) &&
      !/\bCEO|chief|chair/i.test(hit.after.slice(0, 30)) &&
      !/\bchair/i.test(hit.before.slice(-60))
    )
      return []
    const who = leaver(clause, hit, reading)
    if (!who || (bareForm.test(hit.verb) && !plural.test(hit.before))) return []
    const planned = /\b(?:to|will)\s/i.test(hit.verb)
    const doubt = unsure(clause, hit.start, { done: !planned })
    if (doubt) return [drop(clause, rule, doubt)]
    if (
      /^\s+(?!by\b)(?:from\s+)?(?:\S+\s+){0,4}board\b/i.test(hit.after) &&
      !/chair/i.test(hit.after + hit.before.slice(-60))
    )
      return [drop(clause, rule, 'board seat')]
    const { person, role, company } = who
    if (!company || isPlace(company.name) || (person && person.start === company.start))
      return [drop(clause, rule, who.refused ?? 'no company named')]
    const fields = executiveFields(clause, role, person)
    const strong = role !== null && !role.weak
    const told = { company, fields, rule: strong ? rule : `${rule}.weak`, confidence: strong ? 0.9 : 0.75 }
    return [tell(clause, { kind: 'executive_departure', ...told })]
  })

/** "resign" without "to" or "will" needs several people before it. */
const bareForm = /^(?:resign|step (?:down|aside|back)|quit|leave|depart|exit|retire)$/i
const plural = /(?:s|\band\b.*|,.*)\s+$/u

type Leaver = Pick<Post, 'person' | 'role' | 'company' | 'refused'>

/** Who stands before the verb, and whose company that is. */
const leaver = (clause: Clause, hit: Hit, reading: Reading): Leaver | null => {
  const from = scopeStart(hit.before)
  const scope = hit.before.slice(from)
  const post = postIn(scope, from, true)
  if (post?.role) {
    if (post.role.weak && /s$/i.test(post.role.role) && /^\p{L}+s\b(?!\s(?:down|aside|back))/u.test(hit.verb))
      return null
    if (post.former || !touches(hit.before, post)) return null
    const company =
      (post.company && isCouple(post.company.name) ? null : post.company) ??
      placeOfWork(hit.before.slice(0, post.role.start)) ??
      (from > 0 ? known(leadingName(hit.before.slice(0, from))) : known(earlierSubject(clause))) ??
      objectCompany(hit)
    return { person: post.person, role: post.role, company, ...(post.refused ? { refused: post.refused } : {}) }
  }
  const person = personEnding(scope, from, true)
  return person ? bareLeaver(hit, person, reading, isGivenName(scope) || isGivenName(person.name)) : null
}

/** "Ann Lee and Ovens Head to Leave Acme": no company, but one who leaves and what the other heads. */
const isCouple = (name: string): boolean => isGivenName(name) && /\sand\s/u.test(name)

/** A person without a title: their post or company must stand behind the verb or own them ("Acme's Lee quits"). */
const bareLeaver = (hit: Hit, person: PersonSpan, reading: Reading, givenName: boolean): Leaver | null => {
  const after = postIn(hit.after.slice(0, 90), hit.end)
  const owner = /((?:\p{Lu}[\p{L}&.-]*\s){0,2}\p{Lu}[\p{L}&.-]*)(?:'s|(?<=s)')\s+$/u.exec(
    hit.before.slice(0, person.start),
  )
  const owning = owner?.[1] ? nameIn(owner[1], owner.index) : null
  const full = person.name.includes(' ')
  const left = full && (isPersonElsewhere(person, reading) || givenName) ? objectCompany(hit) : null
  const resigns = /\b(?:resign\w*|quits?|steps? down|stepped down|retires?|leaves?|departs?|departing|leave)$/i.test(
    hit.verb,
  )
  const main = hit.before.slice(0, person.start)
  const leading = resigns && (/\bas\s+$/.test(main) || (full && /,\s+$/.test(main))) ? known(leadingName(main)) : null
  const company = after?.company ?? (owning && isFound(owning) && (after || resigns) ? owning : null) ?? left ?? leading
  if (!company)
    return after
      ? { person, role: after.role, company: null, ...(after.refused ? { refused: after.refused } : {}) }
      : null
  return { person, role: after?.role ?? null, company }
}

/** Where the innermost clause before the verb begins: behind a colon, "says", "as". */
const scopeStart = (before: string): number => {
  const match =
    /^.*(?::\s|\b(?:says|said|confirms|confirmed|announces|announced|as|after)\s+(?:that\s+)?(?:its\s+|key\s+)?)(?=\S)/iu.exec(
      before,
    )
  return match ? match[0].length : 0
}

/** "Exits continue at Acme as CFO quits". */
const placeOfWork = (before: string): Found | null => {
  const at = /^.*\bat\s+(?=\p{Lu})/u.exec(before)?.[0].length
  return at === undefined ? null : known(nameAfter(before.slice(at), at))
}

const known = (subject: Subject): Found | null => (isFound(subject) ? subject : null)

/** The text behind the title speaks of the same surname as of a person. */
const isPersonElsewhere = (person: PersonSpan, reading: Reading): boolean => {
  const later = reading.clauses
    .filter((clause) => clause.field !== 'title')
    .map((clause) => clause.text)
    .join(' ')
  return (
    /\b(?:he|she|his|her|him)\b/.test(later) ||
    rolesIn(later).length > 0 ||
    later.includes(`${person.name.split(' ').at(-1)}, who`)
  )
}

/** The post or its holder must stand right before the verb. */
const touches = (before: string, post: Post): boolean => {
  const end = Math.max(post.role?.end ?? 0, post.person?.end ?? 0, post.company?.end ?? 0)
  const between = before.slice(end)
  // "chief for ovens, mixers and toasters": the list belongs to the post.
  if (/\sfor\s/i.test(post.role?.role ?? '') && /^,[^;:]{2,40}\sand\s\S+\s*$/iu.test(between)) return true
  return (
    /^(?:'s(?:\s+\S+){0,3}?\s+(?:unit|arm|business|division|operations|team))?(?:\s+\p{Lu}[\p{L}'-]+)?\s*(?:,?\s*(?:and|,)\s+(?:\S+\s+){0,3}|,[^,]{2,60},|\sfor\s[^;:]{2,60})?\s*$/u.test(
      between,
    ) ||
    /^\s*(?:,|,? and)\s+(?:\S+\s+){0,4}(?:heads|executives|officials|others|members|leaders|officers|execs|cofounder|co-founder)\s*$/iu.test(
      between,
    )
  )
}

const objectCompany = (hit: Hit) => {
  if (
    !/^(?:.*\s)?(?:leaves|leaving|leave|left|quits?|exits?|departs?|exited|departed|retires|resigns|steps down|stepped down|resigned)$/i.test(
      hit.verb,
    )
  )
    return null
  const from = /^\s+(?:from\s+(?:his |her )?(?:\S+ at\s+)?|at\s+|of\s+)?/u.exec(hit.after)?.[0].length ?? 0
  const found = nameAfter(hit.after.slice(from), hit.end + from)
  return isFound(found) && /^\s*(?:\S+\s+){0,4}?$/u.test(hit.after.slice(from, found.start - hit.end)) ? found : null
}

const losing =
  /(?<![\p{L}\p{N}-])(?:loses|lost(?=\s(?:\d+|two|three|four|five|several|key|top)\s)|ousts|ousted|has ousted|fires|fired|sacks|sacked|dismisses|removes|replaces|parts ways with|bids farewell to|suspends|dumps|(?:confirms|accepts|announces|announced)(?=\s.{2,60}\b(?:resignation|departure|exit|retirement|ouster|transition|succession)\b)|announces (?:the )?(?:resignation|departure|retirement) of|changes)(?=\s)/giu

/** "Acme ousts finance chief", "Acme confirms Ann Lee's resignation as CEO". */
const loses = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, losing).flatMap((hit) => {
    const rule = 'departure.loses'
    const role = rolesIn(hit.after.slice(0, 80), true)[0]
    if (
      /\b(?:ousted|fired|suspended|dismissed)$/i.test(hit.verb) &&
      /(?:'s?|\b(?:the|an?|its|\p{Lu}\p{L}+ish))\s+$/iu.test(hit.before)
    )
      return []
    const confirms = /^(?:confirms|accepts|announce)/i.test(hit.verb)
    if (!role || (/^changes$/i.test(hit.verb) && (role.weak || role.start > 12))) return []
    if (
      !confirms &&
      /\b(?:after|over|as|amid|by|for|at|in|with|projectiles?|missiles?)\b/i.test(hit.after.slice(0, role.start))
    )
      return []
    const doubt = unsure(clause, hit.start, { done: true })
    if (doubt) return [drop(clause, rule, doubt)]
    const subject = subjectBefore(hit.before.replace(/\b(?:says|said)\b.*$|\s+board\s*$/i, '').trimEnd())
    const inner = postIn(hit.after.slice(0, 90), hit.end, true)
    const company = isFound(subject) ? subject : inner?.company
    if (!company) return [drop(clause, rule, isFound(subject) ? 'no company named' : subject.refused)]
    const person = inner?.person ?? ownerPerson(hit)
    return [
      tell(clause, {
        kind: 'executive_departure',
        rule,
        company,
        fields: executiveFields(clause, shifted(role, hit.end), person),
        confidence: 0.8,
      }),
    ]
  })

const ownerPerson = (hit: Hit): PersonSpan | null => {
  const possessive = /'s?\s+(?:resignation|departure|exit|retirement)/iu.exec(hit.after)
  return possessive ? personEnding(hit.after.slice(0, possessive.index), hit.end) : null
}

const notifying =
  /(?<![\p{L}])(?:notified|informed|advised|tendered|submitted|delivered|gave)\b(?=.{0,90}\b(?:resign|resignation|retire|retirement|step down|depart)\b)/giu

/** "Ann Lee, Chief Financial Officer of Acme, notified the Company of her decision to resign". */
const notifies = (clause: Clause): Candidate[] =>
  hitsOf(clause.text, notifying).flatMap((hit) => {
    const rule = 'departure.notifies'
    const post = postIn(hit.before, 0)
    if (!post?.role || !post.company) return []
    const fields = executiveFields(clause, post.role, post.person)
    return [tell(clause, { kind: 'executive_departure', rule, company: post.company, fields, confidence: 0.9 })]
  })

export const findDeparture: Finder = (clause, reading) => [
  ...leaves(clause, reading),
  ...loses(clause),
  ...notifies(clause),
]
