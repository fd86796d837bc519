import { normal } from '../words.ts'
import { titlePattern } from './titles.ts'
import { type Rule, saysToo, subjectsOf } from './told.ts'

export const arrivals: Rule = ({ marked }) => {
  if (/\b(?:left|leav\w+|depart\w+|quit\w*|exit\w*)\b(?: \w+){0,3} @A/u.test(marked) || /\bfrom @A/u.test(marked))
    return 'The sources tell an arrival, not a departure.'
  if (
    /\bjoin\w*(?: \w+){0,2} @C/u.test(marked) ||
    subjectsOf(marked, /\b(?:named|hired|appointed|hires|names|appoints|recruited)\b/gu).some(
      ({ sign, passive: turned }) => sign === '@C' && !turned,
    )
  )
    return 'The sources name the account as the new employer.'
  return /@P (?:has |have |had )?(?:hired|appointed|recruited|named|promoted|picked) (?:\w+ )?@/u.test(marked)
    ? 'The sources tell this the other way round.'
    : null
}

export const departures: Rule = ({ marked }) =>
  /\b(?:join\w*|hired|appointed|named)\b(?: \w+){0,2} @A/u.test(marked) ||
  subjectsOf(marked, /\b(?:hired|appointed|recruited|named)\b/gu).some(
    ({ sign, passive: turned }) => sign === '@A' && !turned,
  ) ||
  /\b(?:left|leav\w+) @C/u.test(marked) ||
  /\bfor @A/u.test(marked) ||
  (/\bnew\b/u.test(marked) && marked.includes('@P'))
    ? 'The sources tell a departure, not an arrival.'
    : null

/** The title told of the person must be the one the sources give. */
export const rightTitle: Rule = ({ marked, group: { trigger } }) => {
  const role = trigger!.fields.find(({ name }) => name === 'role')?.value
  if (!role) return null
  const own = ` ${withoutLittle(normal(role))} `
  const wrong = [...marked.matchAll(titlePattern)].find((hit) => {
    const before = marked.slice(0, hit.index)
    return (
      !/\b(?:former|formerly|previously|was|from|succeed\w*|replac\w*|reports? to|ex)(?: \w+| @\w){0,3} $/u.test(
        before,
      ) && !own.includes(` ${withoutLittle(hit[0])} `)
    )
  })
  return wrong ? `The sources give the title as ${role}.` : null
}

const withoutLittle = (title: string): string => title.replace(/\b(?:of|the|for|and) /gu, '')

/** Somebody else of the story, or the reader, in the place of the person it is about. */
export const rightPerson: Rule = ({ marked, group: { trigger } }) => {
  const person = trigger!.fields.find(({ name }) => name === 'person')?.value
  return person && !marked.includes('@P') && /@[XR]\b/u.test(marked) ? `The sources tell this of ${person}.` : null
}

/** Who follows whom must be as in the evidence. */
export const succession: Rule = ({ marked, evidence }) => {
  const told = followers(marked)
  const known = followers(evidence)
  return told.every((pair) => known.includes(pair)) ? null : 'The sources do not say who follows whom in this way.'
}

/** Pairs "new old": "@P succeeds @X", "@X was replaced by @P". */
const followers = (marked: string): string[] =>
  [
    ...marked.matchAll(
      /@(\w)(?: (?!@)[^ |]+){0,9} (succeed\w*|replac\w*|(?:take\w*|took|taking) over)( by| from)?(?: (?!@)[^ |]+){0,2} @(\w)/gu,
    ),
  ].map(([, first, , by, second]) => (by === ' by' ? `${second} ${first}` : `${first} ${second}`))

export const promoted = saysToo(
  /\b(?:promot\w+|elevat\w+|rejoin\w*|return\w*|poach\w*)\b/u,
  'No source says so of this move.',
)

export const reasonOfLeaving = saysToo(
  /\b(?:fired|oust\w*|sack\w*|dismiss\w*|retir\w+|resign\w*)\b/u,
  'No source gives this reason.',
)
