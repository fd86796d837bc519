import type { MatchQuestion } from '../match.ts'
import { isBare, placeConflict, supportFor } from './account-cues.ts'
import { type Directory, type Form, isVouched, methodOf } from './directory.ts'
import { disguise } from './disguise.ts'
import { isTitleCase, type Mention, mentionAt, type Usage, usageOf } from './mention.ts'
import { type Distinctness, distinctnessOf } from './names.ts'
import { bestPerAccount, textOf, type Verdict } from './verdict.ts'

/** From here on a name in running text counts as used for a company. */
const usedAsCompany = 3
/** What a name brings by itself, and how far below nothing its use may fall before it is not even a question. */
const basePoints: Record<Distinctness, number> = { own: 2, weak: 1, common: 0 }
const leastPoints: Record<Distinctness, number> = { own: -2, weak: -2, common: 0 }

/** Accounts that a text names, judged by how each name is used there. */
export const matchNamed = (directory: Directory, question: MatchQuestion): Verdict[] => {
  const text = textOf(question)
  const named = [question.title, question.summary ?? ''].flatMap((part) => {
    const titleCase = isTitleCase(part)
    return directory.hits(part).flatMap(({ start, end, names }) =>
      names
        .map((number) => directory.formOf(number))
        .flatMap((form) => {
          const mention = mentionAt(part, start, endOf(form, part, end), titleCase)
          return { form, mention, usage: usageOf(mention, form.text, distinctnessOf(form.text)) }
        }),
    )
  })
  const longer = new Map(named.flatMap(({ form, usage }) => (usage.longer ? [[form.key, usage.longer] as const] : [])))
  return bestPerAccount(named.flatMap((name) => judge(directory, name, longer.get(name.form.key) ?? null, text)))
}

type Named = { form: Form; mention: Mention; usage: Usage }

/** Where a name ends in the text; the possessive of a name like "Marlow's" belongs to it. */
const endOf = (form: Form, text: string, end: number): number =>
  /['’]s$/i.test(form.text) && /^['’]s/i.test(text.slice(end, end + 2)) ? end + 2 : end

/** `longer` tells that the name stands within a longer one somewhere in the text: then it may be short for that. */
const judge = (
  directory: Directory,
  { form, mention, usage }: Named,
  longer: string | null,
  text: string,
): Verdict[] => {
  const { account } = form
  const distinctness = distinctnessOf(form.text)
  const points = basePoints[distinctness] + usage.points
  if (points < leastPoints[distinctness]) return []
  const support = supportFor(account, text, mention)
  const shared = directory.namesakes(form.key)
  const against = [disguise(mention.found, form.text), placeConflict(account, mention)].filter(
    (reason) => reason !== null,
  )
  if (points < usedAsCompany || usage.cues.length === 0) against.push(...usage.against, 'not surely used as a company')
  else if (longer && distinctness !== 'own') against.push(longer)
  if (shared > 1 && support.length === 0) against.push(`${shared} accounts share this name`)
  if (distinctness === 'common' && support.length === 0 && !isVouched(form) && !isBare(account))
    against.push('an ambiguous name without a cue of its own')
  const confidence = Math.max(0.1, Math.min(0.95, 0.6 + 0.07 * points))
  return [{ account, side: 'subject', method: methodOf(form.kind), confidence, cues: usage.cues, support, against }]
}
