import { normal } from '../words.ts'
import { hasTitle, titlePattern } from './titles.ts'
import { type Rule, saysToo, subjectsOf } from './told.ts'

export const arrivals: Rule = ({ marked }) => {
  if (/\b(?:left|leav\w+|depart\w+|quit\w*|exit\w*)\b(?: \w+){0,3} @A/u.test(marked) || /\bfrom @A/u.test(marked))
    return 'The sources tell an arrival, not a departure.'
  if (
    /\bjoin\w*(?: \w+){0,2} @[CXO]/u.test(marked) ||
    (/\b(?:of|at|for|with|by) @[CXO]/u.test(marked) &&
      !/\b(?:was|were|former|formerly|ex|previous\w*|until|after|spen[dt]|years|came|comes|led|ran)\b/u.test(marked)) ||
    subjectsOf(marked, /\b(?:named|hired|appointed|hires|names|appoints|recruited)\b/gu).some(
      ({ sign, passive: turned }) => ['@C', '@X', '@O'].includes(sign) && !turned,
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

/** Each title told must be that person's in the evidence; a new one must be the one the event is about. */
export const rightTitle: Rule = ({ marked, evidence, group: { trigger } }) => {
  const role = trigger!.fields.find(({ name }) => name === 'role')?.value
  if (!role) return null
  const known = titlesOf(evidence)
  const wrong = titlesOf(marked).find(({ title, person, taken, past }) => {
    const isOwn = (person === null || person === '@P') && sameTitle(title, normal(role))
    if (isOwn) return past
    return (
      (taken && person === '@P') || !known.some((other) => other.person === person && sameTitle(other.title, title))
    )
  })
  return wrong ? `The sources give the title as ${role}.` : null
}

type TitleMention = { title: string; person: string | null; taken: boolean; past: boolean }

/** Titles with the person who stands nearest. */
const titlesOf = (marked: string): TitleMention[] =>
  [...marked.matchAll(titlePattern)].map((hit) => {
    const before = marked.slice(0, hit.index)
    const people = [...marked.matchAll(bearer)].map((person) => {
      const gap =
        person.index < hit.index
          ? marked.slice(person.index + 2, hit.index)
          : marked.slice(hit.index + hit[0].length, person.index)
      return { sign: person[0], distance: gap.trim() === '' ? 0 : gap.trim().split(' ').length }
    })
    const [nearest] = people.sort((a, b) => a.distance - b.distance)
    return {
      title: withoutLittle(hit[0]),
      person: following.test(before) ? '@P' : nearest && nearest.distance <= 8 ? nearest.sign : null,
      taken: /\b(?:to|as|becomes?|became|new|named|appointed) (?:your |the |its |our |a |an )?$/u.test(before),
      past: /\b(?:former|formerly|ex|previous|outgoing|departing|was(?! (?:named|appointed|made|hired|promoted|elected))|until) (?:\w+ ){0,2}$/u.test(
        before,
      ),
    }
  })

/** Somebody who may hold a title; what one is of, at or from holds none. */
const bearer = /(?<! (?:of|at|from|former|formerly|ex) (?:the )?)@[PXR](?! executive\b)/gu

/** "@P succeeds @X as …": the title is the follower's. */
const following = /@P (?:\w+ ){0,3}(?:(?:succeed|replac|follow)\w*|(?:take\w*|took) over from) @X as (?:the |its )?$/u

const sameTitle = (a: string, b: string): boolean => {
  const [one, other] = [` ${withoutLittle(a)} `, ` ${withoutLittle(b)} `]
  return (
    one.includes(other) ||
    other.includes(one) ||
    `${one.trim()} officer` === other.trim() ||
    `${other.trim()} officer` === one.trim()
  )
}

const withoutLittle = (title: string): string => title.replace(/\b(?:of|the|for|and) /gu, '')

/** Somebody else of the story, or the reader, in the place of the person it is about. */
export const rightPerson: Rule = ({ marked, group: { trigger } }) => {
  const person = trigger!.fields.find(({ name }) => name === 'person')?.value
  return person && !marked.includes('@P') && !hasTitle(marked) && /@[XR]\b/u.test(marked)
    ? `The sources tell this of ${person}.`
    : null
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
      /@(\w)(?: (?!@)[^ |]+){0,9} (succeed\w*|replac\w*|follow\w*|(?:take\w*|took|taking) over)(?: as (?:(?!@|by |from )[^ |]+ ){0,5}?(?=by |from |@))?( ?by| ?from)?(?: (?!@)[^ |]+){0,2} @(\w)/gu,
    ),
  ].map(([, first, , by, second]) => (by?.trim() === 'by' ? `${second} ${first}` : `${first} ${second}`))

export const placeLeft = saysToo(
  /\b(?:leav\w+|left|quit\w*) (?:the )?(?:board|industry|country|sector)\b/u,
  'No source says so.',
)
