import { type Found, isFound, leadingName, nameAfter, nameIn, type Subject } from './company.ts'
import { isGivenName } from './given-names.ts'
import { type PersonSpan, personAt, personEnding } from './person.ts'
import { isPlace } from './places.ts'
import { functionWords, type RoleSpan, rolesIn, widened } from './role.ts'

/** "Acme finance chief Ann Lee": who holds which post where; each part only as far as the words say it. */
export type Post = {
  role: RoleSpan | null
  person: PersonSpan | null
  company: Found | null
  former: boolean
  refused?: string
}

const former = /(?<![\p{L}])(?:former|ex|ex-|one-time|onetime|erstwhile|previously)[\s-]*(?:\S+\s+){0,3}$/iu

/** Reads a noun phrase that names a post. `weak` also accepts "executive", "banker" and the like. */
export const postIn = (text: string, offset: number, weak = false): Post | null => {
  const span = rolesIn(text, weak).at(0)
  if (!span) return null
  const role = widened(text, span)
  const comma = text.slice(0, role.start).lastIndexOf(', ')
  const prefix = ' '.repeat(comma < 0 ? 0 : comma + 2) + text.slice(comma < 0 ? 0 : comma + 2, role.start)
  const owner = ownerOf(prefix, offset)
  const of = /^\s+(?:of|at|for)\s+/iu.exec(text.slice(span.end))
  const inside = /\s(?:of|at|for)\s+(?:its\s+|the\s+)?(.+)$/iu.exec(role.role)
  const following = /^\s*,?\s+(?:of|at|for|by)\s+/iu.exec(text.slice(role.end))
  const afterOf = following
    ? nameAfter(text.slice(role.end + following[0].length), offset + role.end + following[0].length)
    : null
  const withinRole = !afterOf && inside?.[1] && of ? nameIn(inside[1], offset + role.end - inside[1].length) : null
  const company =
    owner && isFound(owner)
      ? owner
      : afterOf && isFound(afterOf)
        ? afterOf
        : withinRole && isFound(withinRole) && !allFunction(withinRole.name)
          ? withinRole
          : null
  const person =
    personAt(text.slice(role.end), offset + role.end, !/^\s*,/.test(text.slice(role.end))) ??
    (comma > 0 ? personEnding(text.slice(0, comma), offset) : null)
  const refused = owner && !isFound(owner) && owner.refused !== 'no name' ? owner.refused : null
  return {
    role: { ...role, start: offset + role.start, end: offset + role.end },
    person: person && company?.start === person.start ? null : person,
    company,
    former: former.test(`${prefix} `) || /^(?:ex-|former)/i.test(role.role),
    ...(refused && !company ? { refused } : {}),
  }
}

const allFunction = (name: string): boolean =>
  name.split(/\s+/).every((word) => functionWords.has(word.toLowerCase()) || isPlace(word))

/** The company whose post it is: what stands before the title, less the words of the post itself. */
const ownerOf = (prefix: string, offset: number): Subject | null => {
  let text = prefix
    .replace(/\s+$/, '')
    .replace(/(?<![\p{L}])(?:former|ex|the|a|an|its|new|top|outgoing|ousted|longtime|veteran)\s*$/iu, '')
    .replace(/^\s*(?:two|three|four|several|senior|another|more|no\.? \d)\s+(?=\p{Lu})/iu, (match) =>
      ' '.repeat(match.length),
    )
    .trimEnd()
  if (!text) return null
  const possessive = /^(.*\S)(?:'s|(?<=s)')(?:\s+(.*))?$/u.exec(text)
  if (possessive?.[1]) {
    const rest = possessive[2] ?? ''
    const owned = rest ? nameIn(rest, offset + text.length - rest.length) : null
    // "BigCo's Ann Lee and Widgets head": what is owned is a person.
    if (
      owned &&
      isFound(owned) &&
      !allFunction(owned.name) &&
      !isGivenName(owned.name) &&
      /\p{Lu}|\d/u.test(owned.name)
    )
      return owned
    return nameIn(possessive[1], offset)
  }
  for (;;) {
    const word = /\s([\p{L}.&-]+)$/u.exec(text)
    if (!word?.[1] || !functionWords.has(word[1].toLowerCase()) || (/^\p{Lu}/u.test(word[1]) && nameable.test(text)))
      break
    if (isPlace(word[1]) && /(?:^|\s)(?:Air|Bank|Oil|Steel|Power|Post|Rail)$/u.test(text.slice(0, word.index))) break
    text = text.slice(0, word.index).trimEnd()
  }
  const phrase = text.replace(/^\s*(?:former|ex-|ex)\s*/iu, (match) => ' '.repeat(match.length))
  const named = nameIn(phrase, offset)
  if (isFound(named) || named.refused !== 'no name') return named
  const lead = leadingName(phrase.trimStart())
  const by = offset + phrase.length - phrase.trimStart().length
  return isFound(lead) ? { ...lead, start: lead.start + by, end: lead.end + by } : named
}

const nameable =
  /\b(?:Capital|Group|Bank|Media|Energy|Power|Motors?|Technologies|Airlines|Insurance|Financial|International|Brands?|Networks?|Software|Services|Solutions|Systems|Pharma|Health|Studios?|Games|Foods?|Partners|Holdings|Digital|AI|Labs)$/u
