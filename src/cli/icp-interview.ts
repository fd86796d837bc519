import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import type { InterviewQuestion } from '../core/icp/interview.ts'
import { act, exitCodes, print, progress } from './support.ts'

type Options = { out?: string }

/** The interview needs no workspace: it may come before there is one. */
export const addIcpInterview = (icp: Command): void => {
  icp
    .command('interview')
    .description('ask about twenty questions and write a first ICP, with tests from the customers you name')
    .option('--out <file>', 'where to write it; else it is printed')
    .addHelpText('after', '\nExample:\n  daybreak icp interview --out icp.yaml')
    .action(act(run))
}

const run = async ({ out }: Options) => {
  const { nextQuestion } = await import('../core/icp/interview.ts')
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const answers: Record<string, string> = {}
  for (let step = nextQuestion(answers); ; step = nextQuestion(answers)) {
    if (step.done) return await finish(step.yaml, out)
    if (step.problem) progress(`  ${step.problem}.`)
    progress(questionText(step.question))
    const line = await lines.next()
    if (line.done) throw new Error('The interview ended before its last question; nothing was written')
    answers[step.question.id] = line.value.trim()
  }
}

const finish = async (yaml: string, out: string | undefined) => {
  if (out === undefined) print(false, yaml, () => yaml.trimEnd())
  else {
    await writeFile(out, yaml)
    progress(`Written to ${out}. Next: daybreak icp check ${out}`)
  }
  return exitCodes.ok
}

const questionText = ({ ask, help, kind, choices, optional, left }: InterviewQuestion): string =>
  [
    '',
    `${ask}${optional ? ' (may stay empty)' : ''}  · ${left} to go`,
    `  ${choices ? `${kind === 'list' ? `${help} ` : ''}${choices.join(kind === 'list' ? ', ' : ' / ')}` : help}`,
  ].join('\n')
