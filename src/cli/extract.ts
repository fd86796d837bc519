import type { Command } from 'commander'
import type { SecondOpinion } from '../adapters/opinion.ts'
import type { Signal } from '../core/signal.ts'
import { act, count, exitCodes, progress, statedMoment, withSecondOpinion } from './support.ts'

type Question = {
  id: unknown
  title: string
  summary?: string | null
  url?: string | null
  source?: string | null
  published?: string | null
}

/** JSON Lines in, JSON Lines out: the events each document tells. A line that cannot be read is named and skipped. */
export const addExtract = (program: Command): void => {
  program
    .command('extract')
    .description('read documents as JSON Lines from standard input and print the events each one tells')
    .addHelpText('after', '\nA model that is configured is asked about documents that the rules are unsure of.')
    .action(act(() => withSecondOpinion(run)))
}

const run = async (opinion: SecondOpinion | null) => {
  const [{ text }, { extract }, { consult }] = await Promise.all([
    import('node:stream/consumers'),
    import('../core/extract.ts'),
    import('../pipeline/opinion.ts'),
  ])
  const lines = (await text(process.stdin)).split('\n')
  const answers: string[] = []
  const silences: string[] = []
  let asked = 0
  for (const [index, line] of lines.entries()) {
    const question = line.trim() === '' ? null : questionFrom(line, index + 1)
    if (!question) continue
    const document = documentOf(question)
    const extraction = extract(document)
    const consulted = opinion ? await consult(opinion, document, extraction) : null
    if (consulted) asked++
    if (consulted && 'silent' in consulted.asked) silences.push(consulted.asked.silent)
    const { signals } = consulted?.extraction ?? extraction
    answers.push(`${JSON.stringify({ id: question.id, signals: signals.map(answerOf) })}\n`)
  }
  process.stdout.write(answers.join(''))
  if (opinion) progress(told(opinion.model, asked, silences))
  return exitCodes.ok
}

/** "small was asked about 41 documents; 3 got no answer: model answered too late". */
const told = (model: string, asked: number, silences: readonly string[]): string =>
  [
    `${model} was asked about ${count(asked, 'document')}`,
    ...(silences.length > 0 ? [`${silences.length} got no answer: ${[...new Set(silences)].join(', ')}`] : []),
  ].join('; ')

const documentOf = ({ title, summary = null, url = null, source = null, published }: Question) => ({
  title,
  summary,
  body: null,
  url,
  publisher: source,
  publishedAt: statedMoment(published),
})

const questionFrom = (line: string, number: number): Question | null => {
  try {
    const question = JSON.parse(line) as Question
    if (typeof question.title === 'string') return question
  } catch {
    // Reported below like any other line without a title.
  }
  process.stderr.write(`line ${number}: not a JSON object with a title\n`)
  return null
}

const answerOf = (signal: Signal) => {
  const { person, role, amount, round, counterpart, headcount } = signal.fields
  return {
    kind: signal.kind,
    company: signal.company,
    ...(person ? { person: person.value } : {}),
    ...(role ? { role: role.value } : {}),
    ...(amount ? { amount: amount.value } : {}),
    ...(amount?.value.currency === 'USD' ? { amountUsd: amount.value.value } : {}),
    ...(round ? { round: round.value } : {}),
    ...(counterpart ? { counterpart: counterpart.value } : {}),
    ...(headcount ? { headcount: headcount.value } : {}),
    ...(signal.occurredAt === null ? {} : { occurredAt: new Date(signal.occurredAt).toISOString() }),
    quote: signal.quote,
    confidence: signal.confidence,
  }
}
