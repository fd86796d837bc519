import { answerMarks, fitName } from '../fit.ts'
import { YES } from './answers.ts'
import type { Scores } from './score.ts'

/** What `fitHash` says of the row's result, without making it. */
export const nameOf = ({ version, criteria, disqualifiers }: Scores, row: number): string => {
  let answers = ''
  for (const answer of criteria) answers += answerMarks[answer[row]!]
  const fired = version.icp.disqualifiers.flatMap(({ id }, index) => (disqualifiers[index]![row] === YES ? [id] : []))
  return fitName(version.id, answers, fired)
}
