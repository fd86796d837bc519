import type { Command } from 'commander'
import type { Signal } from '../core/signal.ts'

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
    .action(async () => {
      const [{ text }, { extract }] = await Promise.all([import('node:stream/consumers'), import('../core/extract.ts')])
      const lines = (await text(process.stdin)).split('\n')
      const answers = lines.flatMap((line, index) => {
        const question = line.trim() === '' ? null : questionFrom(line, index + 1)
        if (!question) return []
        const { id, title, summary = null, url = null, source = null } = question
        const { signals } = extract({
          title,
          summary,
          url,
          publisher: source,
          publishedAt: instantOf(question.published),
        })
        return [`${JSON.stringify({ id, signals: signals.map(answerOf) })}\n`]
      })
      process.stdout.write(answers.join(''))
    })
}

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

/** Only a plain ISO day or moment is believed. */
const instantOf = (published: string | null | undefined): number | null => {
  const moment = /^\d{4}-\d\d-\d\d/.test(published ?? '') ? Date.parse(published ?? '') : Number.NaN
  return Number.isNaN(moment) ? null : moment
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
