import type { SignalKind } from '../../signal.ts'

/** What was answered so far, by question. */
export type Answers = Readonly<Record<string, string>>

export const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .slice(0, 30)
export const said = (answers: Answers, id: string): string => (answers[id] ?? '').trim()
export const isYes = (text: string): boolean => /^(y|yes|true)$/i.test(text.trim())

export const happenings: Record<string, SignalKind> = {
  'raised money': 'funding',
  'a new executive': 'executive_hire',
  'hiring a lot': 'hiring',
  'a new office or market': 'expansion',
  'an acquisition': 'acquisition',
  'a product launch': 'product_launch',
  'a change of technology': 'technology_change',
}

export const kindsIn = (answers: Answers): { word: string; kind: SignalKind }[] =>
  list(answers.situation).flatMap((given) => {
    const words = given.toLowerCase()
    const found = Object.entries(happenings).find(
      ([word]) => word === words || (words.length > 3 && word.includes(words)),
    )
    return found ? [{ word: found[0], kind: found[1] }] : []
  })

export const numberIn = (answer: string): number | null => {
  const found = /^\$?\s*(\d{1,12})$/.exec(answer.replace(/[,_ ]/g, '').trim())
  return found && Number(found[1]) > 0 ? Number(found[1]) : null
}
export const rangeIn = (answer: string): [number, number] | null => {
  const found = /^(\d{1,7})\s*(?:-|–|to|and)\s*(\d{1,7})$/i.exec(answer.replaceAll(',', '').trim())
  const [low, high] = [Number(found?.[1]), Number(found?.[2])]
  return found && low <= high ? [low, high] : null
}
