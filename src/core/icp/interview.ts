import { type Answers, happenings, kindsIn, list, numberIn, rangeIn } from './interview/answers.ts'
import { fileFrom } from './interview/file.ts'
import { type Asked, type InterviewQuestion, questions } from './interview/questions.ts'

export type { Answers } from './interview/answers.ts'
export type { InterviewQuestion } from './interview/questions.ts'

export type InterviewStep =
  | {
      done: false
      question: InterviewQuestion /** Why the answer given last cannot be used. */
      problem: string | null
    }
  | { done: true; yaml: string }

/**
 * The next question, or the finished file. An answer that cannot be used is asked again, with why. Pure, so that the
 * terminal and the app hold the same interview; an optional question is passed by answering "".
 */
export const nextQuestion = (answers: Answers): InterviewStep => {
  const relevant = questions.filter((question) => question.if?.(answers) ?? true)
  for (const [index, { if: _if, ...asked }] of relevant.entries()) {
    const answer = answers[asked.id]
    const problem = answer === undefined ? null : problemWith(asked, answer, answers)
    if (answer !== undefined && problem === null) continue
    const choices = asked.id === 'situation_first' ? { choices: kindsIn(answers).map(({ word }) => word) } : {}
    return { done: false, problem, question: { ...asked, ...choices, left: relevant.length - index } }
  }
  return { done: true, yaml: fileFrom(answers) }
}

const problemWith = (
  asked: Pick<Asked, 'id' | 'kind' | 'optional'>,
  answer: string,
  answers: Answers,
): string | null => {
  const empty = answer.trim() === ''
  if (empty) return asked.optional ? null : 'This one needs an answer'
  if (answer.length > 2000) return 'That is too long'
  if (asked.kind === 'list' && list(answer).length === 0) return asked.optional ? null : 'Name at least one'
  if (asked.id === 'situation' && kindsIn(answers).length === 0)
    return `Name one of: ${Object.keys(happenings).join(', ')}`
  if (asked.id === 'situation_first' && !kindsIn(answers).some(({ word }) => word === answer.trim().toLowerCase()))
    return `Name one of: ${kindsIn(answers)
      .map(({ word }) => word)
      .join(', ')}`
  if (asked.kind === 'range' && !rangeIn(answer)) return 'Give two numbers, such as 50-500'
  if (asked.kind === 'yes_no' && !/^(y|yes|n|no|true|false)$/i.test(answer.trim())) return 'Yes or no?'
  if ((asked.id === 'too_small' || asked.id === 'deal') && numberIn(answer) === null) return 'Give a number'
  return null
}
