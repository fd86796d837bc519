import { escapedPattern } from '../../escape.ts'
import { isPlace } from '../../extract/places.ts'
import { withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const executiveHire: Opening = {
  clauses: (told) => {
    if (told.trigger.side !== 'subject' || !sure(told)) return []
    if (told.trigger.certainty === 'planned') return coming(told)
    return told.toPerson ? toThePerson(told) : aboutThePerson(told)
  },
  nouns: (told) => {
    const role = roleOf(told)
    if (told.toPerson) return known(role && `new role as ${role}`, 'new role', role && `move to ${role}`)
    return known(role && `new ${role}`, !role && 'new hire')
  },
  subjects: (told) => {
    const role = roleOf(told)
    if (told.toPerson)
      return known(
        'Your new role',
        `Your new role at ${told.company}`,
        role && `Starting as ${role}`,
        `Your first months at ${told.company}`,
        'Your first ninety days',
      )
    return known(
      role && `New ${role} at ${told.company}`,
      role && `${told.companys} new ${role}`,
      personOf(told) && `${personOf(told)} at ${told.company}`,
      !role && !personOf(told) && `A new face at ${told.company}`,
    )
  },
  glad: true,
}

/** Announced, not yet there. */
const coming = (told: Told): string[] => {
  const role = roleOf(told)
  const person = personOf(told)
  if (!role || !person || !told.says(/\bjoin/iu)) return []
  return told.toPerson
    ? [`you are joining ${told.company} as ${role}`, `you will join ${told.company} as ${role}`]
    : [`${person} is joining ${told.company} as ${role}`, `${person} will join ${told.company} as ${role}`]
}

const toThePerson = (told: Told): string[] => {
  const role = roleOf(told)
  const c = told.company
  if (!role) return known(`you joined ${c}`, `you are new at ${c}`)
  return known(
    `you are the new ${role} at ${c}`,
    `you are taking on the ${role} role at ${c}`,
    `${c} named you ${role}`,
    joined(told) && `you joined ${c} as ${role}`,
  )
}

const aboutThePerson = (told: Told): string[] => {
  const role = roleOf(told)
  const person = holdsBoth(told) ? personOf(told) : undefined
  const c = told.company
  const from = told.field('counterpart')
  if (person && role)
    return known(
      `${c} named ${person} as ${role}`,
      `${person} is the new ${role} at ${c}`,
      !/ in /u.test(role) && `${c} has a new ${role} in ${person}`,
      joined(told) && `${person} joined ${c} as ${role}`,
      joined(told) && from && from.length <= 25 && `${person} joined ${c} from ${from} as ${role}`,
    )
  if (role) return known(`${c} has a new ${role}`, `${c} named a new ${role}`, `there is a new ${role} at ${c}`)
  if (!person) return []
  return joined(told)
    ? [`${person} joined ${c}`]
    : [`${person} has a new role at ${c}`, `${person} has taken on a new role at ${c}`]
}

/** Of two posts the one who is named may have one: "names CFO and COO" of two people. */
const holdsBoth = (told: Told): boolean => {
  const written = told.field('role') ?? ''
  const person = personOf(told)
  if (!/\bC\p{Lu}O\b.*\bC\p{Lu}O\b/u.test(written) || !person) return true
  const surname = escapedPattern(person.split(' ').at(-1)!)
  return told.says(
    new RegExp(`${surname},? (?:as |to |is |becomes )?(?:(?:its|the|new|next) )*${escapedPattern(written)}`, 'iu'),
  )
}

export const executiveDeparture: Opening = {
  clauses: (told) => {
    const isSure = sure(told) || told.trigger.certainty === 'ongoing' // "is retiring"
    if (told.trigger.side !== 'subject' || !isSure || told.says(painful)) return []
    const role = roleOf(told)
    const person = personOf(told)
    const gone =
      told.trigger.certainty === 'done' &&
      told.says(/\b(?:has|have|had) (?:left|stepped|resigned|departed)|\b(?:stepped down|resigned|departed|left)\b/iu)
    if (person && role && !/\bco-?founder\b/iu.test(role))
      return gone
        ? [
            `${person} has left the ${role} role at ${told.company}`,
            `${person} is no longer ${role} ${ofOrAt(role)} ${told.company}`,
          ]
        : [
            `${person} is leaving the ${role} role at ${told.company}`,
            `${person} is ${goingOf(told)} as ${role} ${ofOrAt(role)} ${told.company}`,
          ]
    if (role && !person && !/\bco-?founder\b/iu.test(role))
      return [
        `the ${role} role at ${told.company} is changing hands`,
        `there is a change in the ${role} role at ${told.company}`,
      ]
    if (!person) return leaderOf(told)
    if (told.says(/\bstep\w* (?:down|back|aside|away)/iu) && !told.says(/\b(?:leav|left|exit|depart|quit)/iu))
      return [`${person} ${gone ? 'has stepped down' : 'is stepping down'} at ${told.company}`]
    return [gone ? `${person} has left ${told.company}` : `${person} is leaving ${told.company}`]
  },
  nouns: (told) => known(roleOf(told) ? `change in the ${roleOf(told)} role` : 'change in the team'),
  subjects: (told) => {
    const role = roleOf(told)
    return known(
      ...(role && !/\bco-?founder\b/iu.test(role)
        ? [`The ${role} handover`, `${told.companys} ${role} role`, `The ${role} role at ${told.company}`]
        : []),
      `A handover at ${told.company}`,
    )
  },
  glad: false,
}

export const championMove: Opening = {
  clauses: (told) => {
    if (told.trigger.side !== 'subject' || !sure(told)) return []
    const role = roleOf(told)
    const person = personOf(told)
    const from = told.field('counterpart')
    const c = told.company
    if (told.toPerson)
      return known(
        `you joined ${c}`,
        `you have moved to ${c}`,
        role && `you joined ${c} as ${role}`,
        role && `you are now ${role} at ${c}`,
        from && `you moved from ${from} to ${c}`,
      )
    return known(
      person && `${person} joined ${c}`,
      person && role && `${person} joined ${c} as ${role}`,
      person && from && `${person} moved from ${from} to ${c}`,
    )
  },
  nouns: (told) => (told.toPerson ? [`move to ${told.company}`, 'new role'] : ['new arrival']),
  subjects: (told) =>
    told.toPerson
      ? [
          `Your move to ${told.company}`,
          'Your new role',
          `Starting at ${told.company}`,
          `Your start at ${told.company}`,
          'Your first ninety days',
        ]
      : known(
          personOf(told) && `${personOf(told)} at ${told.company}`,
          `A new face at ${told.company}`,
          `An arrival at ${told.company}`,
        ),
  glad: true,
}

/** A surname alone is how headlines speak, not people; a paper is nobody. */
const personOf = (told: Told): string | undefined => {
  const person = told.field('person')
  const isHouse = person?.split(' ').includes(told.company) // "Oakly hires new investment chief": not Ann Oakly herself
  return person?.includes(' ') &&
    !isHouse &&
    !/\b(?:Post|Times|Journal|News|Report|Daily|Herald|Tribune)$/u.test(person)
    ? person
    : undefined
}

/** Nobody likes to read of these from a stranger who sells. */
const painful =
  /\b(?:die[sd]|death|dead|kill\w*|arrest\w*|charged with|convict\w*|jail\w*|scandal\w*|lawsuit|sued|probe|fraud\w*|misconduct|harass\w*|assault\w*|illness|cancer (?!(?:drug|care|research|centre|center|hospital))|fired|fires|oust\w*|sack(?:s|ed)|dismiss\w*)\b/iu

/** "Acme AI Executive Departs": no title, and yet more than nobody. */
const leaderOf = (told: Told): string[] => {
  const role = told.field('role')
  if (!role || !/^(?!.*s$).{0,40}(?<!chief )\b(?:executive|exec)$/iu.test(role)) return []
  const leader = withArticle(
    role.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase()).replace(/\bexec$/u, 'executive'),
  )
  return [`${leader} is leaving ${told.company}`]
}

/** Who steps down may stay with the company, and who retires leaves for good. */
const goingOf = ({ says }: Told): string =>
  says(/\bretir/iu) ? 'retiring' : says(/\bstep/iu) ? 'stepping down' : says(/\bresign/iu) ? 'resigning' : 'leaving'

const ofOrAt = (role: string): 'of' | 'at' => (/^(?:chair\w*|president|director)\b/iu.test(role) ? 'of' : 'at')

const sure = (told: Told): boolean => ['done', 'agreed', 'planned'].includes(told.trigger.certainty)

/** "Joined" is told only where the text tells an arrival from outside, never of a promotion. */
const joined = (told: Told): boolean =>
  told.trigger.certainty === 'done' &&
  told.says(/\b(?:join|hir|recruit|poach|lur)/iu) &&
  !told.says(/\b(?:promot|elevat)/iu)

/** The title as the text has it, without "new", "its" and articles; long ones are left out. */
export const roleOf = (told: Told): string | undefined => {
  const field = told.field('role')
  if (!field || isCut(told, field)) return undefined
  const written = field
    .replace(/, (?=(?:C\p{Lu}{1,2}O|MD|managing director|chief \p{L}+(?: officer)?)$)/iu, ' and ')
    .replace(/,.*$/u, '')
    .replace(/^(?:(?:the|a|an|its|new|first|next) )+/iu, '')
  const role = withRegion(told, calmTitle(withoutCompany(written, told.company)))
  return role.length <= 45 &&
    !/\b(?:execs?|executives|(?<!chief )executive|investors?|officials?|leaders?|staff|team|founders|role|job|post|position|unit|business|division)$/iu.test(
      role,
    ) &&
    !/^(?:(?:co-)?head|leader|chief|boss|executive|director|manager|officer|vice|vp|deputy|senior|global|group)$/iu.test(
      role,
    ) &&
    !/\bheads$/iu.test(role) &&
    !/^(?:heads|chiefs|leaders|lead (?!engineer|developer|designer|scientist|counsel))\b/iu.test(role) &&
    /^[\p{L}\d]/u.test(role)
    ? role
    : undefined
}

/** "Vice president of sales and …", "Head of R&D for electric vans": a part of the title is missing. */
const isCut = ({ find }: Told, role: string): boolean =>
  / (?:and|of|for|&)$/iu.test(role) ||
  /\b(?:CEO|chief executive|president|chair\w*|MD|managing director) of \p{Lu}\p{Ll}/u.test(role) || // of a part
  (/^group\b/u.test(role) && find(new RegExp(`(\\p{Ll}{5,}s) ${escapedPattern(role)}`, 'u')) !== undefined) ||
  (/\b(?:head|director|manager|leader|[SEA]?VP|vice[ -]president)\b/iu.test(role) &&
    !isPlace(find(new RegExp(`${escapedPattern(role)} for (\\p{Lu}[\\p{L}-]+)`, 'iu')) ?? '') &&
    find(new RegExp(`${escapedPattern(role)} (for) `, 'iu')) !== undefined)

/** A head of something "in India" is not that of the whole company. */
const withRegion = (told: Told, role: string): string => {
  const place = told.find(
    new RegExp(`${escapedPattern(role)}(?:,? (?:in|for) | - |, )(\\p{Lu}[\\p{L}-]+(?: \\p{Lu}\\p{L}+)?)`, 'iu'),
  )
  const [first = ''] = place?.split(' ') ?? []
  const known = place && [place, first].find(isPlace)
  if (known) return `${role} in ${known}`
  const before = told.find(new RegExp(`(\\p{Lu}[\\p{L}-]+) ${escapedPattern(role)}\\b`, 'u'))
  return before && isPlace(before) && !told.company.includes(before) ? `${before} ${role}` : role
}

/** "CEO and MD of ONDC" at ONDC is its CEO and MD. */
const withoutCompany = (role: string, company: string): string => {
  const tail = [` of ${company}`, ` at ${company}`].find((each) => role.toLowerCase().endsWith(each.toLowerCase()))
  return tail ? role.slice(0, -tail.length) : role
}

/** A headline's capitals: "Finance Chief" is no title on a card. */
const calmTitle = (role: string): string =>
  role.replace(/\b(?:\p{L}+ )?(?:Chief|Boss|Head)$/u, (words) =>
    /^Chief|^Head/u.test(words) ? words : words.toLowerCase(),
  )
