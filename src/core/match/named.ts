import type { MatchQuestion } from '../match.ts'
import { isBare, placeConflict, supportFor } from './account-cues.ts'
import { type Directory, type Form, methodOf } from './directory.ts'
import { isTitleCase, type Mention, mentionAt, usageOf } from './mention.ts'
import { disguise } from './name-index.ts'
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
  const verdicts = [question.title, question.summary ?? ''].flatMap((part) => {
    const titleCase = isTitleCase(part)
    return directory.hits(part).flatMap(({ start, end, names }) => {
      const mention = mentionAt(part, start, end, titleCase)
      return names.flatMap((number) => judge(directory, mention, directory.formOf(number), text))
    })
  })
  return bestPerAccount(verdicts)
}

const judge = (directory: Directory, mention: Mention, form: Form, text: string): Verdict[] => {
  const { account } = form
  const distinctness = distinctnessOf(form.text)
  const usage = usageOf(mention, form.text, distinctness)
  const points = basePoints[distinctness] + usage.points
  if (points < leastPoints[distinctness]) return []
  const support = supportFor(account, text, mention)
  const shared = directory.namesakes(form.key)
  const against = [disguise(mention.found, form.text), placeConflict(account, mention)].filter(
    (reason) => reason !== null,
  )
  if (points < usedAsCompany || usage.cues.length === 0) against.push(...usage.against, 'not surely used as a company')
  if (shared > 1 && support.length === 0) against.push(`${shared} accounts share this name`)
  if (distinctness === 'common' && support.length === 0 && form.kind !== 'confirmed' && !isBare(account))
    against.push('an ambiguous name without a cue of its own')
  const confidence = Math.max(0.1, Math.min(0.95, 0.6 + 0.07 * points))
  return [{ account, side: 'subject', method: methodOf(form.kind), confidence, cues: usage.cues, support, against }]
}
