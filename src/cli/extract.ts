import type { Command } from 'commander'

type Question = { id: unknown; title: string; summary?: string | null; url?: string | null; source?: string | null }

/** JSON Lines in, JSON Lines out: the events each document tells. */
export const addExtract = (program: Command): void => {
  program
    .command('extract')
    .description('Read documents as JSON Lines from standard input and print the events each one tells')
    .action(async () => {
      const [{ text }, { extract }] = await Promise.all([import('node:stream/consumers'), import('../core/extract.ts')])
      const lines = (await text(process.stdin)).split('\n').filter((line) => line.trim() !== '')
      const answers = lines.map((line) => {
        const question = JSON.parse(line) as Question
        const { signals } = extract({
          title: question.title ?? '',
          summary: question.summary ?? null,
          url: question.url ?? null,
          publisher: question.source ?? null,
          publishedAt: null,
        })
        return JSON.stringify({ id: question.id, signals: signals.map(answerOf) })
      })
      process.stdout.write(answers.map((answer) => `${answer}\n`).join(''))
    })
}

const answerOf = (signal: import('../core/signal.ts').Signal) => {
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
